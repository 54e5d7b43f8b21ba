// Mends a plan after something has happened: a menu from few changes to the best plan.
import type { Day } from '@stagebureau/shared'
import type { Drafted, DraftedRow } from './drafted.ts'
import type { Situation } from './facts.ts'
import { sameStops, type Whereabouts } from './moves.ts'
import type { Pin } from './pins.ts'
import { repairCarousel } from './repair-carousel.ts'
import { repairPlacement } from './repair-placement.ts'

export type Repaired = {
  /** The whole plan. */
  readonly drafted: Drafted
  /** The rows that are not what they were. */
  readonly changed: readonly DraftedRow[]
}

/** How far from evenly the students without a place are shared between schools: the sum of their number squared by size. */
const unevenness = (rows: readonly DraftedRow[]): number => {
  const schools = [...Map.groupBy(rows, ({ schoolId }) => schoolId).values()]
  const shares = schools.map((mine) => mine.filter(({ stops }) => stops.length === 0).length ** 2 / mine.length)
  return Math.round(1e6 * shares.reduce((sum, share) => sum + share, 0))
}

/** Points that one change must save to be worth it: never worth it, then less and less, at last nothing at all. */
export const changePrices = [Number.POSITIVE_INFINITY, 240, 60, 15, 0] as const

/**
 * Plans after the event, the fewest changes first; each one is better than all that change less. `situation` is as it is
 * after the event, `today` the day from which stops may still be changed. What was decided by hand holds.
 */
export const repairPlan = (
  situation: Situation,
  pins: readonly Pin[],
  before: readonly Whereabouts[],
  today: Day,
): Repaired[] => {
  const sense = situation.programme.kind === 'placement' ? 1 : -1
  const compare = (a: Drafted, b: Drafted) =>
    a.quality.unplaced - b.quality.unplaced ||
    unevenness(a.rows) - unevenness(b.rows) ||
    sense * (a.quality.objective - b.quality.objective)
  const was = new Map(before.map(({ studentId, stops }) => [studentId, stops]))
  const plans =
    situation.programme.kind === 'carousel'
      ? repairCarousel(situation, pins, was, today, changePrices)
      : repairPlacement(situation, pins, was, today, changePrices)
  const options = plans.map((drafted) => {
    return {
      drafted,
      changed: drafted.rows.filter(({ studentId, stops }) => !sameStops(stops, was.get(studentId) ?? [])),
    }
  })
  const inOrder = options.toSorted((a, b) => a.changed.length - b.changed.length || compare(a.drafted, b.drafted))
  return inOrder.filter(
    (option, at) => at === 0 || inOrder.slice(0, at).every((other) => compare(option.drafted, other.drafted) < 0),
  )
}
