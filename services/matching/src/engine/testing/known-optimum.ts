// Placements whose least cost is known because prices were drawn first.
import type { Pairs } from '../placement-network.ts'
import { below, seededRandom } from '../random.ts'

/**
 * A placement whose best plan puts student i at opening `at[i]`, and what that costs. Prices are drawn first, then costs at
 * which the hidden plan is tight and no other pair is better; every student has about `arcs` other pairs.
 */
export const knownOptimum = (
  seed: number,
  at: Int32Array,
  openings: number,
  arcs: number,
): { readonly pairs: Pairs; readonly cost: number } => {
  const random = seededRandom(seed)
  const capacity = new Int32Array(openings)
  for (const j of at) capacity[j]++
  const price = Int32Array.from({ length: openings }, () => below(random, 200))
  const rows = Array.from(at, (j) => [...new Set([j, ...Array.from({ length: arcs }, () => below(random, openings))])])
  const offsets = new Int32Array(at.length + 1)
  let cost = 0
  const costs = rows.flatMap((row, i) => {
    offsets[i + 1] = offsets[i] + row.length
    const pays = 300 + below(random, 500)
    cost += pays - price[at[i]]
    return row.map((j) => pays - price[j] + (j === at[i] ? 0 : below(random, 100)))
  })
  return { pairs: { offsets, openings: Int32Array.from(rows.flat()), costs: Int32Array.from(costs), capacity }, cost }
}
