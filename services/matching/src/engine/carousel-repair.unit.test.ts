// Mended carousels against every possible plan, and their proof against every mutant.
import { assert, integer, property } from 'fast-check'
import { solveCarousel } from './carousel.ts'
import { type CarouselRepair, GONE } from './carousel-options.ts'
import { type MendedCarousel, mendCarousel, provenFigures } from './carousel-repair.ts'
import { checkRepairedCarousel } from './carousel-repair-check.ts'
import { planValue } from './carousel-value.ts'
import { below, seededRandom } from './random.ts'
import { type CarouselSize, randomCarousel } from './testing/random-carousel.ts'

const anySeed = (numRuns: number, check: (seed: number) => void) =>
  assert(property(integer(), check), { seed: 5, numRuns })

/** A plan to which something has happened: a station gone, places lost, a student new, a visit forbidden. */
const hit = (seed: number, size: CarouselSize, changePrice = Number.POSITIVE_INFINITY): CarouselRepair => {
  const random = seededRandom(seed)
  const before = { ...randomCarousel(seed, size), pins: [], forbidden: [] }
  const { rounds } = before
  const students = before.offsets.length - 1
  const was = solveCarousel(before).plan
  const capacity = before.capacity.slice()
  const frozen = Array.from({ length: below(random, rounds) }, (_, r) => r)
  const open = Array.from({ length: rounds - frozen.length }, (_, k) => frozen.length + k)
  const station = below(random, size.stations)
  const kind = Math.abs(seed) % 4
  for (const r of open) {
    if (kind === 0) capacity[station * rounds + r] = 0
    if (kind === 1) capacity[station * rounds + r] = Math.max(0, capacity[station * rounds + r] - 1)
    for (let i = 0; i < students; i++) {
      if (kind === 0 && was[i * rounds + r] === station) was[i * rounds + r] = GONE
      if (kind === 2 && i === 0) was[r] = -1
    }
  }
  const seen = was.findIndex((j, cell) => j >= 0 && open.includes(cell % rounds))
  const visit = { student: Math.floor(seen / rounds), station: was[seen], round: seen % rounds }
  return {
    task: { ...before, capacity },
    was,
    frozen,
    changePrice,
    ...(kind === 3 && seen !== -1 ? { barred: [visit] } : {}),
  }
}

type Figures = Pick<MendedCarousel, 'empty' | 'changed' | 'value'>
const figuresOf = ({ task, was, frozen }: CarouselRepair, plan: Int32Array): Figures => {
  const cells = [...plan.keys()].filter((cell) => !frozen.includes(cell % task.rounds))
  return {
    empty: cells.filter((cell) => plan[cell] === -1 && task.present?.[cell] !== 0).length,
    changed: cells.filter((cell) => plan[cell] !== was[cell]).length,
    value: planValue(task, plan),
  }
}

/** The best of all plans that keep the rules and what is frozen. */
const bruteForce = (repair: CarouselRepair): Figures => {
  const { task, was, frozen, barred = [], changePrice } = repair
  const { rounds, offsets, stations, company, present, groupSize = 1 } = task
  const room = task.capacity.map((places) => Math.floor(places / groupSize))
  const plan = was.map((j, cell) => (frozen.includes(cell % rounds) ? Math.max(-1, j) : -1))
  const isBetter = (a: Figures, b: Figures) =>
    Number.isFinite(changePrice)
      ? a.value - changePrice * a.changed > b.value - changePrice * b.changed
      : a.empty !== b.empty
        ? a.empty < b.empty
        : a.changed !== b.changed
          ? a.changed < b.changed
          : a.value > b.value
  let best = figuresOf(repair, plan)
  const choose = (cell: number) => {
    if (cell === plan.length) {
      const figures = figuresOf(repair, plan)
      if (isBetter(figures, best)) best = figures
      return
    }
    choose(cell + 1)
    const r = cell % rounds
    if (frozen.includes(r) || present?.[cell] === 0) return
    const i = Math.floor(cell / rounds)
    for (const j of stations.subarray(offsets[i], offsets[i + 1])) {
      if (room[j * rounds + r] === 0) continue
      if (plan.subarray(i * rounds, (i + 1) * rounds).some((k) => k >= 0 && company?.[k] === company?.[j])) continue
      if (barred.some((one) => one.student === i && one.station === j && one.round === r)) continue
      plan[cell] = j
      room[j * rounds + r]--
      choose(cell + 1)
      room[j * rounds + r]++
      plan[cell] = -1
    }
  }
  choose(0)
  return best
}

const tiny: CarouselSize = { students: 3, stations: 5, rounds: 3, near: 4, places: 4, companies: true, special: true }

