// Reaches several goals in exact order: each one is optimised among the plans that are best for all goals before it.
import type { Checkpoint, FlowNetwork } from './flow-network.ts'
import { networkSimplex } from './network-simplex.ts'

/**
 * One goal reached: what the flow costs, the bound that the prices prove, and a price per node. A level's arcs whose reduced
 * cost is not zero are fixed in all later levels, so a bound holds among the flows that are optimal for the earlier levels.
 */
export type Level = { readonly objective: number; readonly bound: number; readonly prices: Float64Array }

export type FaceSolution = { readonly feasible: boolean; readonly flow: Int32Array; readonly levels: readonly Level[] }

/**
 * Minimises `costs[0]`, then `costs[1]` among its minimisers, and so on; one entry per arc in each.
 *
 * By complementary slackness a feasible flow is optimal exactly when every arc with positive reduced cost is empty and every
 * arc with negative reduced cost is full, for any one optimal price vector. Fixing these arcs therefore leaves all optimal
 * flows and no others: no weights, so nothing to choose and nothing to overflow. Each level is solved afresh on what is left
 * free: a start from the last level's tree took two to three times as many pivots, because that tree knows nothing of costs.
 */
export const solveInOrder = (
  network: Omit<FlowNetwork, 'cost'>,
  costs: readonly (Int32Array | Float64Array)[],
  checkpoint?: Checkpoint,
): FaceSolution => {
  const flow = new Int32Array(network.tail.length)
  const fixed = new Uint8Array(flow.length)
  const levels: Level[] = []
  for (const [done, cost] of costs.entries()) {
    checkpoint?.({ stage: 'level', done, total: costs.length })
    const { free, face } = freePart({ ...network, cost }, flow, fixed)
    const solution = networkSimplex(face, undefined, checkpoint)
    for (let k = 0; k < free.length; k++) flow[free[k]] = solution.flow[k]
    if (!solution.feasible) return { feasible: false, flow, levels: [] }
    levels.push(settle({ ...network, cost }, flow, solution.prices, fixed))
  }
  return { feasible: true, flow, levels }
}

/** The network of the arcs not yet fixed, with the flow of the others taken off the supplies. */
export const freePart = (network: FlowNetwork, flow: Int32Array, fixed: Uint8Array) => {
  const { nodes, tail, head, capacity, cost } = network
  const supply = network.supply.slice()
  const free = new Int32Array(flow.length)
  let size = 0
  for (let a = 0; a < flow.length; a++) {
    if (fixed[a] === 0) free[size++] = a
    supply[tail[a]] -= fixed[a] * flow[a]
    supply[head[a]] += fixed[a] * flow[a]
  }
  const of = <Numbers extends Int32Array | Float64Array>(numbers: Numbers): Numbers => {
    const picked = numbers.slice(0, size) as Numbers
    for (let k = 0; k < size; k++) picked[k] = numbers[free[k]]
    return picked
  }
  const face = { nodes, tail: of(tail), head: of(head), capacity: of(capacity), cost: of(cost), supply }
  return { free: free.subarray(0, size), face }
}

/**
 * What the level costs and what its prices prove; fixes its arcs. The gap is summed rather than the bound, which is the
 * same but for rounding: where prices are large the gap is still exactly 0.
 */
export const settle = (network: FlowNetwork, flow: Int32Array, prices: Float64Array, fixed: Uint8Array): Level => {
  let objective = 0
  let gap = 0
  for (let a = 0; a < flow.length; a++) {
    objective += network.cost[a] * flow[a]
    const reduced = network.cost[a] + prices[network.tail[a]] - prices[network.head[a]]
    if (reduced === 0 || fixed[a] === 1) continue
    gap += reduced > 0 ? reduced * flow[a] : -reduced * (network.capacity[a] - flow[a])
    fixed[a] = 1
  }
  return { objective, bound: objective - gap, prices: Float64Array.from(prices) }
}
