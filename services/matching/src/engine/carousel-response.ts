// What one student would choose if every visit had a price.
import type { Market } from './carousel-market.ts'
import { OWN } from './carousel-task.ts'

/** The best visits of one student at given prices: `picks[0 .. count - 1]` are reaches, `value` counts prices and empty rounds. */
export type Response = { value: number; count: number; readonly picks: Int32Array }

/** A student's best response to prices per station: by the rule that no company is visited twice, or without it. */
export type Responder = {
  (student: number, prices: Float64Array): Response
  /** Only among the reaches with 1 in `only`; of one company he may visit one station in each world. */
  readonly freely: (student: number, prices: Float64Array, only?: Uint8Array) => Response
}

/**
 * Returns a function that gives the best response of a student to prices per station. The result is overwritten by the next
 * call.
 *
 * Where greed takes two stations of one company, in different worlds, the best response is the best of those in which the
 * company is left out of all these worlds but one; seldom is there more than one such company.
 */
export const responder = (market: Market): Responder => {
  const { segments, reaches, station, company } = market
  const freely = greedyResponder(market)
  const only = new Uint8Array(station.length).fill(1)
  const respond = (i: number, prices: Float64Array): Response => {
    const free = freely(i, prices, only)
    const twice = companyTwice(market, free)
    if (twice === -1) return free
    let best: Response | undefined
    for (let kept = segments[i]; kept < segments[i + 1]; kept++) {
      const closed: number[] = []
      let there = false
      for (let s = segments[i]; s < segments[i + 1]; s++) {
        for (let e = reaches[s]; e < reaches[s + 1]; e++) {
          if (only[e] === 0 || company[station[e]] !== twice) continue
          if (s === kept) there = true
          else closed.push(e)
        }
      }
      if (!there) continue
      for (const e of closed) only[e] = 0
      const { value, count, picks } = respond(i, prices)
      if (best === undefined || value > best.value) best = { value, count, picks: picks.slice() }
      for (const e of closed) only[e] = 1
    }
    return best ?? free
  }
  return Object.assign(respond, { freely })
}

const companyTwice = ({ station, company }: Market, { picks, count }: Response): number => {
  for (let k = 0; k < count; k++) {
    for (let l = 0; l < k; l++)
      if (company[station[picks[k]]] === company[station[picks[l]]]) return company[station[picks[k]]]
  }
  return -1
}

/**
 * Greedy: of all reaches take the one that adds most, again and again. That is exact because a student's value is a gross
 * substitutes valuation (Kelso and Crawford, 1982), for which greed is optimal at all prices (Dress and Terhalle, 1995).
 * Pinned reaches come first. O(reaches + rounds x segments) for one student.
 */
const greedyResponder = (market: Market) => {
  const { rounds, segments, reaches, world, wish, earned, shared, station, minutes, pinned, company } = market
  let widest = 1
  for (let i = 0; i < market.students; i++) widest = Math.max(widest, segments[i + 1] - segments[i])
  // Per segment the cheapest reaches in ascending order, at most one per round.
  const cheapest = new Int32Array(widest * rounds)
  const costs = new Float64Array(widest * rounds)
  const found = new Int32Array(widest)
  const used = new Int32Array(widest)
  const picks = new Int32Array(rounds)
  const response: Response = { value: 0, count: 0, picks }

  const list = (s: number, from: number, most: number, prices: Float64Array, only?: Uint8Array): number => {
    let size = 0
    for (let e = reaches[s]; e < reaches[s + 1]; e++) {
      if (only !== undefined && only[e] === 0) continue
      const cost = pinned[e] === 1 ? Number.NEGATIVE_INFINITY : minutes[e] + prices[station[e]]
      if (size === most && cost >= costs[from + size - 1]) continue
      let at = size
      if (shared[s] === 1) {
        let same = 0
        while (same < size && company[station[cheapest[from + same]]] !== company[station[e]]) same++
        if (same < size) {
          if (cost >= costs[from + same]) continue
          at = same
          size--
        }
      }
      if (at === most) at--
      else size++
      for (; at > 0 && costs[from + at - 1] > cost; at--) {
        costs[from + at] = costs[from + at - 1]
        cheapest[from + at] = cheapest[from + at - 1]
      }
      costs[from + at] = cost
      cheapest[from + at] = e
    }
    return size
  }

  return (i: number, prices: Float64Array, only?: Uint8Array): Response => {
    const visits = market.visits[i]
    const first = segments[i]
    const count = segments[i + 1] - first
    for (let k = 0; k < count; k++) {
      found[k] = visits === 0 ? 0 : list(first + k, k * rounds, visits, prices, only)
      used[k] = 0
    }
    let others = market.others[i]
    let value = 0
    response.count = 0
    for (let visit = 0; visit < visits; visit++) {
      let best = -1
      let most = -market.emptyCost
      for (let k = 0; k < count; k++) {
        if (used[k] === found[k]) continue
        const s = first + k
        let gain = -costs[k * rounds + used[k]]
        if (world[s] === OWN) {
          if (used[k] < market.ownLeft[i]) gain += market.ownReward
        } else if (used[k] === 0 && earned[s] === 0) gain += market.otherRewards[others] + wish[s]
        if (gain <= most) continue
        most = gain
        best = k
      }
      if (best === -1) {
        value -= market.emptyCost * (visits - visit)
        break
      }
      const e = cheapest[best * rounds + used[best]]
      if (pinned[e] === 1) {
        const s = first + best
        most = -minutes[e] - prices[station[e]]
        if (world[s] === OWN) most += used[best] < market.ownLeft[i] ? market.ownReward : 0
        else if (used[best] === 0 && earned[s] === 0) most += market.otherRewards[others] + wish[s]
      }
      if (world[first + best] !== OWN && used[best] === 0 && earned[first + best] === 0) others++
      used[best]++
      value += most
      picks[response.count++] = e
    }
    response.value = value
    return response
  }
}
