// Every arc of a flow network together with its way back, sorted by the node it leaves.
import type { FlowNetwork } from './flow-network.ts'

/**
 * Residual arcs leaving node v are `first[v] .. first[v + 1] - 1`; `twin` is the same arc the other way round and
 * `place[a]` the residual arc of network arc a. Pushing one unit along x lowers `room[x]` and raises `room[twin[x]]`.
 */
export type ResidualNetwork = {
  readonly nodes: number
  readonly first: Int32Array
  readonly target: Int32Array
  readonly twin: Int32Array
  readonly cost: Int32Array | Float64Array
  readonly room: Int32Array
  readonly place: Int32Array
}

/** The residual network of the zero flow. O(nodes + arcs). */
export const residualNetwork = ({ nodes, tail, head, capacity, cost }: FlowNetwork): ResidualNetwork => {
  const arcs = tail.length
  const first = new Int32Array(nodes + 1)
  for (let a = 0; a < arcs; a++) {
    first[tail[a]]++
    first[head[a]]++
  }
  for (let v = 0, before = 0; v <= nodes; v++) {
    const degree = first[v]
    first[v] = before
    before += degree
  }
  const fill = first.slice(0, nodes)
  const target = new Int32Array(2 * arcs)
  const twin = new Int32Array(2 * arcs)
  const weight = cost instanceof Int32Array ? new Int32Array(2 * arcs) : new Float64Array(2 * arcs)
  const room = new Int32Array(2 * arcs)
  const place = new Int32Array(arcs)
  for (let a = 0; a < arcs; a++) {
    const out = fill[tail[a]]++
    const back = fill[head[a]]++
    target[out] = head[a]
    target[back] = tail[a]
    twin[out] = back
    twin[back] = out
    weight[out] = cost[a]
    weight[back] = -cost[a]
    room[out] = capacity[a]
    place[a] = out
  }
  return { nodes, first, target, twin, cost: weight, room, place }
}
