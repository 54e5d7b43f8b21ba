// Goes through all rows of one student, world by world, for the one that is worth most.
import type { Options } from './carousel-options.ts'
import { OWN } from './carousel-task.ts'

/** What costs more than anything; at hand, because it is looked at so often. */
const NEVER = Number.POSITIVE_INFINITY

/**
 * What one student may do: reaches `from` to `to - 1` cost `costs[k][e - from]` in his k-th open round (infinite where that
 * cannot be), rewards aside, and no visit costs `emptyCost[k]`. Reaches in `decided` are visited in other rounds.
 */
export type RowTask = {
  readonly from: number
  readonly to: number
  readonly costs: readonly Float64Array[]
  readonly emptyCost: readonly number[]
  readonly decided: readonly number[]
}

/**
 * Returns a function that finds the reaches of the best row (-1 for none) and what they are worth.
 *
 * By dynamic programming over the sets of rounds used up and the number of worlds seen. It forgets that one company may be
 * several worlds, so with such companies the row may break that rule, and is worth at least what any right one is.
 * O(reaches x rounds x 2^rounds + worlds^2 x 3^rounds).
 */
export const rowsByWorld = ({ task, company }: Options) => {
  const { stations, worlds, wished, rewards, ownVisits } = task
  return ({ from, to, costs, emptyCost, decided }: RowTask): { best: number; row: Int32Array } => {
    const size = costs.length
    const sets = 1 << size
    const own = decided.filter((e) => worlds[e] === OWN).length
    const known = new Set(decided.map((e) => worlds[e]).filter((world) => world !== OWN))
    const inWorld = Map.groupBy(
      Array.from({ length: to - from }, (_, x) => from + x),
      (e) => worlds[e],
    )
    const width = inWorld.size + 1
    const bits = new Int32Array(sets)
    for (let set = 1; set < sets; set++) bits[set] = bits[set >> 1] + (set & 1)

    const stages: { readonly isNew: number; readonly part: Int32Array; readonly spending: Spending }[] = []
    let reached = new Float64Array(sets * width).fill(-NEVER)
    reached[0] = 0
    for (const [world, reaches] of inWorld) {
      const isNew = world !== OWN && !known.has(world) ? 1 : 0
      const wish = isNew === 1 && wished?.[reaches[0]] === 1 ? rewards.wish : 0
      const spending = spend(reaches)
      const next = reached.slice()
      const part = new Int32Array(sets * width)
      for (let used = 1; used < sets; used++) {
        if (spending.cost[used] === NEVER) continue
        const ownLeft = Math.max(0, ownVisits - own)
        const earned = (world === OWN ? rewards.own * Math.min(bits[used], ownLeft) : wish) - spending.cost[used]
        const left = sets - 1 - used
        for (let set = left; ; set = (set - 1) & left) {
          for (let d = 0; d + isNew < width; d++) {
            const before = reached[set * width + d]
            if (before === -NEVER) continue
            const worth = before + earned + (isNew === 1 ? (rewards.other[known.size + d] ?? 0) : 0)
            const state = (set | used) * width + d + isNew
            if (worth <= next[state]) continue
            next[state] = worth
            part[state] = used
          }
          if (set === 0) break
        }
      }
      reached = next
      stages.push({ isNew, part, spending })
    }

    let best = -NEVER
    let state = 0
    for (let set = 0; set < sets; set++) {
      let empty = 0
      for (let k = 0; k < size; k++) if ((set & (1 << k)) === 0) empty += emptyCost[k]
      for (let d = 0; d < width; d++) {
        if (reached[set * width + d] - empty <= best) continue
        best = reached[set * width + d] - empty
        state = set * width + d
      }
    }
    const row = new Int32Array(size).fill(-1)
    for (const { isNew, part, spending } of stages.toReversed()) {
      const used = part[state]
      if (used === 0) continue
      spending.fill(used, row)
      state -= used * width + isNew
    }
    return { best, row }

    /** The least cost of spending each set of rounds with these reaches, every company once, and how that is done. */
    function spend(reaches: readonly number[]): Spending {
      const cost = new Float64Array(sets).fill(NEVER)
      cost[0] = 0
      const steps = [...Map.groupBy(reaches, (e) => company[stations[e]]).values()].map((same) => {
        const cheapest = costs.map((row) => same.reduce((a, b) => (row[b - from] < row[a - from] ? b : a)))
        const each = costs.map((row, k) => row[cheapest[k] - from])
        const round = new Int8Array(sets).fill(-1)
        for (let set = sets - 1; set > 0; set--) {
          for (let k = 0; k < size; k++) {
            if ((set & (1 << k)) === 0 || cost[set ^ (1 << k)] + each[k] >= cost[set]) continue
            cost[set] = cost[set ^ (1 << k)] + each[k]
            round[set] = k
          }
        }
        return { round, cheapest }
      })
      const fill = (used: number, row: Int32Array) => {
        let set = used
        for (const { round, cheapest } of steps.toReversed()) {
          const k = round[set]
          if (k === -1) continue
          row[k] = cheapest[k]
          set ^= 1 << k
        }
      }
      return { cost, fill }
    }
  }
}

type Spending = { readonly cost: Float64Array; readonly fill: (used: number, row: Int32Array) => void }
