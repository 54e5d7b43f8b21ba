// Asks companies, once: whoever asks and however many ask at the same moment, there is one invitation and one letter.
import { createHash } from 'node:crypto'
import { type Aggregate, findMany, findOne, inParallel, isDuplicate, type Letters, oneOf } from '@stagebureau/infra'
import {
  type Call,
  type Clock,
  type CompanyAsked,
  type CompanyLinkRenewed,
  type CompanyReminded,
  type DataOf,
  DomainError,
  localDay,
  say,
  type Viewer,
} from '@stagebureau/shared'
import type { CallCommand, CallState, CallText } from '../domain/call.ts'
import type { Company, CompanyCommand } from '../domain/company.ts'
import { followUpOf } from '../domain/follow-up.ts'
import type { Answer, CaseLine, Invitation, InvitationCommand, OfferDetails, OfferLine } from '../domain/invitation.ts'
import { type CompaniesStore, type StoredCompany, type StoredInvitation, standing } from '../store.ts'
import { invitationLetter, newLinkLetter } from './invitation-letter.ts'
import { checkToken, invitationOf, tokenOf } from './links.ts'
import { askerOf, visibleInvitations } from './rights.ts'
import { callView, invitationView } from './views.ts'

type Parts = {
  readonly store: CompaniesStore
  readonly calls: Aggregate<CallState, CallCommand>
  readonly companies: Aggregate<Company, CompanyCommand>
  readonly invitations: Aggregate<Invitation, InvitationCommand>
  readonly letters: Letters
  readonly clock: Clock
  readonly secret: string
  readonly publicUrl: string
}

export const callIdOf = (seasonId: string) => `call-${seasonId}`
/** The same for everybody who asks, so that a second invitation cannot even be written. */
const invitationIdOf = (companyId: string, seasonId: string) =>
  createHash('sha256').update(`${companyId}|${seasonId}`).digest('hex').slice(0, 32)
const atATime = 64
/** A refusal names no more companies than this. */
const mostNamed = 10

