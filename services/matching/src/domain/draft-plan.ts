// Makes a situation into a plan: the task for the engine, its answer, an independent check, and the rows for people.
import type { Checkpoint } from '../engine/flow-network.ts'
import { solvePlacement } from '../engine/placement.ts'
import { checkPlacement } from '../engine/placement-check.ts'
import type { Drafted } from './drafted.ts'
import type { Situation } from './facts.ts'
import { placementPlan } from './placement-plan.ts'
import { placementTask, placementWeights } from './placement-task.ts'

/** What somebody chose for this plan: weights by name, and for an Atelier the rule. */
export type Choices = { readonly weights: Readonly<Record<string, number>>; readonly rule?: string | undefined }

/** The weights that may be chosen per kind of programme. */
export const weightNames = {
  placement: Object.keys(placementWeights),
} as const satisfies Partial<Record<Situation['programme']['kind'], readonly string[]>>
export type Planned = keyof typeof weightNames

/** Throws when the checker finds a flaw: such a plan must never reach anyone. */
const sound = (flaws: readonly string[]) => {
  if (flaws.length > 0) throw new Error(`the plan does not pass its check: ${flaws.slice(0, 5).join('; ')}`)
}

const timed = <Plan>(solve: () => Plan): { readonly plan: Plan; readonly milliseconds: number } => {
  const start = performance.now()
  const plan = solve()
  return { plan, milliseconds: performance.now() - start }
}

const draftPlacement = (situation: Situation, choices: Choices, checkpoint?: Checkpoint): Drafted => {
  const weights = { ...placementWeights, ...choices.weights }
  const task = placementTask(situation, weights)
  const solved = timed(() => solvePlacement(task.input, checkpoint))
  sound(checkPlacement(task.input, solved.plan))
  return placementPlan(situation, task, weights, solved)
}

export const draftPlan = (situation: Situation, choices: Choices, checkpoint?: Checkpoint): Drafted => {
  const { kind } = situation.programme
  if (kind === 'placement') return draftPlacement(situation, choices, checkpoint)
  throw new Error(`no plans are made for ${kind}`)
}
