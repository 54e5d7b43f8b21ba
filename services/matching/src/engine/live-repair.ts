// Keeps a plan ready for change: one event is answered from the standing plan in a moment, with the fewest changes proven.
import { fillPlaces, type LiveState } from './fill-places.ts'
import { largestPlan } from './largest-plan.ts'
import type { Pairs } from './placement-network.ts'
import { standingPlan } from './repair.ts'
import { giveDue, type RepairState, stand, weightsFor } from './repair-state.ts'
import type { Move } from './why-not.ts'

/** A student who was not there before: his openings and what each costs. */
export type Arrival = { readonly openings: ArrayLike<number>; readonly costs: ArrayLike<number> }

/** What happened, all at once: openings that now have so many places (0 when the company is gone), students gone and new. */
export type Change = {
  readonly places?: readonly (readonly [opening: number, places: number])[]
  readonly gone?: readonly number[]
  readonly arrived?: readonly Arrival[]
}

export type LiveRepair = {
  /** Where everyone is now; the arrived have the next numbers, the gone keep theirs and are nowhere. */
  readonly assignment: () => Int32Array
  /** How many are without a place and not gone. */
  readonly unplaced: () => number
  /** From now on no event may move these students. */
  readonly freeze: (students: readonly number[]) => void
  /**
   * Mends the plan and tells who moves (who is gone or was not there before does not count, unless he gets a place).
   * Throws a RangeError, with nothing changed, when a frozen student would lose his place.
   */
  readonly answer: (change: Change) => readonly Move[]
}

/**
 * `assignment` must place as many as can be placed. Each answer is, beside the plan before it, the one that places most, then
 * changes fewest, then costs least (see `giveDue`).
 *
 * Why searching near the event is enough: those who were without a place could not reach room before. Where there is no new
 * room they still cannot, and nobody gives up his place for them: only the displaced and the arrived search. Where there
 * is nothing but new room it looks, backwards, for the nearest students without a place. An event with both makes
 * everyone without a place search. Prices are 0 again after every event, because where everyone is now is what the next
 * changes are counted from. Which openings those without a place can reach is remembered: all of them are full and nobody gets out of
 * them, so looking there for room is in vain, and new room elsewhere is of no use to those without a place. O(arcs) a search at worst, the neighbourhood as a rule.
 */
export const createLiveRepair = (pairs: Pairs, assignment: Int32Array): LiveRepair => {
  const students = pairs.offsets.length - 1
  const largest = pairs.costs.reduce((most, cost) => Math.max(most, Math.abs(cost)), 0)
  const none = new Int32Array(0)
  const { state, waiting } = standingPlan({ pairs, previous: assignment, frozen: none }, safe(students, largest))
  for (const i of waiting) if (assignment[i] !== -1) throw new RangeError(`student ${i} cannot be at ${assignment[i]}`)
  const live: LiveState = {
    state,
    owner: new Int32Array(pairs.openings.length),
    columns: Array.from(pairs.capacity, () => []),
    entrants: Array.from(pairs.capacity, () => []),
    nowhere: waiting.length,
    least: pairs.costs.reduce((least, cost) => Math.min(least, cost), 0),
    largest,
  }
  let count = students
  let arcs = pairs.openings.length
  for (let i = 0; i < students; i++) enter(live, i)
  state.closed.set(largestPlan(pairs, assignment).reached)

  const arrive = ({ openings, costs }: Arrival): number => {
    const i = count++
    if (count > state.at.length) growStudents(state)
    while (arcs + openings.length > state.openings.length) growArcs(live)
    state.start[i] = arcs
    state.previous[i] = -1
    state.at[i] = -1
    for (let k = 0; k < openings.length; k++) {
      state.openings[arcs] = openings[k]
      state.costs[arcs++] = costs[k]
      live.least = Math.min(live.least, costs[k])
      live.largest = Math.max(live.largest, Math.abs(costs[k]))
    }
    state.end[i] = arcs
    enter(live, i)
    live.nowhere++
    return i
  }

  const leave = (i: number) => {
    if (state.frozen[i] === 1 && state.at[i] === -1) return
    if (state.at[i] === -1) {
      live.nowhere--
      comeIn(live, i)
    } else stand(state, i)
    state.frozen[i] = 1
    state.previous[i] = -1
  }

  const due = (i: number) => {
    const { search } = state
    giveDue(state, i)
    search.moved.push(i)
    if (search.endOpening === -1) search.moved.push(search.quitter)
    else live.nowhere--
  }

  const answer = ({ places = [], gone = [], arrived = [] }: Change): readonly Move[] => {
    refuseWhatIsFrozen(state, places, gone)
    const roomy = new Set<number>()
    for (const i of gone) {
      if (state.at[i] !== -1) roomy.add(state.at[i])
      leave(i)
    }
    const waiting: number[] = []
    for (const [j, now] of places) {
      if (now > state.capacity[j]) roomy.add(j)
      state.capacity[j] = now
      for (let i = state.head[j]; i !== -1 && state.load[j] > now; ) {
        const after = state.next[i]
        if (state.frozen[i] === 0) {
          stand(state, i)
          waiting.push(i)
        }
        i = after
      }
    }
    live.nowhere += waiting.length
    waiting.push(...arrived.map(arrive))
    if (arrived.length > 0) state.weights = safe(count, live.largest)
    const { search, at, previous } = state
    search.moved.length = 0
    // Of the new room only what those without a place can get to is of use to them.
    const inside = [...roomy].filter((j) => state.closed[j] === 1)
    if (waiting.length === 0) {
      fillPlaces(live, inside)
      reopen(live, inside)
    } else if (inside.length === 0) {
      for (const i of waiting) due(i)
      for (const i of search.moved) if (at[i] === -1) closeFrom(state, i)
    } else {
      state.closed.fill(0)
      for (const i of waiting) due(i)
      for (let i = 0; i < count; i++) if (at[i] === -1 && state.frozen[i] === 0) due(i)
      for (let i = 0; i < count; i++) if (at[i] === -1 && state.frozen[i] === 0) closeFrom(state, i)
    }
    const moves: Move[] = []
    for (const i of search.moved) {
      if (at[i] === previous[i]) continue
      moves.push({ student: i, to: at[i] })
      if (previous[i] === -1) comeIn(live, i)
      if (at[i] === -1) stayOut(live, i)
      previous[i] = at[i]
    }
    for (const j of search.touched) state.price[j] = 0
    search.touched.length = 0
    search.moved.length = 0
    return moves
  }

  return {
    assignment: () => state.at.slice(0, count),
    unplaced: () => live.nowhere,
    freeze: (kept) => {
      for (const i of kept) {
        if (state.frozen[i] === 0 && state.at[i] === -1) {
          live.nowhere--
          comeIn(live, i)
        }
        state.frozen[i] = 1
      }
    },
    answer,
  }
}

