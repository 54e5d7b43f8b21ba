// Finds the prices that prove a given plan best, or that it is not: without solving anything again.
import { createIntegerHeap, popItem, pushItem } from './integer-heap.ts'
import type { Pairs } from './placement-network.ts'

/** How often each pair may be looked at on average before it is cheaper to solve the placement anew. */
const PATIENCE = 40

/**
 * Per opening the least price that proves the plan, which is what one more place there is worth, and the student who would take
 * that place (-1 for nobody: it is worth nothing); the place he leaves is worth the rest. The same for every best plan.
 */
export type PlanPrices = { readonly price: Int32Array; readonly by: Int32Array }

/**
 * Undefined when the plan is not a best one, or when telling would take longer than solving does. Staying unplaced costs
 * `unplacedCost`; costs are not negative.
 *
 * A student without a place may find none worth it, so a price is at least what he would save; one who has a place may find
 * no other one better, so the price elsewhere is at least what he pays here, less what he would cost there. Prices rise
 * from 0 until all this holds: longest paths by label correction (Bellman 1958, Ford 1956), the highest price first because
 * prices are handed down from there: each opening is left about twice. With `known` prices that prove the plan, though not the least
 * ones, what comes first is what is nearest to them, and each is left once (Dijkstra 1959). The plan is not best when a place
 * with room gets a price, when someone would rather have none, or when prices rise for ever.
 */
export const pricesOfPlan = (
  { offsets, openings, costs, capacity }: Pairs,
  unplacedCost: number,
  assignment: ArrayLike<number>,
  known: ArrayLike<number> = new Int32Array(capacity.length),
): PlanPrices | undefined => {
  const students = offsets.length - 1
  const price = new Int32Array(capacity.length)
  const by = new Int32Array(capacity.length).fill(-1)
  const first = new Int32Array(capacity.length + 1)
  for (let i = 0; i < students; i++) if (assignment[i] !== -1) first[assignment[i] + 1]++
  for (let j = 0; j < capacity.length; j++) {
    if (first[j + 1] > capacity[j]) return undefined
    first[j + 1] += first[j]
  }
  const seats = new Int32Array(first[capacity.length])
  const pays = new Int32Array(students).fill(unplacedCost)
  const fill = first.slice()
  for (let i = 0; i < students; i++) {
    const j = assignment[i]
    if (j === -1) continue
    let a = offsets[i]
    while (a < offsets[i + 1] && openings[a] !== j) a++
    if (a === offsets[i + 1]) return undefined
    pays[i] = costs[a]
    seats[fill[j]++] = i
  }

  const heap = createIntegerHeap(1024)
  let looks = PATIENCE * costs.length
  /** The student pays so much in all: raises other prices until he would pay no less elsewhere. */
  const raise = (i: number, paid: number) => {
    looks -= offsets[i + 1] - offsets[i]
    for (let a = offsets[i]; a < offsets[i + 1]; a++) {
      const j = openings[a]
      if (paid - costs[a] <= price[j]) continue
      price[j] = paid - costs[a]
      by[j] = i
      pushItem(heap, known[j] - price[j], j)
    }
  }
  for (let i = 0; i < students; i++) {
    if (pays[i] > unplacedCost) return undefined
    raise(i, pays[i])
  }
  while (heap.size > 0) {
    const key = heap.keys[0]
    const j = popItem(heap)
    if (key !== known[j] - price[j]) continue
    if (looks < 0 || first[j + 1] - first[j] < capacity[j]) return undefined
    for (let seat = first[j]; seat < first[j + 1]; seat++) {
      const i = seats[seat]
      if (pays[i] + price[j] > unplacedCost) return undefined
      raise(i, pays[i] + price[j])
    }
  }
  return { price, by }
}
