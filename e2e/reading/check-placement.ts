// Checks a placement plan line by line, and whether no better plan exists.
import { type Arc, bestPlacement, unfairness } from './best-placement.ts'
import { figuresOf } from './figures.ts'
import type { ProgrammeReport } from './read-report.ts'
import type { Figures, Reading } from './reading.ts'
import { companyId, type Opening, type Placement, type Student, studentId } from './region.ts'
import { minutesBetween, participantsOf, placementDays, placementRefusals, wishRank } from './rules.ts'

const columns = ['school', 'student', 'kvkNumber', 'establishmentNumber', 'round', 'from', 'until', 'minutes']

/** 100 minutes of travel weigh as much as one wish further down. */
const costOf = (minutes: number, student: Student, opening: Opening) =>
  minutes + 100 * wishRank(student, opening.company.world)

/** Lines of a company that differ in nothing but their places are one opening. */
const together = (openings: readonly Opening[]): Opening[] => {
  const key = ({ company, profile, weekdays }: Opening) => [companyId(company), profile, ...weekdays].join(' ')
  return [...Map.groupBy(openings, key).values()].map((same) => ({
    ...same[0]!,
    places: same.reduce((sum, { places }) => sum + places, 0),
  }))
}

export const checkPlacement = async (
  reading: Reading,
  programme: Placement,
  report: ProgrammeReport,
): Promise<Figures> => {
  const { region, occupied } = reading
  const say = (words: string) => reading.breach(`${report.file}: ${words}`)
  const days = placementDays(programme)
  const participants = participantsOf(region.students, programme)
  const openings = together(region.openings.filter(({ kind }) => kind === 'placement'))
  const left = openings.map((opening) => Math.max(0, opening.places - occupied.most(opening, days)))
  const refusals = (student: Student, opening: Opening) => [
    ...placementRefusals(region.settings, programme, student, opening),
    ...(occupied.away(student, programme) ? ['placed elsewhere in the same weeks'] : []),
  ]

  const placed = new Map<string, number>()
  const stops: { readonly opening: Opening; readonly student: Student }[] = []
  const used = openings.map(() => 0)
  const minutesOfAll: number[] = []
  let cost = 0
  for (const line of reading.rows(report.file, columns)) {
    const id = `${line.school} ${line.student}`
    const student = participants.find((one) => studentId(one) === id)
    if (!student) {
      say(`${id} takes no part in ${programme.name}`)
      continue
    }
    if (placed.has(id)) say(`${id} stands in the plan twice`)
    placed.set(id, (placed.get(id) ?? 0) + 1)
    const here = openings.filter(
      ({ company }) => companyId(company) === `${line.kvkNumber}-${line.establishmentNumber}`,
    )
    const own = here.filter(({ profile }) => profile === student.profile)
    const at = openings.indexOf(own.find((one) => refusals(student, one).length === 0) ?? own[0]!)
    const opening = openings[at] ?? here[0]
    if (!opening) {
      say(`${id} goes to ${line.kvkNumber} ${line.establishmentNumber}, which offers no placement`)
      continue
    }
    for (const refusal of refusals(student, opening))
      say(`${id} may not go to ${companyId(opening.company)}: ${refusal}`)
    const minutes = minutesBetween(region.settings, student, opening) ?? Number.NaN
    if (line.minutes !== String(minutes)) say(`${id} travels ${minutes} minutes, not ${line.minutes}`)
    if (line.round !== '') say(`${id} has round ${line.round} outside a carousel`)
    if (line.from !== programme.from || line.until !== programme.until) {
      say(`${id} is there from ${line.from} until ${line.until}, not from ${programme.from} until ${programme.until}`)
    }
    if (at >= 0) used[at] = (used[at] ?? 0) + 1
    stops.push({ opening, student })
    minutesOfAll.push(minutes)
    cost += costOf(minutes, student, opening)
  }
  for (const [at, opening] of openings.entries()) {
    const same = openings.flatMap((one, other) =>
      one.company === opening.company && one.profile === opening.profile ? [Math.max(0, left[other]!)] : [],
    )
    const places = same.reduce((sum, one) => sum + one, 0)
    if (used[at]! > places) {
      say(
        `${used[at]} students at ${companyId(opening.company)} for ${opening.profile}, where ${places} places are left`,
      )
    }
  }

  const unplaced = participants.filter((student) => !placed.has(studentId(student)))
  const arcs: Arc[] = participants.flatMap((student, one) =>
    openings.flatMap((opening, other) => {
      if (refusals(student, opening).length > 0) return []
      const minutes = minutesBetween(region.settings, student, opening)!
      return [{ student: one, opening: other, cost: costOf(minutes, student, opening) }]
    }),
  )
  const best = await bestPlacement(
    participants.map(({ school }) => school),
    left,
    arcs,
  )
  const bySchool = (students: readonly Student[]) =>
    new Map([...Map.groupBy(students, ({ school }) => school)].map(([school, own]) => [school, own.length]))
  const fairness = unfairness(bySchool(unplaced), bySchool(participants))
  if (placed.size !== best.placed) say(`${placed.size} students are placed where ${best.placed} can be`)
  else if (Math.abs(fairness - best.fairness) > 1e-9) {
    say(`the unplaced are shared at ${fairness} where ${best.fairness} is possible`)
  } else if (cost !== best.cost) say(`minutes and wishes add up to ${cost} where ${best.cost} is possible`)
  if (report.objective !== cost) say(`the report's objective is ${report.objective}, the plan's ${cost}`)
  if (report.bound !== best.cost) say(`the report's bound is ${report.bound}, the best possible ${best.cost}`)
  for (const goal of report.goals ?? []) {
    if (goal.objective !== goal.bound) say(`goal ${goal.goal} reaches ${goal.objective} with a bound of ${goal.bound}`)
  }

  const atHome = (student: Student): Opening => {
    const recognitions = Object.keys(region.settings.crebos).map((crebo) => ({ crebo, until: '9999-12-31' }))
    const company = { ...region.companies[0]!, at: student.at, recognitions }
    return { company, kind: 'placement', profile: student.profile, places: 1, weekdays: [], closedRounds: [], text: '' }
  }
  reading.tasks.push({
    programme,
    participants,
    places: left,
    arcs,
    placedAt: new Map(stops.map(({ opening, student }) => [participants.indexOf(student), openings.indexOf(opening)])),
    hopeless: participants.filter((student) => refusals(student, atHome(student)).length > 0).length,
  })
  for (const { opening, student } of stops) occupied.add(opening, student, days, programme)
  return figuresOf({ placed: placed.size, participants, stops: stops.length, gaps: 0, minutes: minutesOfAll })
}
