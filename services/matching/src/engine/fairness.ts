// Places students so that no school is much worse off than others: total cost and the highest mean cost of a school.
import { type Raised, raiseBound } from './fair-bound.ts'
import { mendFairness } from './fair-exchange.ts'
import { isExact, rangeOf, type Scale } from './fair-scale.ts'
import type { Checkpoint } from './flow-network.ts'
import type { Pairs } from './placement-network.ts'
import { type FairTask, type Outcome, objectiveOf, outcomeOf } from './school-means.ts'
import { orderStudents, rowsOf } from './student-order.ts'

/**
 * `objective` is the total cost and, for every student, the highest mean cost of a school, students without a place included.
 * No plan has an objective below `bound`; `gap` is what lies between. `means` is per school (0 without students). The
 * certificate proves the bound: costs of school g counted factors[g] / denominator times, no plan costs less than the
 * prices say, as for any placement (see ProvenPairs); and the factors are such that no highest mean is lower than they say.
 */
export type FairPlan = {
  readonly assignment: Int32Array
  readonly placed: number
  readonly objective: number
  readonly bound: number
  readonly gap: number
  readonly means: Float64Array
  readonly certificate: Scale & { readonly studentPrices: Float64Array; readonly openingPrices: Float64Array }
}

/** How soft the maximum is while a plan is mended, as a part of the bound; from very soft to all but hard. */
const SOFTNESS = [1e-1, 3e-2, 1e-2, 3e-3, 1e-3, 3e-4, 1e-4, 3e-5, 1e-5]
/** A plan whose use is to share the unplaced between schools is mended up to the one, a level plan from the other on. */
const ROUGH = 6
const LEVEL = 3

/**
 * A plan with little total cost in which the worst-off school has a low mean. This is no network problem, and no way is known
 * to be sure of the best plan in reasonable time; so the plan comes with a gap.
 *
 * The bound comes by Lagrangian relaxation (`raiseBound`), and with it a plan that is level but for a few students; moves and
 * exchanges level it (`mendFairness`). Where students stay unplaced, each weighs so much that the schools cannot be level by
 * numbers; these students are then held out and everyone else is placed anew around them, likewise. Students are put
 * in an order of their own first, so that their order in the input makes no difference.
 */
export const placeFairly = (
  pairs: Pairs,
  school: Int32Array,
  unplacedCost: number,
  checkpoint?: Checkpoint,
): FairPlan => {
  const order = orderStudents(pairs, school)
  const known = [...new Set(school)].sort((g, h) => g - h)
  const dense = new Map(known.map((g, k) => [g, k]))
  const task: FairTask = {
    pairs: rowsOf(pairs, order),
    school: order.map((i) => dense.get(school[i]) ?? 0),
    schools: known.length,
    unplacedCost,
  }
  if (!isExact(task)) throw new RangeError('costs are too far apart for exact sums with so many students')
  const raised = raiseBound(task, undefined, checkpoint)
  const { plan, outcome } = best(task, candidates(task, raised, checkpoint))
  const assignment = new Int32Array(order.length)
  const studentPrices = new Float64Array(order.length)
  order.forEach((i, k) => {
    assignment[i] = plan[k]
    studentPrices[i] = raised.proof.studentPrices[k]
  })
  const { denominator, openingPrices } = raised.proof
  const means = new Float64Array((known.at(-1) ?? -1) + 1)
  const factors = new Float64Array(means.length).fill(denominator)
  known.forEach((g, k) => {
    means[g] = outcome.burdens[k] / order.length
    factors[g] = raised.proof.factors[k]
  })
  const objective = objectiveOf(outcome)
  // Both are rounded once, which can put a bound that is reached above the objective.
  const bound = Math.min(raised.proof.bound, objective)
  const placed = assignment.reduce((sum, j) => sum + (j === -1 ? 0 : 1), 0)
  const certificate = { factors, denominator, studentPrices, openingPrices }
  return { assignment, placed, objective, bound, gap: objective - bound, means, certificate }
}

function* candidates(task: FairTask, raised: Raised, checkpoint?: Checkpoint): Generator<Int32Array> {
  yield raised.best
  const { proof } = raised
  const { least } = rangeOf(task)
  const softness = SOFTNESS.map((part) => part * Math.max(1, proof.bound - 2 * task.school.length * least))
  if (!proof.assignment.includes(-1)) {
    yield mendFairness(task, proof.assignment, softness.slice(LEVEL))
    return
  }
  const rough = mendFairness(task, proof.assignment, softness.slice(0, ROUGH))
  yield rough
  const around = raiseBound(holdOut(task, rough), raised, checkpoint)
  yield mendFairness(task, around.proof.assignment, softness.slice(LEVEL))
}

const best = (task: FairTask, plans: Iterable<Int32Array>) => {
  let found: { readonly plan: Int32Array; readonly outcome: Outcome } | undefined
  for (const plan of plans) {
    const outcome = outcomeOf(task, plan)
    if (found === undefined || objectiveOf(outcome) < objectiveOf(found.outcome)) found = { plan, outcome }
  }
  if (found === undefined) throw new Error('there is no plan')
  return found
}

/** The same task, where those unplaced have no pairs. */
const holdOut = (task: FairTask, assignment: Int32Array): FairTask => {
  const { offsets, openings, costs, capacity } = task.pairs
  const rest = { offsets: new Int32Array(offsets.length), openings: openings.slice(), costs: costs.slice(), capacity }
  let kept = 0
  assignment.forEach((j, i) => {
    for (let a = offsets[i]; a < offsets[i + 1] && j !== -1; a++) {
      rest.openings[kept] = openings[a]
      rest.costs[kept++] = costs[a]
    }
    rest.offsets[i + 1] = kept
  })
  return {
    ...task,
    pairs: { ...rest, openings: rest.openings.subarray(0, kept), costs: rest.costs.subarray(0, kept) },
  }
}
