// Chooses the visits of all students at once, leaving open in which round; its value bounds every plan.
import { type Cleared, chosenValue, clearMarket } from './carousel-clearing.ts'
import type { Market } from './carousel-market.ts'
import { carouselNetwork } from './carousel-network.ts'
import { costScaling } from './cost-scaling.ts'
import type { Checkpoint } from './flow-network.ts'

/**
 * The best visits and their prices. `value` is what they and the empty rounds are worth, an upper bound on every plan (fixed
 * visits not counted), which the prices prove. Undefined when pins cannot be met.
 */
export type ChosenVisits = Cleared & { readonly value: number }

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

/** The largest table of exchanges, in numbers, for which prices are sought station by station. */
const LARGEST_TABLE = 2 ** 25

/** The best visits, among the reaches with 1 in `only`: by prices (carousel-clearing.ts), or as a flow where stations are many. */
export const chooseVisits = (
  market: Market,
  checkpoint?: Checkpoint,
  only?: Uint8Array,
  leveled = unlike(market),
): ChosenVisits | undefined => {
  const { students, stations } = market
  const fits = (students + stations) * stations <= LARGEST_TABLE
  const found = (fits ? clearMarket : cheapestFlow)(market, leveled, checkpoint, only)
  return found === undefined ? undefined : { ...found, value: chosenValue(market, found.chosen) }
}

/** The same as one minimum-cost flow; prices may be higher. */
export const cheapestFlow = (
  market: Market,
  leveled: boolean,
  checkpoint?: Checkpoint,
  only?: Uint8Array,
): Cleared | undefined => {
  const { rounds, stations } = market
  const { network, arcOf, sink } = carouselNetwork(market, leveled, only)
  const { feasible, flow, prices } = costScaling(network, undefined, checkpoint)
  if (!feasible) return undefined
  const chosen = market.pinned.slice()
  arcOf.forEach((arc, e) => {
    if (arc !== -1) chosen[e] = flow[arc]
  })
  const price = (node: number) => Math.max(0, prices[sink] - prices[node])
  return {
    chosen,
    stationPrices: Float64Array.from({ length: stations }, (_, j) => price(j)),
    roundPrices: Float64Array.from({ length: rounds }, (_, r) => (leveled ? price(stations + r) : 0)),
  }
}
