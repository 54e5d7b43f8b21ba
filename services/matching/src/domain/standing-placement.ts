// The best plan of a placement programme as things are now, kept ready for questions about it.
import { enoughToPlaceAll } from '../engine/bare-placement.ts'
import type { PlacementPlan } from '../engine/placement.ts'
import { prepareWhyNot } from '../engine/why-not.ts'
import { type AskInOrder, prepareInOrder } from '../engine/why-not-in-order.ts'
import type { Choices } from './draft-plan.ts'
import type { Situation } from './facts.ts'
import { once } from './once.ts'
import { pinnedPlacement } from './pins.ts'
import { type PlacementTask, placementTask, placementWeights } from './placement-task.ts'
import { provenPlacement } from './solved-placement.ts'

const named = (what: string, { weights, pins = [] }: Choices) => `${what} ${JSON.stringify([weights, pins])}`

export type PlacementTasks = { readonly free: PlacementTask; readonly pinned: PlacementTask }

/** The programme as a task: without what was decided by hand, and with it. */
export const tasksOf = (situation: Situation, choices: Choices): PlacementTasks =>
  once(situation, named('tasks', choices), () => {
    const free = placementTask(situation, { ...placementWeights, ...choices.weights })
    return { free, pinned: pinnedPlacement(free, choices.pins ?? []) }
  })

export type StandingPlacement = PlacementTasks & { readonly plan: PlacementPlan; readonly ask: AskInOrder }

export const standingPlacement = (situation: Situation, choices: Choices): StandingPlacement =>
  once(situation, named('plan', choices), () => {
    const tasks = tasksOf(situation, choices)
    const { plan } = provenPlacement(tasks.pinned)
    return { ...tasks, plan, ask: prepareInOrder(tasks.pinned.input, plan) }
  })

/**
 * What one more place is worth at each opening: the least price that proves the cheapest plan. More than `enough`, which is more
 * than twice any sum of costs, means that one student more gets a place.
 */
export const worthOfPlaces = (situation: Situation, choices: Choices) =>
  once(situation, named('worth', choices), () => {
    const { input } = tasksOf(situation, choices).pinned
    const enough = enoughToPlaceAll(input)
    return { enough, worth: prepareWhyNot(input, 2 * enough).places() }
  })
