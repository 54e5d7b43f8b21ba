// Mends a carousel after something has happened: little is changed, and a bound says how much better another way can be.
import { PinsCannotBeMet } from './carousel.ts'
import { bestRows } from './carousel-best-row.ts'
import { type CarouselRepair, type Options, openOptions, type Weights, widestDifference } from './carousel-options.ts'
import { settledPins } from './carousel-pins.ts'
import { replanRound, roundPrices } from './carousel-round.ts'
import type { CarouselPin } from './carousel-task.ts'
import { planValue } from './carousel-value.ts'
import type { Checkpoint } from './flow-network.ts'

/**
 * `changed` counts the rounds of students that are not as they were, `empty` those without a visit, both but for frozen
 * rounds; `value` is that of the whole plan. `objective` is value - weights.change x changed - weights.empty x empty; no plan
 * has more than `bound`, which `slotPrices` prove (carousel-repair-check.ts).
 */
export type MendedCarousel = {
  readonly plan: Int32Array
  readonly value: number
  readonly changed: number
  readonly empty: number
  readonly weights: Weights
  readonly objective: number
  readonly bound: number
  readonly slotPrices: Float64Array
}

/** How many better rows are tried between two looks at the prices, and how often that is done. */
const MOST_ROWS = 25
const MOST_LOOKS = 3
/** How often prices are moved to prove more, and what part of the points need not be proven where a change has a price. */
const MOST_STEPS = 5
const NEARLY = 0.0001
/** Prices are multiples of one over this, so that their sums are exact. */
const FINEST = 16

/**
 * Round by round the best with the other rounds as they are, until nothing moves any more: that keeps all who can stay, and
 * is the best way in which each student changes one round. Then students who would rather change several rounds together, at
 * the prices of the places, do so where all are better off once the others have made way. The bound is Lagrangian: what places
 * are worth at their prices, and what each student's best row is worth once it is paid for; a subgradient (Held, Wolfe
 * and Crowder, 1974) moves the prices where the two plans disagree. For few changes it is met exactly as a rule.
 */
export const mendCarousel = (repair: CarouselRepair, checkpoint?: Checkpoint): MendedCarousel => {
  const { task, frozen } = repair
  const pins = (task.pins ?? []).filter(({ round }) => !frozen.includes(round))
  const options = openOptions(repair, settled(repair, pins))
  const plan = standing(options)
  replanRounds(options, plan, checkpoint)
  changeTogether(repair, options, plan, checkpoint)
  const found = figures(repair, options.weights, plan)
  const enough = Number.isFinite(repair.changePrice) ? Math.max(1, NEARLY * Math.abs(found.value)) : 1
  // Which round a pin has that may be met in any is a choice: the bound must hold for the other ones as well.
  const inRounds = pins.filter(({ round }) => round !== -1)
  const loose = inRounds.length === pins.length ? options : openOptions(repair, inRounds)
  return { ...found, ...prove(loose, plan, found.objective, enough, checkpoint) }
}

/**
 * The pins with a round each. One that may be met in any round gets that in which it was met, or else the first that is open
 * to it; the search of settledPins is for what is left then.
 */
