// Solves a minimum-cost flow with an ever smaller tolerance for arcs that cost a little less than nothing.
import type { Checkpoint, FlowNetwork, FlowSolution } from './flow-network.ts'
import { networkSimplex } from './network-simplex.ts'
import { type ResidualNetwork, residualNetwork } from './residual-network.ts'

/** By how much the tolerance shrinks from phase to phase. A power of two, so that all prices are exact binary fractions. */
const SHRINK = 8
/** A unit travels at most this many arcs before its way is made final (Kovacs, 2015). */
const LONGEST_WALK = 4

/** Prices near the optimal ones, and by how much at most (in cost units) they are believed to be wrong. */
export type PriceGuess = { readonly prices: Float64Array; readonly tolerance: number }

/**
 * The cheapest flow, by cost scaling: Goldberg and Tarjan (1990) in the partial augment-relabel form of Goldberg (2008) with
 * the price updates of Goldberg (1997), as compared by Kiraly and Kovacs, "Efficient implementations of minimum-cost flow
 * algorithms" (2012). O(nodes^2 arcs log(nodes x largest cost)).
 *
 * Chosen for networks with many equally good flows, such as the carousel's, where the simplex walks long plateaus. A flow
 * that breaks no reduced cost by more than a tolerance below 1/nodes is optimal, but nearly always it is so long before:
 * after each phase with a tolerance below one, `exactPrices` looks for prices that prove it and ends the work.
 *
 * A guess at the prices saves the first phases; a bad one costs time, never exactness. Largest cost x nodes must stay
 * below 2^38 or so (prices are exact in a double).
 */
export const costScaling = (network: FlowNetwork, guess?: PriceGuess, checkpoint?: Checkpoint): FlowSolution => {
  const { nodes, capacity, cost } = network
  const residual = residualNetwork(network)
  const price = new Float64Array(nodes)
  let tolerance = 1
  if (guess === undefined) {
    for (const c of cost) while (tolerance < Math.abs(c)) tolerance *= 2
    tolerance /= SHRINK
  } else {
    while (tolerance < guess.tolerance) tolerance *= 2
    for (let v = 0; v < nodes; v++) price[v] = Math.round(guess.prices[v])
  }
  let proof: Float64Array | undefined
  for (let phase = 0; proof === undefined; phase++) {
    checkpoint?.({ stage: 'cost scaling', done: phase })
    const excess = saturated(residual, price)
    if (phase === 0) for (let v = 0; v < nodes; v++) excess[v] += network.supply[v]
    if (!refine(residual, excess, price, tolerance)) return networkSimplex(network)
    if (tolerance < 1) proof = exactPrices(residual, price, tolerance * nodes < 1)
    tolerance /= SHRINK
  }
  const flow = new Int32Array(cost.length)
  let total = 0
  for (let a = 0; a < cost.length; a++) {
    flow[a] = capacity[a] - residual.room[residual.place[a]]
    total += flow[a] * cost[a]
  }
  return { feasible: true, flow, prices: proof, cost: total }
}

/** Uses every arc that costs less than nothing to the full; returns what arrives at each node beyond what leaves it. */
const saturated = ({ nodes, first, target, twin, cost, room }: ResidualNetwork, price: Float64Array): Float64Array => {
  const excess = new Float64Array(nodes)
  for (let v = 0; v < nodes; v++) {
    for (let x = first[v]; x < first[v + 1]; x++) {
      const units = room[x]
      if (units === 0) continue
      const to = target[x]
      if (cost[x] + price[v] - price[to] >= 0) continue
      excess[v] -= units
      excess[to] += units
      room[x] = 0
      room[twin[x]] += units
    }
  }
  return excess
}

/** Sends all excess on with all reduced costs at least minus the tolerance; false when no feasible flow exists. */
const refine = (residual: ResidualNetwork, excess: Float64Array, price: Float64Array, tolerance: number): boolean => {
  const { nodes, first, target, twin, cost, room } = residual
  const current = first.slice(0, nodes)
  // A ring of the nodes with excess; each stands in it at most once.
  const queue = new Int32Array(nodes + 1)
  const queued = new Uint8Array(nodes)
  let front = 0
  let back = 0
  for (let v = 0; v < nodes; v++) {
    if (excess[v] <= 0) continue
    queue[back++] = v
    queued[v] = 1
  }
  const walk = new Int32Array(LONGEST_WALK)
  const update = priceUpdate(residual, excess, price, current, tolerance)
  let relabelled = nodes
  while (front !== back) {
    if (relabelled >= nodes) {
      if (!update()) return false
      relabelled = 0
    }
    const start = queue[front]
    if (++front > nodes) front = 0
    queued[start] = 0
    let length = 0
    let tip = start
    // Without a way to a node that lacks units a walk would go on for ever: after many labels the update looks for one.
    while (length < LONGEST_WALK && excess[tip] >= 0 && relabelled < 2 * nodes) {
      const here = price[tip]
      const end = first[tip + 1]
      const from = current[tip]
      let least = Number.POSITIVE_INFINITY
      let x = from
      for (; x < end; x++) {
        if (room[x] === 0) continue
        const reduced = cost[x] + here - price[target[x]]
        if (reduced < 0) break
        if (reduced < least) least = reduced
      }
      if (x < end) {
        current[tip] = x
        walk[length++] = x
        tip = target[x]
        continue
      }
      for (x = first[tip]; x < from; x++) {
        if (room[x] === 0) continue
        const reduced = cost[x] + here - price[target[x]]
        if (reduced < least) least = reduced
      }
      if (length > 0) {
        const behind = twin[walk[length - 1]]
        const reduced = cost[behind] + here - price[target[behind]]
        if (reduced < least) least = reduced
      }
      // A node with units it can never send on.
      if (least === Number.POSITIVE_INFINITY) return false
      price[tip] = here - least - tolerance
      current[tip] = first[tip]
      relabelled++
      if (length > 0) tip = target[twin[walk[--length]]]
    }
    for (let step = 0, v = start; step <= length; step++) {
      if (step < length) {
        const x = walk[step]
        const to = target[x]
        const units = Math.min(room[x], excess[v])
        room[x] -= units
        room[twin[x]] += units
        excess[v] -= units
        excess[to] += units
      }
      if (excess[v] > 0 && queued[v] === 0) {
        queued[v] = 1
        queue[back] = v
        if (++back > nodes) back = 0
      }
      if (step < length) v = target[walk[step]]
    }
  }
  return true
}