describe('mendCarousel', () => {
  it('leaves the fewest rounds empty, then changes the fewest, then is worth most, and what is proven of it holds', () => {
    let best = 0
    let proven = 0
    anySeed(30, (seed) => {
      const repair = hit(seed, tiny)
      const mended = mendCarousel(repair)
      const truth = bruteForce(repair)
      const { empty, changed, value } = provenFigures(repair, mended)
      expect(checkRepairedCarousel(repair, mended)).toEqual([])
      expect(empty).toBeLessThanOrEqual(truth.empty)
      if (mended.empty === truth.empty) expect(changed).toBeLessThanOrEqual(truth.changed)
      if (mended.empty === truth.empty && mended.changed === truth.changed) {
        expect(value).toBeGreaterThanOrEqual(truth.value)
        if (mended.value === truth.value) best++
      }
      if (mended.empty === empty && mended.changed === changed) proven++
    })
    expect(best).toBeGreaterThanOrEqual(26)
    expect(proven).toBeGreaterThanOrEqual(12)
  })

  it('weighs changes at a price, never better than the best plan nor beyond its bound', () => {
    let best = 0
    anySeed(30, (seed) => {
      const repair = hit(seed, tiny, [0, 15, 60, 240][Math.abs(seed) % 4])
      const mended = mendCarousel(repair)
      const truth = bruteForce(repair)
      const objective = truth.value - repair.changePrice * truth.changed
      expect(checkRepairedCarousel(repair, mended)).toEqual([])
      expect(mended.objective).toBeLessThanOrEqual(objective)
      expect(mended.bound).toBeGreaterThanOrEqual(objective)
      if (mended.objective === objective) best++
    })
    expect(best).toBeGreaterThanOrEqual(26)
  })

  it('proves the fewest changes of small events in larger carousels', () => {
    const size: CarouselSize = {
      students: 60,
      stations: 15,
      rounds: 6,
      near: 12,
      places: 75,
      companies: true,
      special: true,
    }
    let proven = 0
    anySeed(4, (seed) => {
      const repair = hit(seed, size)
      const mended = mendCarousel(repair)
      expect(checkRepairedCarousel(repair, mended)).toEqual([])
      const { empty, changed } = provenFigures(repair, mended)
      if (mended.empty === empty && mended.changed === changed) proven++
    })
    expect(proven).toBeGreaterThanOrEqual(2)
  })

  it('keeps pins, in whatever round they may be met', () => {
    let pinned = 0
    anySeed(10, (seed) => {
      const { pins = [], ...rest } = randomCarousel(seed, { ...tiny, students: 12, places: 16, stations: 8, near: 7 })
      const task = { ...rest, pins, forbidden: [] }
      const was = solveCarousel(task).plan.fill(-1, 0, 6)
      const repair = { task, was, frozen: [], changePrice: Number.POSITIVE_INFINITY }
      expect(checkRepairedCarousel(repair, mendCarousel(repair))).toEqual([])
      pinned += pins.length
    })
    expect(pinned).toBeGreaterThan(10)
  })

  it('moves a pin that may be met in any round when its own is lost', () => {
    const {
      pins: _,
      forbidden: __,
      ...task
    } = randomCarousel(3, { ...tiny, students: 6, stations: 6, near: 5, places: 9 })
    const was = solveCarousel(task).plan
    const at = was.findIndex((j) => j >= 0)
    const [student, station, round] = [Math.floor(at / 3), was[at], at % 3]
    const capacity = task.capacity.with(station * 3 + round, 0)
    const next = { student, station, round: (round + 1) % 3 }
    const pins = [{ student, station, round: -1 }]
    const repair = {
      task: { ...task, capacity, pins },
      was,
      frozen: [],
      barred: [next],
      changePrice: Number.POSITIVE_INFINITY,
    }
    const mended = mendCarousel(repair)
    expect(checkRepairedCarousel(repair, mended)).toEqual([])
    expect(mended.plan[student * 3 + ((round + 2) % 3)]).toBe(station)
  })

  it('is the same for the same question, and can be cancelled', () => {
    const repair = hit(4, tiny)
    expect(mendCarousel(repair)).toEqual(mendCarousel(repair))
    const cancel = () => {
      throw new Error('cancelled')
    }
    expect(() => mendCarousel(repair, cancel)).toThrow('cancelled')
  })
})

describe('checkRepairedCarousel', () => {
  const repair = hit(9, { ...tiny, students: 20, stations: 8, near: 7, places: 24 })
  const right = mendCarousel(repair)
  const flaws = (change: Partial<MendedCarousel>, of = repair) => checkRepairedCarousel(of, { ...right, ...change })

  it('finds a flaw in every mutant of plan, figures and prices', () => {
    expect(flaws({})).toEqual([])
    const { plan, slotPrices, weights } = right
    for (const cell of plan.keys()) {
      for (let j = -1; j < 8; j++) if (j !== plan[cell]) expect(flaws({ plan: plan.with(cell, j) })).not.toEqual([])
    }
    for (const name of ['value', 'changed', 'empty', 'objective'] as const)
      expect(flaws({ [name]: right[name] + 1 }).join()).toContain(name)
    expect(flaws({ bound: right.objective - 1 }).join()).toContain('below the plan')
    expect(flaws({ slotPrices: slotPrices.map(() => 0) }).join()).toContain('the prices prove')
    expect(flaws({ slotPrices: slotPrices.with(0, -1) }).join()).toContain('a price is -1')
    expect(flaws({ slotPrices: slotPrices.with(0, Number.NaN) }).join()).toContain('a price is NaN')
    expect(flaws({ slotPrices: slotPrices.slice(1) })).toEqual(['prices are missing'])
    expect(flaws({ plan: plan.slice(1) }).join()).toContain('cells')
    expect(flaws({ weights }, { ...repair, changePrice: 7 }).join()).toContain('not those that were asked for')
  })

  it('refuses what is frozen or forbidden', () => {
    const cell = right.plan.findIndex((j) => j >= 0)
    const round = cell % repair.task.rounds
    const was = repair.was.with(cell, -1)
    expect(flaws({}, { ...repair, was, frozen: [round] }).join()).toContain('is frozen')
    const student = Math.floor(cell / repair.task.rounds)
    const barred = [{ student, station: right.plan[cell], round }]
    expect(flaws({}, { ...repair, frozen: [], barred }).join()).toContain('which is forbidden')
  })
})
