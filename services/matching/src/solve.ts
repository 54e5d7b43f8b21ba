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
import { type Counterfactual, type Unknown, whyNot } from './domain/why-not.ts'
import type { Checkpoint } from './engine/flow-network.ts'

/** Work that is done once. */
export const works = {
  draft: (input: { readonly situation: Situation; readonly choices: Choices }, checkpoint?: Checkpoint): Drafted =>
    draftPlan(input.situation, input.choices, checkpoint),
  repair: (input: {
    readonly situation: Situation
    readonly pins: readonly Pin[]
    readonly before: readonly Whereabouts[]
    readonly today: Day
  }): Repaired[] => repairPlan(input.situation, input.pins, input.before, input.today),
} as const

type AskInput = { readonly candidates: readonly Candidate[]; readonly chance: number }
type WhyNotInput = { readonly choices: Choices; readonly wish: Pin }

/** Questions about a situation that the thread keeps, with all that was worked out for earlier questions about it. */
export const questions = {
  askList: (
    situation: Situation,
    { candidates, chance }: AskInput,
  ): { shortages: readonly Short[]; asks: AskLine[] } => ({
    shortages: shortOfPlaces(situation),
    asks: whomToAsk(situation, questionOf(situation), candidates, chance),
  }),
  shortages: (situation: Situation): readonly Short[] => shortOfPlaces(situation),
  whatWouldHelp: (situation: Situation): readonly Help[] => whatWouldHelp(situation),
  alternatives: (situation: Situation, beside: Omit<Beside, 'situation'>): Alternative[] =>
    alternatives({ ...beside, situation }),
  whyNot: (situation: Situation, { choices, wish }: WhyNotInput): Counterfactual | Unknown =>
    whyNot(situation, choices, wish),
} as const

export type Work = keyof typeof works
export type InputOf<Name extends Work> = Parameters<(typeof works)[Name]>[0]
export type OutputOf<Name extends Work> = ReturnType<(typeof works)[Name]>

export type Question = keyof typeof questions
export type AboutIt<Name extends Question> = Parameters<(typeof questions)[Name]>[1]
export type AnswerTo<Name extends Question> = ReturnType<(typeof questions)[Name]>
