// The plan against every possible plan, its proof against every mutant, and the order of the input against the plan.
import { assert, integer, property } from 'fast-check'
import { levelCosts, type PlacementPlan, solvePlacement } from './placement.ts'
import { checkPlacement } from './placement-check.ts'
import { type Placement, placementNetwork } from './placement-network.ts'
import { below, seededRandom, shuffled } from './random.ts'
import { randomPlacement } from './testing/random-placement.ts'

const anySeed = (numRuns: number, check: (seed: number) => void) =>
  assert(property(integer(), check), { seed: 11, numRuns })

/** Every feasible assignment's true figures, in the order of the goals; null when a cap is broken. */
const figures = (input: Placement, assignment: readonly number[]): number[] | null => {
  const { offsets, openings, capacity, groups, schoolCaps, balance } = input
  const school = input.school ?? new Int32Array(assignment.length)
  const rows = capacity.length + (groups?.capacity.length ?? 0)
  const load = new Int32Array(rows)
  const chosen = assignment.flatMap((j, i) => (j === -1 ? [] : [openings.indexOf(j, offsets[i])]))
  for (const j of assignment) {
    if (j === -1) continue
    load[j]++
    for (let g = groups?.of[j] ?? -1; g !== -1; g = groups?.parent[g] ?? -1) load[capacity.length + g]++
  }
  for (let row = 0; row < rows; row++) {
    const room = row < capacity.length ? capacity[row] : (groups?.capacity[row - capacity.length] ?? 0)
    if (load[row] > room) return null
  }
  for (let k = 0; k < (schoolCaps?.opening.length ?? 0); k++) {
    const here = assignment.filter((j, i) => j === schoolCaps?.opening[k] && school[i] === schoolCaps?.school[k])
    if (here.length > (schoolCaps?.capacity[k] ?? 0)) return null
  }
  const unplaced = [0, 1, 2].map(
    (p) => assignment.filter((j, i) => j === -1 && (input.priority?.[i] ?? 0) === p).length,
  )
  const shares = [...new Set(school)].map((g) => {
    const all = school.filter((other) => other === g).length
    const out = assignment.filter((j, i) => j === -1 && school[i] === g).length
    return (60 * out * out) / all // whole numbers: up to six students
  })
  const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)
  const extra = Array.from(load, (units, row) =>
    balance === undefined || balance.offsets[row + 1] === balance.offsets[row]
      ? 0
      : sum([0, 3, ...Array.from({ length: 50 }, () => 4)].slice(0, units)),
  )
  return [
    ...unplaced,
    input.school === undefined ? 0 : sum(shares),
    sum(chosen.map((a) => input.beyond?.[a] ?? 0)),
    sum(chosen.map((a) => input.costs[a])) + sum(extra),
    sum(chosen.map((a) => input.lots?.[a] ?? 0)),
  ]
}

const better = (a: readonly number[], b: readonly number[]) => {
  const at = a.findIndex((value, k) => value !== b[k])
  return at !== -1 && a[at] < b[at]
}

const bruteForce = (input: Placement) => {
  const students = input.offsets.length - 1
  let best: number[] | undefined
  const choose = (assignment: number[]) => {
    const i = assignment.length
    if (i === students) {
      const found = figures(input, assignment)
      if (found !== null && (best === undefined || better(found, best))) best = found
      return
    }
    for (const j of [-1, ...input.openings.subarray(input.offsets[i], input.offsets[i + 1])]) choose([...assignment, j])
  }
  choose([])
  return best
}

const small = { students: 6, openings: 4, arcs: 3 }
const larger = { students: 40, openings: 12, arcs: 5 }

describe('solvePlacement', () => {
  it('finds the best of all plans, with the true fractions of fairness', () => {
    anySeed(200, (seed) => {
      const input = randomPlacement(seed, small)
      expect(figures(input, [...solvePlacement(input).assignment])).toEqual(bruteForce(input))
    })
  })

  it('proves every goal', () => {
    anySeed(200, (seed) => {
      const input = randomPlacement(seed, larger)
      expect(checkPlacement(input, solvePlacement(input))).toEqual([])
    })
  })

  it('gives everyone the same place in whatever order students and openings come', () => {
    anySeed(60, (seed) => {
      const input = randomPlacement(seed, larger)
      const random = seededRandom(seed + 1)
      const students = shuffled(random, input.offsets.length - 1)
      const openings = shuffled(random, input.capacity.length)
      const plan = solvePlacement(input).assignment
      const other = solvePlacement(reordered(input, students, openings)).assignment
      students.forEach((from, to) => {
        expect(other[to] === -1 ? -1 : openings[other[to]]).toBe(plan[from])
      })
    })
  })

  it('says at once when it is cancelled', () => {
    const cancel = () => {
      throw new Error('cancelled')
    }
    expect(() => solvePlacement(randomPlacement(1, small), cancel)).toThrow('cancelled')
  })
})

