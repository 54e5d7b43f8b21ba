// Students without a place look for one, each by the cheapest chain of moves; right where places are not scarce.
import { createSearch, findNearestEnd, forget, reach, type Search } from './nearest-end.ts'
import { arcsBelow, FAR, type Rows, UNKNOWN } from './short-list.ts'

/**
 * The state of a placement while students seek. Student i is at `at[i]` (-1 nowhere) for `cost[i]`, and stays unplaced
 * rather than pay `unplacedCost[i]`. Opening j holds the students seats[first[j]] .. seats[first[j] + load[j] - 1] and has
 * a price: 0 while it has room. Always true: nobody placed would pay less, price included, anywhere else.
 */
export type StudentsSeek = {
  readonly search: Search
  readonly rows: Rows
  readonly unplacedCost: Int32Array
  readonly capacity: Int32Array
  readonly first: Int32Array
  readonly load: Int32Array
  readonly seats: Int32Array
  /** Per seat at most what its student would pay elsewhere, price included, less what he pays here without price. */
  readonly elsewhere: Int32Array
  readonly at: Int32Array
  readonly cost: Int32Array
  readonly seat: Int32Array
  readonly price: Int32Array
  /** Who reached an opening in the present search, and at what cost he would be there. */
  readonly via: Int32Array
  readonly viaCost: Int32Array
  /** Where the best chain found ends: at an opening with room, or (-1) with `quitter` going unplaced. */
  end: number
  quitter: number
}

export const createStudentsSeek = (rows: Rows, capacity: Int32Array, unplacedCost: Int32Array): StudentsSeek => {
  const students = unplacedCost.length
  const openings = capacity.length
  const first = new Int32Array(openings + 1)
  for (let j = 0; j < openings; j++) first[j + 1] = first[j] + Math.min(capacity[j], students)
  return {
    search: createSearch(openings),
    rows,
    unplacedCost,
    capacity,
    first,
    load: new Int32Array(openings),
    seats: new Int32Array(first[openings]),
    elsewhere: new Int32Array(first[openings]),
    at: new Int32Array(students).fill(-1),
    cost: new Int32Array(students),
    seat: new Int32Array(students),
    price: new Int32Array(openings),
    via: new Int32Array(openings),
    viaCost: new Int32Array(openings),
    end: -1,
    quitter: -1,
  }
}

/** Gives each student the cheapest opening if it has room (all prices are 0); returns those who must search. */
export const seatAtCheapest = (state: StudentsSeek, students: Int32Array): Int32Array => {
  const { rows, unplacedCost, load, capacity } = state
  const { offsets, columns, costs } = rows
  const waiting = new Int32Array(students.length)
  let count = 0
  for (let k = 0; k < students.length; k++) {
    const i = students[k]
    let best = unplacedCost[i]
    let second = best
    let cheapest = -1
    const end = offsets[i + 1]
    for (let a = offsets[i]; a < end; a++) {
      const cost = costs[a]
      if (cost < best) {
        second = best
        best = cost
        cheapest = columns[a]
      } else if (cost < second) second = cost
    }
    if (cheapest === -1) continue
    if (load[cheapest] < capacity[cheapest]) sit(state, i, cheapest, best, second - best)
    else waiting[count++] = i
  }
  return waiting.subarray(0, count)
}

/**
 * Places one waiting student, moving others and perhaps leaving someone unplaced, in the cheapest way there is.
 * Returns how much further the chain's end was than the first step.
 *
 * Source: successive shortest paths with potentials (Tomizawa 1971; Edmonds and Karp 1972) on openings as nodes, as Jonker
 * and Volgenant (1987) do for assignments. O(arcs + openings log openings) a student, in practice a small neighbourhood.
 */
export const placeStudent = (state: StudentsSeek, student: number): number => {
  const { search, price, rows, unplacedCost } = state
  const nearest = leastTotal(rows, price, student)
  if (nearest >= unplacedCost[student]) return 0
  search.limit = unplacedCost[student]
  state.end = -1
  state.quitter = student
  findNearestEnd(state, student, nearest, leaveStudent, leaveOpening)
  const { distance, settled, settledCount, limit } = search
  for (let k = 0; k < settledCount; k++) {
    const rise = limit - distance[settled[k]]
    if (rise > 0) price[settled[k]] += rise
  }
  forget(search)
  moveAlong(state, student)
  return limit - nearest
}

