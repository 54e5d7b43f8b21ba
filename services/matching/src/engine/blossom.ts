// Joins things in pairs so that the sum of the pairs' weights is the greatest possible, and proves it by prices.

/**
 * `mate[v]` is the other of v's pair or -1. The proof, in half units so that it stays whole: a price per vertex (not
 * negative, 0 where there is no mate) and a price for some odd sets, each joined inside as far as it goes; for every pair the
 * two prices and those of the sets with both add up to at least twice its weight, and exactly so for the pairs that are made.
 */
export type Matching = {
  readonly mate: Int32Array
  readonly weight: number
  readonly prices: Float64Array
  readonly oddSets: readonly { readonly vertices: readonly number[]; readonly price: number }[]
}

const FREE = 0
const OUTER = 1
const INNER = 2

/**
 * The matching of greatest weight in a general graph. `weights[u * vertices + v]` is the whole, symmetric weight of a pair;
 * a pair of weight 0 or less is never made. To have as many pairs as possible first, add more than vertices / 2 times the
 * greatest weight to every weight.
 *
 * Source: Edmonds, "Maximum matching and a polyhedron with 0,1-vertices" (1965), in the primal-dual form with least slacks
 * kept per pair of blossoms (Gabow, 1976; Galil, "Efficient algorithms for finding maximum matching in graphs", 1986).
 * O(vertices^3) time, O(vertices^2) memory; chosen over sparser forms because everyone in a school may go with everyone.
 */
