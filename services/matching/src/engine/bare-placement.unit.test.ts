// The fast solver against a general one, its proof against every mutant, and what must not change an answer.
import { assert, integer, property } from 'fast-check'
import { type BarePlan, placePairs } from './bare-placement.ts'
import { checkPairs } from './certificate.ts'
import { networkSimplex } from './network-simplex.ts'
import { solvePlacement } from './placement.ts'
import type { Pairs } from './placement-network.ts'
import { below, seededRandom } from './random.ts'
import { shortestAugmentations } from './shortest-augmentations.ts'
import { knownOptimum } from './testing/known-optimum.ts'
import { randomPlacement } from './testing/random-placement.ts'

const anySeed = (numRuns: number, check: (seed: number) => void) =>
  assert(property(integer(), check), { seed: 3, numRuns })

/** Plenty of places, few, or about as many as students. */
const samples = (seed: number): Pairs => {
  const students = 5 + Math.abs(seed % 60)
  const openings = 3 + Math.abs(seed % 17)
  const pairs = randomPlacement(seed, { students, openings, arcs: 6, plain: true })
  const size = 1 + (Math.abs(seed) % Math.ceil((3 * students) / openings))
  return { ...pairs, capacity: pairs.capacity.map((c) => Math.min(c * size, 20)) }
}

const provenBy = (pairs: Pairs, plan: BarePlan) => checkPairs(pairs, plan.unplacedCost, plan)

describe('placePairs', () => {
  it('proves its plan, for any cost of staying unplaced', () => {
    anySeed(600, (seed) => {
      const pairs = samples(seed)
      const unplacedCost = [undefined, 1000, 12, 0, -3][Math.abs(seed) % 5]
      expect(provenBy(pairs, placePairs(pairs, unplacedCost))).toEqual([])
    })
  })

  it('places as many as possible when nothing is said about staying unplaced', () => {
    anySeed(150, (seed) => {
      const pairs = samples(seed)
      const levels = solvePlacement(pairs)
      const plan = placePairs(pairs)
      expect(plan.placed).toBe(levels.placed)
      const unplaced = plan.assignment.length - plan.placed
      expect(plan.objective - unplaced * plan.unplacedCost).toBe(levels.levels[1].objective)
    })
  })

  it('takes negative costs, and costs beyond 32-bit arithmetic', () => {
    anySeed(200, (seed) => {
      const pairs = samples(seed)
      const negative = { ...pairs, costs: pairs.costs.map((cost) => 9 - cost) }
      expect(provenBy(negative, placePairs(negative))).toEqual([])
      const huge = { ...pairs, costs: pairs.costs.map((cost) => cost * 100_000_000 + (seed & 1) * -2_000_000_000) }
      const plan = placePairs(huge)
      expect(provenBy(huge, plan)).toEqual([])
      expect(plan.placed).toBe(placePairs(pairs).placed)
    })
  })

  it('scales with its costs', () => {
    anySeed(100, (seed) => {
      const pairs = samples(seed)
      const tenfold = { ...pairs, costs: pairs.costs.map((cost) => cost * 10) }
      expect(placePairs(tenfold, 500).objective).toBe(placePairs(pairs, 50).objective * 10)
    })
  })

  it('never costs more with one more place, and not a penny else with a pair nobody can afford', () => {
    anySeed(100, (seed) => {
      const pairs = samples(seed)
      const { objective } = placePairs(pairs, 50)
      const j = Math.abs(seed) % pairs.capacity.length
      const wider = { ...pairs, capacity: pairs.capacity.with(j, pairs.capacity[j] + 1) }
      expect(placePairs(wider, 50).objective).toBeLessThanOrEqual(objective)
      const dear = { ...pairs, costs: pairs.costs.map((cost, a) => (a % 3 === 0 ? 51 : cost)) }
      const without = dropPairs(pairs, (a) => a % 3 === 0)
      expect(placePairs(dear, 50).objective).toBe(placePairs(without, 50).objective)
    })
  })

  it('finds a plan whose cost is known by construction, with many students', () => {
    const { pairs, cost } = known(5, 4000, 700, 12)
    const plan = placePairs(pairs)
    expect(plan.objective).toBe(cost)
    expect(plan.bound).toBe(cost)
  })

  it('can be cancelled', () => {
    const cancel = () => {
      throw new Error('cancelled')
    }
    expect(() => placePairs(known(1, 300, 50, 9).pairs, undefined, cancel)).toThrow('cancelled')
  })
})

