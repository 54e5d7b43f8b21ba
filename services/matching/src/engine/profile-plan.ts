// The plan with the best profile of ranks by a rule, goal after goal, each with the prices that prove it.
import type { Checkpoint } from './flow-network.ts'
import { networkSimplex } from './network-simplex.ts'
import { freePart, settle } from './optimal-face.ts'
import { createReroute } from './rerouting.ts'
import {
  type Atelier,
  type AtelierLevel,
  atelierNetwork,
  type Counted,
  longestList,
  type ProfileRule,
} from './teams-and-cases.ts'

export type ProfilePlan = { readonly assignment: Int32Array; readonly levels: readonly AtelierLevel[] }

const manyRanks = 16

/**
 * The best assignment by the rule among those that give case p no fewer than `least[p]` teams; undefined when there is none.
 *
 * One level per goal, each among the plans that are best at the goals before it (see `solveInOrder`), and each started from
 * the plan of the level before by `createReroute`. Where lists are long it is first found out how far down them the
 * generous rule must go at all: nobody need be at the ranks beyond, so all of them are settled by one level that costs nothing.
 * Rules: Kwanashie, Irving, Manlove and Sng, "Profile-based optimal matchings in the student/project allocation problem"
 * (2014). O(goals x entries) in practice.
 */
export const profilePlan = (
  task: Atelier,
  rule: ProfileRule,
  least?: Int32Array,
  checkpoint?: Checkpoint,
): ProfilePlan | undefined => {
  const { offsets, cases, lots } = task
  const teams = offsets.length - 1
  const { network, unplaced } = withLeast(task, least)
  const arcs = network.tail.length
  const longest = longestList(task)
  const flow = new Int32Array(arcs)
  const fixed = new Uint8Array(arcs)
  const levels: AtelierLevel[] = []
  const reroute = createReroute(network)
  const rankOf = new Int32Array(cases.length)
  for (let i = 0; i < teams; i++) for (let a = offsets[i]; a < offsets[i + 1]; a++) rankOf[a] = a - offsets[i]

  const atRank = (costOf: (rank: number) => number) => {
    const cost = new Float64Array(arcs)
    const known = Float64Array.from({ length: longest }, (_, rank) => costOf(rank))
    for (let a = 0; a < rankOf.length; a++) cost[a] = known[rankOf[a]]
    return cost
  }
  const keep = (goals: readonly Counted[], cost: Float64Array, prices: Float64Array, weight = 1) => {
    checkpoint?.({ stage: 'goal', done: levels.length })
    levels.push({ goals, weights: goals.map(() => weight), ...settle({ ...network, cost }, flow, prices, fixed) })
  }
  const fewest = (goal: Counted, cost: Float64Array) => keep([goal], cost, reroute(flow, fixed, cost, checkpoint))
  /** As many as possible at a rank: everything else costs one; in the proof the rank itself costs minus one instead. */
  const most = (rank: number) => {
    const others = atRank((other) => (other === rank ? 0 : 1)).fill(1, unplaced, unplaced + teams)
    const prices = reroute(flow, fixed, others, checkpoint)
    for (let i = 0; i < teams; i++) prices[i]++
    keep(
      [rank],
      atRank((other) => (other === rank ? -1 : 0)),
      prices,
      -1,
    )
  }
  const exactly = (goal: Counted, cost: Float64Array): boolean => {
    const { free, face } = freePart({ ...network, cost }, flow, fixed)
    const solution = networkSimplex(face, undefined, checkpoint)
    for (let k = 0; k < free.length; k++) flow[free[k]] = solution.flow[k]
    if (solution.feasible) keep([goal], cost, Float64Array.from(solution.prices))
    return solution.feasible
  }

  const without = new Float64Array(arcs).fill(1, unplaced, unplaced + teams)
  if (least === undefined) {
    flow.fill(1, unplaced, unplaced + teams)
    fewest('unassigned', without)
  } else if (!exactly('unassigned', without)) return undefined

  if (rule === 'ranksum')
    fewest(
      'ranks',
      atRank((rank) => rank),
    )
  if (rule === 'greedy') for (let rank = 0; rank + 1 < longest; rank++) most(rank)
  if (rule === 'generous') {
    /** Whether as many teams can be served within the first `reach` ranks; then they are. */
    const fits = (reach: number): boolean => {
      const trial = flow.slice()
      const cost = atRank((rank) => (rank < reach ? 0 : 1))
      reroute(trial, fixed, cost, checkpoint)
      if (cost.some((unit, a) => unit * trial[a] > 0)) return false
      flow.set(trial)
      return true
    }
    let reach = longest
    // A few goals are reached sooner than the last rank that is needed is found.
    for (let low = longest > manyRanks ? 1 : longest; low < reach; ) {
      const middle = (low + reach) >> 1
      if (fits(middle)) reach = middle
      else low = middle + 1
    }
    const beyond = Array.from({ length: longest - reach }, (_, k) => longest - 1 - k)
    if (beyond.length > 0)
      keep(
        beyond,
        atRank((rank) => (rank < reach ? 0 : 1)),
        new Float64Array(network.nodes),
      )
    for (let last = reach - 1; last > 0; last--)
      fewest(
        last,
        atRank((rank) => (rank === last ? 1 : 0)),
      )
  }
  if (lots !== undefined) {
    const cost = new Float64Array(arcs)
    cost.set(lots)
    exactly('lots', cost)
  }

  const assignment = new Int32Array(teams).fill(-1)
  for (let i = 0; i < teams; i++) {
    for (let a = offsets[i]; a < offsets[i + 1]; a++) if (flow[a] === 1) assignment[i] = cases[a]
  }
  return { assignment, levels }
}

/** The network with what a case must have taken off its arc: it goes to the company in any plan. */
const withLeast = (task: Atelier, least?: Int32Array) => {
  const built = atelierNetwork(task)
  if (least === undefined) return built
  const { network, unplaced } = built
  const teams = task.offsets.length - 1
  const supply = network.supply.slice()
  const capacity = network.capacity.slice()
  least.forEach((needed, p) => {
    supply[teams + p] -= needed
    supply[teams + least.length + task.company[p]] += needed
    capacity[unplaced + teams + p] -= needed
  })
  return { unplaced, network: { ...network, supply, capacity } }
}
