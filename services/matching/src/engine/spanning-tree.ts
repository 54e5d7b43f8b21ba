// The rooted spanning tree under the network simplex: re-hanging a branch costs the path that turns, never the whole tree.

/**
 * One entry per node. `arc` joins a node to its parent (-1 at the root); `next` and `back` run through all nodes in
 * preorder, so that the branch below v is v .. last[v]; `size` counts that branch; `path` is room for a walk upwards.
 * Source: parent-thread labels of Glover, Karney and Klingman (1972) with the `last` and `size` labels of Kovacs (2015),
 * which make both the search for a common ancestor and the cutting of a branch cheap.
 */
export type SpanningTree = {
  readonly parent: Int32Array
  readonly arc: Int32Array
  readonly next: Int32Array
  readonly back: Int32Array
  readonly last: Int32Array
  readonly size: Int32Array
  readonly path: Int32Array
}

/** A star: every node hangs directly under the root (the highest number) by the arc with number firstArc + node. */
export const starTree = (nodes: number, firstArc: number): SpanningTree => {
  const root = nodes
  const tree: SpanningTree = {
    parent: new Int32Array(nodes + 1).fill(root),
    arc: Int32Array.from({ length: nodes + 1 }, (_, v) => firstArc + v),
    next: Int32Array.from({ length: nodes + 1 }, (_, v) => v + 1),
    back: Int32Array.from({ length: nodes + 1 }, (_, v) => v - 1),
    last: Int32Array.from({ length: nodes + 1 }, (_, v) => v),
    size: new Int32Array(nodes + 1).fill(1),
    path: new Int32Array(nodes + 1),
  }
  tree.parent[root] = -1
  tree.arc[root] = -1
  tree.size[root] = nodes + 1
  tree.next[root] = 0
  tree.back[0] = root
  if (nodes > 0) {
    tree.next[nodes - 1] = root
    tree.back[root] = nodes - 1
    tree.last[root] = nodes - 1
  }
  return tree
}

/** The nearest common ancestor of u and v. */
export const meetingNode = ({ parent, size }: SpanningTree, u: number, v: number) => {
  while (u !== v) {
    const below = size[u] - size[v]
    if (below <= 0) u = parent[u]
    if (below >= 0) v = parent[v]
  }
  return u
}

/**
 * Cuts the branch of `top` off, turns it until `turned` (a node in it) is its own top, and hangs it under `under` by `arc`.
 * `meeting` is the common ancestor of both places: nothing above it changes size.
 */
export const rehang = (
  tree: SpanningTree,
  top: number,
  turned: number,
  under: number,
  arc: number,
  meeting: number,
) => {
  cut(tree, top, meeting)
  turn(tree, turned)
  hang(tree, turned, under, arc, meeting)
}

const cut = ({ parent, next, back, last, size }: SpanningTree, top: number, meeting: number) => {
  const before = back[top]
  const end = last[top]
  const after = next[end]
  const gone = size[top]
  const above = parent[top]
  next[before] = after
  back[after] = before
  next[end] = top
  back[top] = end
  parent[top] = -1
  for (let v = above; v !== meeting; v = parent[v]) size[v] -= gone
  for (let v = above; v !== -1 && last[v] === end; v = parent[v]) last[v] = before
}

const turn = ({ parent, arc, next, back, last, size, path }: SpanningTree, turned: number) => {
  let length = 0
  for (let v = turned; v !== -1; v = parent[v]) path[length++] = v
  for (let k = length - 1; k > 0; k--) {
    const old = path[k]
    const top = path[k - 1]
    const total = size[old]
    const end = last[top]
    const before = back[top]
    const after = next[end]
    const oldEnd = last[old] === end ? before : last[old]
    parent[old] = top
    parent[top] = -1
    arc[old] = arc[top]
    size[old] = total - size[top]
    size[top] = total
    last[old] = oldEnd
    next[before] = after
    back[after] = before
    next[end] = old
    back[old] = end
    next[oldEnd] = top
    back[top] = oldEnd
    last[top] = oldEnd
  }
}

const hang = (
  { parent, arc, next, back, last, size }: SpanningTree,
  top: number,
  under: number,
  by: number,
  meeting: number,
) => {
  const more = size[top]
  const end = last[top]
  const lastOfUnder = last[under]
  const after = next[lastOfUnder]
  parent[top] = under
  arc[top] = by
  next[lastOfUnder] = top
  back[top] = lastOfUnder
  next[end] = after
  back[after] = end
  for (let v = under; v !== meeting; v = parent[v]) size[v] += more
  for (let v = under; v !== -1 && last[v] === lastOfUnder; v = parent[v]) last[v] = end
}
