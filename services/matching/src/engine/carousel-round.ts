// Plans one round of a carousel exactly, the other rounds being as they are, and prices its places.
import { placePairs } from './bare-placement.ts'
import { createCount, type Options } from './carousel-options.ts'
import type { Pairs } from './placement-network.ts'

/** The round as a placement: what each student would lose by each station, and by staying away (`emptyCost`). */
type Round = Pairs & { readonly emptyCost: number }

/** With `held`, students who have 1 there stay where they are in this round. */
const asPlacement = (options: Options, plan: Int32Array, r: number, held?: Uint8Array): Round => {
  const { task, was, weights, company, open, room, allowed } = options
  const { rounds, offsets, stations, minutes, rewards } = task
  const students = offsets.length - 1
  const count = createCount(task)
  const most = Math.max(rewards.own, rewards.other[0] ?? 0) + rewards.wish
  const starts = new Int32Array(students + 1)
  const openings = new Int32Array(stations.length)
  const costs = new Int32Array(stations.length)
  const capacity = new Int32Array(company.length)
  const metBy = new Int32Array(company.reduce((last, c) => Math.max(last, c), 0) + 1).fill(-1)
  let size = 0
  for (let j = 0; j < capacity.length; j++) capacity[j] = Math.max(0, room[j * rounds + r])
  for (let i = 0; i < students; i++) {
    const cell = i * rounds + r
    if (open[cell] === 1 && held?.[i] === 1 && plan[cell] >= 0) capacity[plan[cell]]--
    if (open[cell] === 1 && held?.[i] !== 1) {
      count.clear()
      for (let other = 0; other < rounds; other++) {
        const j = plan[i * rounds + other]
        if (other === r || j < 0) continue
        metBy[company[j]] = i
        count.add(stations.indexOf(j, offsets[i]))
      }
      for (let e = offsets[i]; e < offsets[i + 1]; e++) {
        const j = stations[e]
        if (allowed[e * rounds + r] === 0 || metBy[company[j]] === i) continue
        // Counted from staying away, which may be a change itself; one is added so that no cost is negative.
        const changes = 1 + (was[cell] === j ? 0 : 1) - (was[cell] === -1 ? 0 : 1)
        openings[size] = j
        costs[size++] = most - count.next(e) + minutes[e] + weights.change * changes
      }
    }
    starts[i + 1] = size
  }
  return {
    offsets: starts,
    openings: openings.subarray(0, size),
    costs: costs.subarray(0, size),
    capacity,
    emptyCost: most + task.emptyCost + weights.empty + weights.change,
  }
}

/** Improves round r of the plan as far as that is possible by itself; says whether it changed. */
export const replanRound = (options: Options, plan: Int32Array, r: number, held?: Uint8Array): boolean => {
  const { rounds } = options.task
  const round = asPlacement(options, plan, r, held)
  const { assignment, objective } = placePairs(round, round.emptyCost)
  if (objective >= costOf(round, options, plan, r, held)) return false
  assignment.forEach((j, i) => {
    const cell = i * rounds + r
    if (options.open[cell] === 1 && held?.[i] !== 1) plan[cell] = j
  })
  return true
}

/** What round r of the plan costs now; infinite where it breaks a rule. */
const costOf = (round: Round, { task, open }: Options, plan: Int32Array, r: number, held?: Uint8Array): number => {
  const left = round.capacity.slice()
  let cost = 0
  for (let i = 0; i + 1 < round.offsets.length; i++) {
    const j = plan[i * task.rounds + r]
    if (open[i * task.rounds + r] === 0 || held?.[i] === 1 || j < 0) cost += round.emptyCost
    else {
      const at = round.openings.subarray(round.offsets[i], round.offsets[i + 1]).indexOf(j)
      if (at === -1 || --left[j] < 0) return Number.POSITIVE_INFINITY
      cost += round.costs[round.offsets[i] + at]
    }
  }
  return cost
}

/**
 * Prices of places, per station in round r of a plan that is the best by itself, at which everyone there stays (nothing
 * pays better) and nobody else comes: halfway between the lowest, what one place more would be worth, and the highest, what it
 * would cost to do with one place less. By labels that are corrected until none moves (Bellman, 1958; Ford, 1956).
 */
export const roundPrices = (options: Options, plan: Int32Array, r: number): Float64Array => {
  const { rounds } = options.task
  const { offsets, openings, costs, capacity, emptyCost } = asPlacement(options, plan, r)
  const students = offsets.length - 1
  const load = new Int32Array(capacity.length)
  const paid = new Float64Array(students).fill(emptyCost)
  for (let i = 0; i < students; i++) {
    for (let a = offsets[i]; a < offsets[i + 1]; a++) {
      if (openings[a] !== plan[i * rounds + r]) continue
      paid[i] = costs[a]
      load[openings[a]]++
    }
  }
  const lowest = new Float64Array(capacity.length)
  const highest = Float64Array.from(capacity, (places, j) => (load[j] < places ? 0 : emptyCost))
  for (let moving = true; moving; ) {
    moving = false
    for (let i = 0; i < students; i++) {
      const j = paid[i] === emptyCost ? -1 : plan[i * rounds + r]
      const pays = paid[i] + (j === -1 ? 0 : lowest[j])
      let least = emptyCost
      for (let a = offsets[i]; a < offsets[i + 1]; a++) {
        const k = openings[a]
        if (k === j) continue
        if (pays - costs[a] > lowest[k]) {
          lowest[k] = pays - costs[a]
          moving = true
        }
        if (costs[a] + highest[k] < least) least = costs[a] + highest[k]
      }
      if (j === -1 || least - paid[i] >= highest[j]) continue
      highest[j] = least - paid[i]
      moving = true
    }
  }
  return lowest.map((price, j) => (price + highest[j]) / 2)
}
