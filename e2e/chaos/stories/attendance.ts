// Students scan when they come and when they leave, and their companies confirm it; a phone that hears nothing sends its scan again.
import { randomUUID } from 'node:crypto'
import type { Entry } from '../ledger.ts'
import type { Prepared } from '../prepare.ts'
import type { Scene } from '../scene.ts'
import type { Known, Send, Story } from '../story.ts'

const programmesOf = `{ season { programmes { name from until rounds { from until } } } }`
const expectedOn = `query ($date: Date!) {
  attendance(date: $date) { id state checkedInAt checkedOutAt student { id } company { id } programme { name } }
}`
const scan = `mutation ($input: ScanInput!) { registerScan(input: $input) { state } }`
const confirm = `mutation ($input: ConfirmAttendanceInput!) { confirmAttendance(input: $input) { state } }`

type Programme = {
  readonly name: string
  readonly from: string | null
  readonly until: string | null
  readonly rounds: readonly { readonly from: string; readonly until: string }[]
}
type Day = {
  readonly id: string
  readonly state: string
  readonly checkedInAt: string | null
  readonly checkedOutAt: string | null
  readonly student: { readonly id: string }
  readonly company: { readonly id: string }
  readonly programme: { readonly name: string }
}

const dayMilliseconds = 24 * 3600 * 1000
const daysBetween = (from: string, until: string): string[] =>
  Array.from({ length: (Date.parse(until) - Date.parse(from)) / dayMilliseconds + 1 }, (_, i) =>
    new Date(Date.parse(from) + i * dayMilliseconds).toISOString().slice(0, 10),
  )

const datesOf = ({ from, until, rounds }: Programme): string[] => {
  const stretches = from !== null && until !== null ? [{ from, until }] : rounds
  return stretches.flatMap((stretch) => daysBetween(stretch.from, stretch.until))
}

/** Every third day is confirmed, of those every fourth as absence. */
const wordOn = (n: number): 'present' | 'absent' | undefined =>
  n % 3 !== 0 ? undefined : n % 12 === 0 ? 'absent' : 'present'

const stateAfter: Readonly<Record<string, string>> = {
  came: 'CLAIMED',
  left: 'CLAIMED',
  present: 'CONFIRMED',
  absent: 'ABSENT',
}

/** What was said of a day, as it must be there: `came` and `left` with their instants, and the last word on its state. */
const wrongIn = (day: Day, said: ReadonlyMap<string, Entry>): string[] => {
  const wrong: string[] = []
  const last = [...said.keys()].at(-1)!
  // The command after the last that was acknowledged may have been carried out as well.
  const states = last === 'came' || last === 'left' ? ['CLAIMED', 'CONFIRMED', 'ABSENT'] : [stateAfter[last]]
  if (!states.includes(day.state)) wrong.push(`is ${day.state} after ${last}`)
  const [came, left] = [said.get('came')?.facts?.at, said.get('left')?.facts?.at]
  if (came !== undefined && day.checkedInAt !== null && Date.parse(day.checkedInAt) !== Date.parse(came))
    wrong.push(`came at ${day.checkedInAt} instead of ${came}`)
  if (
    left !== undefined &&
    day.state !== 'ABSENT' &&
    (day.checkedOutAt === null || Date.parse(day.checkedOutAt) !== Date.parse(left))
  )
    wrong.push(`left at ${day.checkedOutAt} instead of ${left}`)
  return wrong
}

const check = async ({ send }: Known, entries: readonly Entry[]) => {
  const lost: string[] = []
  const doubleEffects: string[] = []
  for (const [date, ofDate] of Map.groupBy(entries, ({ facts }) => facts!.date!)) {
    const { attendance } = (await send(expectedOn, { date })) as { attendance: readonly Day[] }
    const days = Map.groupBy(attendance, ({ id }) => id)
    for (const [id, several] of days) if (several.length > 1) doubleEffects.push(`${several.length} days ${id}`)
    for (const [id, said] of Map.groupBy(ofDate, ({ of }) => of)) {
      const day = days.get(id)?.[0]
      if (day === undefined) lost.push(`${id}: ${said.map(({ step }) => step)}`)
      else lost.push(...wrongIn(day, new Map(said.map((entry) => [entry.step, entry]))).map((text) => `${id} ${text}`))
    }
  }
  return { lost, halfApplied: [], doubleEffects }
}

/** `changing`: the programme whose placements change meanwhile; nobody scans for it. */
export const attendanceStory = ({ students }: Scene, changing: string, posters: Prepared['posters']): Story => {
  let n = 0
  const days = async function* (send: Send): AsyncGenerator<Day & { readonly date: string }> {
    const { season } = (await send(programmesOf)) as { season: { programmes: readonly Programme[] } }
    const dates = season.programmes.filter(({ name }) => name !== changing).flatMap(datesOf)
    for (const date of new Set(dates)) {
      const { attendance } = (await send(expectedOn, { date })) as { attendance: readonly Day[] }
      for (const day of attendance) if (day.programme.name !== changing) yield { ...day, date }
    }
  }
  let coming: AsyncGenerator<Day & { readonly date: string }> | undefined
  return {
    name: 'attendance',
    people: students,
    errand: async (send, acknowledged) => {
      coming ??= days(send)
      const { value: day, done } = await coming.next()
      if (done === true) return false
      const { id, date, student, company } = day
      const scanAt = async (step: 'came' | 'left', at: string) => {
        const input = { scanId: randomUUID(), studentId: student.id, code: posters.get(company.id), capturedAt: at }
        await send(scan, { input })
        acknowledged(step, id, { date, at })
      }
      await scanAt('came', `${date}T08:00:00Z`)
      await scanAt('left', `${date}T11:30:00Z`)
      const word = wordOn(n++)
      if (word === undefined) return true
      const said = { present: [], absent: [], [word]: [student.id] }
      await send(confirm, { input: { companyId: company.id, date, ...said } })
      acknowledged(word, id, { date })
      return true
    },
    check,
  }
}
