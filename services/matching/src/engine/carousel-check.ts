// Checks a carousel plan from the task, the plan and its prices alone; trusts and shares nothing with the solvers.
import { type CarouselTask, OWN } from './carousel-task.ts'

type ClaimedPlan = {
  readonly plan: Int32Array
  readonly objective: number
  readonly bound: number
  readonly gap: number
  readonly slotPrices: Float64Array
  readonly roundPrices: Float64Array
}

/** What a student reaches in one world: company, station, and per round minutes plus prices (infinite where impossible). */
type Offer = { readonly company: number; readonly station: number; readonly costs: readonly number[] }
export type World = { readonly world: number; readonly wish: number; readonly offers: readonly Offer[] }

/** More than everything else together, so that a student at any prices takes what is pinned. */
const PINNED = 2 ** 40

/**
 * What is wrong with a plan, in words; empty when it is feasible, worth what it says, and no plan is worth more than its
 * bound.
 *
 * The bound holds for any prices of places and rounds, as what all students together pay for them comes back at most once:
 * it is the sum of price times places, and of what the best visits are worth to each student once they are paid for. Two
 * ways to limit the latter, each forgetting one rule: that rounds are distinct, and that companies are, across worlds.
 */
export const checkCarousel = (task: CarouselTask, claimed: ClaimedPlan): string[] => {
  const { rounds, offsets, capacity, present, groupSize = 1 } = task
  const { plan, slotPrices, roundPrices } = claimed
  const students = offsets.length - 1
  if (plan.length !== students * rounds) return [`the plan has ${plan.length} cells, not ${students * rounds}`]
  if (slotPrices.length !== capacity.length || roundPrices.length !== rounds) return ['prices are missing']
  const flaws = misplaced(task, plan)
  if (flaws.length > 0) return flaws
  for (const price of [...slotPrices, ...roundPrices])
    if (!(price >= 0 && price < 2 ** 40)) flaws.push(`a price is ${price}`)

  let objective = 0
  let bound = slotPrices.reduce((sum, price, slot) => sum + price * Math.floor(capacity[slot] / groupSize), 0)
  for (let i = 0; i < students; i++) {
    const open = Array.from({ length: rounds }, (_, r) => r).filter((r) => present?.[i * rounds + r] !== 0)
    for (const r of open) bound += roundPrices[r]
    const worlds = within(task, i, slotPrices, roundPrices)
    objective += worth(task, i, plan.subarray(i * rounds, (i + 1) * rounds))
    const pins = task.pins?.filter(({ student }) => student === i).length ?? 0
    const inRounds = bestInRounds(worlds, open, (world, n, others) => earned(task, world, n, others), task.emptyCost)
    bound += Math.min(bestApart(task, worlds, open.length), inRounds) - pins * PINNED
  }
  if (claimed.objective !== objective) flaws.push(`the plan is worth ${objective}, not ${claimed.objective}`)
  if (!(claimed.bound >= bound)) flaws.push(`the prices prove a bound of ${bound}, not ${claimed.bound}`)
  if (claimed.bound < claimed.objective) flaws.push(`the bound ${claimed.bound} is below the plan`)
  const gap = (claimed.bound - objective) / Math.max(1, Math.abs(claimed.bound))
  if (claimed.gap !== gap) flaws.push(`the gap is ${gap}, not ${claimed.gap}`)
  return flaws
}

