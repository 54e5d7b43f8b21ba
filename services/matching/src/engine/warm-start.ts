// Starts from a former plan and its prices: only those search for whom they are no longer right.
import type { Checkpoint } from './flow-network.ts'
import { rowsOfOpenings } from './opening-rows.ts'
import { createOpeningsSeek, fillPlace, sit as sitForOpenings } from './openings-seek.ts'
import type { Pairs } from './placement-network.ts'
import { createDepth, learn, marginOf } from './search-depth.ts'
import { createRows, FAR, UNKNOWN } from './short-list.ts'
import type { ProvenPairs } from './shortest-augmentations.ts'
import { createStudentsSeek, placeStudent, type StudentsSeek, sit } from './students-seek.ts'

/** Any plan and any prices will do; the less has changed since they were right, the less there is to do. */
export type FormerPlan = { readonly assignment: ArrayLike<number>; readonly openingPrices: ArrayLike<number> }

/**
 * The same as `shortestAugmentations`, sooner. At the former prices each student keeps his place if he would pay no less
 * elsewhere, or takes the best one if it has room; the others then seek a place. Openings that have a price although they
 * have room are right for every student, but their price is not earned: they seek a student, or else lose the price.
 *
 * Source: sensitivity analysis of shortest augmenting paths (Hung 1983) from both sides: a pseudoflow that satisfies the
 * reduced costs stays so with every augmentation (Edmonds and Karp 1972), wherever its excesses and deficits are.
 */
export const warmStart = (
  pairs: Pairs,
  unplacedCost: Int32Array,
  former: FormerPlan,
  checkpoint?: Checkpoint,
): ProvenPairs => {
  const { offsets, openings, costs, capacity } = pairs
  const dearest = unplacedCost.reduce((most, cost) => Math.max(most, cost), 0)
  const state = createStudentsSeek(
    createRows(offsets, openings, costs, () => 1),
    capacity,
    unplacedCost,
  )
  for (let j = 0; j < capacity.length; j++) {
    state.price[j] = Math.min(dearest, Math.max(0, Math.floor(former.openingPrices[j])))
  }
  const depth = createDepth()
  const waiting = seatAtPrices(state, former.assignment)
  for (const [k, i] of waiting.entries()) {
    if ((k & 255) === 0) checkpoint?.({ stage: 'students seek', done: k, total: waiting.length })
    state.search.margin = marginOf(depth)
    learn(depth, placeStudent(state, i))
  }
  return letOpeningsSeek(pairs, state, dearest, checkpoint)
}

/** Everyone keeps his place if he would pay no less elsewhere, or else takes a best one with room; returns who must seek. */
const seatAtPrices = (state: StudentsSeek, assignment: ArrayLike<number>): number[] => {
  const { rows, unplacedCost, price, load, capacity } = state
  const { offsets, columns, costs } = rows
  const movers: number[] = []
  const least = new Int32Array(unplacedCost.length)
  for (let i = 0; i < unplacedCost.length; i++) {
    let best = unplacedCost[i]
    let second = best
    let own = FAR
    let ownCost = 0
    for (let a = offsets[i]; a < offsets[i + 1]; a++) {
      const total = costs[a] + price[columns[a]]
      if (columns[a] === assignment[i]) {
        own = total
        ownCost = costs[a]
      }
      if (total < best) {
        second = best
        best = total
      } else if (total < second) second = total
    }
    const j = assignment[i]
    if (own === best && load[j] < capacity[j]) sit(state, i, j, ownCost, second - ownCost)
    else if (best < unplacedCost[i]) movers.push(i)
    least[i] = best
  }
  return movers.filter((i) => {
    for (let a = offsets[i]; a < offsets[i + 1]; a++) {
      const j = columns[a]
      if (costs[a] + price[j] > least[i] || load[j] === capacity[j]) continue
      sit(state, i, j, costs[a], UNKNOWN)
      return false
    }
    return true
  })
}

/** Each empty place at an opening with a price seeks a student, until the opening is full or its price is 0. */
const letOpeningsSeek = (pairs: Pairs, seek: StudentsSeek, emptyCost: number, checkpoint?: Checkpoint) => {
  const { capacity } = pairs
  const { unplacedCost, price, load } = seek
  const unearned = Array.from(capacity.keys()).filter((j) => price[j] > 0 && load[j] < capacity[j])
  const plan = proofOf(seek)
  if (unearned.length === 0) return plan
  const depth = createDepth()
  const rows = rowsOfOpenings(pairs, unplacedCost, emptyCost, new Uint8Array(capacity.length).fill(1))
  const state = createOpeningsSeek(rows, capacity, unplacedCost.length, emptyCost)
  for (let j = 0; j < capacity.length; j++) state.pays[j] = emptyCost - price[j]
  for (let i = 0; i < unplacedCost.length; i++) {
    state.worth[i] = unplacedCost[i] - plan.studentPrices[i]
    if (seek.at[i] !== -1) sitForOpenings(state, i, seek.at[i], seek.cost[i] + emptyCost - unplacedCost[i])
  }
  for (const [k, j] of unearned.entries()) {
    if ((k & 63) === 0) checkpoint?.({ stage: 'openings seek', done: k, total: unearned.length })
    while (state.pays[j] < emptyCost && state.load[j] < capacity[j]) {
      state.search.margin = marginOf(depth)
      const further = fillPlace(state, j)
      if (further === -1) break
      learn(depth, further)
    }
  }
  return {
    assignment: state.at.slice(),
    studentPrices: Float64Array.from(unplacedCost, (cost, i) => cost - state.worth[i]),
    openingPrices: Float64Array.from(state.pays, (pays) => emptyCost - pays),
  }
}

const proofOf = ({ at, cost, price, unplacedCost }: StudentsSeek): ProvenPairs => ({
  assignment: at.slice(),
  studentPrices: Float64Array.from(unplacedCost, (none, i) => (at[i] === -1 ? none : cost[i] + price[at[i]])),
  openingPrices: Float64Array.from(price),
})
