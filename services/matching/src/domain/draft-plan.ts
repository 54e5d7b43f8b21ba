// Makes a situation into a plan, by the kind of the programme.
import type { Checkpoint } from '../engine/flow-network.ts'
import type { Rule } from '../engine/teams-and-cases.ts'
import { atelierPlan } from './atelier-plan.ts'
import { carouselTask, carouselWeights } from './carousel-task.ts'
import type { Drafted } from './drafted.ts'
import type { Situation } from './facts.ts'
import { marked, type Pin, pinnedCarousel, pinnedPlacement } from './pins.ts'
import { placementTask, placementWeights } from './placement-task.ts'
import { solvedCarousel } from './solved-carousel.ts'
import { solvedPlacement } from './solved-placement.ts'

/** What somebody chose for this plan: weights by name, for an Atelier the rule, and who is to stay where. */
export type Choices = {
  readonly weights: Readonly<Record<string, number>>
  readonly rule?: Rule | undefined
  readonly pins?: readonly Pin[] | undefined
}

/** The weights that may be chosen, per kind of programme that is planned. */
export const weightNames = {
  carousel: ['own', 'wish', 'emptyRound'],
  placement: Object.keys(placementWeights),
  atelier: [],
} as const satisfies Partial<Record<Situation['programme']['kind'], readonly string[]>>
export type Planned = keyof typeof weightNames

const draftPlacement = (situation: Situation, choices: Choices, checkpoint?: Checkpoint): Drafted => {
  const weights = { ...placementWeights, ...choices.weights }
  const task = pinnedPlacement(placementTask(situation, weights), choices.pins ?? [])
  return solvedPlacement(situation, task, weights, checkpoint)
}

const draftCarousel = (situation: Situation, choices: Choices, checkpoint?: Checkpoint): Drafted => {
  const weights = { ...carouselWeights(situation.programme.rounds.length), ...choices.weights }
  const rounds = situation.programme.rounds.map(({ number }) => number)
  const programme = pinnedCarousel(carouselTask(situation, weights), choices.pins ?? [], rounds)
  return solvedCarousel(situation, programme, weights, checkpoint)
}

const unmarked = (situation: Situation, choices: Choices, checkpoint?: Checkpoint): Drafted => {
  const { kind } = situation.programme
  if (kind === 'placement') return draftPlacement(situation, choices, checkpoint)
  if (kind === 'atelier') return atelierPlan(situation, choices.rule, checkpoint)
  if (kind === 'carousel') return draftCarousel(situation, choices, checkpoint)
  throw new Error(`no plans are made for ${kind}`)
}

export const draftPlan = (situation: Situation, choices: Choices, checkpoint?: Checkpoint): Drafted => {
  const drafted = unmarked(situation, choices, checkpoint)
  return { ...drafted, rows: marked(drafted.rows, choices.pins ?? []) }
}
