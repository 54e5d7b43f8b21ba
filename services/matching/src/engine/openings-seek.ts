// Openings with an empty place look for a student, each by the cheapest chain of moves; right where places are scarce.
import { createSearch, findNearestEnd, forget, reach, type Search } from './nearest-end.ts'
import { arcsBelow, FAR, type Rows, UNKNOWN } from './short-list.ts'

/**
 * The state of a placement while openings seek; the mirror image of students seeking, with an empty place at `emptyCost`.
 * Student i is at `at[i]` (-1 nowhere) for `cost[i]` and has a worth: 0 while nowhere. Opening j holds the students
 * seats[first[j]] .. seats[first[j] + load[j] - 1], and for each of them cost + worth is `pays[j]`. Always true: no opening
 * could have another student for less than it pays.
 */
export type OpeningsSeek = {
  readonly search: Search
  readonly rows: Rows
  readonly emptyCost: number
  readonly capacity: Int32Array
  readonly first: Int32Array
  readonly load: Int32Array
  readonly seats: Int32Array
  readonly pays: Int32Array
  /** Per opening at most what any student it does not have would cost, worth included. */
  readonly elsewhere: Int32Array
  readonly at: Int32Array
  readonly cost: Int32Array
  readonly seat: Int32Array
  readonly worth: Int32Array
  /** By which student an opening was reached in the present search, from which opening, and at what cost there. */
  readonly via: Int32Array
  readonly from: Int32Array
  readonly viaCost: Int32Array
  /** Where the best chain found ends: a student who is nowhere, or (-1) an empty place; at opening `last`. */
  end: number
  last: number
  endCost: number
}

export const createOpeningsSeek = (
  rows: Rows,
  capacity: Int32Array,
  students: number,
  emptyCost: number,
): OpeningsSeek => {
  const openings = capacity.length
  const first = new Int32Array(openings + 1)
  for (let j = 0; j < openings; j++) {
    first[j + 1] = first[j] + Math.min(capacity[j], rows.offsets[j + 1] - rows.offsets[j])
  }
  return {
    search: createSearch(openings),
    rows,
    emptyCost,
    capacity,
    first,
    load: new Int32Array(openings),
    seats: new Int32Array(first[openings]),
    pays: new Int32Array(openings),
    elsewhere: new Int32Array(openings),
    at: new Int32Array(students).fill(-1),
    cost: new Int32Array(students),
    seat: new Int32Array(students),
    worth: new Int32Array(students),
    via: new Int32Array(openings),
    from: new Int32Array(openings),
    viaCost: new Int32Array(openings),
    end: -1,
    last: -1,
    endCost: 0,
  }
}

/**
 * Fills one empty place of an opening in the cheapest way there is, perhaps by emptying another or by leaving it empty.
 * Returns how much further the chain's end was than the first step, or -1 when this opening's place stays empty for good.
 *
 * Source: as for students who seek (Tomizawa 1971; Edmonds and Karp 1972), on the transposed problem: where students are
 * many and places few, a place finds a student next door, while the last students search everywhere for the last places.
 */
export const fillPlace = (state: OpeningsSeek, opening: number): number => {
  const { search, pays, seats, first, load, worth, emptyCost } = state
  const nearest = Math.max(0, state.elsewhere[opening])
  search.limit = emptyCost
  state.end = -1
  state.last = opening
  search.distance[opening] = pays[opening]
  findNearestEnd(state, opening, nearest, leaveSeeker, leaveOpening)
  const { distance, settled, settledCount, limit } = search
  for (let k = -1; k < settledCount; k++) {
    const j = k === -1 ? opening : settled[k]
    const rise = limit - distance[j]
    if (rise <= 0) continue
    pays[j] += rise
    const end = first[j] + load[j]
    for (let seat = first[j]; seat < end; seat++) worth[seats[seat]] += rise
  }
  forget(search)
  distance[opening] = FAR
  if (state.end === -1 && state.last === opening) return -1
  moveAlong(state, opening)
  return Math.max(0, limit - nearest)
}

const leaveSeeker = (state: OpeningsSeek, opening: number) => leaveBy(state, opening, 0)

const leaveOpening = (state: OpeningsSeek, opening: number) =>
  leaveBy(state, opening, (state.search.distance[opening] - state.pays[opening]) | 0)

/** An opening that gives a student away, at distance `start`, takes another or is left with an empty place. */
const leaveBy = (state: OpeningsSeek, opening: number, start: number) => {
  const { search, rows, worth, at, via, from, viaCost, emptyCost } = state
  const empty = (start + emptyCost) | 0
  if (empty < search.limit) {
    search.limit = empty
    state.end = -1
    state.last = opening
  }
  const bound = (start + state.elsewhere[opening]) | 0
  if (bound >= search.limit) return
  if (bound >= search.horizon) {
    if (bound < search.beyond) search.beyond = bound
    return
  }
  const sight = (Math.min(search.limit, search.horizon) - start) | 0
  const found = arcsBelow(rows, worth, opening, sight, search.margin)
  const { hits, rest } = rows
  let best = Math.min(rest, emptyCost)
  if (rest < 0x40000000 && ((start + rest) | 0) < search.beyond) search.beyond = (start + rest) | 0
  for (let k = 0; k < found; k++) {
    const student = hits[2 * k]
    const owner = at[student]
    if (owner === opening) continue
    const cost = hits[2 * k + 1]
    const total = (cost + worth[student]) | 0
    if (total < best) best = total
    const distance = (start + total) | 0
    if (distance >= search.limit) continue
    if (owner === -1) {
      search.limit = distance
      state.end = student
      state.last = opening
      state.endCost = cost
    } else if (reach(search, owner, distance)) {
      via[owner] = student
      from[owner] = opening
      viaCost[owner] = cost
    }
  }
  state.elsewhere[opening] = best
}

/** Makes the moves of the chain found, from its end back to the opening that started it. */
const moveAlong = (state: OpeningsSeek, opening: number) => {
  let taken = state.end
  let cost = state.endCost
  let j = state.last
  while (j !== opening) {
    const given = state.via[j]
    leave(state, given)
    if (taken !== -1) sit(state, taken, j, cost)
    taken = given
    cost = state.viaCost[j]
    j = state.from[j]
  }
  if (taken !== -1) sit(state, taken, opening, cost)
}

/** Puts a student who is nowhere at an opening with room. */
export const sit = (state: OpeningsSeek, student: number, opening: number, cost: number) => {
  const seat = state.first[opening] + state.load[opening]++
  state.at[student] = opening
  state.cost[student] = cost
  state.seat[student] = seat
  state.seats[seat] = student
}

const leave = (state: OpeningsSeek, student: number) => {
  const { seats, seat, first, load } = state
  const opening = state.at[student]
  const last = first[opening] + --load[opening]
  seats[seat[student]] = seats[last]
  seat[seats[last]] = seat[student]
  state.elsewhere[opening] = UNKNOWN
}
