// Places students at openings by the network simplex: for costs beyond 32-bit arithmetic.
import type { Checkpoint, FlowNetwork } from './flow-network.ts'
import { networkSimplex } from './network-simplex.ts'
import type { Pairs } from './placement-network.ts'
import type { ProvenPairs } from './shortest-augmentations.ts'

export type WidePairs = Omit<Pairs, 'costs'> & { readonly costs: Int32Array | Float64Array }

/** The cheapest plan and its proof when student i costs `unplacedCost[i]` if unplaced; whole costs, exact below 2^53. */
export const placeBySimplex = (
  { offsets, openings, costs, capacity }: WidePairs,
  unplacedCost: Float64Array,
  checkpoint?: Checkpoint,
): ProvenPairs => {
  const students = offsets.length - 1
  const sink = students + capacity.length
  const arcs = costs.length + students + capacity.length
  const network: FlowNetwork = {
    nodes: sink + 1,
    tail: new Int32Array(arcs),
    head: new Int32Array(arcs).fill(sink),
    capacity: new Int32Array(arcs).fill(1),
    cost: new Float64Array(arcs),
    supply: new Int32Array(sink + 1).fill(1, 0, students),
  }
  network.supply[sink] = -students
  for (let i = 0; i < students; i++) {
    network.tail.fill(i, offsets[i], offsets[i + 1])
    network.tail[costs.length + i] = i
    network.cost[costs.length + i] = unplacedCost[i]
  }
  for (let a = 0; a < costs.length; a++) {
    network.head[a] = students + openings[a]
    network.cost[a] = costs[a]
  }
  for (let j = 0; j < capacity.length; j++) {
    network.tail[costs.length + students + j] = students + j
    network.capacity[costs.length + students + j] = capacity[j]
  }
  const { flow, prices } = networkSimplex(network, undefined, checkpoint)
  const assignment = new Int32Array(students).fill(-1)
  const openingPrices = Float64Array.from(capacity, (_, j) => Math.max(0, prices[sink] - prices[students + j]))
  const studentPrices = unplacedCost.slice()
  for (let i = 0; i < students; i++) {
    for (let a = offsets[i]; a < offsets[i + 1]; a++) {
      if (flow[a] === 1) assignment[i] = openings[a]
      studentPrices[i] = Math.min(studentPrices[i], costs[a] + openingPrices[openings[a]])
    }
  }
  return { assignment, studentPrices, openingPrices }
}
