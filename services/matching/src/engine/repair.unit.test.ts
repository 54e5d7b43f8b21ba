// Repairs against every possible plan, against a solver that knows nothing of repairs, and seasons of events one by one.
import { assert, integer, property } from 'fast-check'
import { placePairs } from './bare-placement.ts'
import { largestPlan } from './largest-plan.ts'
import { createLiveRepair } from './live-repair.ts'
import type { Pairs } from './placement-network.ts'
import { below, seededRandom } from './random.ts'
import { planFigures, type Repaired, type RepairQuestion, repair, repairInOrder } from './repair.ts'
import { checkRepair } from './repair-check.ts'
import { randomPlacement } from './testing/random-placement.ts'

const anySeed = (numRuns: number, check: (seed: number) => void) =>
  assert(property(integer(), check), { seed: 31, numRuns })

const figures = ({ placed, changed, cost }: Repaired) => ({ placed, changed, cost })

/** A plan, not always a full one, of which some stand still; then openings lose and gain places. */
const sample = (seed: number, students: number, openings: number): RepairQuestion => {
  const random = seededRandom(seed)
  const plain = randomPlacement(seed, { students, openings, arcs: 4, plain: true })
  const before = { ...plain, costs: plain.costs.map((cost) => cost - 5) }
  const previous = largestPlan(before).assignment.map((j) => (below(random, 9) === 0 ? -1 : j))
  const frozen = Int32Array.from(previous.keys()).filter(() => below(random, 6) === 0)
  const kept = new Int32Array(openings)
  for (const i of frozen) if (previous[i] !== -1) kept[previous[i]]++
  const capacity = before.capacity.map((c, j) => Math.max(kept[j], below(random, 3) > 0 ? c : below(random, 4)))
  return { pairs: { ...before, capacity }, previous, frozen }
}

/** The best of all plans: most placed, fewest changed, cheapest. */
const byTrying = ({ pairs, previous, frozen }: RepairQuestion) => {
  const { offsets, openings, costs, capacity } = pairs
  const load = new Int32Array(capacity.length)
  let best: readonly [number, number, number] = [-1, 0, 0]
  const better = (a: readonly number[], b: readonly number[]) => a[0] - b[0] || b[1] - a[1] || b[2] - a[2]
  const place = (i: number, placed: number, changed: number, cost: number) => {
    if (i === previous.length) {
      if (better([placed, changed, cost], best) > 0) best = [placed, changed, cost]
      return
    }
    const still = frozen.includes(i)
    if (!still || previous[i] === -1) place(i + 1, placed, changed + (previous[i] === -1 ? 0 : 1), cost)
    for (let a = offsets[i]; a < offsets[i + 1]; a++) {
      const j = openings[a]
      if (load[j] === capacity[j] || (still && j !== previous[i])) continue
      load[j]++
      place(i + 1, placed + 1, changed + (j === previous[i] ? 0 : 1), cost + costs[a])
      load[j]--
    }
  }
  place(0, 0, 0, 0)
  return { placed: best[0], changed: best[1], cost: best[2] }
}

describe('repair', () => {
  it('is the best of all plans: most placed, then fewest changes, then least cost', () => {
    anySeed(150, (seed) => {
      const question = sample(seed, 7, 5)
      expect(figures(repair(question))).toEqual(byTrying(question))
    })
  })

  it('proves itself, and agrees with three goals solved one after the other', () => {
    anySeed(250, (seed) => {
      const question = sample(seed, 10 + Math.abs(seed % 60), 4 + Math.abs(seed % 23))
      const mended = repair(question)
      expect(mended.proof).toBeDefined()
      expect(checkRepair(question, mended)).toEqual([])
      const inOrder = repairInOrder(question)
      expect(checkRepair(question, inOrder)).toEqual([])
      expect(figures(mended)).toEqual(figures(inOrder))
    })
  })

  it('changes nothing when nothing happened', () => {
    const pairs = randomPlacement(5, { students: 60, openings: 30, arcs: 5, plain: true })
    const previous = largestPlan(pairs).assignment
    const mended = repair({ pairs, previous, frozen: new Int32Array(0) })
    expect(mended.changed).toBe(0)
    expect(mended.assignment).toEqual(previous)
  })

  it('refuses to move the frozen, whatever happens', () => {
    const pairs: Pairs = {
      offsets: Int32Array.of(0, 1),
      openings: Int32Array.of(0),
      costs: Int32Array.of(1),
      capacity: Int32Array.of(0),
    }
    const question = { pairs, previous: Int32Array.of(0), frozen: Int32Array.of(0) }
    expect(() => repair(question)).toThrow('student 0 cannot stay at opening 0')
    expect(() => repairInOrder(question)).toThrow(RangeError)
  })
})

