// Splits a placement into parts that have nothing to do with each other.

/**
 * Per opening the number of its part, 0 .. count-1: openings are in one part when students join them.
 * Source: union by path halving (Tarjan and van Leeuwen, 1984). Near linear in arcs.
 */
export const openingParts = (
  offsets: Int32Array,
  openings: Int32Array,
  openingCount: number,
): { readonly part: Int32Array; readonly count: number } => {
  const up = Int32Array.from({ length: openingCount }, (_, j) => j)
  const top = (j: number) => {
    let at = j
    while (up[at] !== at) {
      up[at] = up[up[at]]
      at = up[at]
    }
    return at
  }
  for (let i = 0; i + 1 < offsets.length; i++) {
    const end = offsets[i + 1]
    if (offsets[i] === end) continue
    let joined = top(openings[offsets[i]])
    for (let a = offsets[i] + 1; a < end; a++) {
      const other = top(openings[a])
      if (other === joined) continue
      up[other] = joined
      joined = top(joined)
    }
  }
  const part = new Int32Array(openingCount).fill(-1)
  let count = 0
  for (let j = 0; j < openingCount; j++) if (up[j] === j) part[j] = count++
  for (let j = 0; j < openingCount; j++) part[j] = part[top(j)]
  return { part, count }
}