export const heaviestMatching = (vertices: number, weights: ArrayLike<number>): Matching => {
  const n = vertices
  // Vertices come first, then blossoms; blossoms nest, so fewer than n / 2 exist at once.
  const things = n + (n >> 1) + 1
  const dual = new Float64Array(things)
  /** The vertex on the other side of the pair that a thing is in. */
  const mate = new Int32Array(things).fill(-1)
  /** The outermost blossom around a thing (itself when there is none); -1 for numbers not in use. */
  const top = Int32Array.from({ length: things }, (_, x) => (x < n ? x : -1))
  const label = new Uint8Array(things)
  /** The vertex from which an inner thing was reached, -1 for the roots of the search. */
  const via = new Int32Array(things).fill(-1)
  /** The outer vertex with the least slack towards a thing, -1 without one. */
  const near = new Int32Array(things).fill(-1)
  const members: number[][] = Array.from({ length: things }, () => [])
  /** The end in x of the edge with the least slack between the things x and y; -1 without an edge. */
  const end = new Int32Array(things * things).fill(-1)
  /** The member of a blossom that has a vertex inside. */
  const holder = new Int32Array(things * n).fill(-1)
  const marked = new Int32Array(things)
  const queue: number[] = []
  let round = 0
  let heaviest = 0
  for (let u = 0; u < n; u++) {
    for (let v = 0; v < n; v++) {
      const weight = weights[u * n + v]
      if (u === v || weight <= 0) continue
      end[u * things + v] = u
      heaviest = Math.max(heaviest, weight)
    }
  }
  dual.fill(heaviest, 0, n)

  /** What the edge between two things lacks to be tight. */
  const slack = (x: number, y: number) => {
    const u = end[x * things + y]
    const v = end[y * things + x]
    return u === -1 ? Number.POSITIVE_INFINITY : dual[u] + dual[v] - 2 * weights[u * n + v]
  }
  const eachTop = (visit: (x: number) => void) => {
    for (let x = 0; x < things; x++) if (top[x] === x) visit(x)
  }

  const comeNearer = (u: number, x: number) => {
    if (near[x] === -1 || slack(u, x) < slack(near[x], x)) near[x] = u
  }
  const findNear = (x: number) => {
    near[x] = -1
    for (let u = 0; u < n; u++)
      if (end[u * things + x] !== -1 && top[u] !== x && label[top[u]] === OUTER) comeNearer(u, x)
  }
  const enqueue = (x: number) => {
    if (x < n) queue.push(x)
    else for (const member of members[x]) enqueue(member)
  }
  const putUnder = (x: number, b: number) => {
    top[x] = b
    if (x >= n) for (const member of members[x]) putUnder(member, b)
  }

  /** How many steps along the even side lead from the base of a blossom to a member; turns the ring for it. */
  const stepsTo = (b: number, member: number): number => {
    const at = members[b].indexOf(member)
    if (at % 2 === 0) return at
    const [base, ...others] = members[b]
    members[b] = [base, ...others.toReversed()]
    return members[b].length - at
  }

  /** Joins the thing x to y by their best edge, and what is in x in pairs around it. */
  const join = (x: number, y: number) => {
    mate[x] = end[y * things + x]
    if (x < n) return
    const member = holder[x * n + end[x * things + y]]
    const steps = stepsTo(x, member)
    for (let k = 0; k < steps; k++) join(members[x][k], members[x][k ^ 1])
    join(member, y)
    members[x] = [...members[x].slice(steps), ...members[x].slice(0, steps)]
  }
  /** Changes the pairs along the way from x back to its root, x being joined to y. */
  const augment = (x: number, y: number) => {
    for (;;) {
      const old = mate[x] === -1 ? -1 : top[mate[x]]
      join(x, y)
      if (old === -1) return
      const next = top[via[old]]
      join(old, next)
      x = next
      y = old
    }
  }

  /** Where the ways back from two outer things meet, -1 when they have different roots. */
  const meeting = (x: number, y: number): number => {
    round++
    for (let [a, b] = [x, y]; a !== -1 || b !== -1; [a, b] = [b, a]) {
      if (a === -1) continue
      if (marked[a] === round) return a
      marked[a] = round
      a = mate[a] === -1 ? -1 : top[mate[a]]
      if (a !== -1) a = top[via[a]]
    }
    return -1
  }

  const shrink = (x: number, base: number, y: number) => {
    let b = n
    while (top[b] !== -1) b++
    const wayTo = (from: number) => {
      const way: number[] = []
      for (let outer = from; outer !== base; ) {
        const inner = top[mate[outer]]
        way.push(outer, inner)
        enqueue(inner)
        outer = top[via[inner]]
      }
      return way
    }
    members[b] = [base, ...wayTo(x).toReversed(), ...wayTo(y)]
    dual[b] = 0
    label[b] = OUTER
    mate[b] = mate[base]
    via[b] = via[base]
    for (const member of members[b]) putUnder(member, b)
    top[b] = b
    for (let other = 0; other < things; other++) end[b * things + other] = end[other * things + b] = -1
    holder.fill(-1, b * n, (b + 1) * n)
    for (const member of members[b]) {
      for (let other = 0; other < things; other++) {
        if (top[other] === -1 || end[member * things + other] === -1) continue
        if (end[b * things + other] !== -1 && slack(member, other) >= slack(b, other)) continue
        end[b * things + other] = end[member * things + other]
        end[other * things + b] = end[other * things + member]
      }
      for (let v = 0; v < n; v++)
        if (member === v || (member >= n && holder[member * n + v] !== -1)) holder[b * n + v] = member
    }
    findNear(b)
  }

  /** Opens an inner blossom: its even side goes on in the search, the others wait to be found again. */
  const open = (b: number) => {
    for (const member of members[b]) putUnder(member, member)
    const entry = holder[b * n + end[b * things + via[b]]]
    const steps = stepsTo(b, entry)
    for (let k = 0; k < steps; k += 2) {
      const inner = members[b][k]
      const outer = members[b][k + 1]
      via[inner] = end[outer * things + inner]
      label[inner] = INNER
      near[inner] = -1
      label[outer] = OUTER
      findNear(outer)
      enqueue(outer)
    }
    label[entry] = INNER
    via[entry] = via[b]
    for (const member of members[b].slice(steps + 1)) {
      label[member] = FREE
      findNear(member)
    }
    top[b] = -1
  }

  /** Follows a tight edge from an outer thing; true when pairs were changed along a way. */
  const follow = (u: number, v: number): boolean => {
    const x = top[u]
    const y = top[v]
    if (label[y] === FREE) {
      via[y] = u
      label[y] = INNER
      near[y] = -1
      const next = top[mate[y]]
      label[next] = OUTER
      near[next] = -1
      enqueue(next)
    } else if (label[y] === OUTER) {
      const base = meeting(x, y)
      if (base === -1) {
        augment(x, y)
        augment(y, x)
        return true
      }
      shrink(x, base, y)
    }
    return false
  }

  const grow = (): boolean => {
    for (let u = queue.pop(); u !== undefined; u = queue.pop()) {
      if (label[top[u]] !== OUTER) continue
      for (let v = 0; v < n; v++) {
        if (end[u * things + v] === -1 || top[u] === top[v]) continue
        if (slack(u, v) > 0) comeNearer(u, top[v])
        else if (follow(u, v)) return true
      }
    }
    return false
  }

  /** Moves all prices until an edge gets tight or a blossom's price is used up; false when a root's price is. */
  const reprice = (roots: readonly number[]): boolean => {
    const spare = Math.min(...roots.map((v) => dual[v]))
    let step = spare
    eachTop((x) => {
      if (x >= n && label[x] === INNER) step = Math.min(step, dual[x] / 2)
      if (near[x] === -1 || label[x] === INNER) return
      step = Math.min(step, label[x] === FREE ? slack(near[x], x) : slack(near[x], x) / 2)
    })
    for (let v = 0; v < n; v++) {
      if (label[top[v]] === OUTER) dual[v] -= step
      if (label[top[v]] === INNER) dual[v] += step
    }
    eachTop((x) => {
      if (x < n) return
      if (label[x] === OUTER) dual[x] += 2 * step
      if (label[x] === INNER) dual[x] -= 2 * step
    })
    return step < spare
  }

  /** One more pair, or false when that would not be heavier. */
  const improve = (): boolean => {
    label.fill(FREE)
    near.fill(-1)
    queue.length = 0
    const roots: number[] = []
    for (let v = 0; v < n; v++) if (mate[v] === -1) roots.push(v)
    eachTop((x) => {
      if (mate[x] !== -1) return
      via[x] = -1
      label[x] = OUTER
      enqueue(x)
    })
    if (roots.length === 0) return false
    for (;;) {
      if (grow()) return true
      if (!reprice(roots)) return false
      for (let x = 0; x < things; x++) {
        if (top[x] !== x || near[x] === -1 || top[near[x]] === x || label[x] === INNER || slack(near[x], x) > 0)
          continue
        if (follow(near[x], end[x * things + near[x]])) return true
      }
      for (let x = n; x < things; x++) if (top[x] === x && label[x] === INNER && dual[x] === 0) open(x)
    }
  }
  while (improve());

  const inside = (x: number): number[] => (x < n ? [x] : members[x].flatMap(inside))
  let weight = 0
  for (let v = 0; v < n; v++) if (mate[v] > v) weight += weights[v * n + mate[v]]
  const oddSets = Array.from({ length: things - n }, (_, k) => n + k)
    .filter((x) => top[x] !== -1 && dual[x] > 0)
    .map((x) => ({ vertices: inside(x), price: dual[x] }))
  return { mate: mate.slice(0, n), weight, prices: dual.slice(0, n), oddSets }
}
