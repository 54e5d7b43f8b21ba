// Counterfactuals against a full solve with the pair forced, and what they are built on.
import { assert, integer, property } from 'fast-check'
import { enoughToPlaceAll, placePairs } from './bare-placement.ts'
import type { Pairs } from './placement-network.ts'
import { randomPlacement } from './testing/random-placement.ts'
import { prepareWhyNot } from './why-not.ts'

const anySeed = (numRuns: number, check: (seed: number) => void) =>
  assert(property(integer(), check), { seed: 23, numRuns })

const sample = (seed: number, students = 14): Pairs => {
  const pairs = randomPlacement(seed, { students, openings: 9, arcs: 5, plain: true })
  return { ...pairs, capacity: pairs.capacity.map((c) => c * (1 + (Math.abs(seed) % 2))) }
}

/** The rise found by solving again without that place and that student's pairs. */
const bySolving = (pairs: Pairs, student: number, opening: number, unplacedCost: number): number | null => {
  const { offsets, openings, costs, capacity } = pairs
  if (capacity[opening] === 0) return null
  const others = Array.from(openings.keys()).filter((a) => a < offsets[student] || a >= offsets[student + 1])
  const alone = {
    offsets: offsets.map((end) => others.filter((a) => a < end).length),
    openings: openings.filter((_, a) => others.includes(a)),
    costs: costs.filter((_, a) => others.includes(a)),
    capacity: capacity.with(opening, capacity[opening] - 1),
  }
  const forced =
    placePairs(alone, unplacedCost).objective - unplacedCost + costs[openings.indexOf(opening, offsets[student])]
  return forced - placePairs(pairs, unplacedCost).objective
}

const everyPair = (pairs: Pairs) =>
  Array.from({ length: pairs.offsets.length - 1 }, (_, i) =>
    [...pairs.openings.subarray(pairs.offsets[i], pairs.offsets[i + 1])].map((j) => [i, j] as const),
  ).flat()

describe('whyNot', () => {
  it('tells exactly what a full solve with the pair forced tells, for every pair', () => {
    let asked = 0
    anySeed(60, (seed) => {
      const pairs = sample(seed)
      const unplacedCost = [400, 25, undefined][Math.abs(seed) % 3]
      const { ask } = prepareWhyNot(pairs, unplacedCost)
      for (const [i, j] of everyPair(pairs)) {
        expect(ask(i, j).rise).toBe(bySolving(pairs, i, j, unplacedCost ?? enoughToPlaceAll(pairs)))
        asked++
      }
    })
    expect(asked).toBeGreaterThan(1000)
  })

  it('knows the moves: made on the plan, they give a feasible plan that costs that much more', () => {
    anySeed(60, (seed) => {
      const pairs = sample(seed)
      const { objective } = placePairs(pairs, 300)
      const { ask, assignment } = prepareWhyNot(pairs, 300)
      for (const [i, j] of everyPair(pairs)) {
        const { rise, moves } = ask(i, j)
        if (rise === null) continue
        const plan = assignment.slice()
        for (const { student, to } of moves) plan[student] = to
        expect(plan[i]).toBe(j)
        expect(costOf(pairs, plan, 300)).toBe(objective + rise)
      }
    })
  })

  it('is right when the cost of staying unplaced, or any cost, is too large for its numbers', () => {
    anySeed(25, (seed) => {
      const pairs = sample(seed, 8)
      const { ask } = prepareWhyNot(pairs, 3_000_000_000)
      const huge = { ...pairs, costs: pairs.costs.map((cost) => cost * 30_000_000) }
      const { ask: askHuge } = prepareWhyNot(huge)
      const { ask: askPlain } = prepareWhyNot(pairs)
      for (const [i, j] of everyPair(pairs)) {
        expect(ask(i, j).rise).toBe(bySolving(pairs, i, j, 3_000_000_000))
        const plain = askPlain(i, j).rise
        const unplaced = enoughToPlaceAll(huge) - 30_000_000 * enoughToPlaceAll(pairs)
        const fewer = plain === null ? 0 : Math.round(plain / enoughToPlaceAll(pairs))
        expect(askHuge(i, j).rise).toBe(plain === null ? null : plain * 30_000_000 + fewer * unplaced)
      }
    })
  })

  it('answers the same from a best plan that is given, and does not trust one that is not', () => {
    let others = 0
    anySeed(60, (seed) => {
      const pairs = sample(seed)
      const unplacedCost = [300, 25, undefined][Math.abs(seed) % 3]
      const { ask, assignment, places } = prepareWhyNot(pairs, unplacedCost)
      const given = assignment.slice()
      const from = prepareWhyNot(pairs, unplacedCost, given)
      expect(from.assignment).toBe(given)
      expect(from.places()).toEqual(places())
      for (const [i, j] of everyPair(pairs)) expect(from.ask(i, j).rise).toBe(ask(i, j).rise)
      const dear = everyPair(pairs).find(([i, j]) => (ask(i, j).rise ?? 0) > 0)
      if (dear === undefined) return
      const worse = assignment.with(...dear)
      const wary = prepareWhyNot(pairs, unplacedCost, worse)
      others++
      expect(wary.assignment).not.toBe(worse)
      for (const [k, to] of everyPair(pairs)) expect(wary.ask(k, to).rise).toBe(ask(k, to).rise)
    })
    expect(others).toBeGreaterThan(30)
  })

  it('has no answer where there is no pair', () => {
    const pairs = sample(1)
    expect(prepareWhyNot(pairs).ask(0, 99).rise).toBeNull()
  })

  it('knows what one more place is worth anywhere', () => {
    anySeed(40, (seed) => {
      const pairs = sample(seed)
      for (const unplacedCost of [200, 20, 3_000_000_000]) {
        const { objective } = placePairs(pairs, unplacedCost)
        const places = prepareWhyNot(pairs, unplacedCost).places()
        for (const [j, places0] of pairs.capacity.entries()) {
          const wider = { ...pairs, capacity: pairs.capacity.with(j, places0 + 1) }
          expect(places[j]).toBe(objective - placePairs(wider, unplacedCost).objective)
        }
      }
    })
  })
})

const costOf = (pairs: Pairs, plan: Int32Array, unplacedCost: number): number => {
  const load = new Int32Array(pairs.capacity.length)
  return plan.reduce((sum, j, i) => {
    if (j === -1) return sum + unplacedCost
    expect(++load[j]).toBeLessThanOrEqual(pairs.capacity[j])
    const arc = pairs.openings.subarray(pairs.offsets[i], pairs.offsets[i + 1]).indexOf(j)
    expect(arc).not.toBe(-1)
    return sum + pairs.costs[pairs.offsets[i] + arc]
  }, 0)
}
