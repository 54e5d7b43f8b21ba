// What one student would do in all open rounds together if every place had a price, and what that would be worth.
import type { Options } from './carousel-options.ts'
import { rowsByWorld } from './carousel-rows-by-world.ts'
import { OWN } from './carousel-task.ts'

/** With more open rounds than this only a limit to the best row is known, not the row itself. */
const MOST_ROUNDS = 8

/** What costs more than anything; both at hand, because they are looked at so often. */
const NEVER = Number.POSITIVE_INFINITY
const larger = Math.max

/**
 * A student's row now (`value`, prices paid) and the best one: no row is worth more than `best`. `row` is the best row; absent
 * where the present one is the best, or where no better one is known.
 */
export type BestRow = { readonly value: number; readonly best: number; readonly row?: Int32Array }

/**
 * Returns a function that finds the best row of a student, given his present one, at prices per slot.
 *
 * First a limit is sought that no row passes: for each set of rounds that change what is kept plus the most that new visits
 * in these rounds add to it, as if any of them could be the first to its world, but no more of them earn a reward than can.
 * Mostly the present row is at the limit; else all rows are gone through.
 */
export const bestRows = (options: Options) => {
  const { task, was, weights, fixed, open, allowed } = options
  const { rounds, offsets, stations, minutes, worlds, wished, rewards, ownVisits } = task
  const throughAll = rowsByWorld(options)

  return (i: number, plan: Int32Array, prices: Float64Array): BestRow => {
    const first = i * rounds
    const from = offsets[i]
    const free: number[] = []
    for (let r = 0; r < rounds; r++) if (open[first + r] === 1) free.push(r)
    const reachOf = (j: number) => (j < 0 ? -1 : stations.indexOf(j, from))
    const now = free.map((r) => reachOf(plan[first + r]))
    const costs = free.map((r) => {
      const row = new Float64Array(offsets[i + 1] - from)
      for (let e = from; e < offsets[i + 1]; e++) {
        const j = stations[e]
        row[e - from] =
          allowed[e * rounds + r] === 0
            ? NEVER
            : minutes[e] + prices[j * rounds + r] + (was[first + r] === j ? 0 : weights.change)
      }
      return row
    })
    const emptyCost = free.map((r) => task.emptyCost + weights.empty + (was[first + r] === -1 ? 0 : weights.change))
    const decided = Array.from(fixed.subarray(first, first + rounds), reachOf).filter((e) => e !== -1)

    // Per world (numbered as they come) whether it was wished for, and what a new visit costs at least in each round.
    const numberOf = new Map<number, number>()
    const wish: number[] = []
    const least: Float64Array[] = []
    for (let e = from; e < offsets[i + 1]; e++) {
      let w = numberOf.get(worlds[e])
      if (w === undefined) {
        w = numberOf.size
        numberOf.set(worlds[e], w)
        wish.push(wished?.[e] === 1 ? rewards.wish : 0)
        least.push(new Float64Array(free.length).fill(NEVER))
      }
      if (now.includes(e)) continue
      for (let k = 0; k < free.length; k++) least[w][k] = Math.min(least[w][k], costs[k][e - from])
    }
    const worldOf = (e: number) => (e === -1 ? -1 : (numberOf.get(worlds[e]) ?? -1))
    const nowIn = now.map(worldOf)
    const decidedIn = decided.map(worldOf)
    const ownWorld = numberOf.get(OWN) ?? -1
    const visits = new Int32Array(numberOf.size)
    // Per number of own visits that are rewarded and of worlds that are new the most that is reached.
    const width = free.length + 1
    const reached = new Float64Array(width * width)

    let others = 0
    /** Counts the visits that do not change; returns what they are worth. */
    const keep = (changing: (k: number) => boolean): number => {
      visits.fill(0)
      for (const w of decidedIn) visits[w]++
      others = visits.reduce((sum, n, w) => sum + (w !== ownWorld && n > 0 ? 1 : 0), 0)
      let kept = 0
      for (let k = 0; k < free.length; k++) {
        if (changing(k)) continue
        const w = nowIn[k]
        kept -= w === -1 ? emptyCost[k] : costs[k][now[k] - from]
        if (w === -1) continue
        if (w === ownWorld) kept += visits[w] < ownVisits ? rewards.own : 0
        else if (visits[w] === 0) kept += (rewards.other[others++] ?? 0) + wish[w]
        visits[w]++
      }
      return kept
    }
    const limitOf = (changing: (k: number) => boolean, mayStay = false): number => {
      const kept = keep(changing)
      const ownLeft = ownWorld === -1 ? 0 : Math.max(0, ownVisits - visits[ownWorld])
      reached.fill(-NEVER)
      reached[0] = kept
      let changes = 0
      for (let k = 0; k < free.length; k++) {
        if (!changing(k)) continue
        let asOwn = -NEVER
        let asNew = -NEVER
        let plain = now[k] === -1 && !mayStay ? -NEVER : -emptyCost[k]
        const offer = (w: number, cost: number) => {
          if (w === ownWorld) asOwn = larger(asOwn, -cost)
          else if (visits[w] === 0) asNew = larger(asNew, wish[w] - cost)
          plain = larger(plain, -cost)
        }
        for (let w = 0; w < least.length; w++) offer(w, least[w][k])
        for (let l = 0; l < free.length; l++) {
          if (now[l] !== -1 && changing(l) && (l !== k || mayStay)) offer(nowIn[l], costs[k][now[l] - from])
        }
        changes++
        for (let a = Math.min(ownLeft, changes); a >= 0; a--) {
          for (let d = changes - a; d >= 0; d--) {
            let most = reached[a * width + d] + plain
            if (a > 0) most = larger(most, reached[(a - 1) * width + d] + rewards.own + asOwn)
            if (d > 0) most = larger(most, reached[a * width + d - 1] + (rewards.other[others + d - 1] ?? 0) + asNew)
            reached[a * width + d] = most
          }
        }
      }
      return Math.max(...reached)
    }
    const value = keep(() => false)
    if (free.length > MOST_ROUNDS) return { value, best: limitOf(() => true, true) }
    // What changing a round gains at most, taken by itself: most sets of rounds need no closer look.
    const gains = free.map((_, k) => {
      let most = now[k] === -1 ? -NEVER : -emptyCost[k]
      const offer = (w: number, cost: number) => {
        const reward = w === ownWorld ? rewards.own : (rewards.other[0] ?? 0) + wish[w]
        most = larger(most, reward - cost)
      }
      for (let w = 0; w < least.length; w++) offer(w, least[w][k])
      for (let l = 0; l < free.length; l++) if (l !== k && now[l] !== -1) offer(nowIn[l], costs[k][now[l] - from])
      return most + keep((l) => l === k) - value
    })
    const mayGain = (set: number) => gains.reduce((sum, gain, k) => sum + ((set & (1 << k)) === 0 ? 0 : gain), 0) > 0
    const sets = 1 << free.length
    let set = 1
    while (set < sets && !(mayGain(set) && limitOf((k) => (set & (1 << k)) !== 0) > value)) set++
    if (set === sets) return { value, best: value }
    const found = throughAll({ from, to: offsets[i + 1], costs, emptyCost, decided })
    if (found.best <= value) return { value, best: value }
    const row = plan.slice(first, first + rounds)
    free.forEach((r, k) => {
      row[r] = found.row[k] === -1 ? -1 : stations[found.row[k]]
    })
    return { value, best: found.best, row }
  }
}
