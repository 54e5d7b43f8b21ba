// Plans a carousel with few switches: a visit may last several rounds in a row, and every change of station costs.
import { PinsCannotBeMet, solveCarousel } from './carousel.ts'
import { settledPins } from './carousel-pins.ts'
import { bestStays, type Stays, staysValue } from './carousel-stays.ts'
import { type CarouselPin, type CarouselTask, contradictoryPin } from './carousel-task.ts'
import type { Checkpoint } from './flow-network.ts'
import { seededRandom, shuffled } from './random.ts'

/** More rounds than this are too many to go through all their sets. */
export const MOST_ROUNDS = 8

/**
 * `plan[i * rounds + r]` as in any carousel, but a station may stand in rounds in a row, which is one visit (staysValue). No
 * plan is worth more than `bound`, which `slotPrices` prove (carousel-switches-check.ts).
 */
export type SwitchPlan = {
  readonly plan: Int32Array
  readonly objective: number
  readonly bound: number
  readonly gap: number
  readonly pointsPerStudent: number
  readonly slotPrices: Float64Array
}

/** How often prices are moved at most, and so that rows are looked for about so often; how often a plan is gone through. */
const MOST_STEPS = 40
const MOST_ROWS = 8000
const PASSES = 4
/** Prices are multiples of one over this, so that their sums are exact. */
const FINEST = 16

/**
 * A good plan and a bound. Once every place has a price students no longer meet, and the best row of each is found exactly
 * (carousel-stays.ts): what they are worth together, and the places at their prices, bounds every plan (Lagrangian
 * relaxation: Geoffrion, 1974). A subgradient (Held, Wolfe and Crowder, 1974) moves prices where too many or too few come. Now
 * and then a plan is made: students choose one after the other, at the prices and among the places that are left, then again
 * and again with all others as they are, those in the way choosing anew. Stays as one visit make no flow, so nothing here is
 * exact; the gap says how far from best the plan is at most. At most MOST_ROUNDS rounds.
 */
export const solveWithSwitches = (task: CarouselTask, switchCost: number, checkpoint?: Checkpoint): SwitchPlan => {
  const wrong = contradictoryPin(task)
  if (wrong !== undefined) throw new PinsCannotBeMet(wrong.pin, wrong.why)
  const { rounds, offsets, groupSize = 1 } = task
  const students = offsets.length - 1
  const pins = settledPins(task)
  if (pins === undefined) throw new PinsCannotBeMet(-1, 'the pins leave no room for each other')
  const room = task.capacity.map((places) => Math.floor(places / groupSize))
  const best = bestStays(task, switchCost)
  const choosing = chooser(task, switchCost, pins, best)
  const inRounds = byStudent(
    students,
    (task.pins ?? []).filter(({ round }) => round !== -1),
  )

  const single = solveCarousel(task, checkpoint)
  let plan = single.plan
  let objective = worthOf(task, switchCost, plan)
  let prices = single.slotPrices.map(inSteps)
  let slotPrices = prices
  let bound = Number.POSITIVE_INFINITY
  let step = 1
  const steps = Math.max(8, Math.min(MOST_STEPS, Math.floor(MOST_ROWS / Math.max(1, students))))
  for (let done = 0; done < steps && bound > objective; done++) {
    checkpoint?.({ stage: 'switches', done, total: steps })
    const load = new Int32Array(room.length)
    let total = prices.reduce((sum, price, slot) => sum + price * room[slot], 0)
    for (let i = 0; i < students; i++) {
      const { value, row } = best(i, prices, room, inRounds[i])
      total += value
      row.forEach((j, r) => {
        if (j >= 0) load[j * rounds + r]++
      })
    }
    if (total < bound) {
      bound = total
      slotPrices = prices
    } else step *= 0.7
    if (done % Math.ceil(steps / 4) === 0) {
      for (const start of done === 0 ? [plan, undefined] : [undefined]) {
        const made = choosing(prices, start, done)
        const value = worthOf(task, switchCost, made)
        if (value <= objective) continue
        plan = made
        objective = value
      }
    }
    const moving = load.map((there, slot) => (there > room[slot] || prices[slot] > 0 ? there - room[slot] : 0))
    const length = moving.reduce((sum, units) => sum + units * units, 0)
    if (length === 0) break
    const pace = (step * Math.max(1, total - objective)) / length
    prices = prices.map((price, slot) => Math.max(0, inSteps(price + pace * moving[slot])))
  }
  bound = Math.floor(bound)
  return {
    plan,
    objective,
    bound,
    gap: (bound - objective) / Math.max(1, Math.abs(bound)),
    pointsPerStudent: (bound - objective) / Math.max(1, students),
    slotPrices,
  }
}

const inSteps = (price: number) => Math.round(price * FINEST) / FINEST

