// Who goes elsewhere in one plan than in another.
import type { AssignedStop } from '@stagebureau/shared'

/** Where a student is in a plan. */
export type Whereabouts = { readonly studentId: string; readonly stops: readonly AssignedStop[] }
export type Move = {
  readonly studentId: string
  readonly from: readonly AssignedStop[]
  readonly to: readonly AssignedStop[]
}

/** Whether two lists of stops lead to the same openings in the same rounds. */
export const sameStops = (a: readonly AssignedStop[], b: readonly AssignedStop[]): boolean =>
  a.length === b.length &&
  a.every((stop, at) => stop.openingId === b[at]!.openingId && (stop.round ?? 0) === (b[at]!.round ?? 0))

/** One move per student whose stops differ, in the order of the first plan; who is in one plan only has no stops in the other. */
export const movesBetween = (one: readonly Whereabouts[], other: readonly Whereabouts[]): Move[] => {
  const before = new Map(one.map(({ studentId, stops }) => [studentId, stops]))
  const after = new Map(other.map(({ studentId, stops }) => [studentId, stops]))
  return [...new Set([...before.keys(), ...after.keys()])]
    .map((studentId) => ({ studentId, from: before.get(studentId) ?? [], to: after.get(studentId) ?? [] }))
    .filter(({ from, to }) => !sameStops(from, to))
}

const minutesOf = (stops: readonly AssignedStop[]) => stops.reduce((sum, { minutes }) => sum + minutes, 0)

/** Travel that the moves cost together; negative where they save it. */
export const extraMinutesOf = (moves: readonly Pick<Move, 'from' | 'to'>[]): number =>
  moves.reduce((sum, { from, to }) => sum + minutesOf(to) - minutesOf(from), 0)