describe('checkRepair', () => {
  it('refuses every mutant of a plan, of its figures and of its prices', () => {
    anySeed(25, (seed) => {
      const question = sample(seed, 12, 7)
      const mended = repair(question)
      for (const mutant of mutants(question, mended)) expect(checkRepair(question, mutant)).not.toEqual([])
    })
  })
})

const mutants = function* ({ pairs }: RepairQuestion, plan: Repaired): Generator<Repaired> {
  yield { ...plan, placed: plan.placed - 1 }
  yield { ...plan, changed: plan.changed + 1 }
  yield { ...plan, cost: plan.cost - 1 }
  yield { ...plan, assignment: plan.assignment.subarray(1) }
  for (const [i, j] of plan.assignment.entries()) {
    yield { ...plan, assignment: plan.assignment.with(i, pairs.capacity.length) }
    if (j !== -1) yield { ...plan, assignment: plan.assignment.with(i, -1) }
  }
  const { proof } = plan
  if (proof === undefined) return
  yield { ...plan, proof: { ...proof, weights: { ...proof.weights, change: 1 } } }
  yield { ...plan, proof: { ...proof, weights: { ...proof.weights, unplaced: proof.weights.change } } }
  for (const j of pairs.capacity.keys()) {
    yield { ...plan, proof: { ...proof, openingPrices: proof.openingPrices.with(j, -1) } }
  }
}

/** An event with everything in it: places fewer and more, students gone and new. */
const randomChange = (random: () => number, pairs: Pairs, assignment: Int32Array) => {
  const openings = pairs.capacity.length
  const places = Array.from(
    { length: 1 + below(random, 2) },
    () => [below(random, openings), below(random, 4)] as const,
  )
  const gone = below(random, 2) === 0 ? [] : [below(random, assignment.length)]
  const arrived = Array.from({ length: below(random, 2) }, () => {
    const list = [...new Set(Array.from({ length: 3 }, () => below(random, openings)))]
    return { openings: list, costs: list.map(() => below(random, 25)) }
  })
  return { places: [...new Map(places)], gone, arrived }
}

/** The same event for `repair`: the gone have no pairs any more, the new ones come last. */
const after = (pairs: Pairs, { places, gone, arrived }: ReturnType<typeof randomChange>): Pairs => {
  const rows = Array.from({ length: pairs.offsets.length - 1 }, (_, i) =>
    gone.includes(i)
      ? []
      : Array.from({ length: pairs.offsets[i + 1] - pairs.offsets[i] }, (_, k) => pairs.offsets[i] + k),
  )
  const offsets = [0]
  for (const size of [...rows.map((row) => row.length), ...arrived.map(({ openings }) => openings.length)]) {
    offsets.push(offsets[offsets.length - 1] + size)
  }
  const kept = rows.flat()
  const capacity = pairs.capacity.slice()
  for (const [j, now] of places) capacity[j] = now
  return {
    offsets: Int32Array.from(offsets),
    openings: Int32Array.from([...kept.map((a) => pairs.openings[a]), ...arrived.flatMap(({ openings }) => openings)]),
    costs: Int32Array.from([...kept.map((a) => pairs.costs[a]), ...arrived.flatMap(({ costs }) => costs)]),
    capacity,
  }
}

