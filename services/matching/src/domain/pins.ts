// What people have decided themselves: a student stays at an opening, and the rest is planned around it.
import { type CarouselPin, type CarouselTask, contradictoryPin } from '../engine/carousel-task.ts'
import type { CarouselProgramme } from './carousel-task.ts'
import type { DraftedRow } from './drafted.ts'
import type { PlacementTask } from './placement-task.ts'

/** `round` as people count it, from 1; absent where there are no rounds, and in a carousel for any round. */
export type Pin = {
  readonly studentId: string
  readonly openingId: string
  readonly round?: number | undefined
  /** The account of who decided it. */
  readonly by?: string | undefined
}

type Numbered = { readonly student: number; readonly opening: number; readonly round?: number | undefined }

/** The pins in the engine's numbers; those of students or openings that are gone fall away. */
const numbered = (
  { students, openings }: Pick<PlacementTask, 'students' | 'openings'>,
  pins: readonly Pin[],
): Numbered[] => {
  const student = new Map(students.map(({ studentId }, i) => [studentId, i]))
  const opening = new Map(openings.map(({ openingId }, j) => [openingId, j]))
  return pins.flatMap(({ studentId, openingId, round }) => {
    const [i, j] = [student.get(studentId), opening.get(openingId)]
    return i === undefined || j === undefined ? [] : [{ student: i, opening: j, round }]
  })
}

/** A pinned student can go nowhere else and is placed before all others; a pin that has become impossible falls away. */
export const pinnedPlacement = (task: PlacementTask, pins: readonly Pin[]): PlacementTask => {
  const { input } = task
  const wanted = new Map(numbered(task, pins).map(({ student, opening }) => [student, opening]))
  const kept: number[] = []
  const offsets = new Int32Array(input.offsets.length)
  const priority = new Int32Array(task.students.length).fill(1)
  for (let i = 0; i < task.students.length; i++) {
    const arcs = Array.from({ length: input.offsets[i + 1]! - input.offsets[i]! }, (_, k) => input.offsets[i]! + k)
    const pinned = arcs.filter((a) => input.openings[a] === wanted.get(i))
    if (pinned.length > 0) priority[i] = 0
    kept.push(...(pinned.length > 0 ? pinned : arcs))
    offsets[i + 1] = kept.length
  }
  if (priority.every((group) => group === 1)) return task
  const pick = (values: Int32Array) => Int32Array.from(kept, (a) => values[a]!)
  const { openings, costs, lots } = input
  const changed = { offsets, openings: pick(openings), costs: pick(costs), lots: pick(lots!), priority }
  return { ...task, input: { ...input, ...changed } }
}

/** The same carousel with pins; those that are out of reach by now, or for which places were lost, fall away. */
export const pinnedCarousel = (
  programme: CarouselProgramme,
  pins: readonly Pin[],
  rounds: readonly number[],
): CarouselProgramme => {
  const { task } = programme
  const possible = numbered(programme, pins).flatMap(({ student, opening, round }): CarouselPin[] => {
    const r = round === undefined ? -1 : rounds.indexOf(round)
    const within = task.stations.subarray(task.offsets[student], task.offsets[student + 1]).includes(opening)
    const open = r === -1 || task.capacity[opening * task.rounds + r]! > 0
    return within && open ? [{ student, station: opening, round: r }] : []
  })
  return possible.length === 0 ? programme : { ...programme, task: withPins(task, possible) }
}

/** The task with these pins besides its own; those that contradict what comes before them fall away. */
export const withPins = (task: CarouselTask, more: readonly CarouselPin[]): CarouselTask => {
  const pins = [...(task.pins ?? []), ...more]
  for (;;) {
    const wrong = contradictoryPin({ ...task, pins })
    if (wrong === undefined) return { ...task, pins }
    pins.splice(wrong.pin, 1)
  }
}

/** Rows with a stop that was decided by hand are marked. */
export const marked = <Row extends DraftedRow>(rows: readonly Row[], pins: readonly Pin[]): readonly Row[] => {
  if (pins.length === 0) return rows
  const byHand = new Set(pins.map(({ studentId, openingId }) => `${studentId} ${openingId}`))
  return rows.map((row) => ({
    ...row,
    pinned: row.stops.some(({ openingId }) => byHand.has(`${row.studentId} ${openingId}`)),
  }))
}
