// Who holds which visits while prices are sought, and what the cheapest exchange of one station for another would cost.
import type { Market } from './carousel-market.ts'
import { responder } from './carousel-response.ts'
import { segmentOfReaches } from './carousel-tally.ts'
import { OWN } from './carousel-task.ts'

const NONE = -1
/** The points of an exchange that nobody can make. */
export const IMPOSSIBLE = 2 ** 31 - 1

/**
 * What students do, and could do instead. `held[e]` is 1 for reaches in use, `visitors[j]` counts those of station j.
 *
 * To visit k instead of j costs a student some points, and the price at k less that at j; `points[j * width + k]` is the least
 * that it costs any visitor of j, and k = `width` - 1 means to stay away. Points may be too low when `isStale`; then `freshen`
 * them. `exchange` lets a student for whom it costs least visit k instead of j.
 */
export type Holdings = {
  readonly held: Uint8Array
  readonly visitors: Int32Array
  readonly width: number
  readonly points: Int32Array
  readonly isStale: (j: number, k: number) => boolean
  readonly freshen: (j: number, k: number) => void
  readonly exchange: (j: number, k: number) => void
}

/**
 * Every student with the visits that are best when none has a price, among the reaches with 1 in `only`. The table takes
 * (stations + students) x stations numbers; an exchange costs O(rounds x reaches of the student), freshening O(visitors of j).
 */
