// Answers "why not there?" exactly: what the best plan would cost more with one student at one given opening, and who moves.
import { enoughToPlaceAll, placePairs, reachedFromUnplaced, withSmallNumbers } from './bare-placement.ts'
import { createSearch, findNearestEnd, forget, reach, type Search } from './nearest-end.ts'
import type { Pairs } from './placement-network.ts'
import { type PlanPrices, pricesOfPlan } from './plan-prices.ts'
import { arcsBelow, createRows, FAR, type Rows, UNKNOWN } from './short-list.ts'
import { shortestAugmentations } from './shortest-augmentations.ts'

/** One student's move, to an opening or (-1) to staying unplaced. */
export type Move = { readonly student: number; readonly to: number }

/**
 * `rise` is how much the least cost of a plan grows when the student must be at that opening; null when there is no such
 * pair or nobody can ever be there. `moves` are all moves that make the present plan such a best plan, his own first.
 */
export type Counterfactual = { readonly rise: number | null; readonly moves: readonly Move[] }

/**
 * Answers any number of questions about one placement. `places` tells per opening what one more place there is worth: how much the
 * least cost of a plan would fall. These are the least prices that prove the plan, the same ones for every best plan.
 */
export type WhyNot = {
  readonly assignment: Int32Array
  readonly ask: (student: number, opening: number) => Counterfactual
  readonly places: () => Float64Array
}

const NONE: Counterfactual = { rise: null, moves: [] }

/**
 * Prepares the answers (`unplacedCost` as for placePairs): from the plan that is `given`, if that is a best one; otherwise, or
 * when none is given, it solves the placement. `assignment` tells which plan the answers are about.
 *
 * The rise is the reduced cost of the forced pair plus the shortest path, in reduced costs, that carries the student pushed
 * out there to the place the forced student left. Its nodes are the openings and one for everything outside: a student can
 * go out (unplaced, or from an opening with room), and from outside someone unplaced can come in or a place can be left
 * empty. Leaving out the ways through the outside gives wrong answers. At the least prices that prove the plan every
 * opening can be reached from outside at no cost, so a search ends as soon as it gets outside. Source: sensitivity of an optimal flow by one
 * residual shortest path (Ahuja, Magnanti and Orlin, "Network Flows", 1993, section 9.11), by Dijkstra's rule.
 */
export const prepareWhyNot = (pairs: Pairs, unplacedCost?: number, given?: Int32Array): WhyNot => {
  const full = unplacedCost ?? enoughToPlaceAll(pairs)
  const small = withSmallNumbers(pairs, full)
  // With a capped unplaced cost the answer is right when no chain of moves without it can cost as much as the cap.
  const chain = 2 * (pairs.capacity.length + 2)
  const capped = small !== undefined && full - small.shift > small.unplacedCost
  if (small === undefined || small.unplacedCost <= 0 || (capped && chain * small.widest >= small.unplacedCost)) {
    return bySolvingAgain(pairs, full)
  }
  const standing = stand(small.pairs, small.unplacedCost, given)
  const missing = full - small.shift - small.unplacedCost
  return {
    assignment: standing.at,
    ask: (student, opening) => answer(standing, student, opening, missing),
    places: () => {
      const worth = Float64Array.from(standing.price)
      if (missing > 0) for (const j of reachedFromUnplaced(pairs, standing.at).openings) worth[j] += missing
      return worth
    },
  }
}

/**
 * A best plan with its prices, and what is needed to search from it. Node `outside` is the number of openings. Opening j
 * holds seats[first[j]] .. seats[first[j + 1] - 1].
 */
type Standing = {
  readonly search: Search
  readonly rows: Rows
  readonly unplacedCost: number
  readonly capacity: Int32Array
  readonly first: Int32Array
  readonly seats: Int32Array
  readonly elsewhere: Int32Array
  readonly at: Int32Array
  readonly cost: Int32Array
  readonly price: Int32Array
  /** The last step of the free way from outside into each opening: a student's move, or EMPTY for leaving a place empty. */
  readonly entry: Int32Array
  readonly via: Int32Array
  readonly outside: number
  asked: number
  /** Where the asked student is now, and the end nearest to where he is to be: that, or outside. */
  goal: number
  end: number
}

