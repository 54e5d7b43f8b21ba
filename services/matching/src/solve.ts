// Runs one task of the engine, checks the answer independently, and says how long the solving took.
import type { Checkpoint } from './engine/flow-network.ts'
import { type PlacementPlan, solvePlacement } from './engine/placement.ts'
import { checkPlacement } from './engine/placement-check.ts'
import type { Placement } from './engine/placement-network.ts'

export type Task = { readonly kind: 'placement'; readonly input: Placement }
export type AnswerOf<T extends Task> = T extends { kind: 'placement' } ? Solved<PlacementPlan> : never
export type Solved<Plan> = { readonly plan: Plan; readonly milliseconds: number }

/** Throws when the checker finds a flaw: such a plan must never reach anyone. */
export const solve = <T extends Task>(task: T, checkpoint?: Checkpoint): AnswerOf<T> => {
  const start = performance.now()
  const plan = solvePlacement(task.input, checkpoint)
  const milliseconds = performance.now() - start
  sound(checkPlacement(task.input, plan))
  return { plan, milliseconds } as AnswerOf<T>
}

const sound = (flaws: readonly string[]) => {
  if (flaws.length > 0) throw new Error(`the plan does not pass its check: ${flaws.slice(0, 5).join('; ')}`)
}