/** Rules that the visits of a plan break, in words. */
export const misplaced = (task: CarouselTask, plan: Int32Array): string[] => {
  const { rounds, offsets, stations, capacity, company, present, pins = [], forbidden = [], groupSize = 1 } = task
  const flaws: string[] = []
  const load = new Int32Array(capacity.length)
  for (let i = 0; i + 1 < offsets.length; i++) {
    const within = new Set(stations.subarray(offsets[i], offsets[i + 1]))
    const met = new Set<number>()
    plan.subarray(i * rounds, (i + 1) * rounds).forEach((j, r) => {
      if (j === -1) return
      if (!within.has(j)) {
        flaws.push(`student ${i} cannot be at station ${j}`)
        return
      }
      if (present?.[i * rounds + r] === 0) flaws.push(`student ${i} is not there in round ${r}`)
      const whose = company?.[j] ?? j
      if (met.has(whose)) flaws.push(`student ${i} visits company ${whose} twice`)
      met.add(whose)
      load[j * rounds + r] += groupSize
    })
  }
  load.forEach((there, slot) => {
    if (there <= capacity[slot]) return
    flaws.push(`station ${Math.floor(slot / rounds)} holds ${there} of ${capacity[slot]} in round ${slot % rounds}`)
  })
  for (const { student, station, round } of pins) {
    const row = plan.subarray(student * rounds, (student + 1) * rounds)
    if (round === -1 ? !row.includes(station) : row[round] !== station)
      flaws.push(`a pin of student ${student} is not met`)
  }
  for (const { student, station } of forbidden) {
    const row = plan.subarray(student * rounds, (student + 1) * rounds)
    if (row.includes(station)) flaws.push(`student ${student} is at station ${station}, which is forbidden`)
  }
  return flaws
}

/** What one student's visits and empty rounds are worth. */
export const worth = (task: CarouselTask, i: number, row: Int32Array): number => {
  const { rounds, offsets, stations, minutes, worlds, wished, present, rewards } = task
  const visits = Array.from(
    row.filter((j) => j !== -1),
    (j) => stations.indexOf(j, offsets[i]),
  )
  const own = visits.filter((e) => worlds[e] === OWN).length
  const others = new Map(visits.filter((e) => worlds[e] !== OWN).map((e) => [worlds[e], wished?.[e] ?? 0]))
  const due = Array.from({ length: rounds }, (_, r) => present?.[i * rounds + r] ?? 1).reduce((a, b) => a + b, 0)
  let value = rewards.own * Math.min(own, task.ownVisits) - task.emptyCost * (due - visits.length)
  for (let m = 0; m < others.size; m++) value += rewards.other[m] ?? 0
  for (const wish of others.values()) value += wish * rewards.wish
  return visits.reduce((sum, e) => sum - minutes[e], value)
}

const within = (task: CarouselTask, i: number, slotPrices: Float64Array, roundPrices: Float64Array): World[] => {
  const { rounds, offsets, stations, minutes, worlds, wished, capacity, company, groupSize = 1 } = task
  const found = new Map<number, World & { offers: Offer[] }>()
  const pins = new Map(task.pins?.filter(({ student }) => student === i).map(({ station, round }) => [station, round]))
  const forbidden = new Set(task.forbidden?.filter(({ student }) => student === i).map(({ station }) => station))
  for (let e = offsets[i]; e < offsets[i + 1]; e++) {
    const j = stations[e]
    const pin = pins.get(j)
    if (forbidden.has(j)) continue
    const costs = Array.from({ length: rounds }, (_, r) => {
      const slot = j * rounds + r
      if (capacity[slot] < groupSize || (pin !== undefined && pin !== -1 && pin !== r)) return Number.POSITIVE_INFINITY
      return minutes[e] + slotPrices[slot] + roundPrices[r] - (pin === undefined ? 0 : PINNED)
    })
    const world = found.get(worlds[e]) ?? { world: worlds[e], wish: (wished?.[e] ?? 0) * task.rewards.wish, offers: [] }
    world.offers.push({ company: company?.[j] ?? j, station: j, costs })
    found.set(worlds[e], world)
  }
  return [...found.values()].sort((a, b) => a.world - b.world)
}

/** What the n-th visit to a world earns, given the number of other worlds visited before. */
const earned = ({ rewards, ownVisits }: CarouselTask, { world, wish }: World, n: number, others: number): number => {
  if (world === OWN) return n <= ownVisits ? rewards.own : 0
  return n === 1 ? (rewards.other[others] ?? 0) + wish : 0
}

