// Finds the nearest end of a search by Dijkstra's rule, looking no further ahead than it must.
import { createIntegerHeap, type IntegerHeap, popItem, pushItem } from './integer-heap.ts'
import { FAR } from './short-list.ts'

/**
 * A search over numbered nodes with distances that are whole and not negative. Whoever leaves a node tells what it reaches
 * (`reach`), where the search may end (by lowering `limit`), and the least distance it left alone because that was at or
 * beyond the horizon (by lowering `beyond`).
 */
export type Search = {
  readonly distance: Int32Array
  readonly settled: Int32Array
  /** For each settled node, and in front of them the source, the least distance it left alone. */
  readonly left: Int32Array
  readonly reached: Int32Array
  readonly heap: IntegerHeap
  settledCount: number
  reachedCount: number
  /** The distance of the nearest end known; nothing at or beyond it matters. */
  limit: number
  /** Nothing at or beyond it is looked at yet. */
  horizon: number
  /** How much further the horizon is set each time. */
  margin: number
  beyond: number
}

export const createSearch = (nodes: number): Search => ({
  distance: new Int32Array(nodes).fill(FAR),
  settled: new Int32Array(nodes),
  left: new Int32Array(nodes + 1),
  reached: new Int32Array(nodes),
  heap: createIntegerHeap(1024),
  settledCount: 0,
  reachedCount: 0,
  limit: 0,
  horizon: 0,
  margin: 0,
  beyond: FAR,
})

/** Notes a way to a node; false when a way as short was known. */
export const reach = (search: Search, node: number, distance: number): boolean => {
  const known = search.distance[node]
  if (distance >= known) return false
  if (known === FAR) search.reached[search.reachedCount++] = node
  search.distance[node] = distance
  pushItem(search.heap, distance, node)
  return true
}

/**
 * Runs until the nearest end is certain: `limit` is then its distance, and every node nearer than that is settled.
 *
 * Source: Dijkstra (1959), stopped at the first end. What is new is the horizon: most searches end close by, so arcs and
 * nodes are only looked at up to a guess of that distance; when no end lies within it, the horizon moves out and just the
 * nodes that left something nearer than the new horizon are left again. The answer does not depend on the guess.
 */
export const findNearestEnd = <State extends { readonly search: Search }>(
  state: State,
  source: number,
  nearest: number,
  leaveSource: (state: State, source: number) => void,
  leave: (state: State, node: number) => void,
) => {
  const { search } = state
  const { heap, distance, settled, left } = search
  heap.size = 0
  search.settledCount = 0
  search.reachedCount = 0
  search.horizon = Math.min(search.limit, nearest + search.margin)
  search.beyond = FAR
  leaveSource(state, source)
  left[0] = search.beyond
  for (;;) {
    while (heap.size > 0) {
      const key = heap.keys[0]
      if (key >= search.limit) break
      const node = popItem(heap)
      if (distance[node] !== key) continue
      search.beyond = FAR
      leave(state, node)
      settled[search.settledCount++] = node
      left[search.settledCount] = search.beyond
    }
    if (search.limit <= search.horizon) return
    const count = search.settledCount
    let next = FAR
    for (let k = 0; k <= count; k++) if (left[k] < next) next = left[k]
    if (next >= search.limit) return
    search.horizon = Math.min(search.limit, next + search.margin + Math.max(0, next - nearest))
    for (let k = 0; k <= count; k++) {
      if (left[k] >= search.horizon) continue
      search.beyond = FAR
      if (k === 0) leaveSource(state, source)
      else leave(state, settled[k - 1])
      left[k] = search.beyond
    }
  }
}

/** Forgets all distances. */
export const forget = ({ distance, reached, reachedCount }: Search) => {
  for (let k = 0; k < reachedCount; k++) distance[reached[k]] = FAR
}
