// Mends a carousel: rounds that have begun stay, the others change as little as the price of a change asks, or are planned anew.
import type { AssignedStop, Day } from '@stagebureau/shared'
import { checkCarousel } from '../engine/carousel-check.ts'
import { type CarouselRepair, GONE } from '../engine/carousel-options.ts'
import { type MendedCarousel, mendCarousel, provenFigures } from '../engine/carousel-repair.ts'
import { checkRepairedCarousel } from '../engine/carousel-repair-check.ts'
import type { CarouselPin, CarouselTask } from '../engine/carousel-task.ts'
import { forbiddenVisits, solveAvoiding } from './avoid-rounds.ts'
import { carouselPlan } from './carousel-plan.ts'
import { type CarouselProgramme, carouselTask, carouselWeights } from './carousel-task.ts'
import type { Drafted, DraftedRow } from './drafted.ts'
import type { Situation } from './facts.ts'
import { type Pin, pinnedCarousel, withPins } from './pins.ts'
import type { PlanLevel } from './plan.ts'
import { sound, timed } from './sound.ts'

type Was = ReadonlyMap<string, readonly AssignedStop[]>

/** The old plan in the engine's numbers. */
const oldPlan = (
  { programme }: Situation,
  { students, openings, eligible }: CarouselProgramme,
  was: Was,
): Int32Array => {
  const number = new Map(openings.map(({ openingId }, j) => [openingId, j]))
  const at = new Map(programme.rounds.map((round, r) => [round.number, r]))
  const plan = new Int32Array(students.length * programme.rounds.length).fill(-1)
  students.forEach(({ studentId }, i) => {
    const within = new Set(eligible.openings.subarray(eligible.offsets[i], eligible.offsets[i + 1]))
    for (const { round, openingId } of was.get(studentId) ?? []) {
      const j = number.get(openingId)
      const r = at.get(round!)
      if (r === undefined) continue
      plan[i * programme.rounds.length + r] = j !== undefined && within.has(j) ? j : GONE
    }
  })
  return plan
}

/** What has begun is pinned where it is; who had nothing there, or whose station is gone by now, has no such round any more. */
const withPast = (task: CarouselTask, was: Int32Array, past: readonly number[]): CarouselTask => {
  const { rounds } = task
  const students = task.offsets.length - 1
  const capacity = Int32Array.from(task.capacity)
  const present = new Uint8Array(students * rounds).fill(1)
  const pins: CarouselPin[] = []
  const open = (task.pins ?? []).filter(({ round }) => !past.includes(round))
  for (const round of past) {
    const load = new Map<number, number>()
    for (let student = 0; student < students; student++) {
      const station = was[student * rounds + round]!
      if (station < 0) present[student * rounds + round] = 0
      else {
        pins.push({ student, station, round })
        load.set(station, (load.get(station) ?? 0) + 1)
      }
    }
    // Places lost since do not undo what has been.
    for (const [station, count] of load) {
      const slot = station * rounds + round
      capacity[slot] = Math.max(capacity[slot]!, count)
    }
  }
  return withPins({ ...task, capacity, present, pins }, open)
}

/** Rows of the mended plan with what has been: stops at stations that are gone, and no gaps in rounds that are past. */
const withHistory = (drafted: Drafted, was: Was, past: ReadonlySet<number>): Drafted => {
  const rows = drafted.rows.map((row): DraftedRow => {
    const known = new Set(row.stops.map(({ round }) => round))
    const been = (was.get(row.studentId) ?? []).filter(({ round }) => past.has(round!) && !known.has(round))
    const stops = [...row.stops, ...been].toSorted((a, b) => a.round! - b.round!)
    const gaps = row.gaps.filter(({ round }) => !past.has(round))
    const { unplaced, ...rest } = row
    return { ...rest, stops, gaps, ...(stops.length === 0 && unplaced !== undefined ? { unplaced } : {}) }
  })
  const placed = rows.filter(({ stops }) => stops.length > 0).length
  return { ...drafted, rows, quality: { ...drafted.quality, placed, unplaced: rows.length - placed } }
}

/** What is proven of a mended plan: goal after goal where changes come before points, else of both weighed together. */
const levelsOf = (repair: CarouselRepair, mended: MendedCarousel): PlanLevel[] => {
  const { empty, changed, value, objective, bound } = mended
  if (Number.isFinite(repair.changePrice)) return [{ goal: 'value-less-changes', objective, bound }]
  const proven = provenFigures(repair, mended)
  return [
    { goal: 'empty', objective: empty, bound: proven.empty },
    { goal: 'changed', objective: changed, bound: proven.changed },
    { goal: 'value', objective: value, bound: proven.value },
  ]
}

/**
 * One plan for every price of a change. The quality of each tells how far it may be from the best plan, its levels how far
 * from the best one at its price. Throws when a checker finds a flaw.
 */
export const repairCarousel = (
  situation: Situation,
  pins: readonly Pin[],
  before: Was,
  today: Day,
  prices: readonly number[],
): Drafted[] => {
  const { rounds } = situation.programme
  const weights = carouselWeights(rounds.length)
  const numbers = rounds.map(({ number }) => number)
  const programme = pinnedCarousel(carouselTask(situation, weights), pins, numbers)
  const frozen = rounds.flatMap(({ from }, r) => (from < today ? [r] : []))
  const was = oldPlan(situation, programme, before)
  const task = withPast(programme.task, was, frozen)
  const past = new Set(frozen.map((r) => rounds[r]!.number))
  const barred = programme.avoided.filter(({ round }) => !frozen.includes(round))
  const best = timed(() => solveAvoiding(task, barred))
  sound([...checkCarousel(task, best.plan), ...forbiddenVisits(task, best.plan, barred)])
  const draftedOf = (solved: typeof best) =>
    withHistory(carouselPlan(situation, { ...programme, task }, weights, solved), before, past)
  return prices.map((changePrice) => {
    if (changePrice === 0) return draftedOf(best)
    const repair = { task, was, frozen, barred, changePrice }
    const { plan: mended, milliseconds } = timed(() => mendCarousel(repair))
    sound(checkRepairedCarousel(repair, mended))
    const plan = { ...best.plan, plan: mended.plan, objective: mended.value }
    const drafted = draftedOf({ plan, milliseconds: best.milliseconds + milliseconds })
    return { ...drafted, levels: levelsOf(repair, mended), prices: [mended.slotPrices] }
  })
}
