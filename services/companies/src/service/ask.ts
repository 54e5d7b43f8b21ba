// Asks companies, once: whoever asks and however many ask at the same moment, there is one invitation and one letter.
import { randomUUID } from 'node:crypto'
import { type Aggregate, findMany, findOne, inParallel, isDuplicate, type Letters } from '@stagebureau/infra'
import {
  type Call,
  type Clock,
  type CompanyAsked,
  type DataOf,
  DomainError,
  say,
  type Viewer,
} from '@stagebureau/shared'
import type { CallCommand, CallState, CallText } from '../domain/call.ts'
import type { Answer, CaseLine, Invitation, InvitationCommand, OfferLine } from '../domain/invitation.ts'
import type { CompaniesStore, StoredCompany, StoredInvitation } from '../store.ts'
import { invitationLetter } from './invitation-letter.ts'
import { invitationOf, tokenOf } from './links.ts'
import { askerOf, visibleInvitations } from './rights.ts'
import { callView, invitationView } from './views.ts'

type Parts = {
  readonly store: CompaniesStore
  readonly calls: Aggregate<CallState, CallCommand>
  readonly invitations: Aggregate<Invitation, InvitationCommand>
  readonly letters: Letters
  readonly clock: Clock
  readonly secret: string
  readonly publicUrl: string
}

export const callIdOf = (seasonId: string) => `call-${seasonId}`
const atATime = 64

export const createAsking = ({ store, calls, invitations, letters, clock, secret, publicUrl }: Parts) => {
  const findInvitation = (companyId: string, seasonId: string) => findOne(store.invitations, { companyId, seasonId })

  const linkOf = (invitationId: string) => `${publicUrl}/antwoord/${tokenOf(secret, invitationId)}`

  /** The invitation that there is, or a new one; of many at the same moment the unique index lets one through. */
  const invite = async (companyId: string, seasonId: string, call?: Call): Promise<StoredInvitation> => {
    const there = await findInvitation(companyId, seasonId)
    if (there !== null) return there
    const invitationId = randomUUID()
    const command = { do: 'ask' as const, invitationId, companyId, seasonId, callId: callIdOf(seasonId) }
    try {
      await invitations.execute(invitationId, command, call)
    } catch (error) {
      if (!isDuplicate(error)) throw error
    }
    return (await findInvitation(companyId, seasonId))!
  }

  /** Small facts, one document each: the same school asking again is the same request. */
  const recordRequest = async (invitationId: string, schoolId: string) => {
    try {
      await store.contactRequests.insertMany([
        { _id: `${invitationId}:${schoolId}`, invitationId, schoolId, at: clock.now() },
      ])
    } catch (error) {
      if (!isDuplicate(error)) throw error
    }
  }

  const activeCompany = async (companyId: string): Promise<StoredCompany> => {
    const company = await findOne(store.companies, { _id: companyId })
    if (company === null) throw new DomainError('missing', 'company/unknown')
    if (company.situation !== 'active') throw new DomainError('conflict', 'company/not-active')
    return company
  }

  /** A link opens its own invitation; people of a company answer their own, the office and schools any. */
  const whichInvitation = async ({ token, invitationId }: AnswerInput, viewer: Viewer): Promise<string> => {
    if (token !== undefined) return invitationOf(secret, token)
    if (invitationId === undefined) throw new DomainError('invalid', 'invitation/which')
    if (viewer.role === 'nobody' || viewer.role === 'student')
      throw new DomainError('forbidden', 'rights/sign-in-first')
    const [seen] = await findMany(store.invitations, { $and: [{ _id: invitationId }, visibleInvitations(viewer)] })
    if (seen === undefined) throw new DomainError('missing', 'invitation/none', { invitationId })
    return invitationId
  }

  return {
    openCall: async ({ seasonId, ...text }: { seasonId: string } & CallText, call: Call) => {
      const callId = callIdOf(seasonId)
      await calls.execute(callId, { do: 'open', callId, seasonId, ...text }, call)
      return callView((await findOne(store.calls, { _id: callId }))!)
    },

    askCompany: async (input: { companyId: string; seasonId: string; onBehalfOf?: string | undefined }, call: Call) => {
      await activeCompany(input.companyId)
      const { _id } = await invite(input.companyId, input.seasonId, call)
      const asker = askerOf(call.viewer, input.onBehalfOf)
      if (asker !== undefined) await recordRequest(_id, asker)
      return invitationView((await findOne(store.invitations, { _id }))!)
    },

    answerCall: async (input: AnswerInput, call: Call) => {
      const invitationId = await whichInvitation(input, call.viewer)
      await invitations.execute(invitationId, { do: 'answer', invitationId, answer: answerOf(input) }, call)
      return invitationView((await findOne(store.invitations, { _id: invitationId }))!)
    },

    linkOfInvitation: async ({ invitationId }: { invitationId: string }, _: Call) => ({ url: linkOf(invitationId) }),

    invitationOfToken: async ({ token }: { token: string }, _: Call) => {
      const found = await findOne(store.invitations, { _id: invitationOf(secret, token) })
      if (found === null) throw new DomainError('forbidden', 'invitation/unknown-link')
      return invitationView(found)
    },

    /** Reaction: every company that the call is for gets its invitation. */
    askCompanies: async (callId: string) => {
      const opened = await findOne(store.calls, { _id: callId })
      if (opened === null) return
      const chosen = opened.companyIds === undefined ? {} : { _id: { $in: opened.companyIds } }
      const active = { ...chosen, situation: 'active' }
      const found = await findMany(store.companies, active, { fields: ['_id'], sort: { key: 1 } })
      await inParallel(found, atATime, async ({ _id }) => invite(_id, opened.seasonId))
    },

    /** Reaction: the letter with the link, or a bounce when there is no address to write to. */
    mailInvitation: async ({ invitationId, companyId, seasonId, callId }: DataOf<typeof CompanyAsked>) => {
      const company = (await findOne(store.companies, { _id: companyId }))!
      const opened = await findOne(store.calls, { _id: callId })
      if (company.facts?.email === undefined) {
        await invitations.execute(invitationId, {
          do: 'bounce',
          invitationId,
          reason: say('nl', 'invitation/no-address'),
        })
        return
      }
      const link = linkOf(invitationId)
      const season = await findOne(store.seasons, { _id: seasonId })
      const letter = invitationLetter({
        company: company.facts,
        call: opened ?? undefined,
        region: season?.region ?? '',
        link,
      })
      await letters.queue(`invitation-${company.key}-${seasonId}`, { to: company.facts.email, ...letter })
    },
  }
}

type AnswerInput = {
  readonly invitationId?: string | undefined
  readonly token?: string | undefined
  readonly decision: Answer['decision']
  readonly reason?: string | undefined
  readonly askAgainOn?: string | undefined
  readonly openings: readonly OfferLine[]
  readonly cases: readonly CaseLine[]
  readonly conditions?: string | undefined
}

const answerOf = ({ decision, reason, askAgainOn, openings, cases, conditions }: AnswerInput): Answer => {
  switch (decision) {
    case 'offer':
      return { decision, openings, cases, conditions }
    case 'later':
      return { decision, askAgainOn, reason }
    default:
      return { decision, reason }
  }
}
