// Answers why a student is not at an opening, and what the other openings would be.
import { findMany } from '@stagebureau/infra'
import { type Call, DomainError } from '@stagebureau/shared'
import type { AlternativeView, AtOpening, CounterfactualView } from '../api.ts'
import type { Choices } from '../domain/draft-plan.ts'
import type { MatchingStore, StoredPlan } from '../store.ts'
import { byHandOf } from './by-hand.ts'
import { openingViewId } from './opening-id.ts'
import type { createSituations } from './situation.ts'
import type { Solver } from './solver.ts'
import { createPlanRows, type Understand } from './understand.ts'

type Parts = {
  readonly store: MatchingStore
  readonly situations: ReturnType<typeof createSituations>
  readonly understand: Understand
  readonly solver: Solver
}
type OneRow = { readonly planId: string; readonly studentId: string; readonly round?: number | undefined }

export const createWhyNot = ({ store, situations, understand, solver }: Parts) => ({
  alternatives: async ({ planId, studentId, round }: OneRow, call: Call): Promise<AlternativeView[]> => {
    const { plan } = await createPlanRows(store)(planId, studentId, call)
    const { pins, forbids } = await byHandOf(store, planId)
    const situation = { ...(await situations.load(plan.programmeId)), forbids }
    const rows = await findMany(store.rows, { planId }, { fields: ['studentId', 'stops'] })
    const choices = { weights: wholeWeights(plan.weights), pins }
    const found = await solver.solve('alternatives', { situation, choices, rows, studentId, round })
    return found.map((one) => ({ ...one, openingId: openingViewId(plan.programmeId, one.openingId) }))
  },

  whyNot: async (input: AtOpening, call: Call): Promise<CounterfactualView> => {
    const { plan, situation, byHand, opening, wish } = await understand(input, call)
    if (opening === undefined) throw new DomainError('missing', 'repair/opening-unknown')
    const choices = { weights: wholeWeights(plan.weights), rule: plan.rule as Choices['rule'], pins: byHand.pins }
    return solver.solve('whyNot', { situation, choices, wish })
  },
})

/** Weights as somebody may choose them: single numbers. */
const wholeWeights = (weights: StoredPlan['weights']): Record<string, number> =>
  Object.fromEntries(Object.entries(weights).filter((entry): entry is [string, number] => typeof entry[1] === 'number'))
