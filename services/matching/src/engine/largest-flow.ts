// Sends as much as can be sent through a network with capacities, and keeps on doing so while capacities grow.

/**
 * A network whose flow can be raised step by step. Arc a has a partner a ^ 1 the other way; `room[a]` is how much more can go
 * along a, so `room[a ^ 1]` is what goes along it now when the partner began with none. All whole numbers, exact to 2^53.
 */
export type FlowState = {
  readonly nodes: number
  readonly head: Int32Array
  readonly room: Float64Array
  readonly firstArc: Int32Array
  readonly arcs: Int32Array
  readonly depth: Int32Array
  readonly turn: Int32Array
  readonly queue: Int32Array
  readonly path: Int32Array
}

/** `ends` and `capacities` list the arcs, each as tail, head, capacity; arc k of the list is arc 2k of the state. */
export const createFlow = (nodes: number, tail: Int32Array, head: Int32Array, capacity: Float64Array): FlowState => {
  const arcs = new Int32Array(2 * tail.length)
  const firstArc = new Int32Array(nodes + 1)
  const ends = new Int32Array(2 * tail.length)
  const room = new Float64Array(2 * tail.length)
  for (let k = 0; k < tail.length; k++) {
    ends[2 * k] = head[k]
    ends[2 * k + 1] = tail[k]
    room[2 * k] = capacity[k]
    firstArc[tail[k] + 1]++
    firstArc[head[k] + 1]++
  }
  for (let v = 0; v < nodes; v++) firstArc[v + 1] += firstArc[v]
  const fill = firstArc.slice(0, nodes)
  for (let a = 0; a < ends.length; a++) arcs[fill[ends[a ^ 1]]++] = a
  return {
    nodes,
    head: ends,
    room,
    firstArc,
    arcs,
    depth: new Int32Array(nodes),
    turn: new Int32Array(nodes),
    queue: new Int32Array(nodes),
    path: new Int32Array(nodes),
  }
}

/**
 * Sends as much more as possible from source to sink, at most `limit`; returns how much.
 *
 * Source: Dinitz (1970), with layers counted from the sink: where only a few capacities near the sink have grown since the
 * last time, little of the network is looked at. O(nodes^2 arcs), near linear on networks like ours.
 */
export const sendMore = (state: FlowState, source: number, sink: number, limit = Number.MAX_SAFE_INTEGER): number => {
  const { turn, firstArc, nodes } = state
  let sent = 0
  while (sent < limit && layer(state, source, sink)) {
    for (let v = 0; v < nodes; v++) turn[v] = firstArc[v]
    for (;;) {
      const more = follow(state, source, sink, limit - sent)
      if (more === 0) break
      sent += more
    }
  }
  return sent
}

/** Depths from the sink, against the arcs with room; after the largest flow the nodes of depth -1 cannot reach it. */
const layer = ({ depth, queue, head, room, firstArc, arcs }: FlowState, source: number, sink: number): boolean => {
  depth.fill(-1)
  depth[sink] = 0
  queue[0] = sink
  let end = 1
  for (let at = 0; at < end; at++) {
    const v = queue[at]
    if (depth[source] !== -1 && depth[v] >= depth[source]) break
    for (let k = firstArc[v]; k < firstArc[v + 1]; k++) {
      const back = arcs[k]
      const u = head[back]
      if (depth[u] !== -1 || room[back ^ 1] === 0) continue
      depth[u] = depth[v] + 1
      queue[end++] = u
    }
  }
  return depth[source] !== -1
}

/** One path down the layers, and what fits through it. */
const follow = (state: FlowState, source: number, sink: number, limit: number): number => {
  const { depth, turn, head, room, firstArc, arcs, path } = state
  let length = 0
  let v = source
  while (v !== sink) {
    if (turn[v] < firstArc[v + 1]) {
      const a = arcs[turn[v]]
      if (room[a] > 0 && depth[head[a]] === depth[v] - 1) {
        path[length++] = a
        v = head[a]
      } else turn[v]++
    } else {
      if (length === 0) return 0
      v = head[path[--length] ^ 1]
      turn[v]++
    }
  }
  let fits = limit
  for (let k = 0; k < length; k++) fits = Math.min(fits, room[path[k]])
  for (let k = 0; k < length; k++) {
    room[path[k]] -= fits
    room[path[k] ^ 1] += fits
  }
  return fits
}

/**
 * Sends `units` from a node to the sink by shortest paths found from the node, which stay close by where there is room in
 * many places (Edmonds and Karp, 1972). Undefined when all could be sent, otherwise the nodes from which there is no way.
 * Never enters nodes marked in `closed`; makes its changes of room through `change`, so that they can be undone.
 */
export const sendOn = (
  state: FlowState,
  from: number,
  sink: number,
  units: number,
  closed: Uint8Array,
  change: (arc: number, units: number) => void,
): Int32Array | undefined => {
  const { head, room, path, queue } = state
  let left = units
  while (left > 0) {
    const seen = shortestPath(state, from, sink, closed)
    if (seen !== -1) return queue.slice(0, seen)
    let fits = left
    for (let v = sink; v !== from; v = head[path[v] ^ 1]) fits = Math.min(fits, room[path[v]])
    for (let v = sink; v !== from; v = head[path[v] ^ 1]) {
      change(path[v], -fits)
      change(path[v] ^ 1, fits)
    }
    left -= fits
  }
  return undefined
}

/** Leaves the arc into each node of a shortest path in `path` and returns -1, or how many nodes it saw in vain. */
const shortestPath = (state: FlowState, from: number, sink: number, closed: Uint8Array): number => {
  const { depth, queue, path, head, room, firstArc, arcs } = state
  let end = 0
  depth.fill(-1)
  if (closed[from] === 1) return 0
  depth[from] = 0
  queue[end++] = from
  for (let at = 0; at < end; at++) {
    const v = queue[at]
    for (let k = firstArc[v]; k < firstArc[v + 1]; k++) {
      const u = head[arcs[k]]
      if (depth[u] !== -1 || room[arcs[k]] === 0 || closed[u] === 1) continue
      depth[u] = depth[v] + 1
      path[u] = arcs[k]
      if (u === sink) return -1
      queue[end++] = u
    }
  }
  return end
}

/** Which nodes arcs with room lead to from the given ones. */
export const reachable = (
  { nodes, head, room, firstArc, arcs, queue }: FlowState,
  from: readonly number[],
): Uint8Array => {
  const seen = new Uint8Array(nodes)
  let end = 0
  for (const v of from) {
    seen[v] = 1
    queue[end++] = v
  }
  for (let at = 0; at < end; at++) {
    const v = queue[at]
    for (let k = firstArc[v]; k < firstArc[v + 1]; k++) {
      const u = head[arcs[k]]
      if (seen[u] === 1 || room[arcs[k]] === 0) continue
      seen[u] = 1
      queue[end++] = u
    }
  }
  return seen
}
