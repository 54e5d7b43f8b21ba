// Answers "why is this student not there?": the rule that forbids it, or what it would cost others, exactly.
import { type Said, said, type Text } from '@stagebureau/shared'
import { type Choices, draftPlan } from './draft-plan.ts'
import type { Drafted, DraftedRow } from './drafted.ts'
import { rulesBroken } from './eligible.ts'
import type { OpeningFacts, Situation, StudentFacts } from './facts.ts'
import type { Pin } from './pins.ts'
import { ageAtStart, type Rule, ruleNames } from './rules.ts'
import { createTravelTimes } from './travel.ts'

export type Counterfactual = {
  readonly possible: boolean
  readonly reason: Said
  readonly othersMoved: number
  /** Travel of everyone together, compared with the best plan. */
  readonly extraMinutes: number
  /** Points that the plan becomes worse by; absent when it is not possible. */
  readonly delta?: number
}

const texts = {
  profile: 'why-not/profile',
  age: 'why-not/age',
  map: 'why-not/map',
  travel: 'why-not/travel',
  recognition: 'why-not/recognition',
  weekdays: 'why-not/weekdays',
  sunday: 'why-not/sunday',
  forbidden: 'why-not/forbidden',
} as const satisfies Record<Rule, Text>

/** The first hard rule that keeps this student from this opening, in words with its numbers; undefined when none does. */
export const brokenRule = (situation: Situation, student: StudentFacts, opening: OpeningFacts): Said | undefined => {
  const { programme, season, centres, companies } = situation
  const [mask] = rulesBroken(situation, student, [opening])
  const rule = ruleNames.find((_, bit) => (mask! & (1 << bit)) !== 0)
  if (rule === undefined) return undefined
  const minutes = createTravelTimes(season.travel, centres, companies).minutes(
    student.area,
    student.means,
    opening.companyId,
  )
  return said(texts[rule], {
    profile: student.profile,
    offered: opening.profile ?? '-',
    minutes: minutes ?? '?',
    limit: programme.maxTravelMinutes ?? '?',
    means: student.means,
    age: ageAtStart({ programme, student }) ?? '?',
    days: opening.weekdays.join(', '),
    by: forbidderOf(situation, student, opening) ?? '',
  })
}

/** The account of who forbade it; the words are for the graph, which knows the names. */
const forbidderOf = ({ forbids = [] }: Situation, { studentId }: StudentFacts, { openingId }: OpeningFacts) =>
  forbids.find((one) => one.studentId === studentId && one.openingId === openingId && one.round === undefined)?.by

const stopsOf = ({ stops }: DraftedRow) => stops.map(({ openingId, round }) => `${openingId} ${round ?? ''}`).join()
const minutesOf = ({ rows }: Drafted) =>
  rows.flatMap(({ stops }) => stops).reduce((sum, { minutes }) => sum + minutes, 0)

/** Both plans are made anew from the same situation, so that nothing but the wish differs between them. */
export const whyNot = (situation: Situation, choices: Choices, wish: Pin): Counterfactual => {
  const student = situation.students.find(({ studentId }) => studentId === wish.studentId)!
  const opening = situation.openings.find(({ openingId }) => openingId === wish.openingId)!
  const nothing = { othersMoved: 0, extraMinutes: 0 }
  const broken = brokenRule(situation, student, opening)
  if (broken !== undefined) return { possible: false, reason: broken, ...nothing }
  const best = draftPlan(situation, choices)
  const there = (plan: Drafted) =>
    plan.rows.some(
      ({ studentId, stops }) =>
        studentId === wish.studentId && stops.some(({ openingId }) => openingId === wish.openingId),
    )
  if (there(best)) return { possible: true, reason: said('why-not/already'), ...nothing, delta: 0 }
  const others = (choices.pins ?? []).filter(
    ({ studentId }) => studentId !== wish.studentId || wish.round !== undefined,
  )
  const forced = draftPlan(situation, { ...choices, pins: [...others, wish] })
  if (!there(forced)) return { possible: false, reason: said('why-not/no-place'), ...nothing }
  const was = new Map(best.rows.map((row) => [row.studentId, stopsOf(row)]))
  const othersMoved = forced.rows.filter(
    (row) => row.studentId !== wish.studentId && was.get(row.studentId) !== stopsOf(row),
  ).length
  const extraMinutes = minutesOf(forced) - minutesOf(best)
  const fewer = forced.quality.unplaced - best.quality.unplaced
  const delta = Math.abs(forced.quality.objective - best.quality.objective)
  const values = { delta, moved: othersMoved, minutes: extraMinutes, fewer }
  return {
    possible: true,
    reason: said(fewer > 0 ? 'why-not/costs-a-place' : 'why-not/costs', values),
    othersMoved,
    extraMinutes,
    delta,
  }
}
