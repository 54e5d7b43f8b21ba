// Plans of teams and cases against every possible plan, their proofs against every mutant, stability against its definition.
import { assert, integer, property } from 'fast-check'
import { solveAtelier } from './atelier.ts'
import { blockingPairs, checkAtelier } from './atelier-check.ts'
import { improvingCycle } from './improving-cycle.ts'
import { below, seededRandom, shuffled } from './random.ts'
import { type Atelier, type AtelierPlan, longestList, profileOf, type Rule } from './teams-and-cases.ts'
import { randomAtelier } from './testing/random-atelier.ts'

const anySeed = (numRuns: number, check: (seed: number) => void) =>
  assert(property(integer(), check), { seed: 5, numRuns })
const small = { teams: 5, cases: 4, companies: 3, list: 3 }
const larger = { teams: 40, cases: 14, companies: 7, list: 9 }
const provenRules = ['generous', 'greedy', 'ranksum'] as const

/** Every assignment that keeps to the lists and caps. */
const everyPlan = (task: Atelier): Int32Array[] => {
  const { offsets, cases, capacity, company, companyCapacity } = task
  const found: Int32Array[] = []
  const fits = (plan: readonly number[]) =>
    capacity.every((room, p) => plan.filter((other) => other === p).length <= room) &&
    companyCapacity.every((room, c) => plan.filter((p) => p !== -1 && company[p] === c).length <= room)
  const choose = (plan: readonly number[]) => {
    const i = plan.length
    if (!fits(plan)) return
    if (i === offsets.length - 1) found.push(Int32Array.from(plan))
    else for (const p of [-1, ...cases.subarray(offsets[i], offsets[i + 1])]) choose([...plan, p])
  }
  choose([])
  return found
}

/** What a rule counts, first things first; less is better. */
const figures = (task: Atelier, rule: Rule, assignment: Int32Array): number[] => {
  const { profile, unassigned } = profileOf(task, assignment)
  const counts = Array.from(profile)
  if (rule === 'generous') return [unassigned, ...counts.toReversed()]
  if (rule === 'greedy') return [unassigned, ...counts.map((n) => -n)]
  return [unassigned, counts.reduce((sum, n, rank) => sum + n * rank, 0)]
}
const compare = (a: readonly number[], b: readonly number[]) => {
  const at = a.findIndex((value, k) => value !== b[k])
  return at === -1 ? 0 : a[at] - b[at]
}

