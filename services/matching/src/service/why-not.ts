// Answers why a student is not at an opening, and what the other openings would be.
import { findMany } from '@stagebureau/infra'
import { type Call, DomainError } from '@stagebureau/shared'
import type { AlternativeView, AtOpening, CounterfactualView } from '../api.ts'
import type { Choices } from '../domain/draft-plan.ts'
import type { MatchingStore, StoredPlan } from '../store.ts'
import { byHandOf } from './by-hand.ts'
import { fromOpeningViewId, openingViewId } from './opening-id.ts'
import type { createSituations } from './situation.ts'
import type { Solver, Standing } from './solver.ts'
import { createPlanRows } from './understand.ts'

type Parts = {
  readonly store: MatchingStore
  readonly situations: ReturnType<typeof createSituations>
  readonly solver: Solver
}
type OneRow = { readonly planId: string; readonly studentId: string; readonly round?: number | undefined }

export const createWhyNot = ({ store, situations, solver }: Parts) => {
  const planRow = createPlanRows(store)

  /** What a question about a plan is asked of: things as they are now, with what was decided by hand for the plan. */
  const standingOf = async ({ _id: planId, programmeId, weights, rule }: StoredPlan) => {
    const byHand = await byHandOf(store, planId)
    const { key, load } = await situations.standing(programmeId)
    const about: Standing = {
      key: `${key} ${JSON.stringify(byHand.forbids)}`,
      load: async () => ({ ...(await load()), forbids: byHand.forbids }),
    }
    const choices = { weights: wholeWeights(weights), rule: rule as Choices['rule'], pins: byHand.pins }
    return { about, choices }
  }

  return {
    alternatives: async ({ planId, studentId, round }: OneRow, call: Call): Promise<AlternativeView[]> => {
      const { plan } = await planRow(planId, studentId, call)
      const { about, choices } = await standingOf(plan)
      const rows = await findMany(store.rows, { planId }, { fields: ['studentId', 'stops'] })
      const found = await solver.ask('alternatives', about, { choices, rows, studentId, round })
      return found.map((one) => ({ ...one, openingId: openingViewId(plan.programmeId, one.openingId) }))
    },

    whyNot: async ({ planId, studentId, openingId }: AtOpening, call: Call): Promise<CounterfactualView> => {
      const { plan } = await planRow(planId, studentId, call)
      const { about, choices } = await standingOf(plan)
      const wish = { studentId, openingId: fromOpeningViewId(openingId).openingId }
      const answer = await solver.ask('whyNot', about, { choices, wish })
      if (!('unknown' in answer)) return answer
      throw new DomainError('missing', answer.unknown === 'student' ? 'student/unknown' : 'repair/opening-unknown')
    },
  }
}

/** Weights as somebody may choose them: single numbers. */
const wholeWeights = (weights: StoredPlan['weights']): Record<string, number> =>
  Object.fromEntries(Object.entries(weights).filter((entry): entry is [string, number] => typeof entry[1] === 'number'))