describe('live repair', () => {
  it('answers each event of a season with the fewest changes there are', () => {
    let events = 0
    anySeed(40, (seed) => {
      const random = seededRandom(seed)
      let pairs: Pairs = randomPlacement(seed, { students: 30, openings: 12, arcs: 4, plain: true })
      const live = createLiveRepair(pairs, largestPlan(pairs).assignment)
      for (let k = 0; k < 25; k++) {
        const before = live.assignment()
        const change = randomChange(random, pairs, before)
        pairs = after(pairs, change)
        const previous = new Int32Array(pairs.offsets.length - 1).fill(-1)
        previous.set(before)
        for (const i of change.gone) previous[i] = -1
        const expected = repair({ pairs, previous, frozen: new Int32Array(0) })
        const moves = live.answer(change)
        const mended = live.assignment()
        const cost = mended.reduce((sum, j, i) => {
          const row = pairs.openings.subarray(pairs.offsets[i], pairs.offsets[i + 1])
          return j === -1 ? sum : sum + pairs.costs[pairs.offsets[i] + row.indexOf(j)]
        }, 0)
        expect({ placed: mended.filter((j) => j !== -1).length, changed: moves.length, cost }).toEqual(
          figures(expected),
        )
        for (const { student, to } of moves) previous[student] = to
        expect(mended).toEqual(previous)
        events++
      }
      expect(live.unplaced()).toBeGreaterThanOrEqual(0)
    })
    expect(events).toBe(1000)
  })

  it('keeps to the fewest changes through a season of 500 events, and leaves no room that anyone could get to', () => {
    const random = seededRandom(77)
    let pairs: Pairs = randomPlacement(77, { students: 60, openings: 25, arcs: 5, plain: true })
    const live = createLiveRepair(pairs, largestPlan(pairs).assignment)
    let filled = 0
    for (let k = 0; k < 500; k++) {
      const before = live.assignment()
      // Mostly one thing at a time: then it is not everyone without a place who has to search.
      const whole = randomChange(random, pairs, before)
      const parts = [{ places: whole.places }, { gone: whole.gone }, { arrived: whole.arrived }, whole]
      const change = { places: [], gone: [], arrived: [], ...parts[k % 4] }
      pairs = after(pairs, change)
      const previous = new Int32Array(pairs.offsets.length - 1).fill(-1)
      previous.set(before)
      for (const i of change.gone) previous[i] = -1
      const expected = repairInOrder({ pairs, previous, frozen: new Int32Array(0) })
      const moves = live.answer(change)
      const { assignment: mended, ...is } = planFigures(pairs, previous, live.assignment())
      expect({ ...is, changed: moves.length }).toEqual(figures(expected))
      expect(largestPlan(pairs, mended).placed).toBe(is.placed)
      filled += moves.filter(({ student }) => student < before.length && before[student] === -1).length
    }
    expect(filled).toBeGreaterThan(20)
    const { assignment } = placePairs(pairs)
    const hindsight = planFigures(pairs, assignment, assignment)
    const is = planFigures(pairs, assignment, live.assignment())
    expect(is.placed).toBe(hindsight.placed)
    expect(is.cost).toBeGreaterThan(hindsight.cost)
  })

  it('leaves the frozen where they are, and says so before it changes anything', () => {
    const pairs = randomPlacement(8, { students: 30, openings: 12, arcs: 5, plain: true })
    const plan = largestPlan(pairs).assignment
    const live = createLiveRepair(pairs, plan)
    const seated = plan.findIndex((j) => j !== -1)
    live.freeze([seated])
    expect(() => live.answer({ places: [[plan[seated], 0]] })).toThrow('must stay')
    expect(live.assignment()).toEqual(plan)
    const moves = live.answer({ places: [[plan[seated], 1]] })
    expect(moves.map(({ student }) => student)).not.toContain(seated)
  })
})
