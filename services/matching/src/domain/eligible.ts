// Goes through the pairs of students and openings: who may go where, how long it takes, and else why not.
import type { OpeningFacts, Situation, StudentFacts } from './facts.ts'
import { brokenRules, type Candidate, rules } from './rules.ts'
import { createTravelTimes } from './travel.ts'

/**
 * Students and openings are numbered in the order given. Row i holds the openings that student i may go to, in
 * `openings[offsets[i] .. offsets[i+1]-1]`, with whole minutes beside them.
 */
export type Eligible = {
  readonly offsets: Int32Array
  readonly openings: Int32Array
  readonly minutes: Int32Array
}

/** The students that take part in the programme. */
export const participants = ({ programme, students }: Pick<Situation, 'programme' | 'students'>): StudentFacts[] =>
  students.filter(
    ({ grade, profile }) =>
      (programme.grade === undefined || programme.grade === grade) &&
      (programme.profiles.length === 0 || programme.profiles.includes(profile)),
  )

/** The openings that are offered for this kind of programme. */
export const openingsFor = ({ programme, openings }: Pick<Situation, 'programme' | 'openings'>): OpeningFacts[] =>
  openings.filter(({ kind }) => kind === programme.kind)

type Surroundings = Pick<Situation, 'season' | 'programme' | 'companies' | 'centres' | 'forbids'>

const timesIn = ({ season, centres, companies }: Surroundings) => createTravelTimes(season.travel, centres, companies)

/** Per student the openings that are forbidden for good: in every round. */
export const forbiddenTo = ({ forbids = [] }: Pick<Situation, 'forbids'>): ReadonlyMap<string, ReadonlySet<string>> =>
  new Map(
    [...Map.groupBy(forbids, ({ studentId }) => studentId)].map(([studentId, mine]) => [
      studentId,
      new Set(mine.flatMap(({ openingId, round }) => (round === undefined ? [openingId] : []))),
    ]),
  )

/** The rules that each opening breaks for this student, as bits (see `ruleNames`); 0 where he may go. */
export const rulesBroken = (
  situation: Surroundings,
  student: StudentFacts,
  openings: readonly OpeningFacts[],
): Uint8Array => {
  const { season, programme, companies } = situation
  const times = timesIn(situation)
  const forbidden = forbiddenTo(situation).get(student.studentId)
  return Uint8Array.from(openings, (opening) => {
    const company = companies.get(opening.companyId)!
    const minutes = times.minutes(student.area, student.means, opening.companyId)
    return brokenRules({ season, programme, student, company, opening, minutes, forbidden })
  })
}

export const eligiblePairs = (
  situation: Surroundings,
  students: readonly StudentFacts[],
  openings: readonly OpeningFacts[],
): Eligible => {
  const { season, programme, companies } = situation
  const times = timesIn(situation)
  const offsets = new Int32Array(students.length + 1)
  const found: number[] = []
  const minutes: number[] = []
  const forbidden = forbiddenTo(situation)
  const at = openings.map(({ companyId }) => companies.get(companyId)!)
  const candidateOf = (student: StudentFacts, j: number, way: number | undefined): Candidate => ({
    season,
    programme,
    student,
    company: at[j]!,
    opening: openings[j]!,
    minutes: way,
    forbidden: forbidden.get(student.studentId),
  })
  /** Students of the same area and means are under way equally long; those of one profile fit the same openings. */
  const ways = new Map<string, (number | undefined)[]>()
  const fitting = new Map<string, number[]>()

  students.forEach((student, i) => {
    const name = `${student.area} ${student.means}`
    const way = ways.get(name) ?? openings.map(({ companyId }) => times.minutes(student.area, student.means, companyId))
    ways.set(name, way)
    const fits =
      fitting.get(student.profile) ??
      Array.from(openings.keys()).filter((j) => {
        const candidate = candidateOf(student, j, undefined)
        return rules.profile(candidate) && rules.weekdays(candidate)
      })
    fitting.set(student.profile, fits)
    for (const j of fits) {
      if (way[j] === undefined || brokenRules(candidateOf(student, j, way[j])) !== 0) continue
      found.push(j)
      minutes.push(way[j])
    }
    offsets[i + 1] = found.length
  })
  return { offsets, openings: Int32Array.from(found), minutes: Int32Array.from(minutes) }
}