export const createAsking = ({ store, calls, companies, invitations, letters, clock, secret, publicUrl }: Parts) => {
  /** A company whose link was taken back can still sign in with its address. */
  const linkOf = (invitation: StoredInvitation): string =>
    invitation.linkRevoked ? `${publicUrl}/inloggen` : `${publicUrl}/antwoord/${tokenOf(secret, invitation)}`

  /** The invitation that there is, or a new one; the unique index knows those that came to the company by a merge. */
  const invite = async (companyId: string, seasonId: string, call?: Call): Promise<StoredInvitation> => {
    const invitationId = invitationIdOf(companyId, seasonId)
    const command = { do: 'ask' as const, invitationId, companyId, seasonId, callId: callIdOf(seasonId) }
    try {
      await invitations.execute(invitationId, command, call)
      return (await findOne(store.invitations, { _id: invitationId }))!
    } catch (error) {
      if (!isDuplicate(error)) throw error
      return (await findOne(store.invitations, { companyId, seasonId }))!
    }
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

  const knownSchools = async (schoolIds: readonly string[]): Promise<void> => {
    const wanted = new Set(schoolIds)
    if (wanted.size === 0) return
    const known = await findMany(store.schools, { _id: oneOf(wanted) }, { fields: ['_id'] })
    if (known.length < wanted.size) throw new DomainError('missing', 'school/unknown')
  }

  const activeCompany = async (companyId: string): Promise<StoredCompany> => {
    const company = await findOne(store.companies, { _id: companyId })
    if (company === null) throw new DomainError('missing', 'company/unknown')
    if (company.situation !== 'active') throw new DomainError('conflict', 'company/not-active')
    return company
  }

  /** The active ones of these companies, or of all, in a fixed order. */
  const activeAmong = async (companyIds: readonly string[] | undefined): Promise<string[]> => {
    const chosen = companyIds === undefined ? {} : { _id: oneOf(companyIds) }
    const active = { ...chosen, situation: 'active' }
    return (await findMany(store.companies, active, { fields: ['_id'], sort: { key: 1 } })).map(({ _id }) => _id)
  }

  /** Whom a call goes to; refuses companies that are not there, or are merged or closed, and names them. */
  const recipients = async (companyIds: readonly string[] | undefined): Promise<string[]> => {
    const active = await activeAmong(companyIds)
    const known = new Set(active)
    const unknown = (companyIds ?? []).filter((companyId) => !known.has(companyId))
    if (unknown.length > 0)
      throw new DomainError('missing', 'call/unknown-companies', { companies: unknown.slice(0, mostNamed).join(', ') })
    return active
  }

  /** A link opens its invitation until its season has ended; throws when it is not ours. */
  const openLink = async (token: string): Promise<string> => {
    const invitation = await findOne(store.invitations, { _id: invitationOf(token) })
    if (invitation === null) throw new DomainError('forbidden', 'invitation/unknown-link')
    checkToken(secret, token, invitation)
    const season = await findOne(store.seasons, { _id: invitation.seasonId })
    if (season !== null && season.until < localDay(clock.now()))
      throw new DomainError('conflict', 'invitation/season-ended', { until: season.until })
    return invitation.into ?? invitation._id
  }

  /** A link opens its own invitation; people of a company answer their own, and the office any: companies phone. */
  const whichInvitation = async ({ token, invitationId }: AnswerInput, viewer: Viewer): Promise<string> => {
    if (token !== undefined) return openLink(token)
    if (invitationId === undefined) throw new DomainError('invalid', 'invitation/which')
    if (viewer.role === 'nobody' || viewer.role === 'student')
      throw new DomainError('forbidden', 'rights/sign-in-first')
    if (viewer.role === 'staff') throw new DomainError('forbidden', 'invitation/not-by-schools')
    const [seen] = await findMany(store.invitations, { $and: [{ _id: invitationId }, visibleInvitations(viewer)] })
    if (seen === undefined) throw new DomainError('missing', 'invitation/none', { invitationId })
    return seen.into ?? invitationId
  }

  /** The letter with the link; a reminder says so. */
  const letterTo = async ({ companyId, seasonId, invitationId }: Asked, reminder: boolean) => {
    const company = (await findOne(store.companies, { _id: companyId }))!
    const opened = await findOne(store.calls, { _id: callIdOf(seasonId) })
    const season = await findOne(store.seasons, { _id: seasonId })
    const link = linkOf((await findOne(store.invitations, { _id: invitationId }))!)
    const letter = invitationLetter({
      company: company.facts!,
      call: opened ?? undefined,
      region: season?.region ?? '',
      link,
      reminder,
    })
    return { company, letter }
  }
  const view = async (_id: string) => invitationView((await findOne(store.invitations, { _id }))!)

  return {
    /** The same call once more asks those whom it had not reached; a company is still asked once. */
    openCall: async ({ seasonId, ...text }: { seasonId: string } & CallText, call: Call) => {
      const callId = callIdOf(seasonId)
      const companyIds = await recipients(text.companyIds)
      const { changed } = await calls.execute(callId, { do: 'open', callId, seasonId, ...text }, call)
      if (!changed) await inParallel(companyIds, atATime, (companyId) => invite(companyId, seasonId, call))
      return callView((await findOne(store.calls, { _id: callId }))!)
    },

    askCompany: async (input: { companyId: string; seasonId: string; onBehalfOf?: string | undefined }, call: Call) => {
      await activeCompany(input.companyId)
      const asker = askerOf(call.viewer, input.onBehalfOf)
      if (input.onBehalfOf !== undefined) await knownSchools([input.onBehalfOf])
      const { _id } = await invite(input.companyId, input.seasonId, call)
      if (asker !== undefined) await recordRequest(_id, asker)
      return view(_id)
    },

    remindCompany: async ({ invitationId }: { invitationId: string }, call: Call) => {
      await invitations.execute(invitationId, { do: 'remind', invitationId }, call)
      return view(invitationId)
    },

    /** Somebody saw the letter come back; who has answered meanwhile got it after all. */
    recordBounce: async (
      { invitationId, reason }: { invitationId: string; reason?: string | undefined },
      call: Call,
    ) => {
      const said = reason?.trim() || say('nl', 'invitation/came-back')
      await invitations.execute(invitationId, { do: 'bounce', invitationId, reason: said }, call)
      return view(invitationId)
    },

    /** A new address for a company whose letter came back, and the letter once more. */
    mendInvitation: async ({ invitationId, email }: { invitationId: string; email: string }, call: Call) => {
      const invitation = await findOne(store.invitations, { _id: invitationId })
      if (invitation === null) throw new DomainError('missing', 'invitation/none')
      if (invitation.situation !== 'bounced') throw new DomainError('conflict', 'invitation/not-bounced')
      const { companyId } = invitation
      const { facts } = await activeCompany(companyId)
      // The address first: the letter that follows is written to it.
      const change = { do: 'change' as const, companyId, facts: { ...facts!, email: email.toLowerCase() } }
      await companies.execute(companyId, change, call)
      await invitations.execute(invitationId, { do: 'mend', invitationId }, call)
      return view(invitationId)
    },

    /** Regular work: asks again on the day that was named, reminds twice, and then leaves a company in peace. */
    followUp: async () => {
      const now = clock.now()
      const waiting = await findMany(store.invitations, { situation: oneOf(['asked', 'later']), ...standing })
      const deadlines = new Map((await findMany(store.calls, {})).map(({ seasonId, deadline }) => [seasonId, deadline]))
      await inParallel(waiting, atATime, async ({ _id, ...invitation }) => {
        const due = followUpOf(invitation, deadlines.get(invitation.seasonId) ?? '9999-12-31', now)
        if (due !== undefined) await invitations.execute(_id, { do: due, invitationId: _id })
      })
    },

    answerCall: async (input: AnswerInput, call: Call) => {
      const invitationId = await whichInvitation(input, call.viewer)
      await knownSchools(input.preferredSchoolIds ?? [])
      await invitations.execute(invitationId, { do: 'answer', invitationId, answer: answerOf(input) }, call)
      return invitationView((await findOne(store.invitations, { _id: invitationId }))!)
    },

    linkOf,
    linkOfInvitation: async ({ invitationId }: { invitationId: string }, _: Call) => {
      const invitation = await findOne(store.invitations, { _id: invitationId })
      if (invitation === null) throw new DomainError('missing', 'invitation/none')
      return { url: linkOf(invitation) }
    },

    /** The old link stops working at once, and the company gets a letter with a new one. */
    renewCompanyLink: async ({ invitationId }: { invitationId: string }, call: Call) => {
      const invitation = await findOne(store.invitations, { _id: invitationId })
      if (invitation === null) throw new DomainError('missing', 'invitation/none')
      const { facts } = await activeCompany(invitation.companyId)
      if (facts?.email === undefined) throw new DomainError('conflict', 'invitation/link-no-address')
      await invitations.execute(invitationId, { do: 'renewLink', invitationId }, call)
      return view(invitationId)
    },

    /** The link stops working at once, and nothing is mailed. */
    revokeCompanyLink: async ({ invitationId }: { invitationId: string }, call: Call) => {
      await invitations.execute(invitationId, { do: 'revokeLink', invitationId }, call)
      return view(invitationId)
    },

    invitationOfToken: async ({ token }: { token: string }, _: Call) => {
      const found = await findOne(store.invitations, { _id: await openLink(token) })
      return invitationView(found!)
    },

    /** Reaction: every company that the call is for gets its invitation. */
    askCompanies: async (callId: string) => {
      const opened = await findOne(store.calls, { _id: callId })
      if (opened === null) return
      const companyIds = await activeAmong(opened.companyIds)
      await inParallel(companyIds, atATime, (companyId) => invite(companyId, opened.seasonId))
    },

    /** Reaction: the letter with the link, or a bounce when there is no address to write to. */
    mailInvitation: async (asked: DataOf<typeof CompanyAsked>, sequence: number) => {
      const { invitationId, seasonId } = asked
      const { company, letter } = await letterTo(asked, false)
      if (company.facts?.email === undefined) {
        await invitations.execute(invitationId, {
          do: 'bounce',
          invitationId,
          reason: say('nl', 'invitation/no-address'),
        })
        return
      }
      // Asked once more after a bounce or on a later day: that is another letter.
      const again = sequence === 1 ? '' : `-${sequence}`
      await letters.queue(
        `invitation-${company.key}-${seasonId}${again}`,
        { to: company.facts.email, ...letter },
        invitationId,
      )
    },

    /** Reaction: the address of a company refused a letter. */
    bounce: (invitationId: string, reason: string) =>
      invitations.execute(invitationId, { do: 'bounce', invitationId, reason }),

    /** Reaction: the new link, in a letter of its own. */
    mailNewLink: async ({ companyId, seasonId, invitationId, link }: DataOf<typeof CompanyLinkRenewed>) => {
      const company = (await findOne(store.companies, { _id: companyId }))!
      const invitation = (await findOne(store.invitations, { _id: invitationId }))!
      // Renewed once more, or taken back, before this letter was written.
      if (company.facts?.email === undefined || invitation.link !== link || invitation.linkRevoked) return
      const region = (await findOne(store.seasons, { _id: seasonId }))?.region ?? ''
      const letter = newLinkLetter({ company: company.facts, region, link: linkOf(invitation) })
      await letters.queue(
        `link-${company.key}-${seasonId}-${link}`,
        { to: company.facts.email, ...letter },
        invitationId,
      )
    },

    /** Reaction: a reminder in the post. */
    mailReminder: async (reminded: DataOf<typeof CompanyReminded>) => {
      const { company, letter } = await letterTo(reminded, true)
      if (company.facts?.email === undefined) return
      const cause = `reminder-${reminded.reminder}-${company.key}-${reminded.seasonId}`
      await letters.queue(cause, { to: company.facts.email, ...letter }, reminded.invitationId)
    },
  }
}

type Asked = { readonly invitationId: string; readonly companyId: string; readonly seasonId: string }
type AnswerInput = OfferDetails & {
  readonly invitationId?: string | undefined
  readonly token?: string | undefined
  readonly decision: Answer['decision']
  readonly reason?: string | undefined
  readonly askAgainOn?: string | undefined
  readonly openings: readonly OfferLine[]
  readonly cases: readonly CaseLine[]
}

const answerOf = ({ decision, reason, askAgainOn, openings, cases, ...said }: AnswerInput): Answer => {
  const { conditions, supervisor, signatory, preferredSchoolIds } = said
  switch (decision) {
    case 'offer':
      return { decision, openings, cases, details: { conditions, supervisor, signatory, preferredSchoolIds } }
    case 'later':
      return { decision, askAgainOn, reason }
    default:
      return { decision, reason }
  }
}
