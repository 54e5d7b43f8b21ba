// The hard rules of planning, one after the other: each says in one word why a student cannot be at an opening.
import type { ProgrammeFacts } from '@stagebureau/shared'
import type { CompanyFacts, HeldStop, OpeningFacts, SeasonFacts, StudentFacts } from './facts.ts'

export type Candidate = {
  readonly season: SeasonFacts
  readonly programme: ProgrammeFacts
  readonly student: StudentFacts
  readonly company: CompanyFacts
  readonly opening: OpeningFacts
  /** Undefined when the student's or the company's area is not on the map. */
  readonly minutes: number | undefined
  /** Openings that somebody decided are not for this student. */
  readonly forbidden?: ReadonlySet<string> | undefined
}

/** Youngest age at which a placement at a company is allowed (Nadere regeling kinderarbeid, 13 and under: not at a company). */
export const youngestAge = 14

/** Youngest age at which a placement may include Sundays. */
export const youngestOnSunday = 16

/** The student's age on the first day; undefined when that day is not known yet. */
export const ageAtStart = ({ programme, student }: Pick<Candidate, 'programme' | 'student'>): number | undefined =>
  student.ages.find(({ on }) => on === programme.from)?.age

/** The opening is for the student's own profile. Placements only. */
const profileFits = ({ programme, student, opening }: Candidate) =>
  programme.kind !== 'placement' || opening.profile === student.profile

/** The student is old enough on the first day. Placements only: stops of a carousel are accompanied lessons. */
const oldEnough = (candidate: Candidate) =>
  candidate.programme.kind !== 'placement' || (ageAtStart(candidate) ?? 0) >= youngestAge

/** Nobody under 16 works on a Sunday (Arbeidstijdenwet art. 5:4; Nadere regeling kinderarbeid). Placements only. */
const sundayAllowed = (candidate: Candidate) =>
  candidate.programme.kind !== 'placement' ||
  !candidate.programme.weekdays.includes('zo') ||
  (ageAtStart(candidate) ?? 0) >= youngestOnSunday

/** The company is on the map, and so is the student. */
const onTheMap = ({ minutes }: Candidate) => minutes !== undefined

/** The way there takes no longer than the programme allows, by the student's own means. */
const nearEnough = ({ programme, minutes }: Candidate) =>
  minutes === undefined || programme.maxTravelMinutes === undefined || minutes <= programme.maxTravelMinutes

/** On the first day the company is recognised for what it offers, where the programme needs that (WEB art. 7.2.8). */
const recognised = ({ season, programme, student, company, opening }: Candidate) =>
  !programme.needsRecognition ||
  company.recognitions.some(
    ({ crebo, until }) =>
      season.crebos[crebo] === (opening.profile ?? student.profile) && until >= (programme.from ?? ''),
  )

/** The company takes students on every weekday of the programme; no days said means every day. */
export const openOnTheDays = ({
  programme,
  opening,
}: {
  readonly programme: Pick<ProgrammeFacts, 'weekdays'>
  readonly opening: OpeningFacts
}) => opening.weekdays.length === 0 || programme.weekdays.every((day) => opening.weekdays.includes(day))

/** Nobody decided by hand that the student is not to be there. */
const notForbidden = ({ forbidden, opening }: Candidate) => forbidden?.has(opening.openingId) !== true

export const rules = {
  profile: profileFits,
  age: oldEnough,
  sunday: sundayAllowed,
  map: onTheMap,
  travel: nearEnough,
  recognition: recognised,
  weekdays: openOnTheDays,
  forbidden: notForbidden,
} as const satisfies Record<string, (candidate: Candidate) => boolean>

export type Rule = keyof typeof rules
export const ruleNames = Object.keys(rules) as Rule[]

/** The rules that keep this student from this opening, as bits in the order of `ruleNames`; 0 when there are none. */
export const brokenRules = (candidate: Candidate): number => {
  let mask = 0
  for (let bit = 0; bit < ruleNames.length; bit++) if (!rules[ruleNames[bit]!](candidate)) mask |= 1 << bit
  return mask
}

const overlap = (a: { from: string; until: string }, b: { from: string; until: string }) =>
  a.from <= b.until && b.from <= a.until

/** A student has one placement at a time; a carousel or Atelier may run beside it. */
export const heldElsewhere = (programme: ProgrammeFacts, held: readonly HeldStop[]): ReadonlySet<string> => {
  if (programme.kind !== 'placement' || programme.from === undefined || programme.until === undefined) return new Set()
  const period = { from: programme.from, until: programme.until }
  return new Set(
    held.filter((stop) => stop.kind === 'placement' && overlap(stop, period)).map(({ studentId }) => studentId),
  )
}
