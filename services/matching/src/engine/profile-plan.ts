// The plan with the best profile of ranks by a rule, level by level, each level with the prices that prove it.
import type { Checkpoint } from './flow-network.ts'
import { mostTeams } from './most-teams.ts'
import { networkSimplex } from './network-simplex.ts'
import { freePart, settle } from './optimal-face.ts'
import { costAtRank, type Pack, packsOf } from './profile-goals.ts'
import {
  type Atelier,
  type AtelierLevel,
  atelierNetwork,
  chosenEntries,
  longestList,
  type ProfileRule,
} from './teams-and-cases.ts'

export type ProfilePlan = { readonly assignment: Int32Array; readonly levels: readonly AtelierLevel[] }

/**
 * The best assignment by the rule among those that give case p no fewer than `least[p]` teams; undefined when there is none.
 *
 * One network flow per level, each among the plans that are best at the levels before it (see `solveInOrder`). Where no
 * case needs teams the number of them is settled by augmenting paths, which also show how far down the lists one must go.
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
  const flow = new Int32Array(arcs)
  const fixed = new Uint8Array(arcs)
  const levels: AtelierLevel[] = []
  const longest = longestList(task)

  /** False when no flow is possible at all. */
  const improve = (pack: Pack, cost: Float64Array): boolean => {
    checkpoint?.({ stage: 'level', done: levels.length })
    const { free, face } = freePart({ ...network, cost }, flow, fixed)
    // Where no choice is left that the level would notice, prices of nothing prove it.
    let prices = new Float64Array(network.nodes)
    if (levels.length === 0 || face.cost.some((unit, k) => unit < 0 || (unit > 0 && flow[free[k]] > 0))) {
      const solution = networkSimplex(face, undefined, checkpoint)
      if (!solution.feasible) return false
      for (let k = 0; k < free.length; k++) flow[free[k]] = solution.flow[k]
      prices = Float64Array.from(solution.prices)
    }
    levels.push({ ...pack, ...settle({ ...network, cost }, flow, prices, fixed) })
    return true
  }

  const without: Pack = { goals: ['unassigned'], weights: [1] }
  const costOfWithout = new Float64Array(arcs).fill(1, unplaced, unplaced + teams)
  let depth = longest
  if (least === undefined) {
    const { assignment, reach, stuck } = mostTeams(task)
    flow.set(flowOf(task, assignment, arcs))
    const cut = Float64Array.from({ length: network.nodes }, (_, node) => (stuck[node] === 1 ? -1 : 0))
    levels.push({ ...without, ...settle({ ...network, cost: costOfWithout }, flow, cut, fixed) })
    depth = reach
  } else if (!improve(without, costOfWithout)) return undefined

  for (const pack of packsOf(task, rule, depth)) {
    const atRank = costAtRank(pack, longest)
    const cost = new Float64Array(arcs)
    for (let i = 0; i < teams; i++) cost.set(atRank.subarray(0, offsets[i + 1] - offsets[i]), offsets[i])
    improve(pack, cost)
  }
  if (lots !== undefined) {
    const cost = new Float64Array(arcs)
    cost.set(lots)
    improve({ goals: ['lots'], weights: [1] }, cost)
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

/** The flow through the network that an assignment stands for. */
const flowOf = (task: Atelier, assignment: Int32Array, arcs: number): Int32Array => {
  const flow = new Int32Array(arcs)
  const firstOnward = task.cases.length + assignment.length
  chosenEntries(task, assignment).forEach((a, i) => {
    if (a === -1) {
      flow[task.cases.length + i] = 1
      return
    }
    const p = assignment[i]
    flow[a] = 1
    flow[firstOnward + p]++
    flow[firstOnward + task.capacity.length + task.company[p]]++
  })
  return flow
}
