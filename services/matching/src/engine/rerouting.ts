// Makes a flow cheaper where units cost 0, 1, 2 ...: takes the units off the dear arcs and sends them round anew.
import type { Checkpoint, FlowNetwork } from './flow-network.ts'

/** Changes `flow` to a cheapest one and returns the prices that prove it; arcs with `fixed` 1 keep their flow. */
export type Reroute = (flow: Int32Array, fixed: Uint8Array, cost: Float64Array, checkpoint?: Checkpoint) => Float64Array

/**
 * Prepares a network for many levels of small, whole costs from 0 on. `flow` is feasible to begin with, and stays so.
 *
 * The units on arcs that cost something are taken back; what is left is cheapest, with prices of nothing, but for the units
 * that now miss a way. They are sent along cheapest ways, all of one length at a time: the primal-dual method of Ford and
 * Fulkerson (1962), with a depth-first sweep for all ways of a length. O(arcs) per sweep, with few sweeps in practice. Chosen over the network
 * simplex because a level with costs of 0 and 1 has two or three lengths and starts from a plan that is nearly right.
 */
export const createReroute = ({ nodes, tail, head, capacity }: Omit<FlowNetwork, 'cost' | 'supply'>): Reroute => {
  const arcs = tail.length
  // The free arcs at a node: 2a where it is the tail of arc a, 2a + 1 where it is the head.
  const first = new Int32Array(nodes + 1)
  const touching = new Int32Array(2 * arcs)
  const excess = new Int32Array(nodes)
  const distance = new Float64Array(nodes)
  const passed = new Uint8Array(nodes)
  const next = new Int32Array(nodes)
  const path = new Int32Array(nodes)

  return (flow, fixed, cost, checkpoint) => {
    const prices = new Float64Array(nodes)
    excess.fill(0)
    let missing = 0
    for (let a = 0; a < arcs; a++) {
      if (fixed[a] === 1 || cost[a] === 0 || flow[a] === 0) continue
      excess[tail[a]] += flow[a]
      excess[head[a]] -= flow[a]
      flow[a] = 0
    }
    first.fill(0)
    for (let a = 0; a < arcs; a++) {
      if (fixed[a] === 1) continue
      first[tail[a]]++
      first[head[a]]++
    }
    for (let v = 0; v < nodes; v++) first[v + 1] += first[v]
    for (let a = arcs - 1; a >= 0; a--) {
      if (fixed[a] === 1) continue
      touching[--first[tail[a]]] = 2 * a
      touching[--first[head[a]]] = 2 * a + 1
    }
    const sources: number[] = []
    for (let v = 0; v < nodes; v++) {
      if (excess[v] <= 0) continue
      missing += excess[v]
      sources.push(v)
    }

    /** The node at the other end when one more unit can go there, else -1. */
    const across = (code: number): number => {
      const a = code >> 1
      if ((code & 1) === 0) return flow[a] < capacity[a] ? head[a] : -1
      return flow[a] > 0 ? tail[a] : -1
    }
    const reduced = (code: number): number => {
      const a = code >> 1
      const full = cost[a] + prices[tail[a]] - prices[head[a]]
      return (code & 1) === 0 ? full : -full
    }

    /** Lengths from all units without a way, as far as the nearest node that lacks one; brings the prices along. */
    const measure = () => {
      distance.fill(Number.POSITIVE_INFINITY)
      const buckets: number[][] = [[]]
      for (const v of sources) {
        if (excess[v] <= 0) continue
        distance[v] = 0
        buckets[0].push(v)
      }
      const reached: number[] = []
      let end = -1
      for (let length = 0; end === -1 && length < buckets.length; length++) {
        const bucket = buckets[length] ?? []
        for (let k = 0; k < bucket.length; k++) {
          const v = bucket[k]
          if (distance[v] !== length) continue
          if (excess[v] < 0) {
            end = length
            break
          }
          reached.push(v)
          for (let at = first[v]; at < first[v + 1]; at++) {
            const w = across(touching[at])
            if (w === -1) continue
            const far = length + reduced(touching[at])
            if (far >= distance[w]) continue
            distance[w] = far
            while (buckets.length <= far) buckets.push([])
            buckets[far].push(w)
          }
        }
      }
      if (end === -1) throw new Error('the flow to begin with was not feasible')
      for (const v of reached) if (distance[v] < end) prices[v] += distance[v] - end
    }

    /**
     * Sends one unit from a node along ways that cost nothing under the prices; false when none is found. Nodes of a way that
     * was used may be used again, those from which none was found are passed by until the next sweep.
     */
    const send = (source: number): boolean => {
      let depth = 0
      let v = source
      passed[v] = 1
      while (excess[v] >= 0) {
        let found = -1
        for (const end = first[v + 1]; next[v] < end; next[v]++) {
          const code = touching[next[v]]
          const a = code >> 1
          const forward = (code & 1) === 0
          const w = forward ? head[a] : tail[a]
          if (passed[w] === 1 || (forward ? flow[a] === capacity[a] : flow[a] === 0)) continue
          if (cost[a] + prices[tail[a]] !== prices[head[a]]) continue
          found = w
          break
        }
        if (found !== -1) {
          path[depth++] = touching[next[v]]
          v = found
          passed[v] = 1
        } else {
          if (depth === 0) return false
          const code = path[--depth]
          v = (code & 1) === 0 ? tail[code >> 1] : head[code >> 1]
          next[v]++
        }
      }
      passed[v] = 0
      excess[v]++
      for (let k = 0; k < depth; k++) {
        const a = path[k] >> 1
        const forward = (path[k] & 1) === 0
        flow[a] += forward ? 1 : -1
        passed[forward ? tail[a] : head[a]] = 0
      }
      excess[source]--
      missing--
      return true
    }

    /** Sends what can be sent, looking at every arc once or twice; false when nothing could. */
    const sweep = (): boolean => {
      const before = missing
      passed.fill(0)
      next.set(first.subarray(0, nodes))
      for (const v of sources) while (excess[v] > 0 && passed[v] === 0 && send(v));
      return missing < before
    }

    for (let phases = 0; missing > 0; phases++) {
      if ((phases & 15) === 0) checkpoint?.({ stage: 'rerouting', done: phases })
      measure()
      while (missing > 0 && sweep());
    }
    return prices
  }
}
