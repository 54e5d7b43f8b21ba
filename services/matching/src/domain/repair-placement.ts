// Mends a placement plan: fewest unplaced, then changes at a price each, then minutes and wishes, all exact and proven.
import type { AssignedStop, Day } from '@stagebureau/shared'
import type { Placement } from '../engine/placement-network.ts'
import type { Drafted } from './drafted.ts'
import type { Situation } from './facts.ts'
import { type Pin, pinnedPlacement } from './pins.ts'
import { type PlacementTask, placementTask, placementWeights } from './placement-task.ts'
import { solvedPlacement } from './solved-placement.ts'
import { wishRank } from './wishes.ts'

type Was = ReadonlyMap<string, readonly AssignedStop[]>
/** Whether the student had a place, and its opening when that still exists. */
type Previous = { readonly had: boolean; readonly opening: number | undefined }

/** Student i keeps nothing but where he was, if that is still possible: the placement has begun. */
const onlyWhereHeWas = (task: PlacementTask, previous: readonly Previous[]): PlacementTask => {
  const { input } = task
  const offsets = new Int32Array(input.offsets.length)
  const kept: number[] = []
  for (let i = 0; i + 1 < offsets.length; i++) {
    const row = Array.from({ length: input.offsets[i + 1]! - input.offsets[i]! }, (_, k) => input.offsets[i]! + k)
    const same = row.filter((a) => input.openings[a] === previous[i]!.opening)
    kept.push(...(same.length > 0 ? same : row))
    offsets[i + 1] = kept.length
  }
  const pick = (values: Int32Array) => Int32Array.from(kept, (a) => values[a]!)
  return {
    ...task,
    input: { ...input, offsets, openings: pick(input.openings), costs: pick(input.costs), lots: pick(input.lots!) },
  }
}

/**
 * What a change is counted for on each pair, so that the sum is the number of changed students plus a constant: 0 for where
 * the student was, 1 for elsewhere, 2 for a student who had no place: when as many are placed as can be, each student who
 * is placed anew leaves somebody else without, and that is a change too.
 */
const countChanges = (input: Placement, previous: readonly Previous[]): Uint8Array => {
  const counted = new Uint8Array(input.openings.length)
  previous.forEach(({ had, opening }, i) => {
    for (let a = input.offsets[i]!; a < input.offsets[i + 1]!; a++)
      counted[a] = had ? Number(input.openings[a] !== opening) : 2
  })
  return counted
}

/** Minutes and wishes of the rows, without what changes were counted for. */
const ownCost = ({ companies, students }: Situation, { rows }: Drafted): number => {
  const byId = new Map(students.map((student) => [student.studentId, student]))
  const costOf = (studentId: string, { companyId, minutes }: AssignedStop) =>
    placementWeights.minute * minutes +
    placementWeights.wish * wishRank(byId.get(studentId)!, companies.get(companyId)!)
  return rows.reduce(
    (sum, { studentId, stops }) => sum + stops.reduce((all, stop) => all + costOf(studentId, stop), 0),
    0,
  )
}

/** One plan for each price of a change, the best for it. */
export const repairPlacement = (
  situation: Situation,
  pins: readonly Pin[],
  was: Was,
  today: Day,
  prices: readonly number[],
): Drafted[] => {
  const task = placementTask(situation)
  const number = new Map(task.openings.map(({ openingId }, j) => [openingId, j]))
  const previous = task.students.map(({ studentId }) => {
    const stop = was.get(studentId)?.[0]
    return { had: stop !== undefined, opening: stop === undefined ? undefined : number.get(stop.openingId) }
  })
  const begun = situation.programme.from! < today
  const open = pinnedPlacement(begun ? onlyWhereHeWas(task, previous) : task, pins)
  return prices.map((price) => {
    const drafted = solvedPlacement(situation, { ...open, input: priced(open.input, previous, price) })
    return withoutPrices(drafted, ownCost(situation, drafted))
  })
}

/** The figures of a plan of which the cost has prices of changes in it, when without them it is `own`. */
const withoutPrices = (drafted: Drafted, own: number): Drafted => {
  const more = own - drafted.quality.objective
  const less = <Proven extends { objective: number; bound: number }>(proven: Proven): Proven => ({
    ...proven,
    objective: proven.objective + more,
    bound: proven.bound + more,
  })
  return {
    ...drafted,
    quality: less(drafted.quality),
    levels: drafted.levels.map((level) => (level.goal === 'cost' ? less(level) : level)),
  }
}

/**
 * At no price the best plan there is. Else nobody who had a place loses it to another for points or for the sake of sharing
 * between schools, which was settled when the plan was made: at an infinite price because changes come before points, and
 * otherwise because, after those who are pinned, they come first.
 */
const priced = (input: Placement, previous: readonly Previous[], pricePerChange: number): Placement => {
  if (pricePerChange === 0) return input
  const counted = countChanges(input, previous)
  const { school, ...rest } = input
  if (!Number.isFinite(pricePerChange)) return { ...rest, beyond: counted }
  const priority = Int32Array.from(previous, ({ had }, i) => (input.priority?.[i] === 0 ? 0 : had ? 1 : 2))
  return { ...rest, priority, costs: rest.costs.map((cost, a) => cost + pricePerChange * counted[a]!) }
}
