// Has a placement task solved, checks the answer independently, and makes it into rows for people.
import type { Checkpoint } from '../engine/flow-network.ts'
import { solvePlacement } from '../engine/placement.ts'
import { checkPlacement } from '../engine/placement-check.ts'
import type { Drafted } from './drafted.ts'
import type { Situation } from './facts.ts'
import { placementPlan } from './placement-plan.ts'
import { type PlacementTask, type PlacementWeights, placementWeights } from './placement-task.ts'
import { sound, timed } from './sound.ts'

/** Throws when the checker finds a flaw. */
export const provenPlacement = ({ input }: PlacementTask, checkpoint?: Checkpoint) => {
  const solved = timed(() => solvePlacement(input, checkpoint))
  sound(checkPlacement(input, solved.plan))
  return solved
}

export const solvedPlacement = (
  situation: Situation,
  task: PlacementTask,
  weights: PlacementWeights = placementWeights,
  checkpoint?: Checkpoint,
): Drafted => placementPlan(situation, task, weights, provenPlacement(task, checkpoint))