/** The best visits in any rounds, several perhaps in the same one, but each company once. */
const bestApart = (task: CarouselTask, worlds: readonly World[], rounds: number): number => {
  type Choice = {
    readonly value: number
    readonly visits: number
    readonly others: number
    readonly met: readonly Met[]
  }
  type Met = { readonly company: number; readonly world: World }
  let choices: Choice[] = [{ value: 0, visits: 0, others: 0, met: [] }]
  for (const world of worlds) {
    const cheapest = new Map<number, number>()
    for (const { company, costs } of world.offers) {
      cheapest.set(company, Math.min(cheapest.get(company) ?? Number.POSITIVE_INFINITY, ...costs))
    }
    const sorted = [...cheapest].filter(([, cost]) => cost < Number.POSITIVE_INFINITY).sort((a, b) => a[1] - b[1])
    const next = new Map<number, Choice>()
    for (const before of choices) {
      let { value, met } = before
      for (let n = 0; before.visits + n <= rounds; n++) {
        const visits = before.visits + n
        const others = before.others + (n > 0 && world.world !== OWN ? 1 : 0)
        const known = next.get(visits * 100 + others)
        if (known === undefined || known.value < value) next.set(visits * 100 + others, { value, visits, others, met })
        if (n === sorted.length) break
        value += earned(task, world, n + 1, before.others) - sorted[n][1]
        met = [...met, { company: sorted[n][0], world }]
      }
    }
    choices = [...next.values()]
  }
  const total = ({ value, visits }: Choice) => value - task.emptyCost * (rounds - visits)
  const best = choices.reduce((a, b) => (total(b) > total(a) ? b : a))
  const twice = best.met.find(({ company }, k) => best.met.some((other, l) => l < k && other.company === company))
  if (twice === undefined) return total(best)
  // Some company twice, in different worlds: he must leave it out of all of them but one.
  const withoutIt = (world: World) => ({ ...world, offers: world.offers.filter((o) => o.company !== twice.company) })
  const where = worlds.filter(({ offers }) => offers.some(({ company }) => company === twice.company))
  const ways = where.map((kept) => worlds.map((world) => (world === kept ? world : withoutIt(world))))
  return Math.max(...ways.map((way) => bestApart(task, way, rounds)))
}

/**
 * The best visits in distinct rounds, where a company may perhaps be met in several worlds: `reward` is what the n-th visit to
 * a world earns after visits to so many other ones.
 */
export const bestInRounds = (
  worlds: readonly World[],
  open: readonly number[],
  reward: (world: World, n: number, others: number) => number,
  emptyCost: number,
): number => {
  const all = 1 << open.length
  const bits = Array.from({ length: all }, (_, set) => open.filter((_, k) => set & (1 << k)).length)
  const others = worlds.length + 1
  let best = new Float64Array(all * others).fill(Number.NEGATIVE_INFINITY)
  best[0] = 0
  for (const world of worlds) {
    // What it costs to spend a set of rounds in this world.
    const spent = new Float64Array(all).fill(Number.POSITIVE_INFINITY)
    spent[0] = 0
    for (const company of new Set(world.offers.map((o) => o.company))) {
      const offers = world.offers.filter((o) => o.company === company)
      const costs = open.map((r) => Math.min(...offers.map((o) => o.costs[r])))
      for (let set = all - 1; set > 0; set--) {
        for (let k = 0; k < open.length; k++) {
          if (set & (1 << k)) spent[set] = Math.min(spent[set], spent[set ^ (1 << k)] + costs[k])
        }
      }
    }
    const next = best.slice()
    for (let part = 1; part < all; part++) {
      if (spent[part] === Number.POSITIVE_INFINITY) continue
      for (let d = 0; d < others - 1; d++) {
        let gain = -spent[part]
        for (let n = 1; n <= bits[part]; n++) gain += reward(world, n, d)
        const to = world.world === OWN ? d : d + 1
        // All sets of rounds that have nothing in common with this part.
        const free = all - 1 - part
        for (let set = free; ; set = (set - 1) & free) {
          const value = best[set * others + d] + gain
          if (value > next[(set | part) * others + to]) next[(set | part) * others + to] = value
          if (set === 0) break
        }
      }
    }
    best = next
  }
  return best.reduce((most, value, at) => {
    const empty = open.length - bits[Math.floor(at / others)]
    return Math.max(most, value - emptyCost * empty)
  }, Number.NEGATIVE_INFINITY)
}
