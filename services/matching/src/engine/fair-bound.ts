// Raises the bound on what a fair plan costs: places students again and again while the weights of their schools get better.
import { placeScaled, rangeOf, type ScaledPlan, scaleFor } from './fair-scale.ts'
import { weighSchools } from './fair-weights.ts'
import type { Checkpoint } from './flow-network.ts'
import { type FairTask, type Outcome, objectiveOf, outcomeOf, schoolSizes } from './school-means.ts'

/**
 * `proof` has the highest bound found, and the plan that comes with it, in which the schools are level as a rule but for a
 * few students; `weights` gave it, or one much like it. `best` is the plan with the least objective.
 */
export type Raised = {
  readonly proof: ScaledPlan
  readonly weights: Float64Array
  readonly best: Int32Array
}

const MOST_PLANS = 80
/** Near enough: the part of the bound (counted from where all cost least) that better weights could still add to it. */
const NEAR = 3e-4
/** So many plans in a row that raise the bound by less than a third of that are the last. */
const STALE = 10
/** The part of what was promised that a plan must bring for the weights to move on to it. */
const ENOUGH = 0.1

/**
 * Lagrangian relaxation: the highest mean is at least any weighted mean, so the cheapest plan with weighted costs gives a
 * bound, and every plan so found shows how all weights around do. The next weights are the best by all plans so far, not
 * too far from the best ones tried (`weighSchools`). `from` has weights and a plan to begin with. Each plan starts from the
 * last one and its prices, so late steps, with small changes of weight, cost a fraction of a placement.
 */
export const raiseBound = (
  task: FairTask,
  from?: { readonly weights: Float64Array; readonly proof: ScaledPlan },
  checkpoint?: Checkpoint,
): Raised => {
  const costs = rangeOf(task)
  const outcomes: Outcome[] = []
  let mixture: Float64Array = new Float64Array()
  let centre = from?.weights ?? Float64Array.from(schoolSizes(task), (size) => size / task.school.length)
  let weights = centre
  let last = from?.proof
  let proof: ScaledPlan | undefined
  let best: { readonly assignment: Int32Array; readonly objective: number } | undefined
  let promise = Number.POSITIVE_INFINITY
  let trust = 0
  let close = 0
  let stale = 0
  for (let step = 0; ; step++) {
    checkpoint?.({ stage: 'weights', done: step, total: MOST_PLANS })
    const plan: ScaledPlan = placeScaled(task, costs, scaleFor(task, costs, weights), last, checkpoint)
    last = plan
    const outcome = outcomeOf(task, plan.assignment)
    const objective = objectiveOf(outcome)
    outcomes.push(outcome)
    if (best === undefined || objective < best.objective) best = { assignment: plan.assignment, objective }
    if (proof === undefined) {
      proof = plan
      trust = 0.2 / Math.max(1, objective - plan.bound)
    } else {
      const moves = plan.bound - proof.bound >= ENOUGH * (promise - proof.bound)
      if (moves) centre = weights
      trust *= moves ? 2 : 0.85
      stale = plan.bound - proof.bound > close / 3 ? 0 : stale + 1
      if (plan.bound > proof.bound) proof = plan
    }
    const next = weighSchools(outcomes, centre, trust, mixture)
    close = NEAR * Math.max(1, proof.bound - 2 * task.school.length * costs.least)
    if (step === MOST_PLANS || stale === STALE || Math.min(next.reach, best.objective) - proof.bound <= close) {
      return { proof, weights: centre, best: best.assignment }
    }
    // Nothing more can be had so near the centre.
    if (next.promise - proof.bound <= close / 3) trust *= 4
    promise = next.promise
    mixture = next.mixture
    weights = next.weights
  }
}
