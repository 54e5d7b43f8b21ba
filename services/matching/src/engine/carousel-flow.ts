// Chooses the visits of all students at once, leaving open in which round; its value bounds every plan.
import type { Market } from './carousel-market.ts'
import { carouselNetwork } from './carousel-network.ts'
import { costScaling } from './cost-scaling.ts'
import type { Checkpoint } from './flow-network.ts'

/**
 * The best visits: `chosen[e]` is 1 for each reach that is used. `value` is what they and the empty rounds are worth, an upper
 * bound on every plan (fixed visits not counted). It is proven by `stationPrices` (of one visit) and `roundPrices` (of being
 * somewhere in that round). Undefined when pins cannot be met.
 */
export type ChosenVisits = {
  readonly chosen: Uint8Array
  readonly value: number
  readonly stationPrices: Float64Array
  readonly roundPrices: Float64Array
}

/** Whether rounds must be told apart: some round has more places than students while places or students differ by round. */
const unlike = ({ rounds, students, stations, capacity, free }: Market): boolean => {
  const places = new Int32Array(rounds)
  const there = new Int32Array(rounds)
  let same = true
  for (let slot = 0; slot < stations * rounds; slot++) {
    places[slot % rounds] += capacity[slot]
    if (capacity[slot] !== capacity[slot - (slot % rounds)]) same = false
  }
  for (let at = 0; at < students * rounds; at++) {
    there[at % rounds] += free[at]
    if (free[at] === 0) same = false
  }
  return !same && places.some((n, r) => n > there[r])
}

/** The best visits, among the reaches with 1 in `only`, as one minimum-cost flow. */
export const chooseVisits = (
  market: Market,
  checkpoint?: Checkpoint,
  only?: Uint8Array,
  leveled = unlike(market),
): ChosenVisits | undefined => {
  const { rounds, stations } = market
  const { network, arcOf, sink } = carouselNetwork(market, leveled, only)
  const { feasible, flow, prices, cost } = costScaling(network, undefined, checkpoint)
  if (!feasible) return undefined
  let value = -cost
  const chosen = market.pinned.slice()
  arcOf.forEach((arc, e) => {
    if (market.pinned[e] === 1) value -= market.minutes[e]
    else if (arc !== -1) chosen[e] = flow[arc]
  })
  const price = (node: number) => Math.max(0, prices[sink] - prices[node])
  return {
    chosen,
    value,
    stationPrices: Float64Array.from({ length: stations }, (_, j) => price(j)),
    roundPrices: Float64Array.from({ length: rounds }, (_, r) => (leveled ? price(stations + r) : 0)),
  }
}
