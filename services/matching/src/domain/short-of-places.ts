// Finds the groups of students who cannot be placed however one plans.
import { shortages } from '../engine/shortage.ts'
import type { Situation } from './facts.ts'
import { once } from './once.ts'
import { type Question, questionOf } from './question.ts'

/** `short` of these students have no place, however one plans; one more place at any of the companies helps one of them. */
export type Short = {
  readonly students: number
  readonly profile?: string | undefined
  readonly openings: number
  readonly short: number
  /** Of the companies, or where there are none of the students. */
  readonly towns: readonly string[]
  readonly companyIds: readonly string[]
}

const distinct = <Item>(items: readonly Item[]): Item[] => [...new Set(items)]
const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0)
const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** Students who can go nowhere, of the same place and profile, are one group: what would help one helps the others. */
const together = (situation: Situation, { students, sizes }: Question, alone: readonly number[]): Short[] => {
  const size = (i: number) => sizes?.[i] ?? 1
  const groups = new Map<string, Short>()
  for (const i of alone) {
    const { area, profile } = students[i]!
    const place = situation.centres.get(area)?.place
    const name = `${profile} ${place ?? ''}`
    const known = groups.get(name) ?? {
      students: 0,
      profile,
      openings: 0,
      short: 0,
      towns: place === undefined ? [] : [place],
      companyIds: [],
    }
    groups.set(name, { ...known, students: known.students + size(i), short: known.short + size(i) })
  }
  return [...groups.values()]
}

/** The largest shortage first; together they are exactly the students whom the best plan leaves without a place. */
export const shortOfPlaces = (situation: Situation): readonly Short[] =>
  once(situation, 'shortages', () => groupsIn(situation, questionOf(situation)))

const groupsIn = (situation: Situation, question: Question): Short[] => {
  const { students, places } = question
  const { groups } = shortages(question)
  const alone = groups.filter(({ openings }) => openings.length === 0).flatMap((group) => [...group.students])
  const crowded = groups
    .filter(({ openings }) => openings.length > 0)
    .map((group): Short => {
      const members = [...group.students].map((i) => students[i]!)
      const sizes = [...group.students].map((i) => question.sizes?.[i] ?? 1).toSorted((a, b) => a - b)
      const profiles = distinct(members.map(({ profile }) => profile))
      const companies = distinct([...group.openings].map((j) => places[j]!.companyId)).map(
        (id) => situation.companies.get(id)!,
      )
      return {
        students: sum(sizes),
        profile: profiles.length === 1 ? profiles[0] : undefined,
        openings: group.openings.length,
        // When teams are short, the smallest ones go without.
        short: sum(sizes.slice(0, group.short)),
        towns: distinct(companies.map(({ place }) => place)).toSorted(byText),
        companyIds: companies.map(({ companyId }) => companyId),
      }
    })
  return [...crowded, ...together(situation, question, alone)].toSorted((a, b) => b.short - a.short)
}
