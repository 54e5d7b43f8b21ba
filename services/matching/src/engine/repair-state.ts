// A plan under repair: who sits where, and the cheapest chain of moves that gives one more student or one more place its due.
import { createHeap, type Heap } from './quaternary-heap.ts'

/**
 * What a repair weighs, in one number: being at an opening costs its pair, and `change` more if it is not where the student
 * was; being nowhere costs `unplaced`, and `change` more if the student was somewhere. The weights are so far apart that the
 * number placed comes first, then the number of changes, then cost; all whole and below 2^53.
 */
export type Weights = { readonly unplaced: number; readonly change: number }

/**
 * Student i may be at the openings of arcs start[i] .. end[i] - 1, was at `previous[i]` and is at `at[i]` by arc `by[i]` (-1
 * for nowhere). Those at opening j form a chain from head[j] through next. Always true: no student who sits somewhere and is
 * not frozen would pay less elsewhere, prices included; where there is room the price is 0.
 */
export type RepairState = {
  start: Int32Array
  end: Int32Array
  openings: Int32Array
  costs: Float64Array
  previous: Int32Array
  at: Int32Array
  by: Int32Array
  next: Int32Array
  back: Int32Array
  frozen: Uint8Array
  readonly capacity: Int32Array
  readonly load: Int32Array
  readonly head: Int32Array
  readonly price: Float64Array
  /** Per opening 1 when no search needs to enter it, but for its own former students: nobody gets out of there. */
  readonly closed: Uint8Array
  weights: Weights
  readonly search: Search
}

/** Room for one search; `touched` collects the openings whose price has changed. */
type Search = {
  readonly heap: Heap
  readonly distance: Float64Array
  readonly via: Int32Array
  readonly viaArc: Int32Array
  /** The openings that the last search of a student reached. */
  readonly reached: number[]
  readonly touched: number[]
  /** Everyone who has moved, perhaps more than once. */
  readonly moved: number[]
  limit: number
  /** Where the best chain ends: an opening with room, or a student who gives up his place. */
  endOpening: number
  quitter: number
}

/** Weights for so many students and costs up to `largest` in magnitude; undefined when they leave the exact numbers. */
export const weightsFor = (students: number, largest: number): Weights | undefined => {
  const change = 1 + 2 * (students + 1) * Math.max(1, largest)
  const unplaced = 2 * (students + 2) * change
  return unplaced * 4 < Number.MAX_SAFE_INTEGER ? { change, unplaced } : undefined
}

export const createSearch = (openings: number): Search => ({
  heap: createHeap(),
  distance: new Float64Array(openings).fill(Number.POSITIVE_INFINITY),
  via: new Int32Array(openings),
  viaArc: new Int32Array(openings),
  reached: [],
  touched: [],
  moved: [],
  limit: 0,
  endOpening: -1,
  quitter: -1,
})

/** What a student pays at the opening of one of his arcs, without its price. */
export const weightOf = ({ openings, costs, previous, weights }: RepairState, student: number, arc: number): number =>
  openings[arc] === previous[student] ? costs[arc] : costs[arc] + weights.change

/** What a student pays for being nowhere. */
export const quitCost = ({ previous, weights }: RepairState, student: number): number =>
  previous[student] === -1 ? weights.unplaced : weights.unplaced + weights.change

export const sit = (state: RepairState, student: number, arc: number) => {
  const { openings, at, by, next, back, head, load } = state
  const j = openings[arc]
  at[student] = j
  by[student] = arc
  back[student] = -1
  next[student] = head[j]
  if (head[j] !== -1) back[head[j]] = student
  head[j] = student
  load[j]++
}

export const stand = ({ at, by, next, back, head, load }: RepairState, student: number) => {
  const j = at[student]
  if (back[student] === -1) head[j] = next[student]
  else next[back[student]] = next[student]
  if (next[student] !== -1) back[next[student]] = back[student]
  load[j]--
  at[student] = -1
  by[student] = -1
}

/**
 * Gives a student who is nowhere his due: a place by the cheapest chain of moves, or none when that is cheapest; perhaps
 * someone else gives up his.
 *
 * Source: successive shortest paths with potentials (Tomizawa 1971; Edmonds and Karp 1972), started from the old plan: prices
 * of 0 prove it as long as one change costs more than any difference of costs, so only the displaced have to search
 * and the plan stays a cheapest one for all who have been given their due. O(arcs + openings log openings), near the student as a rule.
 */
export const giveDue = (state: RepairState, student: number) => {
  const { search, price } = state
  const { heap, distance, reached } = search
  reached.length = 0
  search.limit = quitCost(state, student)
  search.endOpening = -1
  search.quitter = student
  const step = isUntouched(state) ? state.weights.change / 2 : 0
  heap.clear()
  tryArcs(state, student, 0, -1)
  while (heap.size() > 0 && heap.smallest() + step < search.limit) {
    const key = heap.smallest()
    const j = heap.pop()
    if (distance[j] === key) leaveOpening(state, j, key - price[j])
  }
  for (const j of reached) {
    if (distance[j] < search.limit) {
      price[j] += search.limit - distance[j]
      search.touched.push(j)
    }
    distance[j] = Number.POSITIVE_INFINITY
  }
  moveAlong(state, student)
}

/** Everyone seated is where he was and all prices are 0: then each further move costs a change, but for some cost. */
export const isUntouched = ({ search }: RepairState): boolean =>
  search.touched.length === 0 && search.moved.length === 0

const leaveOpening = (state: RepairState, opening: number, start: number) => {
  const { search, head, next, by, frozen } = state
  for (let i = head[opening]; i !== -1; i = next[i]) {
    if (frozen[i] === 1) continue
    const from = start - weightOf(state, i, by[i])
    const quits = from + quitCost(state, i)
    if (quits < search.limit) {
      search.limit = quits
      search.endOpening = -1
      search.quitter = i
    }
    tryArcs(state, i, from, opening)
  }
}

const tryArcs = (state: RepairState, student: number, from: number, own: number) => {
  const { search, openings, costs, end, price, load, capacity, weights, closed } = state
  const { distance, via, viaArc, heap, reached } = search
  const before = state.previous[student]
  for (let a = state.start[student]; a < end[student]; a++) {
    const j = openings[a]
    if (closed[j] === 1 && j !== before) continue
    const total = from + costs[a] + (j === before ? 0 : weights.change) + price[j]
    if (total >= search.limit || j === own) continue
    if (load[j] < capacity[j]) {
      search.limit = total
      search.endOpening = j
    } else {
      if (total >= distance[j]) continue
      if (distance[j] === Number.POSITIVE_INFINITY) reached.push(j)
      distance[j] = total
      heap.push(total, j)
    }
    via[j] = student
    viaArc[j] = a
  }
}

const moveAlong = (state: RepairState, student: number) => {
  const { search, at } = state
  let j = search.endOpening
  if (j === -1) {
    if (search.quitter === student) return
    j = at[search.quitter]
    stand(state, search.quitter)
  }
  for (;;) {
    const mover = search.via[j]
    const left = at[mover]
    if (left !== -1) stand(state, mover)
    sit(state, mover, search.viaArc[j])
    search.moved.push(mover)
    if (mover === student) return
    j = left
  }
}
