// Finds a round for every chosen visit, and mends the plan where there is none.
import { improveByChains, type Prices, rescuer } from './carousel-chains.ts'
import { insist } from './carousel-insist.ts'
import type { Market } from './carousel-market.ts'
import { emptySlots, type Slots } from './carousel-slots.ts'
import { colourEdges, type Edges, seater } from './edge-colouring.ts'
import type { Checkpoint } from './flow-network.ts'

/** How often a visit without a round may turn out another one. */
const TURNS = 500
/** After so many turns a visit may cost one point more to save. */
const TURNS_A_POINT = 20

/**
 * Seats the chosen visits in rounds. When rounds have the same places all of them find one (edge-colouring.ts). Otherwise
 * what is left over is put where another visit can make way (carousel-insist.ts), replaced by a visit that is nearly as good,
 * and at last the whole plan is mended by chains of exchanges (carousel-chains.ts).
 */
export const seatVisits = (market: Market, chosen: Uint8Array, prices: Prices, checkpoint?: Checkpoint): Slots => {
  const slots = emptySlots(market.rounds, market.capacity, market.free)
  const edges = chosenEdges(market, chosen)
  const left = colourEdges(slots, edges)
  if (left.length === 0) return slots
  const visits = left.map((e) => ({ student: edges.students[e], station: edges.stations[e] }))
  const seat = seater(slots)
  const rescue = rescuer(market, slots, prices)
  let turns = 0
  insist(
    slots,
    visits,
    ({ student, station }) =>
      (!visitsCompany(market, slots, student, station) && seat(student, station)) ||
      rescue(student, station, turns++ / TURNS_A_POINT),
    TURNS,
  )
  improveByChains(market, slots, prices, checkpoint)
  return slots
}

const visitsCompany = ({ rounds, company }: Market, { at }: Slots, student: number, station: number): boolean => {
  const row = at.subarray(student * rounds, (student + 1) * rounds)
  return row.some((j) => j >= 0 && company[j] === company[station])
}

const chosenEdges = ({ students, segments, reaches, station }: Market, chosen: Uint8Array): Edges => {
  const size = chosen.reduce((sum, one) => sum + one, 0)
  const edges = { students: new Int32Array(size), stations: new Int32Array(size) }
  let edge = 0
  for (let i = 0; i < students; i++) {
    for (let e = reaches[segments[i]]; e < reaches[segments[i + 1]]; e++) {
      if (chosen[e] === 0) continue
      edges.students[edge] = i
      edges.stations[edge++] = station[e]
    }
  }
  return edges
}
