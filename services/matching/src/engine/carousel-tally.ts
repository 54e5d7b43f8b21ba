// Keeps count of what one student visits, so that a visit more or less can be valued in constant time.
import type { Market } from './carousel-market.ts'
import { EMPTY, type Slots } from './carousel-slots.ts'
import { OWN } from './carousel-task.ts'

/** The reach by which student i gets to station j, -1 when it is out of reach. O(segments x log reaches). */
export const reachTo = ({ segments, reaches, station }: Market, i: number, j: number): number => {
  for (let s = segments[i]; s < segments[i + 1]; s++) {
    let low = reaches[s]
    let high = reaches[s + 1] - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if (station[middle] < j) low = middle + 1
      else high = middle
    }
    if (station[low] === j) return low
  }
  return -1
}

/** The segment of every reach. */
export const segmentOfReaches = ({ reaches, station, world }: Market): Int32Array => {
  const segment = new Int32Array(station.length)
  for (let s = 0; s < world.length; s++) segment.fill(s, reaches[s], reaches[s + 1])
  return segment
}

/** About one student at a time: the one whose stock was taken last. */
export type Tally = {
  /** Takes stock of the student's visits; returns what they and his empty rounds are worth. */
  readonly take: (student: number) => number
  /** What one more visit in a segment would earn, minutes aside. */
  readonly next: (segment: number) => number
  /** Counts one visit more in a segment, or less; returns what it earns, or loses, minutes aside. */
  readonly more: (segment: number) => number
  readonly less: (segment: number) => number
  /** Whether he visits the company of a station, and forgetting that he does. */
  readonly knows: (station: number) => boolean
  readonly forget: (station: number) => void
}

export const createTally = (market: Market, { rounds, at }: Slots): Tally => {
  const { segments, world, earned, wish, company, minutes } = market
  const segmentOf = segmentOfReaches(market)
  const count = new Int32Array(world.length)
  const seen = new Int32Array(company.reduce((most, c) => Math.max(most, c), 0) + 1)
  let mark = 0
  let who = 0
  let others = 0
  const distinct = (s: number) => world[s] !== OWN && earned[s] === 0 && count[s] === 0
  const next = (s: number): number => {
    if (world[s] === OWN) return count[s] < market.ownLeft[who] ? market.ownReward : 0
    return distinct(s) ? market.otherRewards[others] + wish[s] : 0
  }
  const more = (s: number): number => {
    const reward = next(s)
    if (distinct(s)) others++
    count[s]++
    return reward
  }
  const less = (s: number): number => {
    count[s]--
    if (distinct(s)) others--
    return next(s)
  }
  const take = (i: number): number => {
    mark++
    who = i
    others = market.others[i]
    for (let s = segments[i]; s < segments[i + 1]; s++) count[s] = 0
    let value = 0
    for (let r = 0; r < rounds; r++) {
      const j = at[i * rounds + r]
      if (j === EMPTY) value -= market.emptyCost
      if (j < 0) continue
      seen[company[j]] = mark
      const e = reachTo(market, i, j)
      value += more(segmentOf[e]) - minutes[e]
    }
    return value
  }
  return {
    take,
    next,
    more,
    less,
    knows: (j) => seen[company[j]] === mark,
    forget: (j) => {
      seen[company[j]] = 0
    },
  }
}
