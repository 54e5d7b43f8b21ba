// Merges companies that turn out to be the same: what the bureau knows of the duplicate goes on in the one that is kept.
import { type Aggregate, findMany, findOne, inParallel, isDuplicate } from '@stagebureau/infra'
import { type Call, type CompaniesMerged, type DataOf, DomainError } from '@stagebureau/shared'
import type { Company, CompanyCommand, CompanyFacts } from '../domain/company.ts'
import type { Invitation, InvitationCommand } from '../domain/invitation.ts'
import { type CompaniesStore, type StoredInvitation, standing } from '../store.ts'
import { companyView } from './views.ts'

type Parts = {
  readonly store: CompaniesStore
  readonly companies: Aggregate<Company, CompanyCommand>
  readonly invitations: Aggregate<Invitation, InvitationCommand>
}

/** The facts of the company that is kept, with those of the duplicate where it has none. */
const completed = (kept: CompanyFacts, other: CompanyFacts): CompanyFacts => ({
  ...kept,
  address: kept.address === '' ? other.address : kept.address,
  location: kept.location ?? other.location,
  worlds: kept.worlds.length === 0 ? other.worlds : kept.worlds,
  profiles: kept.profiles.length === 0 ? other.profiles : kept.profiles,
  recognitions: kept.recognitions.length === 0 ? other.recognitions : kept.recognitions,
  contact: kept.contact ?? other.contact,
  email: kept.email ?? other.email,
  phone: kept.phone ?? other.phone,
})

export const createMerging = ({ store, companies, invitations }: Parts) => {
  const keepRequests = async (from: string, into: string) => {
    const there = new Set((await findMany(store.contactRequests, { invitationId: into })).map(({ _id }) => _id))
    const requests = await findMany(store.contactRequests, { invitationId: from })
    const moved = requests
      .map(({ schoolId, at }) => ({ _id: `${into}:${schoolId}`, invitationId: into, schoolId, at }))
      .filter(({ _id }) => !there.has(_id))
    await inParallel(moved, 16, async (request) => {
      try {
        await store.contactRequests.insertMany([request])
      } catch (error) {
        if (!isDuplicate(error)) throw error
      }
    })
  }

  /** The invitation itself when the company that is kept has none for the season; else what it holds. */
  const handOver = async (theirs: StoredInvitation, companyId: string) => {
    const { _id: invitationId, seasonId } = theirs
    const command = { do: 'handOver' as const, invitationId, companyId }
    const findOwn = () => findOne(store.invitations, { companyId, seasonId })
    if ((await findOwn()) === null) {
      try {
        await invitations.execute(invitationId, command)
        return
      } catch (error) {
        if (!isDuplicate(error)) throw error
      }
    }
    const into = (await findOwn())!._id
    await keepRequests(invitationId, into)
    await invitations.execute(into, { do: 'takeOver', invitationId: into, from: theirs })
    await invitations.execute(invitationId, { ...command, into })
  }

  /** Reaction too, so that a merge that was broken off is finished; harmless when repeated. */
  const takeOver = async ({ companyId, duplicateId }: DataOf<typeof CompaniesMerged>) => {
    const theirs = await findMany(store.invitations, { companyId: duplicateId, ...standing })
    for (const invitation of theirs) await handOver(invitation, companyId)
    await store.candidates.updateMany({ companyId: duplicateId } as never, { $set: { companyId } } as never)
  }

  return {
    takeOver,

    mergeCompanies: async ({ keep, duplicate }: { keep: string; duplicate: string }, call: Call) => {
      const [kept, other] = [
        await findOne(store.companies, { _id: keep }),
        await findOne(store.companies, { _id: duplicate }),
      ]
      if (kept === null || other === null) throw new DomainError('missing', 'company/unknown')
      if (keep === duplicate) throw new DomainError('invalid', 'company/merge-with-itself')
      const free = other.situation === 'active' || other.mergedInto === keep
      if (kept.situation !== 'active' || !free) throw new DomainError('conflict', 'company/not-active')
      // The facts first: if this process dies in between, nothing is lost and the merge can be asked again.
      const facts = completed(kept.facts!, other.facts!)
      await companies.execute(keep, { do: 'change', companyId: keep, facts }, call)
      for (const name of [other.facts!.name, ...other.otherNames])
        await companies.execute(keep, { do: 'alsoCalled', companyId: keep, name }, call)
      const earlier = await findMany(store.companies, { mergedInto: duplicate }, { fields: ['_id'] })
      for (const companyId of [duplicate, ...earlier.map(({ _id }) => _id)])
        await companies.execute(companyId, { do: 'mergeInto', companyId, keep }, call)
      await takeOver({ companyId: keep, duplicateId: duplicate })
      return companyView((await findOne(store.companies, { _id: keep }))!)
    },
  }
}
