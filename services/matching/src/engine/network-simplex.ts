// Solves a minimum-cost flow by walking from spanning tree to spanning tree, each a little cheaper.
import type { Checkpoint, FlowNetwork, FlowSolution } from './flow-network.ts'
import { meetingNode, rehang, type SpanningTree, starTree } from './spanning-tree.ts'

/** Where an arc stands in a basis: at zero flow, in the tree, or at capacity. */
const AT_ZERO = 1
const IN_TREE = 0
const AT_CAPACITY = -1
const ENDLESS = 0x7fffffff

/**
 * One entry per arc, then one per node for its own arc to the outside (nodes may be joined by it to the root of the tree):
 * 1 at zero flow, 0 in the tree, -1 at capacity.
 */
export type Basis = Int8Array

export type SimplexSolution = FlowSolution & { readonly basis: Basis; readonly pivots: number }

/**
 * Start from a feasible solution of the same network under other costs. Arcs marked 1 in `barred` keep the flow they have;
 * none of them may be in the tree (arcs with a reduced cost other than zero never are).
 */
export type SimplexStart = {
  readonly flow: Int32Array
  readonly basis: Basis
  readonly barred?: Uint8Array
}

/**
 * The cheapest flow, by the primal network simplex method.
 *
 * Source: Dantzig (1951); strongly feasible trees against cycling, Cunningham (1976); block search pricing and tree labels
 * after Kovacs, "Minimum-cost flow algorithms: an experimental evaluation" (2015). Each pivot costs at most O(nodes), the
 * number of pivots is near linear in practice, exponential in theory. Chosen because it takes any network, starts warm
 * from a basis, and its final prices come for free.
 *
 * Two details decide the speed: arcs are priced in a mixed order, so that a block is a fair sample of the network, and the
 * first pivots bring in each node's cheapest arc before the search begins.
 */
export const networkSimplex = (
  network: FlowNetwork,
  start?: SimplexStart,
  checkpoint?: Checkpoint,
): SimplexSolution => {
  const { nodes, supply } = network
  const arcs = network.tail.length
  const order = mixedOrder(arcs, nodes, start?.barred)
  const priced = order.length
  const root = nodes
  const total = priced + nodes
  const tail = new Int32Array(total)
  const head = new Int32Array(total)
  const capacity = new Int32Array(total).fill(ENDLESS)
  const cost = new Float64Array(total)
  const flow = new Int32Array(total)
  const state = new Int8Array(total)
  let dearest = 0
  for (let k = 0; k < priced; k++) {
    const a = order[k]
    tail[k] = network.tail[a]
    head[k] = network.head[a]
    capacity[k] = network.capacity[a]
    cost[k] = network.cost[a]
    if (Math.abs(cost[k]) > dearest) dearest = Math.abs(cost[k])
    flow[k] = start === undefined ? 0 : start.flow[a]
    state[k] = start === undefined ? AT_ZERO : start.basis[a]
  }
  const outside = (dearest + 1) * (nodes + 1)
  for (let v = 0; v < nodes; v++) {
    const k = priced + v
    const sends = start !== undefined || supply[v] >= 0
    tail[k] = sends ? v : root
    head[k] = sends ? root : v
    cost[k] = sends ? 0 : outside
    flow[k] = start === undefined ? Math.abs(supply[v]) : 0
    state[k] = start === undefined ? IN_TREE : start.basis[arcs + v]
  }
  const tree = start === undefined ? starTree(nodes, priced) : treeOf(nodes, tail, head, state)
  const { parent, arc: arcOf, next, last } = tree
  const prices = new Float64Array(nodes + 1)
  for (let v = next[root]; v !== root; v = next[v]) {
    const k = arcOf[v]
    prices[v] = tail[k] === v ? prices[head[k]] - cost[k] : prices[tail[k]] + cost[k]
  }

  const pivot = (entering: number) => {
    const forward = state[entering] === AT_ZERO
    const first = forward ? tail[entering] : head[entering]
    const second = forward ? head[entering] : tail[entering]
    const meeting = meetingNode(tree, first, second)
    let room = capacity[entering]
    let leaving = -1
    let onFirst = false
    for (let v = first; v !== meeting; v = parent[v]) {
      const k = arcOf[v]
      const left = head[k] === v ? capacity[k] - flow[k] : flow[k]
      if (left < room) {
        room = left
        leaving = v
        onFirst = true
      }
    }
    // "Or equal" on this side only: the last blocking arc along the cycle leaves, which keeps the tree strongly feasible.
    for (let v = second; v !== meeting; v = parent[v]) {
      const k = arcOf[v]
      const left = tail[k] === v ? capacity[k] - flow[k] : flow[k]
      if (left <= room) {
        room = left
        leaving = v
        onFirst = false
      }
    }
    if (room > 0) {
      flow[entering] += forward ? room : -room
      for (let v = first; v !== meeting; v = parent[v]) flow[arcOf[v]] += head[arcOf[v]] === v ? room : -room
      for (let v = second; v !== meeting; v = parent[v]) flow[arcOf[v]] += tail[arcOf[v]] === v ? room : -room
    }
    if (leaving === -1) {
      state[entering] = forward ? AT_CAPACITY : AT_ZERO
      return
    }
    const out = arcOf[leaving]
    const turned = onFirst ? first : second
    const under = onFirst ? second : first
    const change =
      head[entering] === turned
        ? prices[under] + cost[entering] - prices[turned]
        : prices[under] - cost[entering] - prices[turned]
    state[out] = flow[out] === 0 ? AT_ZERO : AT_CAPACITY
    state[entering] = IN_TREE
    rehang(tree, leaving, turned, under, entering, meeting)
    const end = last[turned]
    for (let v = turned; ; v = next[v]) {
      prices[v] += change
      if (v === end) break
    }
  }

  let pivots = 0
  if (start === undefined) {
    for (const k of cheapestArcs(nodes, priced, tail, cost, supply)) {
      if (state[k] * (cost[k] + prices[tail[k]] - prices[head[k]]) < 0) {
        pivot(k)
        pivots++
      }
    }
  }
  const block = Math.max(20, Math.floor(Math.sqrt(priced)))
  let at = 0
  let searches = 0
  for (;;) {
    if ((searches++ & 1023) === 0) checkpoint?.({ stage: 'simplex', done: pivots })
    let entering = -1
    let best = 0
    let left = block
    for (let looked = 0; looked < priced; looked++) {
      const reduced = state[at] * (cost[at] + prices[tail[at]] - prices[head[at]])
      if (reduced < best) {
        best = reduced
        entering = at
      }
      if (++at === priced) at = 0
      if (--left === 0) {
        if (entering !== -1) break
        left = block
      }
    }
    if (entering === -1) break
    pivot(entering)
    pivots++
  }

  const answer = start === undefined ? new Int32Array(arcs) : start.flow.slice()
  const basis = start === undefined ? new Int8Array(arcs + nodes) : start.basis.slice()
  for (let k = 0; k < priced; k++) {
    answer[order[k]] = flow[k]
    basis[order[k]] = state[k]
  }
  for (let v = 0; v < nodes; v++) basis[arcs + v] = state[priced + v]
  let sum = 0
  for (let a = 0; a < arcs; a++) sum += network.cost[a] * answer[a]
  let feasible = true
  for (let v = 0; v < nodes; v++) if (head[priced + v] === v && flow[priced + v] > 0) feasible = false
  return { feasible, flow: answer, prices: prices.subarray(0, nodes), cost: sum, basis, pivots }
}