const settled = (
  { task, was, frozen, barred = [] }: CarouselRepair,
  pins: readonly CarouselPin[],
): readonly CarouselPin[] => {
  const { rounds, groupSize = 1 } = task
  const present = Uint8Array.from(was, (_, cell) =>
    frozen.includes(cell % rounds) || task.present?.[cell] === 0 ? 0 : 1,
  )
  const room = task.capacity.map((places) => Math.floor(places / groupSize))
  const taken = new Set<number>()
  const take = (pin: CarouselPin): CarouselPin => {
    taken.add(pin.student * rounds + pin.round)
    room[pin.station * rounds + pin.round]--
    return pin
  }
  const fixed = pins.filter(({ round }) => round !== -1).map(take)
  const loose = pins.filter(({ student, station, round }) => {
    return round === -1 && !frozen.some((r) => was[student * rounds + r] === station)
  })
  const placed = loose.map((pin) => {
    const { student, station } = pin
    const isOpen = (r: number) =>
      present[student * rounds + r] === 1 &&
      !taken.has(student * rounds + r) &&
      room[station * rounds + r] > 0 &&
      !barred.some((one) => one.student === student && one.station === station && one.round === r)
    const before = was.subarray(student * rounds, (student + 1) * rounds).indexOf(station)
    const round = [before, ...Array.from({ length: rounds }, (_, r) => r)].find((r) => r !== -1 && isOpen(r))
    return round === undefined ? pin : take({ ...pin, round })
  })
  const found = settledPins({ ...task, present, pins: [...fixed, ...placed] })
  if (found === undefined) throw new PinsCannotBeMet(-1, 'the pins leave no room for each other')
  return found
}

/** What is left of the former plan; a place may still be taken twice. */
const standing = ({ task, was, fixed, open, allowed }: Options): Int32Array => {
  const { rounds, offsets, stations } = task
  const plan = fixed.slice()
  for (let i = 0; i + 1 < offsets.length; i++) {
    for (let cell = i * rounds; cell < (i + 1) * rounds; cell++) {
      if (open[cell] === 0 || was[cell] < 0) continue
      const at = stations.subarray(offsets[i], offsets[i + 1]).indexOf(was[cell])
      if (at !== -1 && allowed[(offsets[i] + at) * rounds + (cell % rounds)] === 1) plan[cell] = was[cell]
    }
  }
  return plan
}

const openRounds = ({ task: { rounds }, open }: Options): number[] =>
  Array.from({ length: rounds }, (_, r) => r).filter((r) => open.some((one, cell) => one === 1 && cell % rounds === r))

const replanRounds = (options: Options, plan: Int32Array, checkpoint?: Checkpoint): void => {
  const rounds = openRounds(options)
  for (let turn = 0, still = 0; still < rounds.length; turn++) {
    checkpoint?.({ stage: 'rounds', done: turn })
    still = replanRound(options, plan, rounds[turn % rounds.length]) ? 1 : still + 1
  }
}

const figures = ({ task, was, frozen }: CarouselRepair, weights: Weights, plan: Int32Array) => {
  let changed = 0
  let empty = 0
  plan.forEach((j, cell) => {
    if (frozen.includes(cell % task.rounds)) return
    if (j !== was[cell]) changed++
    if (j < 0 && task.present?.[cell] !== 0) empty++
  })
  const value = planValue(task, plan)
  return { plan, value, changed, empty, weights, objective: value - weights.change * changed - weights.empty * empty }
}

/**
 * What the bound says of each figure of a plan mended at an infinite price: no plan has fewer empty rounds than `empty`; of
 * those with as many as this one none has fewer changes than `changed`; and of those with as many of both none is worth more
 * than `value`.
 */
export const provenFigures = ({ task }: CarouselRepair, mended: MendedCarousel) => {
  const { weights, bound, objective } = mended
  const gap = bound - objective
  const points = widestDifference(task) - 1
  const cells = mended.plan.length
  return {
    empty: mended.empty - Math.floor((points + gap + weights.change * cells) / weights.empty),
    changed: mended.changed - Math.floor((points + gap) / weights.change),
    value: mended.value + gap,
  }
}

type BetterRow = { readonly student: number; readonly gain: number; readonly row?: Int32Array }

/** The students for whom another row is worth more at these prices. */
const betterRows = (options: Options, plan: Int32Array, prices: Float64Array): BetterRow[] => {
  const bestRow = bestRows(options)
  return Array.from(options.task.offsets.keys().take(options.task.offsets.length - 1), (student) => {
    const { value, best, row } = bestRow(student, plan, prices)
    return { student, gain: best - value, ...(row === undefined ? {} : { row }) }
  }).filter(({ gain }) => gain > 0)
}