describe('solveAtelier', () => {
  describe.each(provenRules)('given the rule %s', (rule) => {
    it('finds the best of all plans', () => {
      anySeed(60, (seed) => {
        const task = randomAtelier(seed, small)
        const best = everyPlan(task)
          .map((plan) => figures(task, rule, plan))
          .reduce((a, b) => (compare(b, a) < 0 ? b : a))
        expect(figures(task, rule, solveAtelier(task, rule).assignment)).toEqual(best)
      })
    })

    it('proves every goal', () => {
      anySeed(50, (seed) => {
        const task = randomAtelier(seed, larger)
        expect(checkAtelier(task, solveAtelier(task, rule))).toEqual([])
      })
    })

    it('gives every team the same case in whatever order teams and cases come', () => {
      anySeed(25, (seed) => {
        const task = randomAtelier(seed, larger)
        const random = seededRandom(seed + 1)
        const teams = shuffled(random, larger.teams)
        const cases = shuffled(random, larger.cases)
        const plan = solveAtelier(task, rule).assignment
        const other = solveAtelier(reordered(task, teams, cases), rule).assignment
        teams.forEach((from, to) => {
          expect(other[to] === -1 ? -1 : cases[other[to]]).toBe(plan[from])
        })
      })
    })

    it('is never worse by its rule when a case takes more', () => {
      anySeed(25, (seed) => {
        const task = randomAtelier(seed, larger)
        const p = Math.abs(seed) % larger.cases
        const roomier = {
          ...task,
          capacity: task.capacity.with(p, task.capacity[p] + 1),
          companyCapacity: task.companyCapacity.with(task.company[p], task.companyCapacity[task.company[p]] + 1),
        }
        const before = figures(task, rule, solveAtelier(task, rule).assignment)
        expect(compare(figures(roomier, rule, solveAtelier(roomier, rule).assignment), before)).toBeLessThanOrEqual(0)
      })
    })

    it('proves the plan where every team ranks many cases', () => {
      for (const seed of [1, 2, 3]) {
        const task = randomAtelier(seed, { teams: 50, cases: 60, companies: 30, list: 60 })
        const plan = solveAtelier(task, rule)
        expect(checkAtelier(task, plan)).toEqual([])
        expect(improvingCycle(task, rule, plan.assignment)).toBeUndefined()
      }
    })

    it('proves the plan of a whole region', () => {
      const task = randomAtelier(9, { teams: 1200, cases: 90, companies: 40, list: 12 })
      const plan = solveAtelier(task, rule)
      expect(checkAtelier(task, plan)).toEqual([])
      expect(plan.levels.length).toBeGreaterThan(1)
    })
  })

  describe('given the rule stable', () => {
    const stablePlans = (task: Atelier) => everyPlan(task).filter((plan) => blockingPairs(task, plan).length === 0)
    it('gives every team the best case that it has in any plan that nobody leaves', () => {
      anySeed(60, (seed) => {
        const task = randomAtelier(seed, small)
        const plan = solveAtelier(task, 'stable')
        expect(checkAtelier(task, plan)).toEqual([])
        const rank = (assignment: Int32Array, i: number) =>
          assignment[i] === -1 ? 99 : task.cases.indexOf(assignment[i], task.offsets[i])
        for (const other of stablePlans(task))
          plan.assignment.forEach((_, i) => {
            expect(rank(plan.assignment, i)).toBeLessThanOrEqual(rank(other, i))
          })
      })
    })
    it('leaves no team and case that would rather have each other', () => {
      anySeed(50, (seed) => {
        const task = randomAtelier(seed, larger)
        expect(blockingPairs(task, solveAtelier(task, 'stable').assignment)).toEqual([])
      })
    })
  })

  describe('given cases that need more than one team', () => {
    const withMinimums = (seed: number, size: typeof small): Atelier => {
      const random = seededRandom(seed)
      const task = randomAtelier(seed, size)
      return { ...task, minimum: task.capacity.map(() => below(random, 4)) }
    }
    const runs = (task: Atelier, plan: Int32Array) =>
      Array.from(task.capacity.keys()).every((p) => {
        const load = plan.filter((other) => other === p).length
        return load === 0 || load >= (task.minimum?.[p] ?? 0)
      })

    it.each(provenRules)('finds the best of all plans by the rule %s', (rule) => {
      anySeed(60, (seed) => {
        const task = withMinimums(seed, { ...small, teams: 6 })
        const best = everyPlan(task)
          .filter((plan) => runs(task, plan))
          .map((plan) => figures(task, rule, plan))
          .reduce((a, b) => (compare(b, a) < 0 ? b : a))
        const plan = solveAtelier(task, rule)
        expect(figures(task, rule, plan.assignment)).toEqual(best)
        expect(plan.gap).toBe(0)
        expect(checkAtelier(task, plan)).toEqual([])
      })
    })

    it('keeps to the minimums, and says what it did not prove', () => {
      for (const seed of [1, 2, 3]) {
        const task = withMinimums(seed, { teams: 90, cases: 40, companies: 20, list: 6 })
        const plan = solveAtelier(task, 'generous')
        expect(checkAtelier(task, plan)).toEqual([])
        expect(plan.gap).toBeGreaterThanOrEqual(0)
        expect(plan.gap).toBeLessThan(0.2)
        const without = { ...task, minimum: new Int32Array(task.capacity.length) }
        expect(solveAtelier(without, 'generous').unassigned).toBeLessThanOrEqual(plan.unassigned)
      }
    })

    it('refuses a stable plan, which may not exist', () => {
      const minimum = new Int32Array(small.cases).fill(2)
      expect(() => solveAtelier({ ...randomAtelier(1, small), minimum }, 'stable')).toThrow('minimum')
      expect(solveAtelier({ ...randomAtelier(1, small), minimum: minimum.fill(1) }, 'stable').gap).toBe(0)
    })

    it('is caught when a case has too few teams or another choice is claimed', () => {
      const task = withMinimums(5, larger)
      const plan = solveAtelier(task, 'generous')
      expect(checkAtelier(task, plan)).toEqual([])
      const used = plan.assignment.find((p) => p !== -1) ?? 0
      expect(checkAtelier({ ...task, minimum: (task.minimum as Int32Array).with(used, 30) }, plan)).not.toEqual([])
      expect(checkAtelier(task, { ...plan, runs: (plan.runs as Int32Array).with(used, -1) })).not.toEqual([])
      expect(checkAtelier(task, { ...plan, runs: new Int32Array(1) })).not.toEqual([])
    })
  })

  it('takes what is empty', () => {
    const none = new Int32Array(0)
    const nobody = { offsets: Int32Array.of(0), cases: none, capacity: none, company: none, companyCapacity: none }
    const noCase = { ...nobody, offsets: Int32Array.of(0, 0, 0) }
    for (const rule of [...provenRules, 'stable'] as const) {
      expect(solveAtelier(nobody, rule)).toMatchObject({ unassigned: 0 })
      expect(solveAtelier(noCase, rule)).toMatchObject({ unassigned: 2 })
      expect(checkAtelier(noCase, solveAtelier(noCase, rule))).toEqual([])
    }
  })

  it('says at once when it is cancelled', () => {
    const cancel = () => {
      throw new Error('cancelled')
    }
    expect(() => solveAtelier(randomAtelier(1, larger), 'generous', cancel)).toThrow('cancelled')
  })
})

