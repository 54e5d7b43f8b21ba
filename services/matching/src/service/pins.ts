// Keeps what people decide by hand beside a plan, and answers what a wish would cost.
import { findMany, findOne } from '@stagebureau/infra'
import { type Call, DomainError, say } from '@stagebureau/shared'
import type { CounterfactualView, RowView } from '../api.ts'
import type { Choices } from '../domain/draft-plan.ts'
import type { Situation } from '../domain/facts.ts'
import type { Pin } from '../domain/pins.ts'
import { brokenRule } from '../domain/why-not.ts'
import type { MatchingStore, StoredPlan } from '../store.ts'
import { fromOpeningViewId, rowView } from './look-up.ts'
import { visibleRows } from './rights.ts'
import type { createSituations } from './situation.ts'
import type { Solver } from './solver.ts'

type Parts = {
  readonly store: MatchingStore
  readonly situations: ReturnType<typeof createSituations>
  readonly solver: Solver
}
type Wish = {
  readonly planId: string
  readonly studentId: string
  readonly openingId: string
  readonly round?: number | undefined
}

/** The pins of a plan, without what only the store needs. */
export const pinsOf = async (store: MatchingStore, planId: string): Promise<Pin[]> =>
  (await findMany(store.pins, { planId }, { sort: { _id: 1 } })).map(({ studentId, openingId, round }) => ({
    studentId,
    openingId,
    ...(round == null ? {} : { round }),
  }))

export const createPins = ({ store, situations, solver }: Parts) => {
  const planOf = async (planId: string): Promise<StoredPlan> => {
    const plan = await findOne(store.plans, { _id: planId })
    if (plan === null) throw new DomainError('missing', 'plan/unknown')
    return plan
  }
  /** The plan, its row of the student as this viewer may see it, and the wish in words of the situation. */
  const understood = async ({ planId, studentId, openingId, round }: Wish, { viewer }: Call) => {
    const plan = await planOf(planId)
    const row = await findOne(store.rows, { $and: [{ planId, studentId }, visibleRows(viewer)] })
    if (row === null) throw new DomainError('missing', 'student/unknown')
    const situation = await situations.load(plan.programmeId)
    const student = situation.students.find((one) => one.studentId === studentId)
    if (student === undefined) throw new DomainError('missing', 'student/unknown')
    const line = fromOpeningViewId(openingId).openingId
    const opening = situation.openings.find((one) => one.openingId === line)
    if (opening === undefined || opening.kind !== situation.programme.kind)
      throw new DomainError('missing', 'repair/opening-unknown')
    const wish: Pin = { studentId, openingId: line, ...(round === undefined ? {} : { round }) }
    return { plan, row, situation, student, opening, wish }
  }

  return {
    whyNot: async (input: Wish, call: Call): Promise<CounterfactualView> => {
      const { plan, situation, wish } = await understood(input, call)
      const choices = {
        weights: wholeWeights(plan.weights),
        rule: plan.rule as Choices['rule'],
        pins: await pinsOf(store, plan._id),
      }
      return solver.solve('whyNot', { situation, choices, wish })
    },

    /** The same again is no change; in another round or at another opening it replaces what was decided before. */
    pinAssignment: async (input: Wish, call: Call): Promise<RowView> => {
      const { plan, row, situation, student, opening, wish } = await understood(input, call)
      const { rounds, kind } = situation.programme
      if (kind === 'carousel' && !rounds.some(({ number }) => number === wish.round))
        throw new DomainError('invalid', 'pin/round-needed')
      const broken = brokenRule(situation, student, opening)
      if (broken !== undefined)
        throw new DomainError('conflict', 'pin/not-allowed', { why: say(call.language, broken.text, broken.values) })
      const pins = await pinsOf(store, plan._id)
      refuseConflict(situation, pins, wish, opening)
      const _id = `${plan._id}:${wish.studentId}:${wish.round ?? ''}`
      await store.pins.replaceOne({ _id } as never, { _id, planId: plan._id, ...wish } as never, { upsert: true })
      return { ...rowView(row), pinned: true }
    },
  }
}

/** Weights as somebody may choose them: single numbers. */
const wholeWeights = (weights: StoredPlan['weights']): Record<string, number> =>
  Object.fromEntries(Object.entries(weights).filter((entry): entry is [string, number] => typeof entry[1] === 'number'))

const refuseConflict = (
  situation: Situation,
  pins: readonly Pin[],
  wish: Pin,
  { companyId, places, closedRounds }: Situation['openings'][number],
): void => {
  const companyOf = (openingId: string) => situation.openings.find((one) => one.openingId === openingId)?.companyId
  const mine = pins.filter(({ studentId, round }) => studentId === wish.studentId && round !== wish.round)
  const twice = mine.find(({ openingId }) => companyOf(openingId) === companyId)
  if (twice !== undefined) throw new DomainError('conflict', 'pin/twice', { round: twice.round ?? 0 })
  const there = pins.filter(
    ({ studentId, openingId, round }) =>
      studentId !== wish.studentId && openingId === wish.openingId && round === wish.round,
  )
  const closed = wish.round !== undefined && closedRounds.includes(wish.round)
  if (closed || there.length >= places) throw new DomainError('conflict', 'pin/no-room')
}
