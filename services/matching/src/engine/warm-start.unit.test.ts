// A start from any former plan gives a proven answer, and asks nothing of those for whom nothing has changed.
import { assert, integer, property } from 'fast-check'
import { placePairs } from './bare-placement.ts'
import { checkPairs } from './certificate.ts'
import type { Pairs } from './placement-network.ts'
import { below, seededRandom } from './random.ts'
import { shortestAugmentations } from './shortest-augmentations.ts'
import { randomPlacement } from './testing/random-placement.ts'
import { type FormerPlan, warmStart } from './warm-start.ts'

const anySeed = (numRuns: number, check: (seed: number) => void) =>
  assert(property(integer(), check), { seed: 8, numRuns })

const samples = (seed: number): Pairs => {
  const students = 5 + Math.abs(seed % 60)
  const openings = 3 + Math.abs(seed % 17)
  const pairs = randomPlacement(seed, { students, openings, arcs: 6, plain: true })
  const size = 1 + (Math.abs(seed) % Math.ceil((3 * students) / openings))
  return { ...pairs, capacity: pairs.capacity.map((c) => Math.min(c * size, 20)) }
}

/** Some costs and capacities drawn anew. */
const changed = (pairs: Pairs, random: () => number): Pairs => ({
  ...pairs,
  costs: pairs.costs.map((cost) => (below(random, 4) === 0 ? below(random, 20) : cost)),
  capacity: pairs.capacity.map((places) => (below(random, 4) === 0 ? below(random, 5) : places)),
})

describe('placePairs', () => {
  describe('given a former plan and its prices', () => {
    it('proves a plan of the same cost as without them, after any change', () => {
      anySeed(600, (seed) => {
        const random = seededRandom(seed)
        let pairs = samples(seed)
        const unplacedCost = [undefined, 1000, 12, 3][Math.abs(seed) % 4]
        let former = placePairs(pairs, unplacedCost)
        for (let change = 0; change < 4; change++) {
          pairs = changed(pairs, random)
          const plan = placePairs(pairs, unplacedCost, undefined, former)
          expect(checkPairs(pairs, plan.unplacedCost, plan)).toEqual([])
          expect(plan.objective).toBe(placePairs(pairs, unplacedCost).objective)
          former = plan
        }
      })
    })

    it('takes any plan and any prices, even for other students and openings', () => {
      anySeed(300, (seed) => {
        const random = seededRandom(seed)
        const pairs = samples(seed)
        const former: FormerPlan = {
          assignment: Int32Array.from({ length: below(random, 70) }, () => below(random, 20) - 1),
          openingPrices: Array.from({ length: below(random, 20) }, () => below(random, 60) / 2 - 5),
        }
        const plan = placePairs(pairs, 15, undefined, former)
        expect(checkPairs(pairs, 15, plan)).toEqual([])
      })
    })

    it('has nobody search when nothing has changed', () => {
      anySeed(100, (seed) => {
        const pairs = samples(seed)
        const former = placePairs(pairs, 30)
        const searches: string[] = []
        const plan = placePairs(pairs, 30, ({ stage }) => searches.push(stage), former)
        expect(searches).toEqual([])
        expect(plan).toEqual(former)
      })
    })

    it('can be cancelled', () => {
      const pairs = samples(59)
      const cancel = () => {
        throw new Error('cancelled')
      }
      const nobody = { assignment: [], openingPrices: pairs.capacity.map(() => 9) }
      expect(() => placePairs(pairs, 30, cancel, nobody)).toThrow('cancelled')
    })
  })
})

describe('warmStart', () => {
  it('takes a cost of staying unplaced per student', () => {
    anySeed(300, (seed) => {
      const random = seededRandom(seed)
      const pairs = samples(seed)
      const unplacedCost = Int32Array.from({ length: pairs.offsets.length - 1 }, () => below(random, 60))
      const former = shortestAugmentations(pairs, unplacedCost)
      const now = changed(pairs, random)
      const costs = unplacedCost.map((cost) => (below(random, 3) === 0 ? below(random, 60) : cost))
      const plan = warmStart(now, costs, former)
      const cold = shortestAugmentations(now, costs)
      expect(boundOf(now, plan)).toBe(boundOf(now, cold))
      plan.assignment.forEach((j, i) => {
        expect(plan.studentPrices[i]).toBeLessThanOrEqual(costs[i])
        if (j === -1) expect(plan.studentPrices[i]).toBe(costs[i])
        for (let a = now.offsets[i]; a < now.offsets[i + 1]; a++) {
          const slack = now.costs[a] + plan.openingPrices[now.openings[a]] - plan.studentPrices[i]
          expect(slack).toBeGreaterThanOrEqual(0)
          if (now.openings[a] === j) expect(slack).toBe(0)
        }
      })
    })
  })
})

const boundOf = ({ capacity }: Pairs, { studentPrices, openingPrices }: ReturnType<typeof shortestAugmentations>) =>
  studentPrices.reduce((a, b) => a + b, 0) - openingPrices.reduce((sum, price, j) => sum + price * capacity[j], 0)
