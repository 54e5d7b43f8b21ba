// A placement: one student at one company in a programme, from publication to its end.
import {
  type AssignedStop,
  type Decider,
  type EventOf,
  equal,
  type PlacementCancelled,
  type PlacementOpened,
} from '@stagebureau/shared'

export type PlacementFacts = {
  readonly studentId: string
  readonly schoolId: string
  readonly companyId: string
  /** The merged company under which the placement began: its days go on under their old ids. */
  readonly formerCompanyId?: string | undefined
  readonly programmeId: string
  readonly stops: readonly AssignedStop[]
}
export type Placement =
  | { readonly situation: 'none' }
  | (PlacementFacts & {
      readonly situation: 'opened' | 'cancelled'
      readonly from: string
      readonly until: string
      readonly reason?: string | undefined
    })
export type PlacementCommand =
  | { readonly do: 'open'; readonly placementId: string; readonly facts: PlacementFacts }
  | { readonly do: 'cancel'; readonly placementId: string; readonly reason: string }
export type PlacementEvent =
  | (EventOf<typeof PlacementOpened> & { readonly facts: PlacementFacts })
  | EventOf<typeof PlacementCancelled>

/** One placement a student, programme and company: several rounds at the same company are stops of one placement. */
export const placementIdOf = (studentId: string, programmeId: string, companyId: string): string =>
  `${studentId}.${programmeId}.${companyId}`

export const placementDecider: Decider<Placement, PlacementCommand, PlacementEvent> = {
  initial: { situation: 'none' },
  decide: (command, placement) => {
    const { placementId } = command
    if (command.do === 'cancel') {
      if (placement.situation !== 'opened') return []
      const { studentId, companyId, programmeId } = placement
      const data = { placementId, studentId, companyId, programmeId, reason: command.reason }
      return [{ type: 'PlacementCancelled', data }]
    }
    const { facts } = command
    if (placement.situation === 'opened' && equal(placement.stops, facts.stops)) return []
    const from = facts.stops.map((stop) => stop.from).toSorted()[0]!
    const until = facts.stops
      .map((stop) => stop.until)
      .toSorted()
      .at(-1)!
    const { studentId, companyId, programmeId } = facts
    return [{ type: 'PlacementOpened', data: { placementId, studentId, companyId, programmeId, from, until }, facts }]
  },
  evolve: (placement, event) => {
    if (event.type === 'PlacementOpened')
      return { situation: 'opened', ...event.facts, from: event.data.from, until: event.data.until }
    return placement.situation === 'none'
      ? placement
      : { ...placement, situation: 'cancelled', reason: event.data.reason }
  },
}