describe('shortestAugmentations', () => {
  it('takes a cost of staying unplaced per student', () => {
    anySeed(300, (seed) => {
      const pairs = samples(seed)
      const random = seededRandom(seed)
      const unplacedCost = Int32Array.from({ length: pairs.offsets.length - 1 }, () => below(random, 60))
      const { assignment, studentPrices, openingPrices } = shortestAugmentations(pairs, unplacedCost)
      const bound =
        studentPrices.reduce((a, b) => a + b, 0) - openingPrices.reduce((sum, v, j) => sum + v * pairs.capacity[j], 0)
      expect(bound).toBe(bySimplex(pairs, unplacedCost))
      assignment.forEach((j, i) => {
        expect(studentPrices[i]).toBeLessThanOrEqual(unplacedCost[i])
        if (j === -1) expect(studentPrices[i]).toBe(unplacedCost[i])
        for (let a = pairs.offsets[i]; a < pairs.offsets[i + 1]; a++) {
          const slack = pairs.costs[a] + openingPrices[pairs.openings[a]] - studentPrices[i]
          expect(slack).toBeGreaterThanOrEqual(0)
          if (pairs.openings[a] === j) expect(slack).toBe(0)
        }
      })
    })
  })
})

describe('checkPairs', () => {
  it('refuses every mutant of a plan, of its figures and of its prices', () => {
    anySeed(40, (seed) => {
      const pairs = samples(seed)
      const plan = placePairs(pairs, 40)
      for (const mutant of mutants(pairs, plan)) expect(provenBy(pairs, mutant)).not.toEqual([])
    })
  })
})

const mutants = function* (pairs: Pairs, plan: BarePlan) {
  yield { ...plan, placed: plan.placed - 1 }
  yield { ...plan, objective: plan.objective + 1 }
  yield { ...plan, bound: plan.bound - 1 }
  yield { ...plan, bound: plan.bound - 1, objective: plan.objective - 1 }
  yield { ...plan, assignment: plan.assignment.subarray(1) }
  yield { ...plan, studentPrices: plan.studentPrices.subarray(1) }
  yield { ...plan, openingPrices: plan.openingPrices.subarray(1) }
  for (const i of plan.assignment.keys()) {
    yield { ...plan, assignment: plan.assignment.with(i, pairs.capacity.length) }
    if (plan.assignment[i] !== -1) yield { ...plan, assignment: plan.assignment.with(i, -1) }
    for (const change of [-1, 1, -0.5, Number.NaN]) {
      yield { ...plan, studentPrices: plan.studentPrices.with(i, plan.studentPrices[i] + change) }
    }
  }
  for (const j of pairs.capacity.keys()) {
    yield { ...plan, openingPrices: plan.openingPrices.with(j, -1) }
    yield { ...plan, openingPrices: plan.openingPrices.with(j, Number.NaN) }
    for (const change of [-1, 1]) {
      const changed = { ...plan, openingPrices: plan.openingPrices.with(j, plan.openingPrices[j] + change) }
      if (pairs.capacity[j] > 0) yield changed
      if (pairs.capacity[j] > 0) yield { ...changed, bound: plan.bound - change * pairs.capacity[j] }
    }
  }
}

const dropPairs = (pairs: Pairs, dropped: (a: number) => boolean): Pairs => {
  const kept = Array.from(pairs.openings.keys()).filter((a) => !dropped(a))
  return {
    ...pairs,
    offsets: pairs.offsets.map((end) => kept.filter((a) => a < end).length),
    openings: Int32Array.from(kept, (a) => pairs.openings[a]),
    costs: Int32Array.from(kept, (a) => pairs.costs[a]),
  }
}

const known = (seed: number, students: number, openings: number, arcs: number) => {
  const random = seededRandom(seed)
  return knownOptimum(
    seed,
    Int32Array.from({ length: students }, () => below(random, openings)),
    openings,
    arcs,
  )
}

const bySimplex = (pairs: Pairs, unplacedCost: Int32Array): number => {
  const students = unplacedCost.length
  const sink = students + pairs.capacity.length
  const tail: number[] = []
  unplacedCost.forEach((_, i) => {
    for (let a = pairs.offsets[i]; a < pairs.offsets[i + 1]; a++) tail.push(i)
  })
  const ends = Array.from(unplacedCost.keys(), () => sink)
  const { cost } = networkSimplex({
    nodes: sink + 1,
    tail: Int32Array.from([...tail, ...unplacedCost.keys(), ...Array.from(pairs.capacity.keys(), (j) => students + j)]),
    head: Int32Array.from([
      ...Array.from(pairs.openings, (j) => students + j),
      ...ends,
      ...Array.from(pairs.capacity, () => sink),
    ]),
    capacity: Int32Array.from([...pairs.openings.map(() => 1), ...unplacedCost.map(() => 1), ...pairs.capacity]),
    cost: Int32Array.from([...pairs.costs, ...unplacedCost, ...pairs.capacity.map(() => 0)]),
    supply: Int32Array.from({ length: sink + 1 }, (_, v) => (v < students ? 1 : v === sink ? -students : 0)),
  })
  return cost
}
