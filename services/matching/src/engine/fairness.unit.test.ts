// Fair plans against all plans there are, their proof against every mutant, and what must not change an answer.
import { assert, integer, property } from 'fast-check'
import { placePairs } from './bare-placement.ts'
import { type FairPlan, placeFairly } from './fairness.ts'
import { checkFairness } from './fairness-check.ts'
import type { Pairs } from './placement-network.ts'
import { below, seededRandom, shuffled } from './random.ts'
import { rowsOf } from './student-order.ts'
import { randomPlacement } from './testing/random-placement.ts'

const anySeed = (numRuns: number, check: (seed: number) => void) =>
  assert(property(integer(), check), { seed: 5, numRuns })

const samples = (seed: number, students: number, schools: number) => {
  const openings = 2 + Math.abs(seed % 4) + (students >> 2)
  const pairs = randomPlacement(seed, { students, openings, arcs: 6, plain: true })
  const random = seededRandom(seed)
  return { pairs, school: Int32Array.from({ length: students }, () => below(random, schools)), unplacedCost: 25 }
}
type Sample = ReturnType<typeof samples>

const solve = ({ pairs, school, unplacedCost }: Sample) => placeFairly(pairs, school, unplacedCost)
const flawsOf = ({ pairs, school, unplacedCost }: Sample, plan: FairPlan) =>
  checkFairness(pairs, school, unplacedCost, plan)

/** The least objective of all plans. */
const leastOf = ({ pairs: { offsets, openings, costs, capacity }, school, unplacedCost }: Sample): number => {
  const schools = Math.max(...school) + 1
  const sizes = new Int32Array(schools)
  for (const g of school) sizes[g]++
  const sums = new Float64Array(schools)
  const left = capacity.slice()
  let least = Number.POSITIVE_INFINITY
  const place = (i: number, total: number) => {
    if (i === school.length) {
      let worst = Number.NEGATIVE_INFINITY
      for (let g = 0; g < schools; g++) if (sizes[g] > 0) worst = Math.max(worst, (school.length * sums[g]) / sizes[g])
      least = Math.min(least, total + worst)
      return
    }
    const at = (cost: number) => {
      sums[school[i]] += cost
      place(i + 1, total + cost)
      sums[school[i]] -= cost
    }
    at(unplacedCost)
    for (let a = offsets[i]; a < offsets[i + 1]; a++) {
      if (left[openings[a]] === 0) continue
      left[openings[a]]--
      at(costs[a])
      left[openings[a]]++
    }
  }
  place(0, 0)
  return least
}

describe('placeFairly', () => {
  it('bounds the best of all plans from below, and reaches it nearly always where there are few', () => {
    let reached = 0
    anySeed(150, (seed) => {
      const sample = samples(seed, 3 + Math.abs(seed % 5), 1 + Math.abs(seed % 3))
      const plan = solve(sample)
      const least = leastOf(sample)
      expect(flawsOf(sample, plan)).toEqual([])
      expect(plan.bound).toBeLessThanOrEqual(least + 1e-9)
      expect(plan.objective).toBeGreaterThanOrEqual(least - 1e-9)
      if (plan.objective < least + 1e-9) reached++
    })
    expect(reached).toBeGreaterThan(120)
  })

  it('proves what it says of its gap, which is never negative, whatever the costs', () => {
    anySeed(60, (seed) => {
      const sample = samples(seed, 10 + Math.abs(seed % 40), 1 + Math.abs(seed % 7))
      const factor = [1, -1, 1000, 3_000_000][Math.abs(seed) % 4]
      const pairs = { ...sample.pairs, costs: sample.pairs.costs.map((cost) => cost * factor) }
      const other = { ...sample, pairs, unplacedCost: 25 * Math.abs(factor) }
      const plan = solve(other)
      expect(flawsOf(other, plan)).toEqual([])
      expect(plan.gap).toBeGreaterThanOrEqual(0)
    })
  })

  it('is a plain placement when there is one school', () => {
    anySeed(60, (seed) => {
      const sample = samples(seed, 30, 1)
      const plan = solve(sample)
      expect(plan.objective).toBe(2 * placePairs(sample.pairs, sample.unplacedCost).objective)
      expect(plan.gap).toBe(0)
    })
  })

  it('levels hundreds of students of a dozen schools to within a hundredth of its bound, and spares the worst off', () => {
    const sample = { ...samples(7, 600, 12), unplacedCost: 40 }
    const plan = solve(sample)
    expect(flawsOf(sample, plan)).toEqual([])
    expect(plan.gap).toBeLessThan(plan.bound / 100)
    const plain = placePairs(sample.pairs, sample.unplacedCost).assignment
    expect(Math.max(...plan.means)).toBeLessThan(0.97 * Math.max(...meansOf(sample, plain)))
  })

  it('does not let one student who must travel far spoil what can be proven', () => {
    const sample = samples(3, 80, 4)
    const school = sample.school.with(0, 4)
    const costs = sample.pairs.costs.map((cost, a) => (a < sample.pairs.offsets[1] ? 900_000 + cost : cost))
    const lonely = { pairs: { ...sample.pairs, costs }, school, unplacedCost: 1_000_000 }
    const plan = solve(lonely)
    expect(flawsOf(lonely, plan)).toEqual([])
    expect(plan.gap).toBeLessThan(plan.bound / 100)
  })

  it('gives every school the same whatever the order of students', () => {
    anySeed(20, (seed) => {
      const sample = samples(seed, 40, 4)
      const order = shuffled(seededRandom(seed), 40)
      const mixed = { ...sample, pairs: rowsOf(sample.pairs, order), school: order.map((i) => sample.school[i]) }
      const plan = solve(sample)
      const other = solve(mixed)
      expect(other.objective).toBe(plan.objective)
      expect(other.bound).toBe(plan.bound)
      expect(other.means).toEqual(plan.means)
    })
  })

  it('answers when there is nobody, nowhere to go, or a school without students', () => {
    const nobody = {
      offsets: Int32Array.of(0),
      openings: new Int32Array(),
      costs: new Int32Array(),
      capacity: new Int32Array(),
    }
    expect(placeFairly(nobody, new Int32Array(), 5)).toMatchObject({ placed: 0, objective: 0, bound: 0, gap: 0 })
    const nowhere = { ...nobody, offsets: new Int32Array(3) }
    const plan = placeFairly(nowhere, Int32Array.of(2, 0), 5)
    expect(plan).toMatchObject({ objective: 20, gap: 0, means: Float64Array.of(5, 0, 5) })
  })

  it('refuses numbers that cannot be handled exactly', () => {
    const { pairs, school } = samples(1, 8, 2)
    expect(() => placeFairly(pairs, school, 2 ** 50)).toThrow(RangeError)
  })

  it('can be cancelled', () => {
    const { pairs, school } = samples(1, 50, 4)
    const cancel = () => {
      throw new Error('cancelled')
    }
    expect(() => placeFairly(pairs, school, 25, cancel)).toThrow('cancelled')
  })
})