const leastTotal = ({ offsets, columns, costs }: Rows, price: Int32Array, student: number): number => {
  let least = FAR
  const end = offsets[student + 1]
  for (let a = offsets[student]; a < end; a++) {
    const total = (costs[a] + price[columns[a]]) | 0
    if (total < least) least = total
  }
  return least
}

const leaveStudent = (state: StudentsSeek, student: number) => {
  tryArcs(state, student, 0, -1)
}

/** An opening can be left by each student who sits there, at no less than what he would pay elsewhere. */
const leaveOpening = (state: StudentsSeek, opening: number) => {
  const { search, price, first, load, seats, elsewhere, cost, unplacedCost } = state
  const base = (search.distance[opening] - price[opening]) | 0
  const end = first[opening] + load[opening]
  for (let seat = first[opening]; seat < end; seat++) {
    const bound = (base + elsewhere[seat]) | 0
    if (bound >= search.limit) continue
    if (bound >= search.horizon) {
      if (bound < search.beyond) search.beyond = bound
      continue
    }
    const student = seats[seat]
    const start = (base - cost[student]) | 0
    const quit = (start + unplacedCost[student]) | 0
    if (quit < search.limit) {
      search.limit = quit
      state.end = -1
      state.quitter = student
    }
    const best = tryArcs(state, student, start, opening)
    elsewhere[seat] = (Math.min(best, unplacedCost[student]) - cost[student]) | 0
  }
}

/** Looks where a student could go, from distance `start` on; returns at most what he would pay at the best other opening. */
const tryArcs = (state: StudentsSeek, student: number, start: number, own: number): number => {
  const { search, rows, price, load, capacity, via, viaCost } = state
  const sight = (Math.min(search.limit, search.horizon) - start) | 0
  const found = arcsBelow(rows, price, student, sight, search.margin)
  const { hits, rest } = rows
  let best = rest
  if (rest < 0x40000000 && ((start + rest) | 0) < search.beyond) search.beyond = (start + rest) | 0
  for (let k = 0; k < found; k++) {
    const opening = hits[2 * k]
    if (opening === own) continue
    const cost = hits[2 * k + 1]
    const total = (cost + price[opening]) | 0
    if (total < best) best = total
    const distance = (start + total) | 0
    if (distance >= search.limit) continue
    if (load[opening] < capacity[opening]) {
      search.limit = distance
      state.end = opening
    } else if (!reach(search, opening, distance)) continue
    via[opening] = student
    viaCost[opening] = cost
  }
  return best
}

/** Makes the moves of the chain found, from its end back to the student who started it. */
const moveAlong = (state: StudentsSeek, student: number) => {
  const { at, via, viaCost, quitter } = state
  let opening = state.end
  if (opening === -1) {
    if (quitter === student) return
    opening = at[quitter]
    stand(state, quitter)
  }
  for (;;) {
    const mover = via[opening]
    const cost = viaCost[opening]
    const before = at[mover]
    if (mover !== student) stand(state, mover)
    sit(state, mover, opening, cost, UNKNOWN)
    if (mover === student) return
    opening = before
  }
}

/** Puts a student who is nowhere at an opening with room; `elsewhere` as in the state. */
export const sit = (state: StudentsSeek, student: number, opening: number, cost: number, elsewhere: number) => {
  const seat = state.first[opening] + state.load[opening]++
  state.at[student] = opening
  state.cost[student] = cost
  state.seat[student] = seat
  state.seats[seat] = student
  state.elsewhere[seat] = elsewhere
}

const stand = (state: StudentsSeek, student: number) => {
  const { seats, elsewhere, seat, first, load } = state
  const opening = state.at[student]
  const last = first[opening] + --load[opening]
  const free = seat[student]
  seats[free] = seats[last]
  elsewhere[free] = elsewhere[last]
  seat[seats[free]] = free
  state.at[student] = -1
}
