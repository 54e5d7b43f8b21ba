// Answers why a student is not at an opening.
import { type Call, DomainError } from '@stagebureau/shared'
import type { AtOpening, CounterfactualView } from '../api.ts'
import type { Choices } from '../domain/draft-plan.ts'
import type { StoredPlan } from '../store.ts'
import type { Solver } from './solver.ts'
import type { Understand } from './understand.ts'

export const createWhyNot = ({ understand, solver }: { readonly understand: Understand; readonly solver: Solver }) => ({
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