const EMPTY = -1

const stand = (pairs: Pairs, unplacedCost: number, given?: Int32Array): Standing => {
  const proven = given === undefined ? undefined : pricesOfPlan(pairs, unplacedCost, given)
  if (given !== undefined && proven !== undefined) return standOn(pairs, unplacedCost, given, proven)
  const unplaced = new Int32Array(pairs.offsets.length - 1).fill(unplacedCost)
  const { assignment, openingPrices } = shortestAugmentations(pairs, unplaced)
  return standOn(pairs, unplacedCost, assignment, pricesOfPlan(pairs, unplacedCost, assignment, openingPrices)!)
}

const standOn = (pairs: Pairs, unplacedCost: number, at: Int32Array, { price, by }: PlanPrices): Standing => {
  const { offsets, openings, costs, capacity } = pairs
  const students = offsets.length - 1
  const outside = capacity.length
  const first = new Int32Array(outside + 1)
  for (const j of at) if (j !== -1) first[j + 1]++
  for (let j = 0; j < outside; j++) first[j + 1] += first[j]
  const seats = new Int32Array(first[outside])
  const cost = new Int32Array(students)
  const fill = first.slice()
  for (let i = 0; i < students; i++) {
    if (at[i] === -1) continue
    seats[fill[at[i]]++] = i
    let a = offsets[i]
    while (openings[a] !== at[i]) a++
    cost[i] = costs[a]
  }
  return {
    search: createSearch(outside + 1),
    rows: createRows(offsets, openings, costs, () => 1),
    unplacedCost,
    capacity,
    first,
    seats,
    elsewhere: new Int32Array(seats.length).fill(UNKNOWN),
    at,
    cost,
    price,
    entry: by,
    via: new Int32Array(outside + 1),
    outside,
    asked: -1,
    goal: -1,
    end: -1,
  }
}

const answer = (standing: Standing, student: number, opening: number, missing: number): Counterfactual => {
  const { search, rows, price, at, cost, unplacedCost, outside } = standing
  const row = rows.columns.subarray(rows.offsets[student], rows.offsets[student + 1])
  const arc = row.indexOf(opening)
  if (arc === -1) return NONE
  if (at[student] === opening) return { rise: 0, moves: [] }
  const from = at[student]
  const pays = from === -1 ? unplacedCost : cost[student] + price[from]
  search.limit = FAR >> 1
  search.margin = 64
  standing.asked = student
  standing.goal = from === -1 ? outside : from
  search.distance[opening] = 0
  findNearestEnd(standing, opening, 0, leaveOpening, leaveOpening)
  forget(search)
  search.distance[opening] = FAR
  if (search.limit === FAR >> 1) return NONE
  const moves: Move[] = [{ student, to: opening }, ...retrace(standing, opening)]
  const placed = (j: number) => (j === -1 ? 0 : 1)
  const fewer = moves.reduce((sum, { student: mover, to }) => sum + placed(at[mover]) - placed(to), 0)
  const reduced = rows.costs[rows.offsets[student] + arc] + price[opening] - pays
  return { rise: reduced + search.limit + fewer * missing, moves }
}

/** The moves along the way found, from the opening that was forced to the place that was left. */
const retrace = ({ goal, end, via, entry, at, outside }: Standing, opening: number): Move[] => {
  const moves: Move[] = []
  let node = end
  if (end === outside && goal !== outside) {
    // From outside on by the free way in. Where that meets the way out, what lies between is but a detour for nothing.
    const out = new Set([opening])
    for (let k = placeLeft(via[outside], at); k !== opening; k = at[via[k]]) out.add(k)
    node = goal
    while (node !== outside && !out.has(node)) {
      const by = entry[node]
      if (by !== EMPTY) moves.push({ student: by, to: node })
      node = by === EMPTY || at[by] === -1 ? outside : at[by]
    }
  }
  if (node === outside) {
    if (via[outside] >= 0) moves.push({ student: via[outside], to: -1 })
    node = placeLeft(via[outside], at)
  }
  for (; node !== opening; node = at[via[node]]) moves.push({ student: via[node], to: node })
  return moves.reverse()
}

