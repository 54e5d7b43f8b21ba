// The words every flow solver speaks: a network with integer data, its optimal flow, and the prices that prove it.

/**
 * A minimum-cost flow problem. Nodes are 0 .. nodes-1, arc a leads from `tail[a]` to `head[a]` and carries between 0 and
 * `capacity[a]` units at `cost[a]` each; a node with positive supply sends, with negative supply receives. All numbers are
 * integers (costs up to 2^53 in magnitude may sit in a Float64Array), and the supplies add up to zero.
 */
export type FlowNetwork = {
  readonly nodes: number
  readonly tail: Int32Array
  readonly head: Int32Array
  readonly capacity: Int32Array
  readonly cost: Int32Array | Float64Array
  readonly supply: Int32Array
}

/**
 * The answer to a flow problem. The reduced cost of an arc is cost + prices[tail] - prices[head]: at least 0 where the arc
 * has room left, at most 0 where it carries flow. Such prices exist only for an optimal flow, so they prove it. When not
 * feasible, as much as possible is sent and the prices mean nothing.
 */
export type FlowSolution = {
  readonly feasible: boolean
  readonly flow: Int32Array
  readonly prices: Float64Array
  readonly cost: number
}

/** What a long solve tells while it runs; units differ per stage and `total` is absent where nobody can know it. */
export type Progress = { readonly stage: string; readonly done: number; readonly total?: number }

/** Called now and then by long loops; it may throw to cancel the work. */
export type Checkpoint = (progress: Progress) => void

/** The reduced cost of one arc under the given prices. */
export const reducedCost = (network: FlowNetwork, prices: Float64Array, arc: number) =>
  network.cost[arc] + prices[network.tail[arc]] - prices[network.head[arc]]
