// Goes through every pair of student and opening once: who may go where, how long it takes, and else why not.
import type { OpeningFacts, Situation, StudentFacts } from './facts.ts'
import { brokenRules, type Candidate } from './rules.ts'
import { createTravelTimes } from './travel.ts'

/**
 * Students and openings are numbered in the order given. Row i holds the openings that student i may go to, in
 * `openings[offsets[i] .. offsets[i+1]-1]`, with whole minutes beside them; `masks[i * openings + j]` has the rules that a
 * pair breaks (see `ruleNames`), 0 for the pairs in the rows.
 */
export type Eligible = {
  readonly offsets: Int32Array
  readonly openings: Int32Array
  readonly minutes: Int32Array
  readonly masks: Uint8Array
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

export const eligiblePairs = (
  situation: Pick<Situation, 'season' | 'programme' | 'companies' | 'centres'>,
  students: readonly StudentFacts[],
  openings: readonly OpeningFacts[],
): Eligible => {
  const { season, programme, companies, centres } = situation
  const times = createTravelTimes(season.travel, centres, companies)
  const masks = new Uint8Array(students.length * openings.length)
  const offsets = new Int32Array(students.length + 1)
  const found: number[] = []
  const minutes: number[] = []
  /** Students of the same area and means are under way equally long. */
  const rows = new Map<string, (number | undefined)[]>()

  students.forEach((student, i) => {
    const name = `${student.area} ${student.means}`
    const row = rows.get(name) ?? openings.map(({ companyId }) => times.minutes(student.area, student.means, companyId))
    rows.set(name, row)
    openings.forEach((opening, j) => {
      const company = companies.get(opening.companyId)!
      const candidate: Candidate = { season, programme, student, company, opening, minutes: row[j] }
      const mask = brokenRules(candidate)
      masks[i * openings.length + j] = mask
      if (mask !== 0) return
      found.push(j)
      minutes.push(row[j]!)
    })
    offsets[i + 1] = found.length
  })
  return { offsets, openings: Int32Array.from(found), minutes: Int32Array.from(minutes), masks }
}