/** The opening from which the way goes out: by one with room (-1 - opening), or by a student who gives up his place. */
const placeLeft = (by: number, at: Int32Array): number => (by < 0 ? -1 - by : at[by])

const arrive = (standing: Standing, node: number, distance: number, by: number) => {
  const { search, via } = standing
  if (distance >= search.limit) return
  if (node === standing.goal || node === standing.outside) {
    search.limit = distance
    standing.end = node
  } else if (!reach(search, node, distance)) return
  via[node] = by
}

const leaveOpening = (standing: Standing, opening: number) => {
  const { search, price, first, capacity, seats, elsewhere, cost, unplacedCost, outside } = standing
  const distance = search.distance[opening]
  const end = first[opening + 1]
  if (end - first[opening] < capacity[opening]) arrive(standing, outside, distance, -1 - opening)
  const base = (distance - price[opening]) | 0
  for (let seat = first[opening]; seat < end; seat++) {
    const student = seats[seat]
    if (student === standing.asked) continue
    const bound = (base + elsewhere[seat]) | 0
    if (bound >= search.limit) continue
    if (bound >= search.horizon) {
      if (bound < search.beyond) search.beyond = bound
      continue
    }
    const start = (base - cost[student]) | 0
    arrive(standing, outside, (start + unplacedCost) | 0, student)
    const best = tryArcs(standing, student, start, opening)
    elsewhere[seat] = (Math.min(best, unplacedCost) - cost[student]) | 0
  }
}

const tryArcs = (standing: Standing, student: number, start: number, own: number): number => {
  const { search, rows, price } = standing
  const sight = (Math.min(search.limit, search.horizon) - start) | 0
  const found = arcsBelow(rows, price, student, sight, search.margin)
  const { hits, rest } = rows
  let best = rest
  if (rest < 0x40000000 && ((start + rest) | 0) < search.beyond) search.beyond = (start + rest) | 0
  for (let k = 0; k < found; k++) {
    const opening = hits[2 * k]
    if (opening === own) continue
    const total = (hits[2 * k + 1] + price[opening]) | 0
    if (total < best) best = total
    arrive(standing, opening, (start + total) | 0, student)
  }
  return best
}

/** For costs too large for the search: forces the pair by taking all others of the student away. */
const bySolvingAgain = (pairs: Pairs, unplacedCost: number): WhyNot => {
  const plan = placePairs(pairs, unplacedCost)
  const { offsets, openings, costs, capacity } = pairs
  const ask = (student: number, opening: number): Counterfactual => {
    const arc = openings.subarray(offsets[student], offsets[student + 1]).indexOf(opening)
    if (arc === -1 || capacity[opening] === 0) return NONE
    const start = offsets[student]
    const others = offsets[student + 1] - start
    const without = (array: Int32Array) =>
      Int32Array.from([...array.subarray(0, start), ...array.subarray(start + others)])
    const rest = {
      offsets: offsets.map((end, i) => (i <= student ? end : end - others)),
      openings: without(openings),
      costs: without(costs),
      capacity: capacity.with(opening, capacity[opening] - 1),
    }
    const forced = placePairs(rest, unplacedCost)
    const moves: Move[] = [{ student, to: opening }]
    forced.assignment.forEach((to, i) => {
      if (i !== student && to !== plan.assignment[i]) moves.push({ student: i, to })
    })
    return {
      rise: forced.objective - unplacedCost + costs[start + arc] - plan.objective,
      moves: plan.assignment[student] === opening ? [] : moves,
    }
  }
  const places = () =>
    Float64Array.from(capacity, (places, j) => {
      const wider = { ...pairs, capacity: capacity.with(j, places + 1) }
      return plan.objective - placePairs(wider, unplacedCost).objective
    })
  return { assignment: plan.assignment, ask, places }
}
