// A seeded source of chance, so that what is drawn comes out the same every time.

/** Gives a number in [0, 1). */
export type Draw = () => number

/** Mulberry32 by Tommy Ettinger (2017, public domain): 32 bits of state, good enough to choose with. */
export const chance = (seed: number): Draw => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
