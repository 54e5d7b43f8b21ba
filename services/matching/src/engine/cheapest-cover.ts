// Chooses the cheapest set that meets needs which are only found out one by one, with a proven bound.
import { exchangeForCheaper } from './cover-exchange.ts'
import { createRelaxation, type Need, type Relaxed, type Steps } from './cover-relaxation.ts'

export type Cover = { readonly chosen: readonly number[]; readonly cost: number; readonly bound: number }

export type CoverQuestion = {
  /** Not negative, one per column. All columns together meet all needs. */
  readonly costs: Float64Array
  readonly needs: readonly Need[]
  /** Needs that this choice (amounts from 0 to 1) fails to meet; none when it meets them all. */
  readonly missed: (value: Float64Array) => readonly Need[]
  /** A choice that meets all needs: the first `sure` of the order, then others as early as possible, none superfluous. */
  readonly complete: (order: readonly number[], sure: number) => readonly number[]
  /** About how many steps one call of `missed` or `complete` takes. */
  readonly effort: number
}

type Branch = { readonly lower: Float64Array; readonly upper: Float64Array; readonly bound: number }

const CLOSE = 1e-6
/** How often needs are added to one relaxation. */
const ROUNDS = 80

/**
 * Branch and bound on the fractional relaxation (Land and Doig, 1960), most promising branch first. Needs are added as they
 * are missed, and at the root strengthened by what is already chosen in full (knapsack cover inequalities: Carr, Fleischer,
 * Leung and Phillips, 2000). Dives, which fix what is nearly chosen until nothing is left undecided, find good choices
 * early. Whole costs allow bounds to be rounded up. Stops after about `patience` steps; the bound then is the least of the open
 * branches, so it is proven either way. The problem is NP-hard; ours need few branches, because there are many columns
 * and few needs that bind.
 */
export const cheapestCover = (
  { costs, needs, missed, complete, effort }: CoverQuestion,
  patience: number,
  onBranch?: (done: number) => void,
): Cover => {
  const steps: Steps = { taken: 0 }
  const relaxation = createRelaxation(costs, steps)
  const known: Need[] = []
  const learn = (found: readonly Need[]) => {
    known.push(...found)
    for (const need of found) relaxation.addNeed(need)
  }
  learn(needs)
  const step = costs.every((cost) => Number.isInteger(cost)) ? 1 : 0
  const roundUp = (bound: number) => (step === 0 ? bound : Math.ceil(bound - CLOSE))
  const costOf = (chosen: readonly number[]) => chosen.reduce((sum, c) => sum + costs[c], 0)
  let best: readonly number[] = Array.from(costs.keys())
  let relaxations = 0
  const hopeless = (bound: number) => roundUp(bound) >= costOf(best) - (step === 0 ? CLOSE * (1 + costOf(best)) : CLOSE)
  const relax = (lower: Float64Array, upper: Float64Array): Relaxed | undefined => {
    onBranch?.(relaxations++)
    const relaxed = relaxation.solve(lower, upper)
    return relaxed === undefined || hopeless(relaxed.bound) ? undefined : relaxed
  }
  /** What every choice costs at least, as far as is known. */
  let least = 0
  const finish = (value: Float64Array) => {
    const order = byWorth(costs, known, value)
    const sure = order.filter((c) => value[c] > 1 - CLOSE).length
    steps.taken += effort
    let chosen = complete(order, sure)
    for (;;) {
      if (costOf(chosen) < costOf(best) - CLOSE * CLOSE) best = chosen
      if (steps.taken >= patience) return
      const cheaper = exchangeForCheaper(costs, known, chosen, least, steps)
      if (costOf(cheaper) >= costOf(best) - CLOSE * CLOSE) return
      steps.taken += effort
      const found = missed(Float64Array.from(costs, (_, c) => (cheaper.includes(c) ? 1 : 0)))
      if (found.length > 0) learn(found)
      else chosen = cheaper
    }
  }
  /** The least bound of branches that rounding kept from being decided. */
  let undecided = Number.POSITIVE_INFINITY
  /** Relaxes until a choice without undecided columns really meets all needs, or has some. */
  const relaxFully = (lower: Float64Array, upper: Float64Array): Relaxed | undefined => {
    for (let round = 0; ; round++) {
      const relaxed = relax(lower, upper)
      if (relaxed === undefined || mostUndecided(relaxed.value) !== -1) return relaxed
      if (round === ROUNDS) {
        undecided = Math.min(undecided, roundUp(relaxed.bound))
        return undefined
      }
      steps.taken += effort
      const found = missed(relaxed.value.map(Math.round))
      if (found.length === 0) {
        finish(relaxed.value)
        return undefined
      }
      learn(found)
    }
  }
  const dive = (branch: Branch) => {
    const lower = branch.lower.slice()
    for (;;) {
      const relaxed = relaxFully(lower, branch.upper)
      if (relaxed === undefined || steps.taken >= patience) return
      const nearly = relaxed.value.reduce((most, v, c) => (lower[c] === 1 ? most : Math.max(most, v)), 0)
      relaxed.value.forEach((v, c) => {
        if (v >= Math.min(nearly, 0.9)) lower[c] = 1
      })
    }
  }

  const lower = new Float64Array(costs.length)
  const upper = new Float64Array(costs.length).fill(1)
  let root = relax(lower, upper)
  for (let round = 0; round < ROUNDS && root !== undefined; round++) {
    const found = missed(root.value)
    const stronger = strengthened(known, root.value)
    if (found.length + stronger.length === 0) break
    learn(found)
    for (const need of stronger) relaxation.addNeed(need)
    root = relax(lower, upper)
  }
  if (root !== undefined) least = roundUp(root.bound)
  if (root !== undefined) finish(root.value)
  const open: Branch[] = root === undefined ? [] : [{ lower, upper, bound: root.bound }]
  for (let branches = 0; open.length > 0 && steps.taken < patience; branches++) {
    const at = open.reduce((least, branch, k) => (branch.bound < open[least].bound ? k : least), 0)
    if (hopeless(open[at].bound)) break
    if ((branches & 3) === 0) dive(open[at])
    const [branch] = open.splice(at, 1)
    const relaxed = relaxFully(branch.lower, branch.upper)
    if (relaxed === undefined) continue
    const split = mostUndecided(relaxed.value)
    const bound = Math.max(branch.bound, relaxed.bound)
    open.push({ lower: branch.lower.with(split, 1), upper: branch.upper, bound })
    open.push({ lower: branch.lower, upper: branch.upper.with(split, 0), bound })
  }
  const bound = open.reduce((low, branch) => Math.min(low, roundUp(branch.bound)), Math.min(undecided, costOf(best)))
  return { chosen: best.toSorted((a, b) => a - b), cost: costOf(best), bound: Math.max(0, bound) }
}