/** Whether a team gets a case it wants more when it tells another order of the cases on its list than its own. */
const canBeGamed = (task: ReturnType<typeof randomAtelier>, rule: Rule): boolean => {
  const rank = (own: Int32Array, p: number) => (p === -1 ? own.length : own.indexOf(p))
  const honest = solveAtelier(task, rule).assignment
  return Array.from(honest.keys()).some((i) => {
    const own = task.cases.slice(task.offsets[i], task.offsets[i + 1])
    return orders(Array.from(own.keys())).some((order) => {
      const cases = task.cases.slice()
      const lots = task.lots.slice()
      order.forEach((k, at) => {
        cases[task.offsets[i] + at] = own[k]
        lots[task.offsets[i] + at] = task.lots[task.offsets[i] + k]
      })
      const told = solveAtelier({ ...task, cases, lots }, rule).assignment
      return rank(own, told[i]) < rank(own, honest[i])
    })
  })
}
const orders = (items: readonly number[]): number[][] =>
  items.length === 0
    ? [[]]
    : items.flatMap((item) => orders(items.filter((other) => other !== item)).map((rest) => [item, ...rest]))

describe('telling false wishes', () => {
  const tasks = Array.from({ length: 40 }, (_, seed) =>
    randomAtelier(seed, { teams: 4, cases: 4, companies: 3, list: 3 }),
  )
  it.each(provenRules)('can help by the rule %s', (rule) => {
    expect(tasks.some((task) => canBeGamed(task, rule))).toBe(true)
  })
  it('never helps a team by the rule stable', () => {
    expect(tasks.some((task) => canBeGamed(task, 'stable'))).toBe(false)
  })
})

