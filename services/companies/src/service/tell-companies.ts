// Writes to companies whose guests a published plan or a repair changes: one letter a company and publication.
import { findMany, findOne, inParallel, type Letters, oneOf } from '@stagebureau/infra'
import { type Clock, type DataOf, localDay, type PlanCarriedOut } from '@stagebureau/shared'
import type { CompaniesStore, StoredInvitation } from '../store.ts'
import { guestsLetter } from './guests-letter.ts'

type Parts = {
  readonly store: CompaniesStore
  readonly letters: Letters
  readonly clock: Clock
  readonly linkOf: (invitation: StoredInvitation) => string
}

const atATime = 64

export const createTellingCompanies =
  ({ store, letters, clock, linkOf }: Parts) =>
  /** Reaction; `sequence` tells the publications of a programme apart. */
  async (carriedOut: DataOf<typeof PlanCarriedOut>, sequence: number): Promise<void> => {
    const { programmeId, seasonId, programme, companies: touched } = carriedOut
    if (touched.length === 0) return
    const ids = touched.map(({ companyId }) => companyId)
    const companies = new Map((await findMany(store.companies, { _id: oneOf(ids) })).map((one) => [one._id, one]))
    const invitations = await findMany(store.invitations, { seasonId, companyId: oneOf(ids) })
    const asked = new Map(invitations.map((invitation) => [invitation.companyId, invitation]))
    const region = (await findOne(store.seasons, { _id: seasonId }))?.region ?? ''
    const today = localDay(clock.now())
    await inParallel(touched, atATime, async ({ companyId, ...guests }) => {
      const facts = companies.get(companyId)?.facts
      const invitation = asked.get(companyId)
      if (facts?.email === undefined || invitation === undefined) return
      const name = facts.contact ?? facts.name
      const letter = guestsLetter({ ...guests, name, programme, today, link: linkOf(invitation), region })
      await letters.queue(`plan-${programmeId}-${sequence}-${companyId}`, { to: facts.email, ...letter })
    })
  }