const worthOf = (task: CarouselTask, switchCost: number, plan: Int32Array): number => {
  let value = 0
  for (let i = 0; i + 1 < task.offsets.length; i++)
    value += staysValue(task, switchCost, i, plan.subarray(i * task.rounds, (i + 1) * task.rounds))
  return value
}

const byStudent = (students: number, pins: readonly CarouselPin[]): CarouselPin[][] => {
  const found: CarouselPin[][] = Array.from({ length: students }, () => [])
  for (const pin of pins) found[pin.student].push(pin)
  return found
}

/** Returns a function that makes a plan at prices: from nothing, or by improving one. */
const chooser = (
  task: CarouselTask,
  switchCost: number,
  pins: readonly CarouselPin[],
  best: ReturnType<typeof bestStays>,
) => {
  const { rounds, offsets, company, groupSize = 1 } = task
  const students = offsets.length - 1
  const pinsOf = byStudent(students, pins)
  const free = new Float64Array(task.capacity.length)
  const everywhere = task.capacity.map((places) => (places >= groupSize ? 1 : 0))
  const meetsTwice = (row: Int32Array): boolean => {
    const met = [...new Set(row)].filter((j) => j >= 0)
    return new Set(met.map((j) => company?.[j] ?? j)).size < met.length
  }
  return (prices: Float64Array, start: Int32Array | undefined, seed: number): Int32Array => {
    const left = task.capacity.map((places) => Math.floor(places / groupSize))
    // Whose row is not settled has at least his pins.
    const plan = new Int32Array(students * rounds).fill(-1)
    for (const { student, station, round } of pins) plan[student * rounds + round] = station
    if (start !== undefined) plan.set(start)
    const rowOf = (i: number) => plan.subarray(i * rounds, (i + 1) * rounds)
    const count = (row: Int32Array, by: number) => {
      row.forEach((j, r) => {
        if (j >= 0) left[j * rounds + r] += by
      })
    }
    const settle = (i: number, row: Int32Array) => {
      count(rowOf(i), 1)
      rowOf(i).set(row)
      count(row, -1)
    }
    const worthNow = (i: number) => staysValue(task, switchCost, i, rowOf(i))
    /** The best row among the places that are left besides the student's own. */
    const choice = (i: number, at: Float64Array): Stays => {
      count(rowOf(i), 1)
      const found = best(i, at, left, pinsOf[i])
      count(rowOf(i), -1)
      return found.value === Number.NEGATIVE_INFINITY || meetsTwice(found.row)
        ? { ...found, row: rowOf(i).slice() }
        : found
    }
    /** Takes the row that is best at the prices, even where it is full, if those who make way lose less. */
    const insist = (i: number): boolean => {
      const wanted = best(i, prices, everywhere, pinsOf[i])
      if (wanted.value === Number.NEGATIVE_INFINITY || meetsTwice(wanted.row)) return false
      if (wanted.row.every((j, r) => j === rowOf(i)[r])) return false
      const before = new Map([[i, rowOf(i).slice()]])
      let gain = -worthNow(i)
      settle(i, wanted.row)
      gain += worthNow(i)
      for (let r = 0; r < rounds; r++) {
        const slot = wanted.row[r] * rounds + r
        if (wanted.row[r] < 0 || left[slot] >= 0) continue
        let leaver = -1
        let least = Number.POSITIVE_INFINITY
        for (let k = 0; k < students; k++) {
          if (before.has(k) || plan[k * rounds + r] !== wanted.row[r]) continue
          if (pinsOf[k].some((pin) => pin.round === r)) continue
          const price = rowOf(k).reduce((sum, j, q) => sum + (j < 0 ? 0 : prices[j * rounds + q]), 0)
          const loss = worthNow(k) - price
          if (loss >= least) continue
          least = loss
          leaver = k
        }
        if (leaver === -1) break
        before.set(leaver, rowOf(leaver).slice())
        gain -= worthNow(leaver)
        const stays = rowOf(leaver).map((j, q) => (pinsOf[leaver].some(({ round }) => round === q) ? j : -1))
        settle(leaver, stays)
        settle(leaver, choice(leaver, free).row)
        gain += worthNow(leaver)
      }
      if (gain > 0 && wanted.row.every((j, r) => j < 0 || left[j * rounds + r] >= 0)) return true
      for (const [k, row] of before) settle(k, row)
      return false
    }

    for (let i = 0; i < students; i++) count(rowOf(i), -1)
    const order = shuffled(seededRandom(seed + 1), students)
    if (start === undefined) for (const i of order) settle(i, choice(i, prices).row)
    for (let pass = 0, moved = true; pass < PASSES && moved; pass++) {
      moved = false
      for (const i of order) {
        const { row, value } = choice(i, free)
        if (value > worthNow(i)) {
          settle(i, row)
          moved = true
        }
        if (insist(i)) moved = true
      }
    }
    return plan
  }
}
