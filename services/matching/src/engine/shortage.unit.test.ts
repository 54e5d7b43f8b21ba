// Shortages against all subsets of students, and against what one place more does.
import { assert, integer, property } from 'fast-check'
import { placePairs } from './bare-placement.ts'
import { largestPlan } from './largest-plan.ts'
import type { Pairs } from './placement-network.ts'
import { shortages, whatWouldHelp } from './shortage.ts'
import { randomPlacement } from './testing/random-placement.ts'

const anySeed = (numRuns: number, check: (seed: number) => void) =>
  assert(property(integer(), check), { seed: 17, numRuns })

const small = (seed: number) => randomPlacement(seed, { students: 9, openings: 6, arcs: 3, plain: true })
const larger = (seed: number) => randomPlacement(seed, { students: 70, openings: 30, arcs: 4, plain: true })

const reach = ({ offsets, openings }: Pairs, students: Iterable<number>) =>
  new Set([...students].flatMap((i) => [...openings.subarray(offsets[i], offsets[i + 1])]))

const placesAt = (pairs: Pairs, openings: Iterable<number>) =>
  [...openings].reduce((sum, j) => sum + pairs.capacity[j], 0)

const subsets = function* (items: readonly number[]): Generator<number[]> {
  for (let mask = 1; mask < 1 << items.length; mask++) yield items.filter((_, k) => (mask >> k) & 1)
}

describe('largestPlan', () => {
  it('places as many as the cheapest plan that places all it can, within capacities and pairs', () => {
    anySeed(300, (seed) => {
      const pairs = larger(seed)
      const { assignment, placed } = largestPlan(pairs)
      expect(placed).toBe(placePairs(pairs).placed)
      const load = new Int32Array(pairs.capacity.length)
      assignment.forEach((j, i) => {
        if (j === -1) return
        load[j]++
        expect(reach(pairs, [i])).toContain(j)
      })
      expect(load.every((n, j) => n <= pairs.capacity[j])).toBe(true)
      expect(assignment.filter((j) => j !== -1)).toHaveLength(placed)
    })
  })

  it('keeps everyone placed who was placed before', () => {
    anySeed(100, (seed) => {
      const pairs = larger(seed)
      const before = largestPlan(pairs).assignment
      const fewer = before.map((j, i) => (i % 2 === 0 ? j : -1))
      const after = largestPlan(pairs, fewer)
      expect(after.placed).toBe(largestPlan(pairs).placed)
      fewer.forEach((j, i) => {
        if (j !== -1) expect(after.assignment[i]).not.toBe(-1)
      })
    })
  })
})

describe('shortages', () => {
  it('are groups that share nothing, whose openings are all they can go to, and add up to the unplaced', () => {
    anySeed(300, (seed) => {
      const pairs = larger(seed)
      const { unplaced, groups } = shortages(pairs)
      expect(unplaced).toBe(70 - placePairs(pairs).placed)
      expect(groups.reduce((sum, { short }) => sum + short, 0)).toBe(unplaced)
      for (const { students, openings, short } of groups) {
        expect([...reach(pairs, students)].toSorted((a, b) => a - b)).toEqual([...openings])
        expect(students.length - placesAt(pairs, openings)).toBe(short)
        expect(short).toBeGreaterThan(0)
      }
      const everyone = groups.flatMap(({ students }) => [...students])
      const everywhere = groups.flatMap(({ openings }) => [...openings])
      expect(new Set(everyone).size).toBe(everyone.length)
      expect(new Set(everywhere).size).toBe(everywhere.length)
    })
  })

  it('have no part of the same group short by as many', () => {
    anySeed(200, (seed) => {
      const pairs = small(seed)
      for (const { students, short } of shortages(pairs).groups) {
        for (const part of subsets([...students])) {
          if (part.length < students.length) {
            expect(part.length - placesAt(pairs, reach(pairs, part))).toBeLessThan(short)
          }
        }
      }
    })
  })

  it('shrink by one with one more place at any opening of a group', () => {
    anySeed(100, (seed) => {
      const pairs = larger(seed)
      const { unplaced, groups } = shortages(pairs)
      const short = new Set(groups.flatMap(({ openings }) => [...openings]))
      for (const j of pairs.capacity.keys()) {
        const wider = { ...pairs, capacity: pairs.capacity.with(j, pairs.capacity[j] + 1) }
        expect(shortages(wider).unplaced).toBe(unplaced - (short.has(j) ? 1 : 0))
      }
    })
  })

  it('tells what would help', () => {
    const tight: Pairs = {
      offsets: Int32Array.of(0, 1, 2, 2),
      openings: Int32Array.of(0, 0),
      costs: Int32Array.of(1, 1),
      capacity: Int32Array.of(1, 1),
    }
    const roomier = { ...tight, capacity: Int32Array.of(2, 1) }
    const further = { ...tight, offsets: Int32Array.of(0, 2, 3, 4), openings: Int32Array.of(0, 1, 0, 1) }
    expect(whatWouldHelp(tight, [roomier, further, tight])).toEqual([1, 1, 0])
  })
})