export const bestHoldings = (market: Market, only?: Uint8Array): Holdings => {
  const { rounds, students, stations, segments, reaches, world, wish, earned, shared, station, minutes, pinned } =
    market
  const { company, ownLeft, ownReward, otherRewards, emptyCost } = market
  const segmentOf = segmentOfReaches(market)
  // A cell is one visit of student floor(cell / rounds). Those at one station are a list.
  const cells = students * rounds
  const first = new Int32Array(stations).fill(NONE)
  const next = new Int32Array(cells)
  const previous = new Int32Array(cells)
  const reach = new Int32Array(cells).fill(NONE)
  const visitors = new Int32Array(stations)
  const held = new Uint8Array(station.length)
  const visits = new Int32Array(world.length)
  const others = market.others.slice()
  const isDistinct = (s: number) => world[s] !== OWN && earned[s] === 0

  const link = (cell: number, e: number) => {
    const j = station[e]
    reach[cell] = e
    next[cell] = first[j]
    previous[cell] = NONE
    if (first[j] !== NONE) previous[first[j]] = cell
    first[j] = cell
    held[e] = 1
    visitors[j]++
    const s = segmentOf[e]
    if (visits[s]++ === 0 && isDistinct(s)) others[Math.floor(cell / rounds)]++
  }
  const unlink = (cell: number) => {
    const e = reach[cell]
    if (previous[cell] === NONE) first[station[e]] = next[cell]
    else next[previous[cell]] = next[cell]
    if (next[cell] !== NONE) previous[next[cell]] = previous[cell]
    reach[cell] = NONE
    held[e] = 0
    visitors[station[e]]--
    const s = segmentOf[e]
    if (--visits[s] === 0 && isDistinct(s)) others[Math.floor(cell / rounds)]--
  }

  /** What a student loses by giving up a cell, prices aside, when no visit in the same segment makes up for it. */
  const loss = (cell: number): number => {
    const i = Math.floor(cell / rounds)
    const e = reach[cell]
    const s = segmentOf[e]
    if (world[s] === OWN) return (visits[s] <= ownLeft[i] ? ownReward : 0) - minutes[e]
    return (visits[s] === 1 && isDistinct(s) ? otherRewards[others[i] - 1] + wish[s] : 0) - minutes[e]
  }
  /** What a visit in segment s earns in place of a cell in another one. */
  const gain = (cell: number, s: number): number => {
    const i = Math.floor(cell / rounds)
    if (world[s] === OWN) return visits[s] < ownLeft[i] ? ownReward : 0
    if (visits[s] > 0 || earned[s] === 1) return 0
    const own = segmentOf[reach[cell]]
    return otherRewards[visits[own] === 1 && isDistinct(own) ? others[i] - 1 : others[i]] + wish[s]
  }
  /** Whether a student who gives up a cell may take a reach: it is free to him and not his second visit to a company. */
  const mayTake = (cell: number, f: number): boolean => {
    if (held[f] === 1 || (only !== undefined && only[f] === 0)) return false
    if (shared[segmentOf[f]] === 0) return true
    const i = Math.floor(cell / rounds)
    for (let other = i * rounds; other < (i + 1) * rounds; other++) {
      const e = reach[other]
      if (other === cell || e === NONE || segmentOf[e] !== segmentOf[f]) continue
      if (company[station[e]] === company[station[f]]) return false
    }
    return true
  }

  const width = stations + 1
  const points = new Int32Array(stations * width).fill(IMPOSSIBLE)
  // By which cell an exchange is cheapest, and how often its student had moved when that was found.
  const by = new Int32Array(stations * width)
  const since = new Int32Array(stations * width)
  const moves = new Int32Array(students)
  // The reach by which student i gets to station k, in k * students + i.
  const reachTo = new Int32Array(students * stations).fill(NONE)
  for (let i = 0; i < students; i++) {
    for (let e = reaches[segments[i]]; e < reaches[segments[i + 1]]; e++) reachTo[station[e] * students + i] = e
  }
  const note = (at: number, cell: number, cost: number) => {
    points[at] = cost
    by[at] = cell
    since[at] = moves[Math.floor(cell / rounds)]
  }
  /** Notes which exchanges are cheapest for a cell. */
  const noteAll = (cell: number) => {
    const i = Math.floor(cell / rounds)
    const e = reach[cell]
    if (e === NONE || pinned[e] === 1) return
    const row = station[e] * width
    const lost = loss(cell)
    if (lost + emptyCost < points[row + stations]) note(row + stations, cell, lost + emptyCost)
    for (let s = segments[i]; s < segments[i + 1]; s++) {
      const base = s === segmentOf[e] ? -minutes[e] : lost - gain(cell, s)
      const end = reaches[s + 1]
      for (let f = reaches[s]; f < end; f++) {
        const at = row + station[f]
        if (base + minutes[f] < points[at] && mayTake(cell, f)) note(at, cell, base + minutes[f])
      }
    }
  }
  const isStale = (j: number, k: number) => {
    const at = j * width + k
    return points[at] !== IMPOSSIBLE && since[at] !== moves[Math.floor(by[at] / rounds)]
  }
  const freshen = (j: number, k: number) => {
    const at = j * width + k
    points[at] = IMPOSSIBLE
    for (let cell = first[j]; cell !== NONE; cell = next[cell]) {
      const e = reach[cell]
      if (pinned[e] === 1) continue
      let cost = emptyCost
      if (k === stations) cost += loss(cell)
      else {
        const f = reachTo[k * students + Math.floor(cell / rounds)]
        if (f === NONE || !mayTake(cell, f)) continue
        cost = minutes[f] + (segmentOf[f] === segmentOf[e] ? -minutes[e] : loss(cell) - gain(cell, segmentOf[f]))
      }
      if (cost < points[at]) note(at, cell, cost)
    }
  }
  const exchange = (j: number, k: number) => {
    const cell = by[j * width + k]
    const i = Math.floor(cell / rounds)
    moves[i]++
    unlink(cell)
    if (k !== stations) link(cell, reachTo[k * students + i])
    for (let one = i * rounds; one < (i + 1) * rounds; one++) noteAll(one)
  }

  const { freely } = responder(market)
  const nothing = new Float64Array(stations)
  for (let i = 0; i < students; i++) {
    const { picks, count } = freely(i, nothing, only)
    for (let k = 0; k < count; k++) link(i * rounds + k, picks[k])
  }
  for (let cell = 0; cell < cells; cell++) noteAll(cell)
  return { held, visitors, width, points, isStale, freshen, exchange }
}