const pricesOf = (options: Options, plan: Int32Array): Float64Array => {
  const { rounds } = options.task
  const prices = new Float64Array(options.room.length)
  for (const r of openRounds(options)) {
    roundPrices(options, plan, r).forEach((price, j) => {
      prices[j * rounds + r] = inSteps(price)
    })
  }
  return prices
}

const inSteps = (price: number) => Math.round(price * FINEST) / FINEST

/** Lets students change several rounds together where that makes the plan better. */
const changeTogether = (repair: CarouselRepair, options: Options, plan: Int32Array, checkpoint?: Checkpoint): void => {
  const { rounds } = repair.task
  const worth = (of: Int32Array) => figures(repair, options.weights, of).objective
  let reached = worth(plan)
  for (let look = 0; look < MOST_LOOKS; look++) {
    const better = betterRows(options, plan, pricesOf(options, plan)).sort((a, b) => b.gain - a.gain)
    let moved = false
    for (const { student, row } of better.slice(0, MOST_ROWS)) {
      checkpoint?.({ stage: 'rows', done: look })
      if (row === undefined || meetsTwice(options, row)) continue
      const tried = plan.slice()
      const differ = openRounds(options).filter((r) => row[r] !== plan[student * rounds + r])
      tried.set(row, student * rounds)
      const held = new Uint8Array(plan.length / rounds)
      held[student] = 1
      for (const r of differ) replanRound(options, tried, r, held)
      for (const r of differ) replanRound(options, tried, r)
      if (worth(tried) <= reached) continue
      plan.set(tried)
      reached = worth(plan)
      moved = true
    }
    if (!moved) return
    replanRounds(options, plan, checkpoint)
    reached = worth(plan)
  }
}

const meetsTwice = ({ company }: Options, row: Int32Array): boolean => {
  const met = Array.from(
    row.filter((j) => j >= 0),
    (j) => company[j],
  )
  return new Set(met).size < met.length
}

/** A bound less than `enough` above the plan, or the best one found, and its prices; all objectives are whole numbers. */
const prove = (options: Options, plan: Int32Array, objective: number, enough: number, checkpoint?: Checkpoint) => {
  const { task, open, room } = options
  const { rounds } = task
  const load = new Int32Array(room.length)
  plan.forEach((j, cell) => {
    if (open[cell] === 1 && j >= 0) load[j * rounds + (cell % rounds)]++
  })
  let slotPrices = pricesOf(options, plan)
  let tried = slotPrices
  let gap = Number.POSITIVE_INFINITY
  let step = 1
  for (let done = 0; done <= MOST_STEPS && gap >= enough; done++) {
    checkpoint?.({ stage: 'bound', done, total: MOST_STEPS })
    const better = betterRows(options, plan, tried)
    const lacking = tried.reduce((sum, price, slot) => sum + price * (room[slot] - load[slot]), 0)
    const gapHere = better.reduce((sum, { gain }) => sum + gain, lacking)
    if (gapHere < gap) {
      gap = gapHere
      slotPrices = tried
    } else step /= 2
    const over = load.map((there, slot) => there - room[slot])
    for (const { student, row } of better) {
      if (row === undefined) continue
      for (let r = 0; r < rounds; r++) {
        const cell = student * rounds + r
        if (open[cell] === 0 || row[r] === plan[cell]) continue
        if (row[r] >= 0) over[row[r] * rounds + r]++
        if (plan[cell] >= 0) over[plan[cell] * rounds + r]--
      }
    }
    const moving = over.map((units, slot) => (units > 0 || tried[slot] > 0 ? units : 0))
    const length = moving.reduce((sum, units) => sum + units * units, 0)
    if (length === 0) break
    tried = tried.map((price, slot) => Math.max(0, inSteps(price + (step * gapHere * moving[slot]) / length)))
  }
  return { slotPrices, bound: objective + Math.floor(gap) }
}
