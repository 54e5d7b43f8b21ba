// Places students when a school's costs count more the more weight it has, in whole numbers so that nothing is rounded.
import type { Checkpoint } from './flow-network.ts'
import { placeBySimplex } from './placement-by-simplex.ts'
import { type FairTask, schoolSizes } from './school-means.ts'
import { LARGEST_COST, type ProvenPairs, shortestAugmentations } from './shortest-augmentations.ts'
import { warmStart } from './warm-start.ts'

/**
 * A cost in school g counts factors[g] / denominator times. A factor is the denominator and what the school's weight adds;
 * over all students these additions sum up to at most denominator x students.
 */
export type Scale = { readonly factors: Float64Array; readonly denominator: number }

/** Costs of pairs and of staying unplaced lie between `least` and `least + range`. */
export type CostRange = { readonly least: number; readonly range: number }

export type ScaledPlan = ProvenPairs &
  Scale & {
    /** No plan has an objective (see `objectiveOf`) below it. */
    readonly bound: number
  }

const FINEST = 2 ** 12

/** A denominator below it would lose too much by factors that are whole: what they lack is less than one school. */
const coarsest = ({ pairs }: Pick<FairTask, 'pairs'>) =>
  Math.min(FINEST, Math.max(2 ** 6, 2 ** Math.ceil(20 - Math.log2(pairs.offsets.length))))

export const rangeOf = ({ pairs, unplacedCost }: Pick<FairTask, 'pairs' | 'unplacedCost'>): CostRange => {
  let least = unplacedCost
  let most = unplacedCost
  for (const cost of pairs.costs) {
    if (cost < least) least = cost
    if (cost > most) most = cost
  }
  return { least, range: Math.max(1, most - least) }
}

/** The largest factor at which a placement of so many students and openings is solved in exact numbers. */
const largestFactor = ({ pairs }: Pick<FairTask, 'pairs'>, range: number) =>
  Math.floor(Number.MAX_SAFE_INTEGER / (range * (pairs.offsets.length + pairs.capacity.length + 1)))

/** Whether all figures stay exact, whatever the weights. */
export const isExact = (task: Pick<FairTask, 'pairs' | 'unplacedCost'>): boolean =>
  largestFactor(task, rangeOf(task).range) >= 2 * coarsest(task)

/**
 * Whole factors for weights of schools that add up to 1, as fine as 32-bit arithmetic allows. Where a small school has so
 * much weight that this would be too coarse, the numbers are larger than that.
 */
export const scaleFor = (task: FairTask, { range }: CostRange, weights: Float64Array): Scale => {
  const sizes = schoolSizes(task)
  const students = task.school.length
  const steepest = weights.reduce((most, w, g) => Math.max(most, 1 + (students * w) / sizes[g]), 1)
  const small = LARGEST_COST / (range * steepest) >= coarsest(task)
  const most = small ? Math.floor(LARGEST_COST / range) : largestFactor(task, range)
  const fitting = 2 ** Math.floor(Math.log2(most / steepest))
  const denominator = Math.min(FINEST, Math.max(coarsest(task), fitting))
  const wanted = weights.map((weight, g) => (denominator * students * weight) / sizes[g])
  const factors = wanted.map((more) => Math.min(most, denominator + Math.floor(more)))
  let left = factors.reduce((sum, factor, g) => sum - sizes[g] * (factor - denominator), denominator * students)
  const bySurplus = Array.from(wanted.keys()).sort((g, h) => (wanted[h] % 1) - (wanted[g] % 1) || g - h)
  for (const g of bySurplus) {
    if (sizes[g] > left || factors[g] === most) continue
    factors[g]++
    left -= sizes[g]
  }
  return { factors, denominator }
}

/**
 * The cheapest plan at a scale. Its bound: a plan's scaled cost is at least what the prices prove, and the highest of the
 * means is no lower than the means weighted by what the factors add; what these lack of a whole is worth `least` or more.
 */
export const placeScaled = (
  task: FairTask,
  { least, range }: CostRange,
  scale: Scale,
  former?: ScaledPlan,
  checkpoint?: Checkpoint,
): ScaledPlan => {
  const { pairs, school, unplacedCost } = task
  const { factors, denominator } = scale
  const { offsets, capacity } = pairs
  const small = factors.every((factor) => factor * range <= LARGEST_COST)
  const costs = small ? new Int32Array(pairs.costs.length) : new Float64Array(pairs.costs.length)
  const unplaced = small ? new Int32Array(school.length) : new Float64Array(school.length)
  for (let i = 0; i < school.length; i++) {
    const factor = factors[school[i]]
    unplaced[i] = factor * (unplacedCost - least)
    for (let a = offsets[i]; a < offsets[i + 1]; a++) costs[a] = factor * (pairs.costs[a] - least)
  }
  const plan = solve({ ...pairs, costs }, unplaced, former && rescaled(former, denominator), checkpoint)
  const studentPrices = plan.studentPrices.map((price, i) => price + factors[school[i]] * least)
  let sum = 0
  let lacking = 2 * denominator * school.length
  for (let i = 0; i < school.length; i++) {
    sum += studentPrices[i]
    lacking -= factors[school[i]]
  }
  for (let j = 0; j < capacity.length; j++) sum -= capacity[j] * plan.openingPrices[j]
  return { ...plan, ...scale, studentPrices, bound: (sum + lacking * least) / denominator }
}

const solve = (
  { costs, ...pairs }: Omit<FairTask['pairs'], 'costs'> & { readonly costs: Int32Array | Float64Array },
  unplaced: Int32Array | Float64Array,
  former?: ProvenPairs,
  checkpoint?: Checkpoint,
): ProvenPairs => {
  if (!(costs instanceof Int32Array && unplaced instanceof Int32Array)) {
    return placeBySimplex({ ...pairs, costs }, Float64Array.from(unplaced), checkpoint)
  }
  if (former === undefined) return shortestAugmentations({ ...pairs, costs }, unplaced, checkpoint)
  return warmStart({ ...pairs, costs }, unplaced, former, checkpoint)
}

const rescaled = (plan: ScaledPlan, denominator: number): ProvenPairs => ({
  ...plan,
  openingPrices: plan.openingPrices.map((price) => (price * denominator) / plan.denominator),
})
