// A right plan passes the check, and every mutant of it is caught.
import { type CarouselPlan, solveCarousel } from './carousel.ts'
import { checkCarousel } from './carousel-check.ts'
import type { CarouselTask } from './carousel-task.ts'
import { below, seededRandom } from './random.ts'
import { randomCarousel } from './testing/random-carousel.ts'

const changed = <T extends Int32Array | Float64Array>(numbers: T, place: number, value: number): T => {
  const copy = numbers.slice() as T
  copy[place] = value
  return copy
}

describe('checkCarousel', () => {
  const task = randomCarousel(5, {
    students: 30,
    stations: 10,
    rounds: 4,
    near: 8,
    closed: 4,
    companies: true,
    special: true,
  })
  const right = solveCarousel(task)
  const flaws = (change: Partial<CarouselPlan>, of: CarouselTask = task) =>
    checkCarousel(of, { ...right, ...change }).join()
  const { rounds, offsets, stations } = task
  const students = offsets.length - 1

  it('finds nothing wrong with a right plan', () => {
    expect(checkCarousel(task, right)).toEqual([])
  })

  it('catches every change of one visit', () => {
    const random = seededRandom(1)
    for (let run = 0; run < 300; run++) {
      const cell = below(random, right.plan.length)
      const station = below(random, task.capacity.length / rounds + 1) - 1
      if (right.plan[cell] !== station) expect(flaws({ plan: changed(right.plan, cell, station) })).not.toBe('')
    }
  })

  it('catches a visit that stays within reach but not within the rules', () => {
    const cell = right.plan.findIndex((j, at) => j !== -1 && at % rounds !== 0 && right.plan[at - 1] !== -1)
    expect(flaws({ plan: changed(right.plan, cell, right.plan[cell - 1]) })).toContain('twice')
    const plan = new Int32Array(right.plan.length).fill(-1)
    for (let i = 0; i < students; i++)
      if (stations.subarray(offsets[i], offsets[i + 1]).includes(0)) plan[i * rounds + 3] = 0
    expect(flaws({ plan })).toContain('station 0 holds')
    expect(flaws({ plan: plan.fill(-1) })).toContain('a pin of student')
    expect(flaws({ plan: plan.slice(1) })).toContain('cells')
  })

  it('catches figures that are not true', () => {
    expect(flaws({ objective: right.objective + 1 })).toContain('the plan is worth')
    expect(flaws({ gap: right.gap / 2 - 1 })).toContain('the gap is')
    expect(flaws({ bound: right.objective - 1 })).toContain('below the plan')
  })

  it('catches prices that do not prove the bound', () => {
    const { slotPrices, roundPrices } = right
    expect(flaws({ slotPrices: slotPrices.map(() => 0), roundPrices: roundPrices.map(() => 0) })).toContain(
      'the prices prove',
    )
    const paid = slotPrices.findIndex((price) => price > 0)
    expect(flaws({ slotPrices: changed(slotPrices, paid, slotPrices[paid] * 3) })).toContain('the prices prove')
    expect(flaws({ slotPrices: changed(slotPrices, 0, -1) })).toContain('a price is -1')
    expect(flaws({ slotPrices: changed(slotPrices, 0, Number.NaN) })).toContain('a price is NaN')
    expect(flaws({ slotPrices: slotPrices.slice(1) })).toContain('prices are missing')
  })
})
