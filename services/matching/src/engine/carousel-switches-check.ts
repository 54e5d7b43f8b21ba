// Checks a carousel plan with lasting visits from the task, the plan and its prices alone; shares nothing with the solvers.
import { misplaced } from './carousel-check.ts'
import { type CarouselTask, OWN } from './carousel-task.ts'

const NEVER = Number.NEGATIVE_INFINITY

type ClaimedSwitches = {
  readonly plan: Int32Array
  readonly objective: number
  readonly bound: number
  readonly gap: number
  readonly slotPrices: Float64Array
}

/**
 * What is wrong with a plan in which visits may last, in words; empty when it is feasible, worth what it says, and no plan is
 * worth more than its bound. The bound is that of checkCarousel: what places are worth at their prices, and the best stays of
 * each student once they are paid for. Pins to any round are met by the plan and forgotten by the bound.
 */
export const checkSwitches = (task: CarouselTask, switchCost: number, claim: ClaimedSwitches): string[] => {
  const { rounds, offsets, capacity, groupSize = 1, pins = [] } = task
  const { plan, slotPrices } = claim
  const students = offsets.length - 1
  if (plan.length !== students * rounds) return [`the plan has ${plan.length} cells, not ${students * rounds}`]
  if (slotPrices.length !== capacity.length) return ['prices are missing']
  const rowOf = (i: number) => Array.from(plan.subarray(i * rounds, (i + 1) * rounds))
  // Every visit in its first round only, by which no company may be met twice.
  const begun = plan.map((j, cell) => (cell % rounds > 0 && plan[cell - 1] === j ? -1 : j))
  const flaws = misplaced({ ...task, pins: [] }, begun)
  const load = new Int32Array(capacity.length)
  plan.forEach((j, cell) => {
    const r = cell % rounds
    if (j >= 0 && task.present?.[cell] === 0) flaws.push(`student ${Math.floor(cell / rounds)} is away in round ${r}`)
    if (j >= 0) load[j * rounds + r] += groupSize
  })
  load.forEach((there, slot) => {
    if (there > capacity[slot]) flaws.push(`station ${Math.floor(slot / rounds)} is too full in round ${slot % rounds}`)
  })
  for (const { student, station, round } of pins) {
    if (round === -1 ? !rowOf(student).includes(station) : rowOf(student)[round] !== station)
      flaws.push(`a pin of student ${student} is not met`)
  }
  for (const price of slotPrices) if (!(price >= 0 && price < 2 ** 40)) flaws.push(`a price is ${price}`)
  if (flaws.length > 0) return flaws

  let objective = 0
  let bound = slotPrices.reduce((sum, price, slot) => sum + price * Math.floor(capacity[slot] / groupSize), 0)
  for (let i = 0; i < students; i++) {
    objective += worth(task, switchCost, i, rowOf(i))
    bound += bestStays(task, switchCost, i, slotPrices)
  }
  if (claim.objective !== objective) flaws.push(`the plan is worth ${objective}, not ${claim.objective}`)
  if (!(claim.bound >= Math.floor(bound))) flaws.push(`the prices prove a bound of ${bound}, not ${claim.bound}`)
  if (claim.bound < objective) flaws.push(`the bound ${claim.bound} is below the plan`)
  const gap = (claim.bound - objective) / Math.max(1, Math.abs(claim.bound))
  if (claim.gap !== gap) flaws.push(`the gap is ${gap}, not ${claim.gap}`)
  return flaws
}

const worth = (task: CarouselTask, switchCost: number, i: number, row: readonly number[]): number => {
  const { offsets, stations, minutes, worlds, wished, rewards, present, rounds } = task
  const visits = row.filter((j, r) => j !== -1 && j !== row[r - 1]).map((j) => stations.indexOf(j, offsets[i]))
  const empty = row.filter((j, r) => j === -1 && present?.[i * rounds + r] !== 0).length
  const own = visits.filter((e) => worlds[e] === OWN).length
  const others = new Map(visits.filter((e) => worlds[e] !== OWN).map((e) => [worlds[e], wished?.[e] ?? 0]))
  let value = rewards.own * Math.min(own, task.ownVisits) - task.emptyCost * empty
  value -= switchCost * Math.max(0, visits.length - 1)
  Array.from(others.values()).forEach((wish, m) => {
    value += (rewards.other[m] ?? 0) + wish * rewards.wish
  })
  return visits.reduce((sum, e) => sum - minutes[e], value)
}

