// Solves a bare placement (students, openings, costs) by shortest chains of moves, from whichever side is scarce.
import { openingParts } from './connected-components.ts'
import type { Checkpoint } from './flow-network.ts'
import { rowsOfOpenings } from './opening-rows.ts'
import { createOpeningsSeek, fillPlace } from './openings-seek.ts'
import type { Pairs } from './placement-network.ts'
import { createDepth, learn, marginOf } from './search-depth.ts'
import { createRows } from './short-list.ts'
import { createStudentsSeek, placeStudent, seatAtCheapest } from './students-seek.ts'

/**
 * The plan and its proof: prices of students and openings with openingPrices >= 0, studentPrices at most the student's
 * unplaced cost, studentPrices - openingPrices <= cost for every pair; equality where placed (or unplaced), 0 at openings
 * with room. So the sum of studentPrices less capacity times openingPrices is what the plan costs, and no plan costs less.
 */
export type ProvenPairs = {
  readonly assignment: Int32Array
  readonly studentPrices: Float64Array
  readonly openingPrices: Float64Array
}

/** The largest cost of a pair or of staying unplaced that the 32-bit arithmetic allows. */
export const LARGEST_COST = 0x0fffffff

/**
 * The cheapest plan when student i costs `unplacedCost[i]` if unplaced; costs of pairs and students between 0 and
 * LARGEST_COST.
 *
 * The problem falls into parts that share no student and no opening. Where a part has at least as many places as students,
 * students seek; otherwise openings do. Searches from the scarce side end nearby, because the other side is everywhere; the
 * last few of the plentiful side would have to search the whole part. The prices of both kinds of search are those of one
 * and the same linear program, seen from two sides: opening price = emptyCost - what the opening pays.
 */
export const shortestAugmentations = (pairs: Pairs, unplacedCost: Int32Array, checkpoint?: Checkpoint): ProvenPairs => {
  const { offsets, openings, capacity } = pairs
  const students = offsets.length - 1
  const { part, count } = openingParts(offsets, openings, capacity.length)
  const spare = new Float64Array(count)
  for (let j = 0; j < capacity.length; j++) spare[part[j]] += capacity[j]
  const partOf = (i: number) => (offsets[i] === offsets[i + 1] ? -1 : part[openings[offsets[i]]])
  for (let i = 0; i < students; i++) if (partOf(i) !== -1) spare[partOf(i)]--
  const ample = Int32Array.from({ length: students }, (_, i) => i).filter(
    (i) => partOf(i) !== -1 && spare[partOf(i)] >= 0,
  )
  const scarce = Int32Array.from(capacity.keys()).filter((j) => spare[part[j]] < 0)
  const plan: ProvenPairs = {
    assignment: new Int32Array(students).fill(-1),
    studentPrices: Float64Array.from(unplacedCost),
    openingPrices: new Float64Array(capacity.length),
  }
  if (ample.length > 0) letStudentsSeek(pairs, unplacedCost, ample, plan, checkpoint)
  if (scarce.length > 0) letOpeningsSeek(pairs, unplacedCost, scarce, plan, checkpoint)
  return plan
}

const letStudentsSeek = (
  { offsets, openings, costs, capacity }: Pairs,
  unplacedCost: Int32Array,
  students: Int32Array,
  { assignment, studentPrices, openingPrices }: ProvenPairs,
  checkpoint?: Checkpoint,
) => {
  const state = createStudentsSeek(
    createRows(offsets, openings, costs, () => 1),
    capacity,
    unplacedCost,
  )
  const waiting = seatAtCheapest(state, students)
  const depth = createDepth()
  for (let k = 0; k < waiting.length; k++) {
    if ((k & 255) === 0) checkpoint?.({ stage: 'students seek', done: k, total: waiting.length })
    state.search.margin = marginOf(depth)
    learn(depth, placeStudent(state, waiting[k]))
  }
  openingPrices.set(state.price)
  for (const i of students) {
    assignment[i] = state.at[i]
    if (state.at[i] !== -1) studentPrices[i] = state.cost[i] + state.price[state.at[i]]
  }
}

const letOpeningsSeek = (
  pairs: Pairs,
  unplacedCost: Int32Array,
  scarce: Int32Array,
  { assignment, studentPrices, openingPrices }: ProvenPairs,
  checkpoint?: Checkpoint,
) => {
  const { offsets, openings, capacity } = pairs
  const students = unplacedCost.length
  const seeks = new Uint8Array(capacity.length)
  for (const j of scarce) seeks[j] = 1
  let emptyCost = 0
  for (let i = 0; i < students; i++) emptyCost = Math.max(emptyCost, unplacedCost[i])
  const rows = rowsOfOpenings(pairs, unplacedCost, emptyCost, seeks)
  const state = createOpeningsSeek(rows, capacity, students, emptyCost)
  const depth = createDepth()
  for (let k = 0; k < scarce.length; k++) {
    if ((k & 63) === 0) checkpoint?.({ stage: 'openings seek', done: k, total: scarce.length })
    const j = scarce[k]
    while (state.load[j] < capacity[j]) {
      state.search.margin = marginOf(depth)
      const further = fillPlace(state, j)
      if (further === -1) break
      learn(depth, further)
    }
  }
  for (const j of scarce) openingPrices[j] = emptyCost - state.pays[j]
  for (let i = 0; i < students; i++) {
    if (offsets[i] === offsets[i + 1] || seeks[openings[offsets[i]]] === 0) continue
    assignment[i] = state.at[i]
    studentPrices[i] = unplacedCost[i] - state.worth[i]
  }
}
