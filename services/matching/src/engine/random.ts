// A small seeded source of chance, so that the same season always gives the same plan.

/**
 * Returns a function that gives evenly spread 32-bit unsigned integers, the same ones for the same seed.
 * Source: splitmix32 (after Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
 */
export const seededRandom = (seed: number) => {
  let state = seed | 0
  return () => {
    state = (state + 0x9e3779b9) | 0
    let z = state ^ (state >>> 16)
    z = Math.imul(z, 0x21f0aaad)
    z ^= z >>> 15
    z = Math.imul(z, 0x735a2d97)
    return (z ^ (z >>> 15)) >>> 0
  }
}

/** A number in 0 .. limit-1 from one draw. */
export const below = (random: () => number, limit: number) => Math.floor((random() / 4294967296) * limit)

/** Fills a fresh array with 0 .. length-1 in random order (Fisher and Yates, 1938). */
export const shuffled = (random: () => number, length: number): Int32Array => {
  const order = Int32Array.from({ length }, (_, k) => k)
  for (let k = length - 1; k > 0; k--) {
    const other = below(random, k + 1)
    const kept = order[k]
    order[k] = order[other]
    order[other] = kept
  }
  return order
}
