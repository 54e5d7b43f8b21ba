// Plans with lasting visits against every possible plan, and their proof against every mutant.
import { assert, integer, property } from 'fast-check'
import { PinsCannotBeMet, solveCarousel } from './carousel.ts'
import { staysValue } from './carousel-stays.ts'
import { type SwitchPlan, solveWithSwitches } from './carousel-switches.ts'
import { checkSwitches } from './carousel-switches-check.ts'
import type { CarouselTask } from './carousel-task.ts'
import { type CarouselSize, randomCarousel } from './testing/random-carousel.ts'

const anySeed = (numRuns: number, check: (seed: number) => void) =>
  assert(property(integer(), check), { seed: 5, numRuns })

/** The most that any plan is worth in which nobody returns to a company; -Infinity when pins leave none. */
const bruteForce = (task: CarouselTask, switchCost: number): number => {
  const { rounds, offsets, stations, company, present, pins = [], forbidden = [], groupSize = 1 } = task
  const students = offsets.length - 1
  const room = task.capacity.map((places) => Math.floor(places / groupSize))
  const row = new Int32Array(rounds)
  const choose = (i: number, r: number): number => {
    if (i === students) return 0
    if (r === rounds) {
      if (pins.some(({ student, station }) => student === i && !row.includes(station))) return Number.NEGATIVE_INFINITY
      const kept = row.slice()
      const value = staysValue(task, switchCost, i, row) + choose(i + 1, 0)
      row.set(kept)
      return value
    }
    const pin = pins.find(({ student, round }) => student === i && round === r)
    let best = Number.NEGATIVE_INFINITY
    const options = present?.[i * rounds + r] === 0 ? [] : stations.subarray(offsets[i], offsets[i + 1])
    for (const j of [-1, ...options]) {
      if (pin !== undefined && pin.station !== j) continue
      if (j !== -1) {
        const stays = r > 0 && row[r - 1] === j
        const met = row.subarray(0, r).some((k) => k !== -1 && (company?.[k] ?? k) === (company?.[j] ?? j))
        if (room[j * rounds + r] === 0 || (met && !stays)) continue
        if (forbidden.some(({ student, station }) => student === i && station === j)) continue
        room[j * rounds + r]--
      }
      row[r] = j
      best = Math.max(best, choose(i, r + 1))
      if (j !== -1) room[j * rounds + r]++
    }
    return best
  }
  return choose(0, 0)
}

const tiny: CarouselSize = { students: 3, stations: 4, rounds: 3, near: 3, places: 4 }
const costs = [0, 150, 700, 5000]

describe('solveWithSwitches', () => {
  it('is never better than the best of all plans, nearly always as good, and never above its bound', () => {
    let best = 0
    let closed = 0
    let runs = 0
    anySeed(30, (seed) => {
      const task = randomCarousel(seed, { ...tiny, closed: 2, companies: true, special: true })
      const switchCost = costs[Math.abs(seed) % 4]
      const truth = bruteForce(task, switchCost)
      if (truth === Number.NEGATIVE_INFINITY) {
        expect(() => solveWithSwitches(task, switchCost)).toThrow(PinsCannotBeMet)
        return
      }
      const found = solveWithSwitches(task, switchCost)
      expect(checkSwitches(task, switchCost, found)).toEqual([])
      expect(found.objective).toBeLessThanOrEqual(truth)
      expect(found.bound).toBeGreaterThanOrEqual(truth)
      runs++
      if (found.objective === truth) best++
      if (found.gap === 0) closed++
    })
    expect(best / runs).toBeGreaterThan(0.85)
    expect(closed / runs).toBeGreaterThan(0.4)
  })

  it('comes near its bound where students are many', () => {
    const task = randomCarousel(3, { students: 20, stations: 8, rounds: 4, near: 6, places: 26, closed: 4 })
    for (const switchCost of [150, 700]) {
      const found = solveWithSwitches(task, switchCost)
      expect(checkSwitches(task, switchCost, found)).toEqual([])
      expect(found.pointsPerStudent).toBeLessThan(200)
    }
  })

  it('lets nobody move at all when that costs more than anything else', () => {
    const task = randomCarousel(1, { ...tiny, students: 10, stations: 6, places: 20 })
    const { plan } = solveWithSwitches(task, 50_000)
    for (let i = 0; i < 10; i++) {
      expect(new Set([...plan.subarray(i * 3, i * 3 + 3)].filter((j) => j !== -1)).size).toBeLessThanOrEqual(1)
    }
  })

  it('is worth no less than a plan of single visits', () => {
    anySeed(4, (seed) => {
      const task = randomCarousel(seed, { ...tiny, students: 8, stations: 6, near: 5, places: 10 })
      expect(solveWithSwitches(task, 0).objective).toBeGreaterThanOrEqual(solveCarousel(task).objective)
    })
  })
})

describe('checkSwitches', () => {
  const task = randomCarousel(2, { ...tiny, students: 12, stations: 6, near: 5, places: 15, special: true, closed: 3 })
  const right = solveWithSwitches(task, 700)
  const flaws = (change: Partial<SwitchPlan>, cost = 700) => checkSwitches(task, cost, { ...right, ...change })

  it('finds a flaw in every mutant', () => {
    expect(flaws({})).toEqual([])
    const { plan, slotPrices, objective } = right
    for (const cell of plan.keys()) {
      for (let j = -1; j < 6; j++) if (j !== plan[cell]) expect(flaws({ plan: plan.with(cell, j) })).not.toEqual([])
    }
    expect(flaws({}, 701)).not.toEqual([])
    expect(flaws({ objective: objective + 1 }).join()).toContain('is worth')
    expect(flaws({ bound: objective - 1 }).join()).toContain('below the plan')
    expect(flaws({ gap: right.gap + 1 }).join()).toContain('the gap is')
    expect(flaws({ slotPrices: slotPrices.map(() => 0) }).join()).toContain('the prices prove')
    expect(flaws({ slotPrices: slotPrices.with(0, -1) }).join()).toContain('a price is -1')
    expect(flaws({ slotPrices: slotPrices.slice(1) })).toEqual(['prices are missing'])
    expect(flaws({ plan: plan.slice(1) }).join()).toContain('cells')
  })
})
