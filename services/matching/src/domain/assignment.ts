// Where one student is to go in one programme, by the plan that holds.
import {
  type AssignedStop,
  type AssignmentWithdrawn,
  type Change,
  type Decider,
  type EventOf,
  equal,
  localDay,
  type StudentAssigned,
} from '@stagebureau/shared'
import { changeOf } from './touched.ts'

export type AssignmentFacts = {
  readonly studentId: string
  readonly programmeId: string
  readonly planId: string
  readonly stops: readonly AssignedStop[]
  readonly team?: string | undefined
  readonly caseId?: string | undefined
}
export type Assignment =
  | { readonly situation: 'none' }
  | (AssignmentFacts & {
      readonly situation: 'assigned' | 'withdrawn'
      /** The publication by which it became so, what that changed, and the stops that it replaced. */
      readonly publication?: number | undefined
      readonly change?: Change | undefined
      readonly before?: readonly AssignedStop[] | undefined
    })
/** `quietly`: people are not told of it. */
type By = { readonly publication: number; readonly quietly: boolean }
export type AssignmentCommand =
  | ({ readonly do: 'assign'; readonly facts: AssignmentFacts } & By)
  | ({
      readonly do: 'withdraw'
      readonly studentId: string
      readonly programmeId: string
      readonly planId: string
    } & By)
export type AssignmentEvent = (EventOf<typeof StudentAssigned> | EventOf<typeof AssignmentWithdrawn>) & {
  readonly publication: number
  readonly before: readonly AssignedStop[]
}

export const assignmentIdOf = (studentId: string, programmeId: string): string => `${studentId}.${programmeId}`

export const assignmentDecider: Decider<Assignment, AssignmentCommand, AssignmentEvent> = {
  initial: { situation: 'none' },
  decide: (command, assignment, now) => {
    const { publication, quietly } = command
    const stands = assignment.situation === 'assigned' ? assignment : undefined
    const before = stands?.stops ?? []
    const told = (stops: readonly AssignedStop[], sameCase: boolean) => {
      const change = quietly ? undefined : changeOf(before, stops, sameCase, localDay(now))
      return change === undefined ? {} : { change }
    }
    if (command.do === 'withdraw') {
      if (stands === undefined) return []
      const { studentId, programmeId, planId } = command
      const data = { studentId, programmeId, planId, ...told([], true) }
      return [{ type: 'AssignmentWithdrawn', data, publication, before }]
    }
    const { stops, team, caseId } = command.facts
    const sameCase = stands?.caseId === caseId
    if (stands !== undefined && sameCase && stands.team === team && equal(stands.stops, stops)) return []
    const data = { ...command.facts, stops: stops.map((stop) => ({ ...stop })), ...told(stops, sameCase) }
    return [{ type: 'StudentAssigned', data, publication, before }]
  },
  evolve: (_, { type, data, publication, before }) =>
    type === 'StudentAssigned'
      ? { situation: 'assigned', ...data, publication, before }
      : { situation: 'withdrawn', ...data, stops: [], publication, before },
}