/** Team k of the answer is team teams[k] of the input, case p is case cases[p]. */
const reordered = (task: ReturnType<typeof randomAtelier>, teams: Int32Array, cases: Int32Array): Atelier => {
  const number = Int32Array.from(cases, (_, p) => cases.indexOf(p))
  const entries = Array.from(teams, (i) =>
    Array.from({ length: task.offsets[i + 1] - task.offsets[i] }, (_, k) => task.offsets[i] + k),
  )
  const offsets = new Int32Array(teams.length + 1)
  entries.forEach((row, k) => {
    offsets[k + 1] = offsets[k] + row.length
  })
  const order = Int32Array.from(entries.flat())
  return {
    offsets,
    cases: order.map((a) => number[task.cases[a]]),
    lots: order.map((a) => task.lots[a]),
    capacity: cases.map((p) => task.capacity[p]),
    company: cases.map((p) => task.company[p]),
    companyCapacity: task.companyCapacity,
  }
}

describe('improvingCycle', () => {
  it.each(provenRules)(
    'finds moves for every plan that is not best by the rule %s, and none for one that is',
    (rule) => {
      anySeed(25, (seed) => {
        const task = randomAtelier(seed, small)
        const best = figures(task, rule, solveAtelier(task, rule).assignment)
        for (const plan of everyPlan(task))
          expect(improvingCycle(task, rule, plan) === undefined).toBe(compare(figures(task, rule, plan), best) === 0)
      })
    },
  )
})

describe('checkAtelier', () => {
  const task = randomAtelier(3, larger)
  const mutants = function* (plan: AtelierPlan) {
    const { assignment, levels, profile } = plan
    yield { ...plan, unassigned: plan.unassigned + 1 }
    yield { ...plan, assignment: assignment.subarray(1) }
    for (const rank of profile.keys()) yield { ...plan, profile: profile.with(rank, profile[rank] + 1) }
    for (const i of assignment.keys()) {
      for (const p of [-1, 0, 3, 7, 14]) if (p !== assignment[i]) yield { ...plan, assignment: assignment.with(i, p) }
      // Other plans with true figures: only the proof can tell that they are worse.
      const own = task.cases.subarray(task.offsets[i], task.offsets[i + 1])
      for (const p of [-1, ...own]) {
        const other = assignment.with(i, p)
        if (p !== assignment[i]) yield { ...plan, assignment: other, ...profileOf(task, other) }
      }
    }
    for (const [at, level] of levels.entries()) {
      yield { ...plan, levels: levels.toSpliced(at, 1) }
      yield { ...plan, levels: levels.with(at, { ...level, objective: level.objective - 1 }) }
      yield { ...plan, levels: levels.with(at, { ...level, bound: level.bound - 1 }) }
      yield { ...plan, levels: levels.with(at, { ...level, weights: level.weights.map((w) => -w) }) }
      yield { ...plan, levels: levels.with(at, { ...level, weights: [...level.weights, 1] }) }
      yield { ...plan, levels: levels.with(at, { ...level, goals: level.goals.slice(1) }) }
      yield { ...plan, levels: levels.with(at, { ...level, prices: level.prices.subarray(1) }) }
      yield { ...plan, levels: levels.with(at, { ...level, prices: level.prices.map((price) => price + 0.5) }) }
      if (level.goals.length > 1 && level.objective !== 0)
        yield { ...plan, levels: levels.with(at, { ...level, weights: level.weights.map(() => 1) }) }
    }
    if (levels.length > 1) yield { ...plan, levels: levels.toReversed() }
  }

  it.each([...provenRules, 'stable'] as const)('accepts a %s plan and finds a flaw in every mutant', (rule) => {
    const plan = solveAtelier(task, rule)
    expect(checkAtelier(task, plan)).toEqual([])
    let seen = 0
    for (const mutant of mutants(plan)) {
      seen++
      expect(checkAtelier(task, mutant)).not.toEqual([])
    }
    expect(seen).toBeGreaterThan(200)
  })

  it('does not take the proof of one rule for another', () => {
    for (const rule of provenRules)
      for (const other of provenRules)
        if (other !== rule) expect(checkAtelier(task, { ...solveAtelier(task, rule), rule: other })).not.toEqual([])
  })

  it('counts with the length of the longest list', () => {
    expect(solveAtelier(task, 'generous').profile).toHaveLength(longestList(task))
  })
})
