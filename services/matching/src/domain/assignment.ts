// Where one student is to go in one programme, by the plan that holds.
import {
  type AssignedStop,
  type AssignmentWithdrawn,
  type Decider,
  type EventOf,
  equal,
  type StudentAssigned,
} from '@stagebureau/shared'

export type AssignmentFacts = {
  readonly studentId: string
  readonly programmeId: string
  readonly planId: string
  readonly stops: readonly AssignedStop[]
  readonly team?: string | undefined
  readonly caseId?: string | undefined
}
export type Assignment =
  | { readonly situation: 'none' | 'withdrawn' }
  | ({ readonly situation: 'assigned' } & AssignmentFacts)
export type AssignmentCommand =
  | { readonly do: 'assign'; readonly facts: AssignmentFacts }
  | { readonly do: 'withdraw'; readonly studentId: string; readonly programmeId: string; readonly planId: string }
export type AssignmentEvent = EventOf<typeof StudentAssigned> | EventOf<typeof AssignmentWithdrawn>

export const assignmentIdOf = (studentId: string, programmeId: string): string => `${studentId}.${programmeId}`

export const assignmentDecider: Decider<Assignment, AssignmentCommand, AssignmentEvent> = {
  initial: { situation: 'none' },
  decide: (command, assignment) => {
    if (command.do === 'withdraw') {
      if (assignment.situation !== 'assigned') return []
      const { studentId, programmeId, planId } = command
      return [{ type: 'AssignmentWithdrawn', data: { studentId, programmeId, planId } }]
    }
    const { stops, team, caseId } = command.facts
    if (assignment.situation === 'assigned') {
      const same = equal(assignment.stops, stops) && assignment.team === team && assignment.caseId === caseId
      if (same) return []
    }
    return [{ type: 'StudentAssigned', data: { ...command.facts, stops: stops.map((stop) => ({ ...stop })) } }]
  },
  evolve: (_, event) =>
    event.type === 'StudentAssigned' ? { situation: 'assigned', ...event.data } : { situation: 'withdrawn' },
}
