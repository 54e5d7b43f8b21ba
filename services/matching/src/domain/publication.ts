// Which plan of a programme holds: the last one that was published.
import type { Decider, EventOf, PlanPublished } from '@stagebureau/shared'

export type Publication = {
  readonly planId?: string | undefined
  readonly seasonId?: string
  readonly publishedAt?: string
  /** Plans that held before, oldest first. */
  readonly earlier: readonly string[]
}
export type PublicationCommand = {
  readonly do: 'publish'
  readonly programmeId: string
  readonly planId: string
  readonly seasonId: string
}
export type PublicationEvent = EventOf<typeof PlanPublished> & { readonly seasonId: string; readonly at: string }

export const publicationDecider: Decider<Publication, PublicationCommand, PublicationEvent> = {
  initial: { earlier: [] },
  decide: ({ programmeId, planId, seasonId }, publication, now) =>
    publication.planId === planId ? [] : [{ type: 'PlanPublished', data: { planId, programmeId }, seasonId, at: now }],
  evolve: ({ planId, earlier }, { data, seasonId, at }) => ({
    planId: data.planId,
    seasonId,
    publishedAt: at,
    earlier: planId === undefined ? earlier : [...earlier, planId],
  }),
}