describe('checkFairness', () => {
  it('refuses every mutant of a plan, of its figures and of its proof', () => {
    anySeed(20, (seed) => {
      const sample = samples(seed, 12 + Math.abs(seed % 20), 3)
      const plan = solve(sample)
      for (const mutant of mutants(sample.pairs, plan)) expect(flawsOf(sample, mutant)).not.toEqual([])
    })
  })

  it('does not take a false bound that goes with false prices or factors', () => {
    const sample = samples(4, 30, 3)
    const plan = solve(sample)
    const { certificate } = plan
    const dearer = certificate.studentPrices.map((price) => price + 1)
    const more = (30 * 1) / certificate.denominator
    const raised = {
      ...plan,
      bound: Math.min(plan.objective, plan.bound + more),
      certificate: { ...certificate, studentPrices: dearer },
    }
    expect(flawsOf(sample, { ...raised, gap: raised.objective - raised.bound })).not.toEqual([])
    const factors = certificate.factors.map((factor) => factor + certificate.denominator)
    expect(flawsOf(sample, { ...plan, certificate: { ...certificate, factors } })).toContainEqual(
      expect.stringMatching(/too many/),
    )
  })
})

const meansOf = ({ pairs, school, unplacedCost }: Sample, assignment: Int32Array): number[] => {
  const costs: number[][] = []
  assignment.forEach((j, i) => {
    const row = pairs.openings.subarray(pairs.offsets[i], pairs.offsets[i + 1])
    costs[school[i]] ??= []
    costs[school[i]].push(j === -1 ? unplacedCost : pairs.costs[pairs.offsets[i] + row.indexOf(j)])
  })
  return costs.map((all) => all.reduce((a, b) => a + b, 0) / all.length)
}

const mutants = function* (pairs: Pairs, plan: FairPlan): Generator<FairPlan> {
  const { certificate } = plan
  yield { ...plan, placed: plan.placed - 1 }
  yield { ...plan, objective: plan.objective + 1 }
  yield { ...plan, objective: plan.objective - 1, gap: plan.gap - 1 }
  yield { ...plan, bound: plan.bound + 1, gap: plan.gap - 1 }
  yield { ...plan, bound: plan.bound - 1, gap: plan.gap + 1 }
  yield { ...plan, gap: plan.gap + 1 }
  yield { ...plan, assignment: plan.assignment.subarray(1) }
  yield { ...plan, means: plan.means.subarray(1) }
  const certified = (change: Partial<FairPlan['certificate']>) => ({
    ...plan,
    certificate: { ...certificate, ...change },
  })
  yield certified({ studentPrices: certificate.studentPrices.subarray(1) })
  yield certified({ openingPrices: certificate.openingPrices.subarray(1) })
  yield certified({ factors: certificate.factors.subarray(1) })
  for (const denominator of [0, -1, 0.5, Number.NaN, certificate.denominator * 2]) yield certified({ denominator })
  for (const g of plan.means.keys()) {
    yield { ...plan, means: plan.means.with(g, plan.means[g] + 1) }
    for (const factor of [0, -1, 0.5, Number.NaN, certificate.denominator - 1]) {
      yield certified({ factors: certificate.factors.with(g, factor) })
    }
  }
  for (const i of plan.assignment.keys()) {
    yield { ...plan, assignment: plan.assignment.with(i, pairs.capacity.length) }
    if (plan.assignment[i] !== -1) yield { ...plan, assignment: plan.assignment.with(i, -1) }
    for (const change of [1_000_000, Number.NaN]) {
      yield certified({ studentPrices: certificate.studentPrices.with(i, certificate.studentPrices[i] + change) })
    }
  }
  for (const j of pairs.capacity.keys()) {
    for (const price of [-1, Number.NaN]) yield certified({ openingPrices: certificate.openingPrices.with(j, price) })
  }
}
