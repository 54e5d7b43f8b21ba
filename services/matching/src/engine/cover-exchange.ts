// Improves a choice that meets all needs by exchanging one or two of its members for cheaper ones.
import type { Need, Steps } from './cover-relaxation.ts'

/**
 * The best choice reached by these steps, again and again, while the known needs stay met: leave one out; one for a cheaper
 * one; two for one that costs less than both. O(members^2 * columns * needs) a pass at worst, far less as a rule, since most
 * exchanges fail at the first need; gives up after `patience` steps, and as soon as the cost is `enough`.
 */
export const exchangeForCheaper = (
  costs: Float64Array,
  needs: readonly Need[],
  chosen: readonly number[],
  enough: number,
  steps: Steps,
  patience = 10_000_000,
): readonly number[] => {
  const gives = needs.map(({ columns, weights }) => {
    const row = new Float64Array(costs.length)
    columns.forEach((c, k) => {
      row[c] = weights[k]
    })
    return row
  })
  const members = new Set(chosen)
  const spare = needs.map(({ need }, r) => chosen.reduce((sum, c) => sum + gives[r][c], 0) - need)
  const cheapest = Array.from(costs.keys()).sort((a, b) => costs[a] - costs[b])
  const last = steps.taken + patience
  const fits = (out: readonly number[], into: number) => {
    steps.taken += 4
    for (let r = 0; r < gives.length; r++) {
      steps.taken++
      let left = spare[r] + 1e-9
      for (const c of out) left -= gives[r][c]
      if (into !== -1) left += gives[r][into]
      if (left < 0) return false
    }
    return true
  }
  let total = chosen.reduce((sum, c) => sum + costs[c], 0)
  const exchange = (out: readonly number[], into: number) => {
    gives.forEach((row, r) => {
      for (const c of out) spare[r] -= row[c]
      if (into !== -1) spare[r] += row[into]
    })
    for (const c of out) {
      members.delete(c)
      total -= costs[c]
    }
    if (into === -1) return
    members.add(into)
    total += costs[into]
  }
  /** Makes the first exchange of these members for something cheaper, if there is one. */
  const improve = (out: readonly number[]): boolean => {
    const cost = out.reduce((sum, c) => sum + costs[c], 0) - 1e-9
    if (fits(out, -1)) {
      exchange(out, -1)
      return true
    }
    for (const c of cheapest) {
      if (costs[c] >= cost || steps.taken > last) break
      if (members.has(c) || !fits(out, c)) continue
      exchange(out, c)
      return true
    }
    return false
  }
  const once = (): boolean => {
    const now = [...members].sort((a, b) => costs[b] - costs[a])
    for (const a of now) if (improve([a])) return true
    for (const [k, a] of now.entries()) for (const b of now.slice(k + 1)) if (improve([a, b])) return true
    return false
  }
  while (total > enough && steps.taken <= last && once());
  return [...members]
}