const safe = (students: number, largest: number) => {
  const weights = weightsFor(students, largest)
  if (weights === undefined) throw new RangeError('the costs are too large to weigh changes against')
  return weights
}

/** Notes the student's arcs at their openings. */
const enter = (live: LiveState, i: number) => {
  const { state, owner, columns } = live
  for (let a = state.start[i]; a < state.end[i]; a++) {
    owner[a] = i
    columns[state.openings[a]].push(a)
  }
  if (state.at[i] === -1) stayOut(live, i)
}

/** Notes that a student is without a place, at the openings where he could come. */
const stayOut = ({ state: { start, end, openings }, entrants }: LiveState, i: number) => {
  for (let a = start[i]; a < end[i]; a++) entrants[openings[a]].push(a)
}

/** Takes that back. */
const comeIn = ({ state: { start, end, openings }, entrants }: LiveState, i: number) => {
  for (let a = start[i]; a < end[i]; a++) {
    const there = entrants[openings[a]]
    const last = there.pop()!
    if (last !== a) there[there.indexOf(a)] = last
  }
}

const refuseWhatIsFrozen = (
  { head, next, frozen }: RepairState,
  places: readonly (readonly [number, number])[],
  gone: readonly number[],
) => {
  for (const [j, now] of places) {
    let fixed = 0
    for (let i = head[j]; i !== -1; i = next[i]) if (frozen[i] === 1 && !gone.includes(i)) fixed++
    if (fixed > now) throw new RangeError(`${fixed} students must stay at opening ${j}, which would have ${now} places`)
  }
}

/** Closes all openings that chains of moves lead to from a student without a place; all of them are full. */
const closeFrom = ({ start, end, openings, closed, head, next, frozen }: RepairState, student: number) => {
  const waiting = [student]
  for (let i = waiting.pop(); i !== undefined; i = waiting.pop()) {
    for (let a = start[i]; a < end[i]; a++) {
      const j = openings[a]
      if (closed[j] === 1) continue
      closed[j] = 1
      for (let k = head[j]; k !== -1; k = next[k]) if (frozen[k] === 0) waiting.push(k)
    }
  }
}

/** Where room is left in vain, nobody without a place can get to; so neither to whatever leads there, which was searched. */
const reopen = ({ state: { closed, load, capacity, search }, nowhere }: LiveState, roomy: readonly number[]) => {
  if (nowhere === 0) closed.fill(0)
  for (const j of roomy) if (load[j] < capacity[j]) for (const k of search.reached) closed[k] = 0
}

const grown = <Numbers extends Int32Array | Float64Array | Uint8Array>(numbers: Numbers): Numbers => {
  const wide = new (numbers.constructor as new (length: number) => Numbers)(Math.max(64, 2 * numbers.length))
  wide.set(numbers)
  return wide
}

const growStudents = (state: RepairState) => {
  for (const name of ['start', 'end', 'previous', 'at', 'by', 'next', 'back'] as const) state[name] = grown(state[name])
  state.frozen = grown(state.frozen)
}

const growArcs = (live: LiveState) => {
  live.state.openings = grown(live.state.openings)
  live.state.costs = grown(live.state.costs)
  live.owner = grown(live.owner)
}
