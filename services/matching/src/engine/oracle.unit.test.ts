// The solvers beside another program (HiGHS) and beside answers known beforehand, and what must not change a carousel.
import { assert, integer, property } from 'fast-check'
import { placePairs } from './bare-placement.ts'
import { PinsCannotBeMet, solveCarousel } from './carousel.ts'
import type { CarouselTask } from './carousel-task.ts'
import { costScaling } from './cost-scaling.ts'
import type { FlowNetwork } from './flow-network.ts'
import { networkSimplex } from './network-simplex.ts'
import type { Pairs } from './placement-network.ts'
import { seededRandom, shuffled } from './random.ts'
import { bestCarousel, cheapestPairs } from './testing/by-highs.ts'
import { knownOptimum } from './testing/known-optimum.ts'
import { type CarouselSize, randomCarousel } from './testing/random-carousel.ts'
import { randomPlacement } from './testing/random-placement.ts'

const even: CarouselSize = { students: 15, stations: 9, rounds: 4, near: 6, places: 17 }
const seeds = (count: number) => Array.from({ length: count }, (_, k) => k + 1)

/** An assignment as a flow: one unit from each agent to each opening. */
const asFlow = ({ offsets, openings, costs, capacity }: Pairs): FlowNetwork => {
  const agents = offsets.length - 1
  const tail = new Int32Array(openings.length)
  for (let i = 0; i < agents; i++) tail.fill(i, offsets[i], offsets[i + 1])
  return {
    nodes: agents + capacity.length,
    tail,
    head: openings.map((j) => agents + j),
    capacity: openings.map(() => 1),
    cost: costs,
    supply: Int32Array.from([...new Int32Array(agents).fill(1), ...capacity.map((places) => -places)]),
  }
}

describe('solveCarousel', () => {
  it('is worth what HiGHS finds where every round has the same places', async () => {
    for (const seed of seeds(15)) {
      const task = randomCarousel(seed, even)
      expect(solveCarousel(task).objective).toBe(await bestCarousel(task, false))
    }
  })

  it('lies with its bound on either side of what HiGHS finds where rounds are closed and pins hold', async () => {
    let met = 0
    for (const seed of seeds(15)) {
      const size: CarouselSize = { students: 7, stations: 6, rounds: 3, near: 4, places: 8, closed: 3 }
      const task = randomCarousel(seed, { ...size, companies: true, special: true })
      const truth = await bestCarousel(task, true)
      if (truth === undefined) {
        expect(() => solveCarousel(task)).toThrow(PinsCannotBeMet)
        continue
      }
      const { objective, bound } = solveCarousel(task)
      expect(objective).toBeLessThanOrEqual(truth)
      expect(bound).toBeGreaterThanOrEqual(truth)
      if (objective === truth) met++
    }
    expect(met).toBeGreaterThan(10)
  })

  const unchanged: [string, (task: CarouselTask) => CarouselTask, (was: number, is: number) => boolean][] = [
    [
      'is worth no less with one more place in every round at a station',
      (task) => ({ ...task, capacity: task.capacity.map((places, slot) => places + (slot < task.rounds ? 1 : 0)) }),
      (was, is) => is >= was,
    ],
    [
      'is worth three times as much where all points are',
      ({ rewards, ...task }) => ({
        ...task,
        minutes: task.minutes.map((each) => 3 * each),
        emptyCost: 3 * task.emptyCost,
        rewards: { own: 3 * rewards.own, other: rewards.other.map((each) => 3 * each), wish: 3 * rewards.wish },
      }),
      (was, is) => is === 3 * was,
    ],
    ['is worth the same with a station that everybody reaches and nobody may enter', withClosedStation, Object.is],
  ]
  it.each(unchanged)('%s', (_, change, holds) => {
    assert(
      property(integer(), (seed) => {
        const task = randomCarousel(seed, even)
        expect(holds(solveCarousel(task).objective, solveCarousel(change(task)).objective)).toBe(true)
      }),
      { seed: 5, numRuns: 8 },
    )
  })
})

function withClosedStation(task: CarouselTask): CarouselTask {
  const { rounds, offsets } = task
  const closed = task.capacity.length / rounds
  const everyRow = (of: Int32Array, extra: number) =>
    Int32Array.from(
      Array.from(offsets.keys().drop(1), (i) => [...of.subarray(offsets[i - 1], offsets[i]), extra]).flat(),
    )
  return {
    ...task,
    offsets: offsets.map((end, i) => end + i),
    stations: everyRow(task.stations, closed),
    minutes: everyRow(task.minutes, 0),
    worlds: everyRow(task.worlds, 0),
    capacity: Int32Array.from([...task.capacity, ...new Int32Array(rounds)]),
    company: Int32Array.from([...(task.company ?? []), closed]),
  }
}

describe('placePairs', () => {
  it.each([
    [100, 20, 8],
    [250, 60, 10],
    [500, 90, 12],
  ])('costs what HiGHS finds for %i students', async (students, openings, arcs) => {
    const pairs = randomPlacement(students, { students, openings, arcs, plain: true })
    expect(placePairs(pairs, 500).objective).toBe(await cheapestPairs(pairs, 500))
  })

  it.each([100, 200, 300, 400, 500, 600, 700, 800])(
    'assigns %i agents at the cost known beforehand, as network simplex and cost scaling do',
    (agents) => {
      const { pairs, cost } = knownOptimum(agents, shuffled(seededRandom(agents), agents), agents, 20)
      expect(placePairs(pairs).objective).toBe(cost)
      expect(networkSimplex(asFlow(pairs)).cost).toBe(cost)
      expect(costScaling(asFlow(pairs)).cost).toBe(cost)
    },
  )
})
