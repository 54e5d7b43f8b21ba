// A plan: made once for a programme, with what it reaches and proves; it never changes after that.
import type { Decider, EventOf, PlanDrafted } from '@stagebureau/shared'
import type { Disruption } from './disruption.ts'

/** One goal of a plan: what it reaches and what is proven to be the best possible. */
export type PlanLevel = { readonly goal: string; readonly objective: number; readonly bound: number }

export type PlanQuality = {
  readonly placed: number
  readonly unplaced: number
  readonly objective: number
  readonly bound: number
  /** Share of the bound that is not proven to be reached: 0 is proven optimal. */
  readonly gap: number
  readonly averageTravelMinutes: number
  /** Share of all wished-for stops that are filled. */
  readonly coverage: number
  readonly solveMilliseconds: number
}

export type PlanFacts = {
  readonly programmeId: string
  readonly seasonId: string
  readonly name: string
  readonly basedOn?: string | undefined
  /** What had happened to the plan that this one mends. */
  readonly mends?: Disruption | undefined
  readonly seed: number
  readonly weights: Readonly<Record<string, number | readonly number[]>>
  readonly rule?: string | undefined
  readonly quality: PlanQuality
  readonly levels: readonly PlanLevel[]
}
export type Plan =
  | { readonly situation: 'none' }
  | ({ readonly situation: 'drafted'; readonly draftedAt: string } & PlanFacts)
export type PlanCommand = { readonly do: 'draft'; readonly planId: string; readonly facts: PlanFacts }
export type PlanEvent = EventOf<typeof PlanDrafted> & { readonly facts: PlanFacts; readonly at: string }

export const planDecider: Decider<Plan, PlanCommand, PlanEvent> = {
  initial: { situation: 'none' },
  decide: ({ planId, facts }, plan, now) => {
    if (plan.situation !== 'none') return []
    const { programmeId, quality } = facts
    const data = { planId, programmeId, placed: quality.placed, unplaced: quality.unplaced }
    return [{ type: 'PlanDrafted', data, facts, at: now }]
  },
  evolve: (_, { facts, at }) => ({ situation: 'drafted', draftedAt: at, ...facts }),
}
