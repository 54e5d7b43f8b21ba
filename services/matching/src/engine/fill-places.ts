// New places look for students without one, each by the chain of moves with the fewest changes.
import { isUntouched, quitCost, type RepairState, sit, stand, weightOf } from './repair-state.ts'

/** A repair state with what is needed for looking backwards, from openings to the students who could come. */
export type LiveState = {
  readonly state: RepairState
  /** The student of each arc. */
  owner: Int32Array
  /** The arcs of each opening, and among them those of students who were nowhere before the present event. */
  readonly columns: number[][]
  readonly entrants: number[][]
  /** How many students are without a place, the frozen not counted. */
  nowhere: number
  /** The least cost of an arc, and the largest in magnitude. */
  least: number
  largest: number
}

/**
 * Fills the free places of these openings one by one with students who are nowhere, as long as chains of moves lead there
 * from any. Source: as for students who search (Edmonds and Karp 1972), on the network turned round. Whoever is nearest
 * counts, so a search ends as soon as nothing is nearer than the student found. The first search is led by bounds, which
 * serve the later ones as prices.
 */
export const fillPlaces = (live: LiveState, openings: readonly number[]) => {
  const { state } = live
  const { search, load, capacity } = state
  const { distance, reached } = search
  while (live.nowhere > 0) {
    const led = isUntouched(state)
    search.heap.clear()
    search.reached.length = 0
    let places = 0
    for (const j of openings) {
      if (load[j] >= capacity[j]) continue
      places += capacity[j] - load[j]
      reach(search, j, -1, 0)
    }
    const arc = led ? nearestLed(live) : nearest(live)
    if (arc !== -1 && places > 1) lowerPrices(live, led)
    for (const j of reached) distance[j] = Number.POSITIVE_INFINITY
    if (arc === -1) return
    moveIn(live, arc)
  }
}

const reach = ({ distance, reached, viaArc }: RepairState['search'], opening: number, arc: number, there: number) => {
  if (distance[opening] === Number.POSITIVE_INFINITY) reached.push(opening)
  distance[opening] = there
  viaArc[opening] = arc
}

/**
 * How far it is at least from an opening to a student who is nowhere, while everyone seated is where he was: he counts two
 * changes, and each move before him one more. `enter`: such a student could come to the opening himself; `pass`: none could.
 */
const boundsOf = ({ state, least, largest }: LiveState) => {
  const { change } = state.weights
  return { enter: 2 * change + least, pass: 3 * change + 2 * least - largest }
}

/**
 * The arc by which the nearest student who is nowhere enters, or -1 when nobody can. Source: the A* search of Hart,
 * Nilsson and Raphael (1968). An opening comes up twice: for the few students who could enter there, and, later as a rule
 * never, for the many who could make room by coming there from elsewhere.
 */
const nearestLed = (live: LiveState): number => {
  const { state, owner, columns, entrants } = live
  const { search, at, by, costs, weights, frozen } = state
  const { heap, distance, reached } = search
  const { enter, pass } = boundsOf(live)
  const put = (k: number) =>
    entrants[k].length > 0 ? heap.push(distance[k] + enter, 2 * k) : heap.push(distance[k] + pass, 2 * k + 1)
  let found = -1
  search.limit = Number.POSITIVE_INFINITY
  for (const k of reached) put(k)
  while (heap.size() > 0 && heap.smallest() < search.limit) {
    const key = heap.smallest()
    const item = heap.pop()
    const k = item >> 1
    const here = distance[k]
    if ((item & 1) === 0) {
      if (key !== here + enter) continue
      for (const a of entrants[k]) {
        if (frozen[owner[a]] === 1 || here + 2 * weights.change + costs[a] >= search.limit) continue
        search.limit = here + 2 * weights.change + costs[a]
        found = a
      }
      heap.push(here + pass, item + 1)
    } else if (key === here + pass) {
      for (const a of columns[k]) {
        const i = owner[a]
        const from = at[i]
        if (from === -1 || from === k || frozen[i] === 1) continue
        const there = here + weights.change + costs[a] - costs[by[i]]
        if (there >= distance[from]) continue
        reach(search, from, a, there)
        put(from)
      }
    }
  }
  return found
}

/** The same at any prices. */
const nearest = ({ state, owner, columns }: LiveState): number => {
  const { search, at, by, price, weights, frozen } = state
  const { heap, distance, reached } = search
  let found = -1
  search.limit = Number.POSITIVE_INFINITY
  for (const k of reached) heap.push(0, k)
  while (heap.size() > 0 && heap.smallest() < search.limit) {
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
      if (there >= distance[from] || there >= search.limit) continue
      reach(search, from, a, there)
      heap.push(there, from)
    }
  }
  return found
}

/** Brings the prices along with a search, so that the next one finds no step that costs less than nothing. */
const lowerPrices = (live: LiveState, led: boolean) => {
  const { state, entrants } = live
  const { search, price } = state
  const { distance, reached, touched, limit } = search
  if (led) {
    const { enter, pass } = boundsOf(live)
    for (let k = 0; k < price.length; k++) {
      price[k] -= Math.max(limit - distance[k], entrants[k].length > 0 ? enter : pass)
      touched.push(k)
    }
    return
  }
  for (const k of reached) {
    if (distance[k] >= limit) continue
    price[k] -= limit - distance[k]
    touched.push(k)
  }
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