/**
 * Lowers the prices so that every node with excess sees a way of slightly negative arcs to a node that lacks units: ranks
 * are distances to the nearest such node in steps of the tolerance, found with buckets. Says false when a node with excess
 * can reach none, which means that no feasible flow exists.
 */
const priceUpdate = (
  { nodes, first, target, twin, cost, room }: ResidualNetwork,
  excess: Float64Array,
  price: Float64Array,
  current: Int32Array,
  tolerance: number,
) => {
  const farthest = SHRINK * nodes
  const perStep = 1 / tolerance
  const rank = new Int32Array(nodes)
  const bucket = new Int32Array(farthest + 1).fill(-1)
  const next = new Int32Array(nodes)
  const previous = new Int32Array(nodes)
  const enter = (v: number, r: number) => {
    const head = bucket[r]
    rank[v] = r
    next[v] = head
    previous[v] = -1
    if (head !== -1) previous[head] = v
    bucket[r] = v
  }
  const leave = (v: number) => {
    if (previous[v] === -1) bucket[rank[v]] = next[v]
    else next[previous[v]] = next[v]
    if (next[v] !== -1) previous[next[v]] = previous[v]
  }
  return () => {
    let waiting = 0
    let last = 0
    for (let v = 0; v < nodes; v++) {
      rank[v] = farthest
      if (excess[v] < 0) enter(v, 0)
      else if (excess[v] > 0) waiting++
    }
    let r = 0
    for (; waiting > 0 && r <= last; r++) {
      for (let v = bucket[r]; v !== -1 && waiting > 0; v = bucket[r]) {
        leave(v)
        if (excess[v] > 0) waiting--
        const here = price[v]
        for (let x = first[v]; x < first[v + 1]; x++) {
          const from = target[x]
          const known = rank[from]
          if (known <= r) continue
          const reduced = price[from] - cost[x] - here
          const found = reduced < 0 ? r : r + Math.floor(reduced * perStep) + 1
          // Room is asked last: it is far away in memory.
          if (found >= known || room[twin[x]] === 0) continue
          if (known < farthest) leave(from)
          enter(from, found)
          if (found > last) last = found
        }
      }
    }
    for (let left = r - 1; left <= last; left++) if (left >= 0) bucket[left] = -1
    if (waiting > 0) return false
    for (let v = 0; v < nodes; v++) {
      price[v] -= tolerance * Math.min(rank[v], r)
      current[v] = first[v]
    }
    return true
  }
}

/**
 * Whole prices under which no residual arc has a negative reduced cost, by correcting labels from nearly right ones; they
 * exist exactly when the flow is optimal. Gives up after a few corrections per node unless they are sure to be found.
 */
const exactPrices = (
  { nodes, first, target, cost, room }: ResidualNetwork,
  near: Float64Array,
  sure: boolean,
): Float64Array | undefined => {
  const price = near.map(Math.round)
  const queue = new Int32Array(nodes + 1)
  const queued = new Uint8Array(nodes)
  let front = 0
  let back = nodes
  for (let v = 0; v < nodes; v++) {
    queue[v] = v
    queued[v] = 1
  }
  for (let corrections = sure ? Number.NEGATIVE_INFINITY : 0; front !== back && corrections < 2 * nodes; ) {
    const v = queue[front]
    if (++front > nodes) front = 0
    queued[v] = 0
    for (let x = first[v]; x < first[v + 1]; x++) {
      if (room[x] === 0) continue
      const to = target[x]
      const low = price[v] + cost[x]
      if (low >= price[to]) continue
      price[to] = low
      corrections++
      if (queued[to] === 1) continue
      queued[to] = 1
      queue[back] = to
      if (++back > nodes) back = 0
    }
  }
  return front === back ? price : undefined
}
