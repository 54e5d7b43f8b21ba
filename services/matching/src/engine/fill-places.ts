// New places look for students without one, each by the chain of moves with the fewest changes.
import { leastStep, quitCost, type RepairState, sit, stand, weightOf } from './repair-state.ts'

/** A repair state with the arcs of each opening (`columns`) and the student of each arc, for looking backwards. */
export type LiveState = {
  readonly state: RepairState
  owner: Int32Array
  readonly columns: number[][]
  /** How many students are without a place, the frozen not counted. */
  nowhere: number
  /** The largest cost of an arc in magnitude. */
  largest: number
}

/**
 * Fills the free places of these openings one by one with students who are nowhere, as long as chains of moves lead there
 * from any. Source: as for students who search (Edmonds and Karp 1972), on the network turned round. Whoever is nearest
 * counts, so a search ends as soon as nothing is nearer than the student found.
 */
export const fillPlaces = (live: LiveState, openings: Iterable<number>) => {
  const { state } = live
  const { search, price, load, capacity } = state
  const free = [...openings]
  while (live.nowhere > 0) {
    search.heap.clear()
    search.reached.length = 0
    for (const j of free) if (load[j] < capacity[j]) startFrom(search, j)
    const arc = nearest(live)
    const { distance, reached, touched, limit } = search
    for (const j of reached) {
      if (arc !== -1 && distance[j] < limit) {
        price[j] -= limit - distance[j]
        touched.push(j)
      }
      distance[j] = Number.POSITIVE_INFINITY
    }
    if (arc === -1) return
    moveIn(live, arc)
  }
}

const startFrom = ({ distance, reached, viaArc, heap }: RepairState['search'], opening: number) => {
  distance[opening] = 0
  viaArc[opening] = -1
  reached.push(opening)
  heap.push(0, opening)
}

/** The arc by which the nearest student who is nowhere enters, or -1 when it is better that nobody does. */
const nearest = ({ state, owner, columns, largest }: LiveState): number => {
  const { search, at, by, price, weights, frozen } = state
  const { heap, distance, viaArc, reached } = search
  let found = -1
  search.limit = weights.unplaced + weights.change
  const further = leastStep(state) > 0 ? leastStep(state) : -largest
  while (heap.size() > 0 && heap.smallest() + further < search.limit) {
    const key = heap.smallest()
    const k = heap.pop()
    if (distance[k] !== key) continue
    for (const a of columns[k]) {
      const i = owner[a]
      const from = at[i]
      if (frozen[i] === 1 || from === k) continue
      const total = key + weightOf(state, i, a) + price[k]
      if (from === -1) {
        const enters = total + weights.unplaced + weights.change - quitCost(state, i)
        if (enters >= search.limit) continue
        search.limit = enters
        found = a
        continue
      }
      const there = total - weightOf(state, i, by[i]) - price[from]
      if (there >= distance[from] || there - largest >= search.limit) continue
      if (distance[from] === Number.POSITIVE_INFINITY) reached.push(from)
      distance[from] = there
      viaArc[from] = a
      heap.push(there, from)
    }
  }
  return found
}

/** The student of this arc takes its opening; whoever must make room for him moves on. */
const moveIn = (live: LiveState, arc: number) => {
  const { state, owner } = live
  const { openings, search } = state
  for (let a = arc; a !== -1; a = search.viaArc[openings[a]]) {
    const i = owner[a]
    if (state.at[i] !== -1) stand(state, i)
    sit(state, i, a)
    search.moved.push(i)
  }
  live.nowhere--
}
