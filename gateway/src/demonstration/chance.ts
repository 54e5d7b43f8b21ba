// Chance with a seed, so that the same demonstration comes out every time.
import { chance } from '@stagebureau/infra'

export type Chance = ReturnType<typeof createChance>

export const createChance = (seed: number) => {
  const next = chance(seed)
  const whole = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1))
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(next() * items.length)]!
  return {
    next,
    whole,
    pick,
    /** Spread around 0 with deviation 1 (Box and Muller, 1958). */
    normal: (): number => Math.sqrt(-2 * Math.log(next() + 1e-12)) * Math.cos(2 * Math.PI * next()),
    /** One of the items, the first ones more often. */
    early: <Item>(items: readonly Item[], power = 1.6): Item => items[Math.floor(next() ** power * items.length)]!,
    weighted: <Item>(items: readonly (readonly [Item, number])[]): Item => {
      let left = next() * items.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [item, weight] of items) {
        left -= weight
        if (left <= 0) return item
      }
      return items.at(-1)![0]
    },
    some: <Item>(items: readonly Item[], count: number): Item[] => {
      const left = [...items]
      return Array.from(
        { length: Math.min(count, left.length) },
        () => left.splice(Math.floor(next() * left.length), 1)[0]!,
      )
    },
    digits: (length: number): string => Array.from({ length }, () => whole(0, 9)).join(''),
    letters: (length: number): string => Array.from({ length }, () => pick([...'ABCDEGHJKLMNPRSTVWXZ'])).join(''),
  }
}
