// Checks a mended carousel from the question, the plan and its prices alone; trusts and shares nothing with the solvers.
import { bestInRounds, misplaced, type World, worth } from './carousel-check.ts'
import type { CarouselRepair } from './carousel-options.ts'
import { OWN } from './carousel-task.ts'

type Claim = {
  readonly plan: Int32Array
  readonly value: number
  readonly changed: number
  readonly empty: number
  readonly weights: { readonly change: number; readonly empty: number }
  readonly objective: number
  readonly bound: number
  readonly slotPrices: Float64Array
}

/**
 * What is wrong with a mended plan, in words; empty when it keeps all rules and what is frozen, its figures are true, and no
 * plan has more points, less the weights of its changes and empty rounds, than its bound. As in checkCarousel the bound holds
 * for any prices; as all plans are worth whole numbers it may be rounded down. Rounds that are frozen or pinned are no
 * student's to choose; a pin to any round may be met in any.
 */
export const checkRepairedCarousel = (repair: CarouselRepair, claim: Claim): string[] => {
  const { task, was, frozen, barred = [], changePrice } = repair
  const { rounds, offsets, groupSize = 1 } = task
  const { plan, weights, slotPrices } = claim
  const students = offsets.length - 1
  if (plan.length !== students * rounds) return [`the plan has ${plan.length} cells, not ${students * rounds}`]
  if (slotPrices.length !== task.capacity.length) return ['prices are missing']
  const isFrozen = (r: number) => frozen.includes(r)
  const pins = (task.pins ?? []).filter(({ round }) => !isFrozen(round))
  const roomy = task.capacity.map((places, slot) => (isFrozen(slot % rounds) ? students * groupSize : places))
  const flaws = misplaced({ ...task, capacity: roomy, pins }, plan)
  plan.forEach((j, cell) => {
    if (isFrozen(cell % rounds) && j !== Math.max(-1, was[cell])) flaws.push(`round ${cell % rounds} is frozen`)
  })
  for (const { student, station, round } of barred) {
    if (!isFrozen(round) && plan[student * rounds + round] === station)
      flaws.push(`student ${student} is at station ${station} in round ${round}, which is forbidden`)
  }
  if (flaws.length > 0) return flaws
  for (const price of slotPrices) if (!(price >= 0 && price < 2 ** 52)) flaws.push(`a price is ${price}`)
  if (Number.isFinite(changePrice) && (weights.change !== changePrice || weights.empty !== 0))
    flaws.push('the weights are not those that were asked for')

  const cellsOf = (i: number) => Array.from({ length: rounds }, (_, r) => i * rounds + r)
  let value = 0
  let changed = 0
  let empty = 0
  let bound = 0
  const room = task.capacity.map((places, slot) => (isFrozen(slot % rounds) ? 0 : Math.floor(places / groupSize)))
  for (const { station, round } of pins) if (round !== -1) room[station * rounds + round]--
  for (let i = 0; i < students; i++) {
    value += worth(task, i, plan.subarray(i * rounds, (i + 1) * rounds))
    const fixed = new Set<number>()
    for (const cell of cellsOf(i)) {
      const isPinned = pins.some(({ student, round }) => student === i && round === cell % rounds)
      if (isFrozen(cell % rounds) || isPinned || task.present?.[cell] === 0) fixed.add(cell)
      if (isFrozen(cell % rounds)) continue
      if (plan[cell] !== was[cell]) changed++
      if (plan[cell] === -1 && task.present?.[cell] !== 0) empty++
    }
    const decided = cellsOf(i).map((cell) => (fixed.has(cell) ? plan[cell] : -1))
    bound += worth({ ...task, emptyCost: 0 }, i, Int32Array.from(decided))
    for (const cell of fixed) {
      if (plan[cell] === -1 && task.present?.[cell] !== 0) bound -= task.emptyCost
      if (!isFrozen(cell % rounds) && plan[cell] !== was[cell]) bound -= weights.change
    }
    bound += bestBesides(repair, claim, room, i, decided, fixed)
  }
  slotPrices.forEach((price, slot) => {
    if (room[slot] > 0) bound += price * room[slot]
  })
  const objective = value - weights.change * changed - weights.empty * empty
  const figures = { value, changed, empty, objective }
  for (const [name, figure] of Object.entries(figures)) {
    const claimed = claim[name as keyof typeof figures]
    if (claimed !== figure) flaws.push(`${name} is ${figure}, not ${claimed}`)
  }
  if (!(claim.bound >= Math.floor(bound))) flaws.push(`the prices prove a bound of ${bound}, not ${claim.bound}`)
  if (claim.bound < objective) flaws.push(`the bound ${claim.bound} is below the plan`)
  return flaws
}

/** What the best visits in the other rounds add to those that are decided, prices and changes paid. */
const bestBesides = (
  { task, was, barred = [] }: CarouselRepair,
  { weights, slotPrices }: Claim,
  room: Int32Array,
  i: number,
  decided: readonly number[],
  fixed: ReadonlySet<number>,
): number => {
  const { rounds, offsets, stations, minutes, worlds, wished, company, rewards } = task
  const whose = (j: number) => company?.[j] ?? j
  const open = decided.map((_, r) => r).filter((r) => !fixed.has(i * rounds + r))
  const met = new Set(decided.filter((j) => j !== -1).map(whose))
  const kept = decided.filter((j) => j !== -1).map((j) => worlds[stations.indexOf(j, offsets[i])])
  const known = new Set(kept.filter((world) => world !== OWN))
  const own = kept.length - kept.filter((world) => world !== OWN).length
  const no = new Set(task.forbidden?.filter(({ student }) => student === i).map(({ station }) => station))
  const not = new Set(barred.filter(({ student }) => student === i).map((one) => one.station * rounds + one.round))
  // Not to visit anything costs the same in all rounds once the difference is taken off what visits cost.
  const staying = open.map((r) => weights.empty + (was[i * rounds + r] === -1 ? 0 : weights.change))
  const found = new Map<number, World & { offers: World['offers'][number][] }>()
  for (let e = offsets[i]; e < offsets[i + 1]; e++) {
    const j = stations[e]
    if (no.has(j) || met.has(whose(j))) continue
    const costs = decided.map((_, r) => {
      const slot = j * rounds + r
      const k = open.indexOf(r)
      if (k === -1 || not.has(slot) || room[slot] <= 0) return Number.POSITIVE_INFINITY
      return minutes[e] + slotPrices[slot] + (was[i * rounds + r] === j ? 0 : weights.change) - staying[k]
    })
    const wish = known.has(worlds[e]) ? 0 : (wished?.[e] ?? 0) * rewards.wish
    const world = found.get(worlds[e]) ?? { world: worlds[e], wish, offers: [] }
    world.offers.push({ company: whose(j), station: j, costs })
    found.set(worlds[e], world)
  }
  const reward = ({ world, wish }: World, n: number, others: number): number => {
    if (world === OWN) return own + n <= task.ownVisits ? rewards.own : 0
    return n === 1 && !known.has(world) ? (rewards.other[known.size + others] ?? 0) + wish : 0
  }
  // A world that is known already must not count as one more: such visits come last.
  const inOrder = [...found.values()].toSorted((a, b) => Number(known.has(a.world)) - Number(known.has(b.world)))
  return bestInRounds(inOrder, open, reward, task.emptyCost) - staying.reduce((sum, each) => sum + each, 0)
}
