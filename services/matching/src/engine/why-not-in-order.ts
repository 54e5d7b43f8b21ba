// Answers "why not there?" of a plan with goals in exact order: what each goal would lose, and who would move.
import { levelCosts, type PlacementPlan } from './placement.ts'
import { type Placement, placementNetwork } from './placement-network.ts'
import type { Move } from './why-not.ts'

/**
 * What it takes to have the student there: per goal of the plan, in order, how much higher it would be, and all moves, his own
 * first. Undefined when nobody can be there. `costs`: what the pair counts for each goal; it need not be one of the input,
 * where a student may be held to fewer openings than are possible.
 */
export type AskInOrder = (student: number, opening: number, costs: readonly number[]) => Answer | undefined
export type Answer = { readonly rises: readonly number[]; readonly moves: readonly Move[] }

/**
 * Prepares the answers from the plan and its prices; nothing is solved again. O(arcs) of memory and time. School caps are
 * not known here: they would tell a pair that is not in the input apart from one that is.
 *
 * As in `prepareWhyNot` the answer is a shortest way through what can still change, from the opening to the student's former
 * place, but its lengths are lists of numbers, one per goal, and the first that differs decides. Prices of each goal make all
 * lengths of steps at least nothing in this order: where a goal's reduced cost is below 0, an earlier goal's is above. So
 * Dijkstra's rule (1959) holds, as in any ordered group.
 */
export const prepareInOrder = (input: Omit<Placement, 'schoolCaps'>, { flow, levels }: PlacementPlan): AskInOrder => {
  const built = placementNetwork(input)
  const goals = levelCosts(input, built)
  const { nodes, tail, head, capacity } = built.network
  const width = goals.length
  const prices = levels.map((level) => level.prices)

  /** The steps from a node are first[v] .. first[v + 1] - 1; each one sends a unit along an arc, or takes one back. */
  const first = new Int32Array(nodes + 1)
  for (let a = 0; a < tail.length; a++) {
    if (flow[a] < capacity[a]) first[tail[a] + 1]++
    if (flow[a] > 0) first[head[a] + 1]++
  }
  for (let v = 0; v < nodes; v++) first[v + 1] += first[v]
  const target = new Int32Array(first[nodes])
  const arcOf = new Int32Array(first[nodes])
  const lengths = new Float64Array(first[nodes] * width)
  const fill = first.slice()
  const add = (from: number, to: number, a: number, sign: number) => {
    const step = fill[from]++
    target[step] = to
    arcOf[step] = a
    for (let g = 0; g < width; g++)
      lengths[step * width + g] = sign * (goals[g].cost[a] + prices[g][tail[a]] - prices[g][head[a]])
  }
  for (let a = 0; a < tail.length; a++) {
    if (flow[a] < capacity[a]) add(tail[a], head[a], a, 1)
    if (flow[a] > 0) add(head[a], tail[a], a, -1)
  }

  const distance = new Float64Array(nodes * width).fill(Number.POSITIVE_INFINITY)
  const by = new Int32Array(nodes)
  const heap = createNodeHeap(nodes, (v, w) => {
    for (let g = 0; g < width; g++) {
      const difference = distance[v * width + g] - distance[w * width + g]
      if (difference !== 0) return difference < 0
    }
    return false
  })
  /** Notes the way over `from` when it is shorter than what was known. */
  const relax = (from: number, step: number) => {
    const to = target[step]
    let g = 0
    for (; g < width; g++) {
      const difference = distance[from * width + g] + lengths[step * width + g] - distance[to * width + g]
      if (difference > 0) return
      if (difference < 0) break
    }
    if (g === width) return
    for (let k = 0; k < width; k++) distance[to * width + k] = distance[from * width + k] + lengths[step * width + k]
    by[to] = step
    heap.put(to)
  }

  return (student, opening, costs) => {
    const source = built.students + opening
    distance.fill(0, source * width, (source + 1) * width)
    heap.put(source)
    let node = heap.take()
    for (; node !== -1 && node !== student; node = heap.take())
      for (let step = first[node]; step < first[node + 1]; step++) relax(node, step)
    const rises = costs.map((cost, g) => cost + prices[g][student] - prices[g][source] + distance[student * width + g])
    const moves: Move[] = []
    if (node === student) {
      for (let v = student; v !== source; ) {
        const a = arcOf[by[v]]
        const back = target[by[v]] === tail[a]
        v = back ? head[a] : tail[a]
        if (!back && a < built.shares) {
          if (a < built.unplaced) moves.push({ student: v, to: input.openings[a] })
          else if (a < built.unplaced + built.students) moves.push({ student: v, to: -1 })
        }
      }
      moves.push({ student, to: opening })
    }
    heap.clear()
    distance.fill(Number.POSITIVE_INFINITY)
    return node === student ? { rises, moves: moves.reverse() } : undefined
  }
}

/** Numbered nodes, the one that is before all others first; `put` again when a node has moved forward. */
const createNodeHeap = (nodes: number, before: (v: number, w: number) => boolean) => {
  const items = new Int32Array(nodes)
  const place = new Int32Array(nodes).fill(-1)
  let size = 0
  const set = (at: number, v: number) => {
    items[at] = v
    place[v] = at
  }
  return {
    put: (v: number) => {
      let at = place[v] === -1 ? size++ : place[v]
      for (; at > 0; at = (at - 1) >> 1) {
        const above = items[(at - 1) >> 1]
        if (!before(v, above)) break
        set(at, above)
      }
      set(at, v)
    },
    /** Takes out the first node; -1 when there is none. */
    take: (): number => {
      if (size === 0) return -1
      const taken = items[0]
      const last = items[--size]
      place[taken] = -1
      if (size === 0) return taken
      let at = 0
      for (let child = 1; child < size; child = 2 * at + 1) {
        if (child + 1 < size && before(items[child + 1], items[child])) child++
        if (!before(items[child], last)) break
        set(at, items[child])
        at = child
      }
      set(at, last)
      return taken
    },
    clear: () => {
      for (let at = 0; at < size; at++) place[items[at]] = -1
      size = 0
    },
  }
}
