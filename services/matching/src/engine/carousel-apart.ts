// Chooses visits so that nobody visits one company twice, at stations that are different worlds to him.
import { type ChosenVisits, chooseVisits } from './carousel-flow.ts'
import type { Market } from './carousel-market.ts'
import { type Responder, responder } from './carousel-response.ts'
import { segmentOfReaches } from './carousel-tally.ts'
import type { Checkpoint } from './flow-network.ts'

/** After so many flows what still doubles a company is given up: by then the bound hardly moves. */
const MOST_FLOWS = 20

/**
 * Chosen visits with each company at most once per student, among the reaches with 1 in `only`; no plan is worth more than
 * `bound`, which the prices prove.
 */
export type VisitsApart = ChosenVisits & { readonly only: Uint8Array; readonly bound: number }

/**
 * The best visits with each company at most once per student; undefined when pins cannot be met.
 *
 * Two stations of one company in the same world share an arc of the flow (carousel-network.ts). In different worlds they
 * cannot, so the flow may choose both. Then the student chooses again on his own, at the prices of the flow but by the rule,
 * keeps the world in which he would visit that company, and the flow is solved again without the other ones; at new prices he
 * may change his mind. Once every such student has what he would choose by the rule, the visits are the best of all;
 * what is lacking to that is added to the bound.
 */
export const chooseApart = (market: Market, checkpoint?: Checkpoint): VisitsApart | undefined => {
  const respond = responder(market)
  const segmentOf = segmentOfReaches(market)
  const contested = new Map<number, Map<number, number>>()
  const only = new Uint8Array(market.station.length).fill(1)
  let best: VisitsApart | undefined
  const noPrices: Float64Array = new Float64Array(0)
  let proof = { bound: Number.POSITIVE_INFINITY, stationPrices: noPrices, roundPrices: noPrices }
  for (let flows = 1; ; flows++) {
    const choice = chooseVisits(market, checkpoint, only)
    if (choice === undefined) return undefined
    const { stationPrices, roundPrices } = choice
    let bound = choice.value
    for (const i of contested.keys()) {
      bound += respond(i, stationPrices).value - respond.freely(i, stationPrices, only).value
    }
    if (bound < proof.bound) proof = { bound, stationPrices, roundPrices }
    const doubled = visitsDoubled(market, choice.chosen)
    if (doubled.length === 0 && choice.value > (best?.value ?? Number.NEGATIVE_INFINITY)) {
      best = { ...choice, only: only.slice(), bound }
    }
    if (flows === MOST_FLOWS && best === undefined) {
      for (const { reach } of doubled) choice.chosen[reach] = 0
      best = { ...choice, only, bound }
    }
    for (const { student, company, reach } of doubled) {
      const worlds = contested.get(student) ?? new Map<number, number>()
      contested.set(student, worlds.set(company, segmentOf[reach]))
    }
    const settled = flows === MOST_FLOWS || (best !== undefined && best.value === proof.bound)
    if (settled || !decide(market, segmentOf, contested, respond, stationPrices, only)) {
      return best === undefined ? undefined : { ...best, ...proof }
    }
  }
}

/** For each company that a student visits twice the reach of the second visit. */
export const visitsDoubled = (
  { students, segments, reaches, station, company }: Market,
  chosen: Uint8Array,
): { readonly student: number; readonly company: number; readonly reach: number }[] => {
  const doubled = []
  for (let i = 0; i < students; i++) {
    const visited = new Set<number>()
    for (let e = reaches[segments[i]]; e < reaches[segments[i + 1]]; e++) {
      if (chosen[e] === 0) continue
      if (visited.has(company[station[e]])) doubled.push({ student: i, company: company[station[e]], reach: e })
      visited.add(company[station[e]])
    }
  }
  return doubled
}

/** Lets students choose in which world they may visit each contested company; says whether anything changed. */
const decide = (
  { segments, reaches, station, company }: Market,
  segmentOf: Int32Array,
  contested: ReadonlyMap<number, Map<number, number>>,
  respond: Responder,
  prices: Float64Array,
  only: Uint8Array,
): boolean => {
  let changed = false
  for (const [i, worlds] of contested) {
    const { picks, count } = respond(i, prices)
    for (const e of picks.subarray(0, count)) {
      if (worlds.has(company[station[e]])) worlds.set(company[station[e]], segmentOf[e])
    }
    for (let e = reaches[segments[i]]; e < reaches[segments[i + 1]]; e++) {
      const segment = worlds.get(company[station[e]])
      if (segment === undefined) continue
      const open = segment === segmentOf[e] ? 1 : 0
      if (only[e] !== open) changed = true
      only[e] = open
    }
  }
  return changed
}
