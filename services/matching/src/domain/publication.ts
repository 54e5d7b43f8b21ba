// Which plan of a programme holds: the last one that was published, and how far it has been carried out.
import type { DataOf, Decider, EventOf, PlanCarriedOut, PlanPublished } from '@stagebureau/shared'

export type Publication = {
  readonly planId?: string | undefined
  readonly seasonId?: string
  readonly publishedAt?: string
  /** Plans that held before, oldest first. */
  readonly earlier: readonly string[]
  /** The sequence of the last publication by which every student has been assigned. */
  readonly carriedOut?: number | undefined
}
export type PublicationCommand =
  | {
      readonly do: 'publish'
      readonly programmeId: string
      readonly planId: string
      readonly seasonId: string
      readonly quietly: boolean
    }
  | { readonly do: 'carryOut'; readonly publication: number; readonly outcome: DataOf<typeof PlanCarriedOut> }
export type PublicationEvent =
  | (EventOf<typeof PlanPublished> & { readonly seasonId: string; readonly at: string })
  | (EventOf<typeof PlanCarriedOut> & { readonly publication: number })

export const isCarriedOut = ({ carriedOut = 0 }: Publication, publication: number): boolean => carriedOut >= publication

export const publicationDecider: Decider<Publication, PublicationCommand, PublicationEvent> = {
  initial: { earlier: [] },
  decide: (command, publication, now) => {
    if (command.do === 'carryOut') {
      if (isCarriedOut(publication, command.publication)) return []
      return [{ type: 'PlanCarriedOut', data: command.outcome, publication: command.publication }]
    }
    const { programmeId, planId, seasonId, quietly } = command
    if (publication.planId === planId) return []
    const data = { planId, programmeId, ...(quietly ? { quietly } : {}) }
    return [{ type: 'PlanPublished', data, seasonId, at: now }]
  },
  evolve: (publication, event) => {
    if (event.type === 'PlanCarriedOut') return { ...publication, carriedOut: event.publication }
    const { planId, earlier } = publication
    return {
      ...publication,
      planId: event.data.planId,
      seasonId: event.seasonId,
      publishedAt: event.at,
      earlier: planId === undefined ? earlier : [...earlier, planId],
    }
  },
}
