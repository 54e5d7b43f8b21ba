// The plan against every possible plan, its proof against every mutant, and the order of the input against the plan.
import { assert, integer, property } from 'fast-check'
import { PinsCannotBeMet, solveCarousel } from './carousel.ts'
import { checkCarousel } from './carousel-check.ts'
import type { CarouselTask } from './carousel-task.ts'
import { planValue } from './carousel-value.ts'
import { seededRandom, shuffled } from './random.ts'
import { type CarouselSize, randomCarousel } from './testing/random-carousel.ts'

const anySeed = (numRuns: number, check: (seed: number) => void) =>
  assert(property(integer(), check), { seed: 5, numRuns })

/** The value of the best of all plans that keep the rules; -Infinity when pins leave none. */
const bruteForce = (task: CarouselTask): number => {
  const { rounds, offsets, stations, capacity, company, present, pins = [], forbidden = [], groupSize = 1 } = task
  const students = offsets.length - 1
  const plan = new Int32Array(students * rounds).fill(-1)
  const room = capacity.map((places) => Math.floor(places / groupSize))
  let best = Number.NEGATIVE_INFINITY
  const choose = (cell: number) => {
    if (cell === plan.length) {
      best = Math.max(best, planValue(task, plan))
      return
    }
    const i = Math.floor(cell / rounds)
    const r = cell % rounds
    const row = plan.subarray(i * rounds, (i + 1) * rounds)
    const pin = pins.find(({ student, round }) => student === i && round === r)
    const options = present?.[cell] === 0 ? [] : stations.subarray(offsets[i], offsets[i + 1])
    for (const j of [-1, ...options]) {
      if (pin !== undefined && j !== pin.station) continue
      if (j !== -1 && room[j * rounds + r] === 0) continue
      if (j !== -1 && row.subarray(0, r).some((k) => k !== -1 && (company?.[k] ?? k) === (company?.[j] ?? j))) continue
      if (forbidden.some(({ student, station }) => student === i && station === j)) continue
      row[r] = j
      const met = r < rounds - 1 || pins.every(({ student, station }) => student !== i || row.includes(station))
      if (j !== -1) room[j * rounds + r]--
      if (met) choose(cell + 1)
      if (j !== -1) room[j * rounds + r]++
      row[r] = -1
    }
  }
  choose(0)
  return best
}

const tiny: CarouselSize = { students: 3, stations: 4, rounds: 3, near: 3, places: 4 }
const small: CarouselSize = { students: 40, stations: 12, rounds: 5, near: 8 }

