// Checks shortages.csv and asklist.csv: the groups that nobody can place, who may be asked, and whether it would be enough.
import type { PlacementTask, Reading, Written } from './reading.ts'
import { companyId } from './region.ts'

const shortageColumns = ['programme', 'profile', 'students', 'openings', 'short', 'towns', 'companies', 'reason']
const askColumns = ['programme', 'kvkNumber', 'establishmentNumber', 'name', 'place', 'profile', 'places', 'reason']

const sum = (lines: readonly Written[], column: string) => lines.reduce((all, line) => all + Number(line[column]), 0)

/**
 * Hall's theorem, from the arcs and a plan that places as many as possible: who can be reached from those left over by
 * changing places, put together where they share an opening. Students of each group, and how many places too few.
 */
const shortGroups = ({ participants, places, arcs, placedAt }: PlacementTask) => {
  const byStudent = Map.groupBy(arcs, ({ student }) => student)
  const byOpening = Map.groupBy(arcs, ({ opening }) => opening)
  const reached = new Set(participants.keys().filter((i) => !placedAt.has(i)))
  for (const i of reached)
    for (const { opening } of byStudent.get(i) ?? [])
      for (const { student } of byOpening.get(opening)!) if (placedAt.get(student) === opening) reached.add(student)
  const groups: { readonly students: number; readonly openings: number; readonly short: number }[] = []
  const seen = new Set<number>()
  for (const first of reached) {
    if (seen.has(first)) continue
    const own = new Set([first])
    const openings = new Set<number>()
    for (const i of own)
      for (const { opening } of byStudent.get(i) ?? []) {
        openings.add(opening)
        for (const { student } of byOpening.get(opening)!) if (reached.has(student)) own.add(student)
      }
    for (const i of own) seen.add(i)
    const room = [...openings].reduce((all, opening) => all + places[opening]!, 0)
    groups.push({ students: own.size, openings: openings.size, short: own.size - room })
  }
  return groups
}

export const checkShortages = (reading: Reading) => {
  const shortages = reading.rows('shortages.csv', shortageColumns)
  const asks = reading.rows('asklist.csv', askColumns)
  const names = new Set(reading.region.settings.programmes.map(({ name }) => name))
  const companies = new Map(reading.region.companies.map((company) => [companyId(company), company]))
  for (const [file, lines] of [
    ['shortages.csv', shortages],
    ['asklist.csv', asks],
  ] as const)
    for (const line of lines) {
      const say = (words: string) => reading.breach(`${file}: ${line.programme}: ${words}`)
      if (!names.has(line.programme!)) say('there is no such programme')
      if (line.reason === '') say('a line is without a reason')
    }
  for (const line of asks) {
    const say = (words: string) => reading.breach(`asklist.csv: ${line.programme}: ${words}`)
    if (!(Number(line.places) > 0)) say(`${line.places} places are asked`)
    if (line.kvkNumber === '') {
      if (line.place === '') say('nobody knows where to look')
      continue
    }
    const company = companies.get(`${line.kvkNumber}-${line.establishmentNumber}`)
    if (!company) say(`${line.kvkNumber} is no company of the input`)
    else if (!company.invitations.includes('later')) say(`${line.kvkNumber} was asked and did not say "later"`)
  }
  for (const task of reading.tasks) {
    const { name } = task.programme
    const say = (file: string, words: string) => reading.breach(`${file}: ${name}: ${words}`)
    const own = shortages.filter((line) => line.programme === name)
    const unplaced = reading.unplaced.get(name)?.length ?? 0
    if (sum(own, 'short') !== unplaced)
      say('shortages.csv', `${sum(own, 'short')} short where ${unplaced} are unplaced`)
    // Students who reach nothing are told by place and profile; the other groups stand by themselves.
    const words = (students: unknown, short: unknown) => `${students} students, ${short} short`
    const groups = shortGroups(task).filter(({ openings }) => openings > 0)
    const should = groups.map(({ students, short }) => words(students, short)).sort()
    const written = own.filter((line) => Number(line.openings) > 0)
    const is = written.map(({ students, short }) => words(students, short)).sort()
    if (is.join() !== should.join())
      say('shortages.csv', `the groups are ${is.join('; ')} where they should be ${should.join('; ')}`)
    const asked = sum(
      asks.filter((one) => one.programme === name),
      'places',
    )
    if (asked > unplaced) say('asklist.csv', `${asked} places for ${unplaced} unplaced students`)
    if (asked < unplaced - task.hopeless)
      say('asklist.csv', `${asked} places where ${unplaced - task.hopeless} unplaced students can be helped`)
  }
}