/** Student k of the answer is student students[k] of the input, opening k is opening openings[k]. */
const reordered = (input: Placement, students: Int32Array, openings: Int32Array): Placement => {
  const places = Int32Array.from(openings, (_, j) => openings.indexOf(j))
  const arcs = Array.from(students, (i) =>
    Array.from({ length: input.offsets[i + 1] - input.offsets[i] }, (_, k) => input.offsets[i] + k).reverse(),
  )
  const offsets = new Int32Array(students.length + 1)
  arcs.forEach((row, k) => {
    offsets[k + 1] = offsets[k] + row.length
  })
  const order = Int32Array.from(arcs.flat())
  const { groups, schoolCaps, beyond, lots, school, priority } = input
  return {
    offsets,
    openings: order.map((a) => places[input.openings[a]]),
    costs: order.map((a) => input.costs[a]),
    capacity: openings.map((j) => input.capacity[j]),
    ...(school && { school: students.map((i) => school[i]) }),
    ...(priority && { priority: students.map((i) => priority[i]) }),
    ...(groups && { groups: { ...groups, of: openings.map((j) => groups.of[j]) } }),
    ...(schoolCaps && { schoolCaps: { ...schoolCaps, opening: schoolCaps.opening.map((j) => places[j]) } }),
    ...(beyond && { beyond: Uint8Array.from(order, (a) => beyond[a]) }),
    ...(lots && { lots: order.map((a) => lots[a]) }),
  }
}

describe('checkPlacement', () => {
  const input = randomPlacement(3, larger)
  const plan = solvePlacement(input)
  const mutants = function* () {
    const { assignment, levels } = plan
    yield { ...plan, placed: plan.placed + 1 }
    yield { ...plan, assignment: assignment.subarray(1) }
    yield { ...plan, levels: levels.slice(1) }
    yield { ...plan, levels: levels.toReversed() }
    for (const i of assignment.keys()) {
      for (const other of [-1, 0, 1, 2, 3, 12]) {
        if (other !== assignment[i]) yield { ...plan, assignment: assignment.with(i, other) }
      }
      const k = below(seededRandom(i), assignment.length)
      if (assignment[k] !== assignment[i]) {
        yield { ...plan, assignment: assignment.with(i, assignment[k]).with(k, assignment[i]) }
      }
    }
    for (const [at, level] of levels.entries()) {
      yield { ...plan, levels: levels.with(at, { ...level, objective: level.objective - 1 }) }
      yield { ...plan, levels: levels.with(at, { ...level, bound: level.bound - 1 }) }
      yield { ...plan, levels: levels.with(at, { ...level, prices: level.prices.subarray(1) }) }
      yield { ...plan, levels: levels.with(at, { ...level, prices: level.prices.map((p) => p + 0.5) }) }
    }
  }

  it('accepts the plan itself', () => {
    expect(checkPlacement(input, plan)).toEqual([])
  })

  it('finds a flaw in every mutant', () => {
    let seen = 0
    for (const mutant of mutants()) {
      seen++
      expect(checkPlacement(input, mutant)).not.toEqual([])
    }
    expect(seen).toBeGreaterThan(200)
  })

  it('accepts other prices only when they prove as much', () => {
    const random = seededRandom(1)
    let refused = 0
    for (const [at, level] of plan.levels.entries()) {
      for (const v of level.prices.keys()) {
        for (const change of [-1, 1, -1000, 1000, below(random, 2_000_000) - 1_000_000]) {
          const prices = level.prices.with(v, level.prices[v] + change)
          const levels = plan.levels.with(at, { ...level, prices })
          const proven = worth(input, plan.assignment, levels).every((bound, k) => bound === levels[k].objective)
          expect(checkPlacement(input, { ...plan, levels }).length === 0).toBe(proven)
          if (!proven) refused++
        }
      }
    }
    expect(refused).toBeGreaterThan(500)
  })
})

/** What the prices of each level prove, summed up over the solver's own network. */
const worth = (input: Placement, assignment: Int32Array, levels: PlacementPlan['levels']): number[] => {
  const { network } = placementNetwork(input)
  const load = new Int32Array(network.nodes)
  const fill = (a: number, units: number) => {
    load[network.head[a]] += units
    load[network.tail[a]] -= units
    return units
  }
  network.supply.forEach((units, v) => {
    if (units > 0) load[v] = units
  })
  const flow = new Int32Array(network.tail.length)
  for (const i of assignment.keys()) {
    for (let a = input.offsets[i]; a < input.offsets[i + 1]; a++) {
      if (input.openings[a] === assignment[i]) flow[a] = fill(a, 1)
    }
  }
  // Arcs further on come in an order in which every node has received all before it sends, but for groups inside groups.
  for (let pass = 0; pass < 3; pass++) {
    for (let a = input.offsets[assignment.length]; a < flow.length; a++) {
      flow[a] += fill(a, Math.min(load[network.tail[a]], network.capacity[a] - flow[a]))
    }
  }
  const fixed = new Uint8Array(flow.length)
  const costs = levelCosts(input, placementNetwork(input))
  return levels.map(({ prices }, k) => {
    let bound = -network.supply.reduce((sum, units, v) => sum + units * prices[v], 0)
    for (let a = 0; a < flow.length; a++) {
      const reduced = costs[k].cost[a] + prices[network.tail[a]] - prices[network.head[a]]
      bound += reduced * (fixed[a] === 1 ? flow[a] : reduced < 0 ? network.capacity[a] : 0)
      if (reduced !== 0) fixed[a] = 1
    }
    return bound
  })
}
