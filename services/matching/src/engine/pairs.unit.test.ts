// Pairs of greatest weight against every way to make pairs, their proofs against mutants, and the teams made from them.
import { assert, integer, property } from 'fast-check'
import { heaviestMatching } from './blossom.ts'
import { checkMatching } from './matching-check.ts'
import { type Applicant, formTeams, worthOf } from './pairs.ts'
import { below, seededRandom, shuffled } from './random.ts'

const anySeed = (numRuns: number, check: (seed: number) => void) =>
  assert(property(integer(), check), { seed: 5, numRuns })

/** Symmetric weights, many of them equal and many absent. */
const randomWeights = (seed: number, n: number, limit: number, absent: number): Float64Array => {
  const random = seededRandom(seed)
  const weights = new Float64Array(n * n)
  for (let u = 0; u < n; u++)
    for (let v = u + 1; v < n; v++)
      weights[u * n + v] = weights[v * n + u] = below(random, 10) < absent ? 0 : 1 + below(random, limit)
  return weights
}

const heaviestByTrying = (n: number, weights: Float64Array): number => {
  const best = (left: readonly number[]): number => {
    if (left.length < 2) return 0
    const [u, ...others] = left
    const joined = others.map((v) =>
      weights[u * n + v] > 0 ? weights[u * n + v] + best(others.filter((other) => other !== v)) : 0,
    )
    return Math.max(best(others), ...joined)
  }
  return best(Array.from({ length: n }, (_, v) => v))
}

describe('heaviestMatching', () => {
  it('finds the greatest weight of all matchings', () => {
    anySeed(200, (seed) => {
      const n = 2 + (Math.abs(seed) % 7)
      const weights = randomWeights(seed, n, 1 + (Math.abs(seed) % 9), Math.abs(seed) % 8)
      expect(heaviestMatching(n, weights).weight).toBe(heaviestByTrying(n, weights))
    })
  })

  it('proves its weight, with nested odd sets too', () => {
    let sets = 0
    let nested = 0
    anySeed(200, (seed) => {
      const n = 8 + (Math.abs(seed) % 50)
      const weights = randomWeights(seed, n, 1 + (Math.abs(seed) % 60), Math.abs(seed) % 10)
      const matching = heaviestMatching(n, weights)
      expect(checkMatching(n, weights, matching)).toEqual([])
      sets += matching.oddSets.length
      const held = new Set(matching.oddSets.flatMap(({ vertices }) => vertices))
      nested += matching.oddSets.flatMap(({ vertices }) => vertices).length - held.size
    })
    expect(sets).toBeGreaterThan(20)
    expect(nested).toBeGreaterThan(20)
  })

  it('is caught when it is changed', () => {
    const n = 30
    const withOddSets = Array.from({ length: 50 }, (_, seed) => randomWeights(seed, n, 40, 5)).find(
      (some) => heaviestMatching(n, some).oddSets.length > 1,
    )
    const weights = withOddSets ?? new Float64Array(n * n)
    const matching = heaviestMatching(n, weights)
    const { mate, prices, oddSets } = matching
    for (let v = 0; v < n; v++) {
      const other = (v + 7) % n
      if (mate[v] !== other)
        expect(checkMatching(n, weights, { ...matching, mate: mate.with(v, other) })).not.toEqual([])
      const alone = mate.map((w, u) => (u === v || w === v ? -1 : w))
      if (mate[v] !== -1) {
        const weight = matching.weight - weights[v * n + mate[v]]
        expect(checkMatching(n, weights, { ...matching, mate: alone, weight })).not.toEqual([])
      }
      for (const change of [-1, 1])
        expect(checkMatching(n, weights, { ...matching, prices: prices.with(v, prices[v] + change) })).not.toEqual([])
    }
    expect(oddSets.length).toBeGreaterThan(0)
    for (const k of oddSets.keys())
      expect(checkMatching(n, weights, { ...matching, oddSets: oddSets.toSpliced(k, 1) })).not.toEqual([])
    expect(checkMatching(n, weights, { ...matching, weight: matching.weight + 1 })).not.toEqual([])
  })
})

const randomStudents = (seed: number, n: number): Applicant[] => {
  const random = seededRandom(seed)
  return Array.from({ length: n }, () => ({
    wishes: Array.from(shuffled(random, 7).subarray(0, below(random, 4))),
    profile: below(random, 4),
    lot: random() * 2 ** 16 + below(random, 2 ** 16),
  }))
}

describe('formTeams', () => {
  it('makes teams of two, one of three when the number is odd, and leaves a single student alone', () => {
    for (let n = 0; n <= 25; n++) {
      const { members, alone } = formTeams(randomStudents(n, n))
      expect([...members.flat(), ...alone].toSorted((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, k) => k))
      expect(alone).toHaveLength(n === 1 ? 1 : 0)
      expect(members.filter((team) => team.length === 3)).toHaveLength(n % 2 === 1 && n > 1 ? 1 : 0)
      expect(members.every((team) => team.length === 2 || team.length === 3)).toBe(true)
    }
  })

  it('makes the pairs that are worth most together', () => {
    anySeed(60, (seed) => {
      const students = randomStudents(seed, 2 * (1 + (Math.abs(seed) % 4)))
      const n = students.length
      const { members } = formTeams(students)
      // One thousand a pair: only ways that leave nobody over can be best.
      const weights = Float64Array.from({ length: n * n }, (_, k) =>
        Math.floor(k / n) === k % n ? 0 : 1000 + worthOf(students[Math.floor(k / n)], students[k % n]),
      )
      const worth = members.reduce((sum, [u, v]) => sum + worthOf(students[u], students[v]), 0)
      expect(worth).toBe(heaviestByTrying(n, weights) - 1000 * members.length)
    })
  })

  it('proves its pairs', () => {
    anySeed(60, (seed) => {
      const students = randomStudents(seed, 2 + (Math.abs(seed) % 60))
      const { weights, matching } = formTeams(students)
      expect(checkMatching(students.length, weights, matching)).toEqual([])
    })
  })

  it('makes the same teams in whatever order the students come', () => {
    anySeed(60, (seed) => {
      const students = randomStudents(seed, 2 + (Math.abs(seed) % 30))
      const order = shuffled(seededRandom(seed + 1), students.length)
      const named = (members: readonly (readonly number[])[]) =>
        members.map((team) => team.toSorted((a, b) => a - b).join()).toSorted()
      const other = formTeams(Array.from(order, (k) => students[k]))
      expect(named(other.members.map((team) => team.map((k) => order[k])))).toEqual(named(formTeams(students).members))
    })
  })

  it('counts shared wishes from both sides, and profiles that differ', () => {
    const student = (wishes: readonly number[], profile: number): Applicant => ({ wishes, profile, lot: 0 })
    expect(worthOf(student([1, 2, 3], 0), student([1, 2, 3], 0))).toBe(12)
    expect(worthOf(student([1, 2, 3], 0), student([3, 4, 1], 0))).toBe(8)
    expect(worthOf(student([1, 2, 3], 0), student([4, 5, 6], 1))).toBe(6)
    expect(worthOf(student([], 0), student([], 0))).toBe(0)
  })
})
