// What the solving thread can be asked to work out, by name: pure work on a situation, without stores or clocks.
import type { Day } from '@stagebureau/shared'
import { type Alternative, alternatives, type Beside } from './domain/alternatives.ts'
import { type Choices, draftPlan } from './domain/draft-plan.ts'
import type { Drafted } from './domain/drafted.ts'
import type { Situation } from './domain/facts.ts'
import type { Whereabouts } from './domain/moves.ts'
import type { Pin } from './domain/pins.ts'
import { questionOf } from './domain/question.ts'
import { type Repaired, repairPlan } from './domain/repair.ts'
import { type Short, shortOfPlaces } from './domain/short-of-places.ts'
import { type Help, whatWouldHelp } from './domain/what-would-help.ts'
import { type AskLine, type Candidate, whomToAsk } from './domain/whom-to-ask.ts'
import { type Counterfactual, whyNot } from './domain/why-not.ts'
import type { Checkpoint } from './engine/flow-network.ts'

type AskInput = {
  readonly situation: Situation
  readonly candidates: readonly Candidate[]
  readonly chance: number
}

export const works = {
  draft: (input: { readonly situation: Situation; readonly choices: Choices }, checkpoint?: Checkpoint): Drafted =>
    draftPlan(input.situation, input.choices, checkpoint),
  askList: ({ situation, candidates, chance }: AskInput): { shortages: Short[]; asks: AskLine[] } => {
    const question = questionOf(situation)
    const asks = whomToAsk(situation, question, candidates, chance)
    return { shortages: shortOfPlaces(situation, question), asks }
  },
  shortages: (input: { readonly situation: Situation }): Short[] => shortOfPlaces(input.situation),
  whatWouldHelp: (input: { readonly situation: Situation }): Help[] => whatWouldHelp(input.situation),
  alternatives: (beside: Beside): Alternative[] => alternatives(beside),
  whyNot: (input: { readonly situation: Situation; readonly choices: Choices; readonly wish: Pin }): Counterfactual =>
    whyNot(input.situation, input.choices, input.wish),
  repair: (input: {
    readonly situation: Situation
    readonly pins: readonly Pin[]
    readonly before: readonly Whereabouts[]
    readonly today: Day
  }): Repaired[] => repairPlan(input.situation, input.pins, input.before, input.today),
} as const

export type Work = keyof typeof works
export type InputOf<Name extends Work> = Parameters<(typeof works)[Name]>[0]
export type OutputOf<Name extends Work> = ReturnType<(typeof works)[Name]>
