// Ask lists against every possible set of companies, with places counted by Hall's theorem.
import { assert, integer, property } from 'fast-check'
import { askList, type Offers } from './ask-list.ts'
import type { Pairs } from './placement-network.ts'
import { below, seededRandom } from './random.ts'
import { randomPlacement } from './testing/random-placement.ts'

const anySeed = (numRuns: number, check: (seed: number) => void) =>
  assert(property(integer(), check), { seed: 29, numRuns })

const COMPANIES = 6

/** Two offers of some companies, none of others; costs may be 0, equal or broken, chances too. */
const sample = (seed: number) => {
  const random = seededRandom(seed)
  const pairs = randomPlacement(seed, { students: 8, openings: 7, arcs: 3, plain: true })
  const tight = { ...pairs, capacity: pairs.capacity.map((c) => Math.min(c, 1)) }
  const draw = (length: number, limit: number) => Int32Array.from({ length }, () => below(random, limit))
  const offers: Offers = {
    opening: draw(9, 7),
    places: draw(9, 4),
    company: draw(9, COMPANIES),
    ...(seed % 2 === 0 ? {} : { chance: Float64Array.from(draw(9, 11), (tenths) => tenths / 10) }),
  }
  const costs = Float64Array.from(draw(COMPANIES, 5), (cost) => (seed % 3 === 0 ? 1 : cost / (seed % 5 === 0 ? 4 : 1)))
  return { pairs: tight, offers, costs }
}

/** By max-flow min-cut the most that can be placed is the least, over all sets of students, of those outside it plus its places. */
const placeable = (
  { offsets, openings, capacity }: Pairs,
  { opening, places, company, chance }: Offers,
  asked: number,
) => {
  const room = Array.from(capacity, Number)
  opening.forEach((j, k) => {
    if ((asked >> company[k]) & 1) room[j] += places[k] * (chance?.[k] ?? 1)
  })
  const students = offsets.length - 1
  let least = students
  for (let set = 1; set < 1 << students; set++) {
    const reach = new Set<number>()
    let outside = 0
    for (let i = 0; i < students; i++) {
      if ((set >> i) & 1) for (let a = offsets[i]; a < offsets[i + 1]; a++) reach.add(openings[a])
      else outside++
    }
    least = Math.min(
      least,
      [...reach].reduce((sum, j) => sum + room[j], outside),
    )
  }
  return least
}

describe('askList', () => {
  it('is the cheapest of all lists that place as many as asking everyone does, and proves it', () => {
    anySeed(120, (seed) => {
      const { pairs, offers, costs } = sample(seed)
      const costOf = (asked: number) => costs.reduce((sum, cost, c) => sum + ((asked >> c) & 1 ? cost : 0), 0)
      const everyone = placeable(pairs, offers, (1 << COMPANIES) - 1)
      let cheapest = Number.POSITIVE_INFINITY
      for (let asked = 0; asked < 1 << COMPANIES; asked++) {
        if (costOf(asked) < cheapest && placeable(pairs, offers, asked) > everyone - 1e-9) cheapest = costOf(asked)
      }
      const list = askList(pairs, offers, costs)
      const asked = list.ask.reduce((mask, c) => mask | (1 << c), 0)
      expect(list.cost).toBeCloseTo(costOf(asked), 9)
      expect(list.cost).toBeCloseTo(cheapest, 9)
      expect(list.bound).toBeLessThanOrEqual(list.cost + 1e-9)
      expect(list.bound).toBeCloseTo(cheapest, 5)
      expect(placeable(pairs, offers, asked)).toBeCloseTo(everyone, 7)
      expect(list.placedAfter).toBeCloseTo(everyone, 6)
    })
  })

  it('stays within one percent of its bound where thousands of lists are nearly as good, the same every time', () => {
    const random = seededRandom(4)
    const pairs = randomPlacement(4, { students: 1500, openings: 300, arcs: 8, plain: true })
    const tight = { ...pairs, capacity: pairs.capacity.map((c) => 2 * c) }
    const length = 400
    const draw = (limit: number) => Int32Array.from({ length }, () => below(random, limit))
    const offers = {
      opening: draw(300),
      places: draw(6),
      company: draw(250),
      chance: Float64Array.from(draw(10), (c) => c / 9),
    }
    const costs = Float64Array.from({ length: 250 }, () => 1 + below(random, 20))
    const list = askList(tight, offers, costs)
    expect(list.ask.length).toBeGreaterThan(20)
    expect(list.cost).toBeLessThanOrEqual(1.01 * list.bound)
    expect(askList(tight, offers, costs)).toEqual(list)
  })

  it('asks nobody when everyone has a place, or when no offer can help', () => {
    const one = { offsets: Int32Array.of(0, 1), openings: Int32Array.of(0), capacity: Int32Array.of(1) }
    const offers = { opening: Int32Array.of(1), places: Int32Array.of(5), company: Int32Array.of(0) }
    const none = { cost: 0, bound: 0, ask: new Int32Array(0) }
    const wide = { ...one, capacity: Int32Array.of(1, 0) }
    expect(askList(wide, offers, Float64Array.of(3))).toEqual({ ...none, placedAfter: 1 })
    const full = { ...one, capacity: Int32Array.of(0, 0) }
    expect(askList(full, offers, Float64Array.of(3))).toEqual({ ...none, placedAfter: 0 })
  })
})
