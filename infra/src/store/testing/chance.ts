// Repeatable chance for generated tests: the same seed gives the same story.

export type Chance = {
  /** A whole number from 0 up to, not including, `n`. */
  readonly below: (n: number) => number
  readonly oneOf: <T>(choices: readonly T[]) => T
  /** True once in `n` times. */
  readonly oneIn: (n: number) => boolean
  /** So many results of the maker, between the two counts. */
  readonly some: <T>(least: number, most: number, make: () => T) => T[]
}

/** Mulberry32 by Tommy Ettinger (public domain): 32 bits of state, good enough to choose with. */
export const chanceFrom = (seed: number): Chance => {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (n: number): number => Math.floor(next() * n)
  return {
    below,
    oneOf: (choices) => choices[below(choices.length)]!,
    oneIn: (n) => below(n) === 0,
    some: (least, most, make) => Array.from({ length: least + below(most - least + 1) }, make),
  }
}