/** Columns in the order in which they should be tried: what the relaxation chose, then what gives most for its cost. */
const byWorth = (costs: Float64Array, needs: readonly Need[], value: Float64Array): number[] => {
  const gives = new Float64Array(costs.length)
  for (const { columns, weights, need } of needs) {
    columns.forEach((c, k) => {
      gives[c] = Math.max(gives[c], Math.min(weights[k], need))
    })
  }
  const ratio = Float64Array.from(costs, (cost, c) => (gives[c] === 0 ? Number.POSITIVE_INFINITY : cost / gives[c]))
  return Array.from(costs.keys()).sort((a, b) => value[b] - value[a] || ratio[a] - ratio[b] || a - b)
}

/** Needs less what is chosen in full already: the others must give the rest, and none counts for more than the rest. */
const strengthened = (needs: readonly Need[], value: Float64Array): Need[] =>
  needs.flatMap(({ columns, weights, need }) => {
    const rest = columns.reduce((left, c, k) => (value[c] > 1 - CLOSE ? left - weights[k] : left), need)
    if (rest <= CLOSE || rest === need) return []
    const others = columns.flatMap((c, k) => (value[c] > 1 - CLOSE ? [] : [{ c, weight: Math.min(weights[k], rest) }]))
    const given = others.reduce((sum, { c, weight }) => sum + weight * value[c], 0)
    if (given > rest * (1 - 1e-4)) return []
    return [{ columns: others.map(({ c }) => c), weights: others.map(({ weight }) => weight), need: rest }]
  })

/** The column that is furthest from both ends, or -1. */
const mostUndecided = (value: Float64Array): number => {
  let split = -1
  let most = CLOSE
  value.forEach((v, c) => {
    if (Math.min(v, 1 - v) <= most) return
    most = Math.min(v, 1 - v)
    split = c
  })
  return split
}
