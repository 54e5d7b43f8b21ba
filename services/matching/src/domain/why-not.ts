// Answers "why is this student not there?": the rule that forbids it, or what it would cost others, exactly.
import { type Said, said, type Text } from '@stagebureau/shared'
import type { Goal } from '../engine/placement.ts'
import type { Move } from '../engine/why-not.ts'
import { type Choices, draftPlan } from './draft-plan.ts'
import type { Drafted, DraftedRow } from './drafted.ts'
import { openingsFor, rulesBroken } from './eligible.ts'
import type { OpeningFacts, Situation, StudentFacts } from './facts.ts'
import type { Pin } from './pins.ts'
import { ageAtStart, type Rule, ruleNames } from './rules.ts'
import { standingPlacement } from './standing-placement.ts'
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

const nothing = { othersMoved: 0, extraMinutes: 0 }
const already: Counterfactual = { possible: true, reason: said('why-not/already'), ...nothing, delta: 0 }
const noPlace: Counterfactual = { possible: false, reason: said('why-not/no-place'), ...nothing }

const costing = (cost: {
  readonly delta: number
  readonly fewer: number
  /** Others who lose their place by it. */
  readonly without: number
  readonly othersMoved: number
  readonly extraMinutes: number
}): Counterfactual => {
  const { delta, fewer, without, othersMoved, extraMinutes } = cost
  const reason = () => {
    if (fewer > 0) return said('why-not/costs-a-place', { fewer })
    if (without > 0) return said('why-not/takes-a-place', { without })
    return delta === 0 ? said('why-not/costs-nothing') : said('why-not/costs', { delta })
  }
  return { possible: true, reason: reason(), othersMoved, extraMinutes, delta }
}

/** Both plans are made anew from the same situation, so that nothing but the wish differs between them. */
export const byPlanningAgain = (situation: Situation, choices: Choices, wish: Pin): Counterfactual => {
  const best = draftPlan(situation, choices)
  const there = (plan: Drafted) =>
    plan.rows.some(
      ({ studentId, stops }) =>
        studentId === wish.studentId && stops.some(({ openingId }) => openingId === wish.openingId),
    )
  if (there(best)) return already
  const others = (choices.pins ?? []).filter(
    ({ studentId }) => studentId !== wish.studentId || wish.round !== undefined,
  )
  const forced = draftPlan(situation, { ...choices, pins: [...others, wish] })
  if (!there(forced)) return noPlace
  const was = new Map(best.rows.map((row) => [row.studentId, stopsOf(row)]))
  const moved = forced.rows.filter((row) => row.studentId !== wish.studentId && was.get(row.studentId) !== stopsOf(row))
  return costing({
    delta: Math.abs(forced.quality.objective - best.quality.objective),
    fewer: forced.quality.unplaced - best.quality.unplaced,
    without: moved.filter(({ stops }) => stops.length === 0).length,
    othersMoved: moved.length,
    extraMinutes: minutesOf(forced) - minutesOf(best),
  })
}

/** From the standing plan of a placement programme; undefined where a pinned student would have to give way to the wish. */
const fromTheStandingPlan = (situation: Situation, choices: Choices, wish: Pin): Counterfactual | undefined => {
  const { free, pinned, plan, ask } = standingPlacement(situation, choices)
  const { input, eligible } = free
  const i = free.students.findIndex(({ studentId }) => studentId === wish.studentId)
  const j = free.openings.findIndex(({ openingId }) => openingId === wish.openingId)
  const arc = i === -1 || j === -1 ? -1 : input.openings.indexOf(j, input.offsets[i]!)
  if (arc === -1 || arc >= input.offsets[i + 1]!) return noPlace
  if (plan.assignment[i] === j) return already
  if (free.left[j] === 0) return { ...noPlace, reason: said('why-not/held') }
  const there = [...plan.assignment.keys()].filter((k) => plan.assignment[k] === j)
  const isPinned = (k: number) => pinned.input.priority?.[k] === 0
  if (there.length > 0 && there.length === free.left[j] && there.every(isPinned)) return undefined
  const counts: Partial<Record<Goal, number>> = { cost: input.costs[arc]!, lot: input.lots![arc]! }
  const answer = ask(
    i,
    j,
    plan.levels.map(({ goal }) => counts[goal] ?? 0),
  )
  if (answer === undefined) return noPlace
  const minutesAt = (student: number, to: number) =>
    to === -1 ? 0 : eligible.minutes[eligible.openings.indexOf(to, eligible.offsets[student]!)]!
  const sum = (of: (move: Move) => number) => answer.moves.reduce((all, move) => all + of(move), 0)
  const was = ({ student }: Move) => plan.assignment[student]!
  return costing({
    delta: Math.abs(answer.rises[plan.levels.findIndex(({ goal }) => goal === 'cost')]!),
    fewer: sum((move) => Number(was(move) !== -1) - Number(move.to !== -1)),
    without: sum((move) => Number(was(move) !== -1 && move.to === -1)),
    othersMoved: answer.moves.length - 1,
    extraMinutes: sum((move) => minutesAt(move.student, move.to) - minutesAt(move.student, was(move))),
  })
}

export type Unknown = { readonly unknown: 'student' | 'opening' }

export const whyNot = (situation: Situation, choices: Choices, wish: Pin): Counterfactual | Unknown => {
  const student = situation.students.find(({ studentId }) => studentId === wish.studentId)
  if (student === undefined) return { unknown: 'student' }
  const opening = openingsFor(situation).find(({ openingId }) => openingId === wish.openingId)
  if (opening === undefined) return { unknown: 'opening' }
  const broken = brokenRule(situation, student, opening)
  if (broken !== undefined) return { possible: false, reason: broken, ...nothing }
  const standing = situation.programme.kind === 'placement' ? fromTheStandingPlan(situation, choices, wish) : undefined
  return standing ?? byPlanningAgain(situation, choices, wish)
}
