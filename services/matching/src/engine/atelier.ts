// Gives teams a case each by the rule that was chosen, and proves that no plan is better by that rule.
import type { Checkpoint } from './flow-network.ts'
import { mostTeams } from './most-teams.ts'
import { networkSimplex } from './network-simplex.ts'
import { freePart, settle } from './optimal-face.ts'
import { costAtRank, packsOf } from './profile-goals.ts'
import { stableTeams } from './stable-teams.ts'
import {
  type Atelier,
  type AtelierLevel,
  type AtelierPlan,
  atelierNetwork,
  chosenEntries,
  longestList,
  profileOf,
  type Rule,
} from './teams-and-cases.ts'

/**
 * The best plan by the rule, in all but `stable` with a proof per level: first as few teams without a case as possible, then
 * by the rule, then by lot where lots are given. Lots from a wide range make the plan unique, so that no order of teams or
 * cases can favour anyone. A stable plan is the best for every team among all stable ones and depends on no order at all.
 *
 * One network flow per level, each among the plans that are best at the levels before it (see `solveInOrder`), started from
 * a largest plan found by augmenting paths. Throws only what the checkpoint throws.
 */
export const solveAtelier = (task: Atelier, rule: Rule, checkpoint?: Checkpoint): AtelierPlan => {
  if (rule === 'stable') {
    const assignment = stableTeams(task)
    return { rule, assignment, ...profileOf(task, assignment), levels: [] }
  }
  const { network, unplaced } = atelierNetwork(task)
  const { offsets, cases, lots } = task
  const teams = offsets.length - 1
  const arcs = network.tail.length
  const { assignment, reach, stuck } = mostTeams(task)
  const flow = flowOf(task, assignment, arcs)
  const fixed = new Uint8Array(arcs)

  const without = new Float64Array(arcs).fill(1, unplaced, unplaced + teams)
  const cut = Float64Array.from({ length: network.nodes }, (_, node) => (stuck[node] === 1 ? -1 : 0))
  const levels: AtelierLevel[] = [
    { goals: ['unassigned'], weights: [1], ...settle({ ...network, cost: without }, flow, cut, fixed) },
  ]

  const improve = (goals: Pick<AtelierLevel, 'goals' | 'weights'>, cost: Float64Array) => {
    checkpoint?.({ stage: 'level', done: levels.length })
    const { free, face } = freePart({ ...network, cost }, flow, fixed)
    // Where no choice is left that the level would notice, prices of nothing prove it.
    let prices = new Float64Array(network.nodes)
    if (face.cost.some((unit, k) => unit !== 0 && (unit < 0 || flow[free[k]] > 0))) {
      const solution = networkSimplex(face, undefined, checkpoint)
      free.forEach((a, k) => {
        flow[a] = solution.flow[k]
      })
      prices = Float64Array.from(solution.prices)
    }
    levels.push({ ...goals, ...settle({ ...network, cost }, flow, prices, fixed) })
  }
  const longest = longestList(task)
  for (const pack of packsOf(task, rule, reach)) {
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
  for (let i = 0; i < teams; i++) {
    assignment[i] = -1
    for (let a = offsets[i]; a < offsets[i + 1]; a++) if (flow[a] === 1) assignment[i] = cases[a]
  }
  return { rule, assignment, ...profileOf(task, assignment), levels }
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