/** The arcs that may enter, in strides, so that neighbours in the input stand far apart. */
const mixedOrder = (arcs: number, nodes: number, barred?: Uint8Array): Int32Array => {
  const stride = Math.max(Math.floor(arcs / Math.max(nodes, 1)), 3)
  const order = new Int32Array(arcs)
  let filled = 0
  for (let first = 0; first < stride; first++) {
    for (let a = first; a < arcs; a += stride) if (barred === undefined || barred[a] === 0) order[filled++] = a
  }
  return order.subarray(0, filled)
}

/** Each node's cheapest outgoing arc: first of the nodes in between, then of those that send. */
const cheapestArcs = (nodes: number, arcs: number, tail: Int32Array, cost: Float64Array, supply: Int32Array) => {
  const cheapest = new Int32Array(nodes).fill(-1)
  for (let k = 0; k < arcs; k++) {
    const v = tail[k]
    if (supply[v] >= 0 && (cheapest[v] === -1 || cost[k] < cost[cheapest[v]])) cheapest[v] = k
  }
  const between = cheapest.filter((k, v) => k !== -1 && supply[v] === 0)
  const sending = cheapest.filter((k, v) => k !== -1 && supply[v] > 0)
  return [...between, ...sending]
}

/** The tree that the arcs in the tree make, with fresh labels. */
const treeOf = (nodes: number, tail: Int32Array, head: Int32Array, state: Int8Array): SpanningTree => {
  const root = nodes
  const first = new Int32Array(nodes + 2)
  const tree = starTree(nodes, 0)
  const { parent, arc, next, back, last, size } = tree
  for (let k = 0; k < state.length; k++) {
    if (state[k] !== IN_TREE) continue
    first[tail[k] + 1]++
    first[head[k] + 1]++
  }
  for (let v = 0; v <= nodes; v++) first[v + 1] += first[v]
  const arcsAt = new Int32Array(first[nodes + 1])
  const fill = first.slice()
  for (let k = 0; k < state.length; k++) {
    if (state[k] !== IN_TREE) continue
    arcsAt[fill[tail[k]]++] = k
    arcsAt[fill[head[k]]++] = k
  }
  const stack = [root]
  const preorder: number[] = []
  for (let v = stack.pop(); v !== undefined; v = stack.pop()) {
    preorder.push(v)
    for (let at = first[v]; at < first[v + 1]; at++) {
      const k = arcsAt[at]
      const other = tail[k] === v ? head[k] : tail[k]
      if (k === arc[v] && v !== root) continue
      parent[other] = v
      arc[other] = k
      stack.push(other)
    }
  }
  preorder.forEach((v, k) => {
    next[v] = preorder[(k + 1) % preorder.length]
    back[v] = preorder[(k + preorder.length - 1) % preorder.length]
    last[v] = v
    size[v] = 1
  })
  for (let k = preorder.length - 1; k > 0; k--) {
    const v = preorder[k]
    size[parent[v]] += size[v]
    if (last[parent[v]] === parent[v]) last[parent[v]] = last[v]
  }
  return tree
}
