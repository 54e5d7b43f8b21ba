// Weighs the schools by all plans seen so far: the worse off a school is in the best mixture of them, the more it counts.
import { type Outcome, objectiveOf } from './school-means.ts'

/**
 * `weights` of schools add up to 1; `mixture` has the share of each outcome. `promise` is what the outcome cheapest at these
 * weights costs, total + weights . burdens: a plan cheapest at these weights costs no more. `reach` is the objective of the
 * mixture as if it were a plan: no bound that weights can prove is higher.
 */
export type Weighing = {
  readonly weights: Float64Array
  readonly mixture: Float64Array
  readonly promise: number
  readonly reach: number
}

/** Steps x schools, so that many schools do not take forever. */
const MOST_WORK = 30_000
/** Near enough: how far, of its cost, the mixture may be from the best one. */
const NEAR = 1e-6

/**
 * The weights at which the cheapest of the outcomes is dearest, pulled towards `centre` by relative entropy, less so the
 * larger `trust` is. `start` is the mixture to begin with.
 *
 * Source: the bundle method (Lemaréchal 1975) with the pull of mirror descent (Nemirovski and Yudin 1983), which keeps weights
 * positive and gives them in closed form for a mixture; it is solved from that side, where it asks for the mixture of plans
 * with the least total + soft maximum of burdens, by pairwise Frank-Wolfe steps (Lacoste-Julien and Jaggi 2015). A step is
 * O(outcomes x schools). Subgradient steps without memory needed several times as many plans, and a plan costs far more.
 */
export const weighSchools = (
  outcomes: readonly Outcome[],
  centre: Float64Array,
  trust: number,
  start: Float64Array,
): Weighing => {
  const mixture = Float64Array.from(outcomes, (_, k) => start[k] ?? 0)
  if (start.length === 0) mixture[0] = 1
  const burdens = centre.map((_, g) => outcomes.reduce((sum, outcome, k) => sum + mixture[k] * outcome.burdens[g], 0))
  for (let step = 0; ; step++) {
    const weights = soften(burdens, centre, trust)
    const { cheapest, value, dearest, average } = extremes(outcomes, weights, mixture)
    if (step * centre.length > MOST_WORK || average - value <= NEAR * Math.abs(value) || cheapest === dearest) {
      const total = outcomes.reduce((sum, outcome, k) => sum + mixture[k] * outcome.total, 0)
      return { weights, mixture, promise: value, reach: objectiveOf({ total, burdens }) }
    }
    const gain = outcomes[cheapest].total - outcomes[dearest].total
    const direction = outcomes[cheapest].burdens.map((burden, g) => burden - outcomes[dearest].burdens[g])
    const slopeAt = (size: number) => gain + dot(soften(moved(burdens, size, direction), centre, trust), direction)
    const size = lowestPoint(slopeAt, mixture[dearest])
    mixture[cheapest] += size
    mixture[dearest] -= size
    burdens.set(moved(burdens, size, direction))
  }
}

/** The outcome that costs least at these weights, the one in the mixture that costs most, and the mixture's own cost. */
const extremes = (outcomes: readonly Outcome[], weights: Float64Array, mixture: Float64Array) => {
  let cheapest = 0
  let value = Number.POSITIVE_INFINITY
  let dearest = 0
  let most = Number.NEGATIVE_INFINITY
  let average = 0
  outcomes.forEach(({ total, burdens }, k) => {
    const cost = total + dot(weights, burdens)
    average += mixture[k] * cost
    if (cost < value) {
      value = cost
      cheapest = k
    }
    if (mixture[k] > 0 && cost > most) {
      most = cost
      dearest = k
    }
  })
  return { cheapest, value, dearest, average }
}

/** The weights that go with a mixture's burdens: the centre's, times e to the power of trust x burden, adding up to 1. */
const soften = (burdens: Float64Array, centre: Float64Array, trust: number): Float64Array => {
  const worst = burdens.reduce((most, burden) => Math.max(most, burden), Number.NEGATIVE_INFINITY)
  const weights = centre.map((weight, g) => weight * Math.exp(trust * (burdens[g] - worst)))
  const sum = weights.reduce((a, b) => a + b, 0)
  return sum > 0 ? weights.map((weight) => weight / sum) : centre
}

const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0
  for (let g = 0; g < a.length; g++) sum += a[g] * b[g]
  return sum
}

const moved = (from: Float64Array, size: number, direction: Float64Array) =>
  from.map((value, g) => value + size * direction[g])

/** Where from 0 to `end` a function stops falling, given its rising slope, to a part in a million. */
const lowestPoint = (slopeAt: (size: number) => number, end: number): number => {
  if (slopeAt(end) <= 0) return end
  let low = 0
  let high = end
  for (let half = 0; half < 20; half++) {
    const middle = (low + high) / 2
    if (slopeAt(middle) < 0) low = middle
    else high = middle
  }
  return high
}
