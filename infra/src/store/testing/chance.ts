// Repeatable chance for generated tests: the same seed gives the same story.
import { chance } from '../../chance.ts'

export type Chance = {
  /** A whole number from 0 up to, not including, `n`. */
  readonly below: (n: number) => number
  readonly oneOf: <T>(choices: readonly T[]) => T
  /** True once in `n` times. */
  readonly oneIn: (n: number) => boolean
  /** So many results of the maker, between the two counts. */
  readonly some: <T>(least: number, most: number, make: () => T) => T[]
}

export const chanceFrom = (seed: number): Chance => {
  const next = chance(seed)
  const below = (n: number): number => Math.floor(next() * n)
  return {
    below,
    oneOf: (choices) => choices[below(choices.length)]!,
    oneIn: (n) => below(n) === 0,
    some: (least, most, make) => Array.from({ length: least + below(most - least + 1) }, make),
  }
}