describe('solveCarousel', () => {
  describe('given the same places in every round', () => {
    it('finds the best of all plans and proves it', () => {
      anySeed(30, (seed) => {
        const task = randomCarousel(seed, tiny)
        const { objective, bound, gap } = solveCarousel(task)
        expect({ objective, bound, gap }).toEqual({ objective: bruteForce(task), bound: objective, gap: 0 })
      })
    })

    it('has a gap of exactly zero', () => {
      anySeed(30, (seed) => {
        const task = randomCarousel(seed, { ...small, places: 30 + (Math.abs(seed) % 15) })
        const plan = solveCarousel(task)
        expect(plan.gap).toBe(0)
        expect(checkCarousel(task, plan)).toEqual([])
      })
    })
  })

  describe('given closed rounds, companies, pins, late students, groups', () => {
    it('is never better than the best of all plans, and nearly as good', () => {
      let best = 0
      let runs = 0
      anySeed(80, (seed) => {
        const task = randomCarousel(seed, { ...tiny, closed: 2, companies: true, special: true })
        const truth = bruteForce(task)
        if (truth === Number.NEGATIVE_INFINITY) {
          expect(() => solveCarousel(task)).toThrow(PinsCannotBeMet)
          return
        }
        const plan = solveCarousel(task)
        expect(checkCarousel(task, plan)).toEqual([])
        expect(plan.objective).toBeLessThanOrEqual(truth)
        expect(plan.bound).toBeGreaterThanOrEqual(truth)
        runs++
        if (plan.objective === truth) best++
      })
      expect(best / runs).toBeGreaterThan(0.95)
    })

    it('keeps every rule and proves what it says', () => {
      anySeed(15, (seed) => {
        const task = randomCarousel(seed, { ...small, closed: 8, companies: true, special: true })
        expect(checkCarousel(task, solveCarousel(task))).toEqual([])
      })
    })

    it('gives the same plan for the same task', () => {
      const task = randomCarousel(3, { ...small, closed: 8, companies: true, special: true })
      expect(solveCarousel(task)).toEqual(solveCarousel(task))
    })

    it('gives everyone the same, whatever the order of the input, when lots break ties', () => {
      anySeed(10, (seed) => {
        const task = randomCarousel(seed, { ...small, students: 15, closed: 8, companies: true, special: true })
        const { task: other, studentOf, stationOf } = reordered(seed, task)
        const { rounds } = task
        const { plan } = solveCarousel(task)
        const again = solveCarousel(other).plan
        const back = new Int32Array(plan.length)
        again.forEach((j, cell) => {
          back[studentOf[Math.floor(cell / rounds)] * rounds + (cell % rounds)] = j === -1 ? -1 : stationOf[j]
        })
        expect(back).toEqual(plan)
      })
    })
  })

  describe('given pins that contradict', () => {
    const task = randomCarousel(1, tiny)
    const at = (k: number) => task.stations[task.offsets[0] + k]
    const pinned =
      (...pins: [number, number][]) =>
      () =>
        solveCarousel({ ...task, pins: pins.map(([station, round]) => ({ student: 0, station, round })) })

    it('names the first that cannot be met', () => {
      expect(pinned([at(0), 0], [at(1), 0])).toThrow('pins[1]: two visits in one round')
      expect(pinned([at(0), 0], [at(0), 1])).toThrow('pins[1]: the same company twice')
      expect(pinned([99, 0])).toThrow('pins[0]: out of reach')
    })
  })

  describe('given a checkpoint', () => {
    it('can be cancelled', () => {
      const cancelled = () => {
        throw new Error('cancelled')
      }
      expect(() => solveCarousel(randomCarousel(1, small), cancelled)).toThrow('cancelled')
    })
  })
})

/** The same carousel with students and stations in another order; `studentOf` and `stationOf` lead back. */
const reordered = (seed: number, task: CarouselTask) => {
  const { rounds, offsets } = task
  const random = seededRandom(seed)
  const studentOf = shuffled(random, offsets.length - 1)
  const stationOf = shuffled(random, task.capacity.length / rounds)
  const reaches = [...studentOf].flatMap((i) =>
    Array.from(task.stations.subarray(offsets[i], offsets[i + 1]), (_, k) => offsets[i] + k),
  )
  const cellsOf = (order: Int32Array) =>
    [...order].flatMap((k) => Array.from({ length: rounds }, (_, r) => k * rounds + r))
  const pick = <T extends { [k: number]: number }>(all: T, places: readonly number[]) => places.map((k) => all[k])
  const moved = { students: studentOf, stations: stationOf }
  const renamed = ({ student, station, ...rest }: { student: number; station: number }) => ({
    ...rest,
    student: studentOf.indexOf(student),
    station: stationOf.indexOf(station),
  })
  const other: CarouselTask = {
    ...task,
    offsets: studentOf.reduce((sums, i, k) => {
      sums[k + 1] = sums[k] + offsets[i + 1] - offsets[i]
      return sums
    }, new Int32Array(offsets.length)),
    stations: Int32Array.from(reaches, (e) => stationOf.indexOf(task.stations[e])),
    minutes: Int32Array.from(pick(task.minutes, reaches)),
    worlds: Int32Array.from(pick(task.worlds, reaches)),
    wished: Uint8Array.from(pick(task.wished ?? [], reaches)),
    capacity: Int32Array.from(pick(task.capacity, cellsOf(stationOf))),
    company: Int32Array.from(pick(task.company ?? [], [...stationOf])),
    present: Uint8Array.from(pick(task.present ?? [], cellsOf(studentOf))),
    pins: task.pins?.map((pin) => ({ ...renamed(pin), round: pin.round })),
    forbidden: task.forbidden?.map(renamed),
    lots: {
      students: Float64Array.from(moved.students, (i) => task.lots?.students[i] ?? 0),
      stations: Float64Array.from(moved.stations, (j) => task.lots?.stations[j] ?? 0),
    },
  }
  return { task: other, studentOf, stationOf }
}