/**
 * The most that one student's stays can be worth, prices paid: for each set of rounds and number of other worlds, world
 * after world. A company that is several worlds may be met in each of them, which can only be worth more.
 */
const bestStays = (task: CarouselTask, switchCost: number, i: number, slotPrices: Float64Array): number => {
  const { rounds, offsets, stations, worlds, wished, rewards, present, ownVisits } = task
  const all = 1 << rounds
  const here = Array.from({ length: rounds }, (_, r) => r).filter((r) => present?.[i * rounds + r] !== 0)
  const within = Array.from({ length: offsets[i + 1] - offsets[i] }, (_, k) => offsets[i] + k)
  const width = rounds + 1
  const ownReward = Array.from({ length: width }, (_, n) => rewards.own * Math.min(n, ownVisits))
  let best = new Float64Array(all * width).fill(Number.NEGATIVE_INFINITY)
  best[0] = 0
  for (const [world, reaches] of Map.groupBy(within, (e) => worlds[e])) {
    // Least cost per set of rounds and number of visits.
    const least = new Float64Array(all * width).fill(Number.POSITIVE_INFINITY)
    least[0] = 0
    for (const same of Map.groupBy(reaches, (e) => task.company?.[stations[e]] ?? stations[e]).values()) {
      const stays = staysAt(task, i, same, here, slotPrices)
      for (let set = all - 1; set > 0; set--) {
        for (const [stay, cost] of stays) {
          if ((set & stay) !== stay) continue
          for (let n = 1; n <= rounds; n++) {
            const total = least[(set ^ stay) * width + n - 1] + cost + switchCost
            if (total < least[set * width + n]) least[set * width + n] = total
          }
        }
      }
    }
    const wish = (wished?.[reaches[0]] ?? 0) * rewards.wish
    const next = best.slice()
    for (let part = 1; part < all; part++) {
      for (let d = 0; d < (world === OWN ? width : rounds); d++) {
        let gain = NEVER
        for (let n = 1; n <= rounds; n++) {
          const reward = world === OWN ? ownReward[n] : (rewards.other[d] ?? 0) + wish
          const each = reward - least[part * width + n]
          if (each > gain) gain = each
        }
        if (gain === NEVER) continue
        const to = world === OWN ? d : d + 1
        for (let set = (all - 1) ^ part; ; set = (set - 1) & ((all - 1) ^ part)) {
          const value = best[set * width + d] + gain
          if (value > next[(set | part) * width + to]) next[(set | part) * width + to] = value
          if (set === 0) break
        }
      }
    }
    best = next
  }
  const pinned = (task.pins ?? []).filter(({ student, round }) => student === i && round !== -1)
  return best.reduce((most, value, at) => {
    const set = Math.floor(at / width)
    if (pinned.some(({ round }) => (set & (1 << round)) === 0)) return most
    const empty = here.filter((r) => (set & (1 << r)) === 0).length
    return Math.max(most, value - task.emptyCost * empty + (set === 0 ? 0 : switchCost))
  }, Number.NEGATIVE_INFINITY)
}

/** The sets of rounds in a row that a student may spend at a company, each with its least cost. */
const staysAt = (
  { rounds, stations, minutes, capacity, pins = [], forbidden = [], groupSize = 1 }: CarouselTask,
  i: number,
  same: readonly number[],
  here: readonly number[],
  slotPrices: Float64Array,
): Map<number, number> => {
  const stays = new Map<number, number>()
  const mine = pins.filter(({ student, round }) => student === i && round !== -1)
  for (const e of same) {
    const j = stations[e]
    if (forbidden.some(({ student, station }) => student === i && station === j)) continue
    for (let from = 0; from < rounds; from++) {
      let stay = 0
      let cost = minutes[e]
      for (let r = from; r < rounds && here.includes(r) && capacity[j * rounds + r] >= groupSize; r++) {
        stay |= 1 << r
        cost += slotPrices[j * rounds + r]
        const wrong = mine.some(({ station, round }) => (station === j) !== ((stay & (1 << round)) !== 0))
        if (!wrong) stays.set(stay, Math.min(cost, stays.get(stay) ?? Number.POSITIVE_INFINITY))
      }
    }
  }
  return stays
}
