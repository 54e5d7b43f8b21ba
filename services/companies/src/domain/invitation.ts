// One company's copy of the call: asked once, reminded at most twice, answered, declined, or left in peace.
import {
  type CasePosted,
  type CaseWithdrawn,
  type CompanyAsked,
  type CompanyLinkRenewed,
  type CompanyLinkRevoked,
  type CompanyReminded,
  type Decider,
  DomainError,
  type EventOf,
  equal,
  type InvitationBounced,
  type InvitationHandedOver,
  type OfferChanged,
  type OfferDeclined,
  type OfferedOpening,
  type OfferMade,
  type OfferWithdrawn,
  type Profile,
  type ProgrammeKind,
  type SilenceRecorded,
  type Weekday,
  type World,
} from '@stagebureau/shared'

export type InvitationState = 'asked' | 'answered' | 'declined' | 'later' | 'silent' | 'bounced' | 'withdrawn'

export type PostedCase = {
  readonly caseId: string
  readonly title: string
  readonly problem: string
  readonly world?: World | undefined
  readonly maxTeams: number
}
/** Somebody at the company, with ways to reach them. */
export type ContactPerson = {
  readonly name: string
  readonly email?: string | undefined
  readonly phone?: string | undefined
}
/** What a company says beside its offer; it stays in this service. */
export type OfferDetails = {
  readonly conditions?: string | undefined
  /** Who looks after the students, and who signs for the company. */
  readonly supervisor?: ContactPerson | undefined
  readonly signatory?: ContactPerson | undefined
  /** Schools whose students it likes to see; told to people, and no weight in plans. */
  readonly preferredSchoolIds?: readonly string[] | undefined
}
export type Invitation =
  | { readonly situation: 'none' }
  | (OfferDetails & {
      readonly situation: InvitationState
      readonly companyId: string
      readonly seasonId: string
      readonly callId: string
      readonly askedAt: string
      readonly reminders: number
      readonly answeredAt?: string | undefined
      readonly reason?: string | undefined
      readonly askAgainOn?: string | undefined
      /** How often the link has been renewed, and whether it opens nothing at present. */
      readonly link?: number | undefined
      readonly linkRevoked?: boolean | undefined
      /** The invitation in which that of a merged company goes on; this one holds nothing any more. */
      readonly into?: string | undefined
      readonly openings: readonly OfferedOpening[]
      readonly cases: readonly PostedCase[]
    })

export type OfferLine = {
  readonly kind: ProgrammeKind
  readonly profile?: Profile | undefined
  readonly places: number
  readonly weekdays: readonly Weekday[]
  readonly closedRounds: readonly number[]
  readonly condition?: string | undefined
}
export type CaseLine = Omit<PostedCase, 'caseId'>

export type Answer =
  | {
      readonly decision: 'offer'
      readonly openings: readonly OfferLine[]
      readonly cases: readonly CaseLine[]
      /** Absent: what was said before stands. */
      readonly details?: OfferDetails | undefined
    }
  | { readonly decision: 'decline'; readonly reason?: string | undefined }
  | { readonly decision: 'later'; readonly askAgainOn?: string | undefined; readonly reason?: string | undefined }
  | { readonly decision: 'withdraw'; readonly reason?: string | undefined }

export type InvitationCommand =
  | {
      readonly do: 'ask'
      readonly invitationId: string
      readonly companyId: string
      readonly seasonId: string
      readonly callId: string
    }
  | { readonly do: 'answer'; readonly invitationId: string; readonly answer: Answer }
  | { readonly do: 'remind'; readonly invitationId: string }
  | { readonly do: 'bounce'; readonly invitationId: string; readonly reason: string }
  | { readonly do: 'leaveInPeace'; readonly invitationId: string }
  /** An address was found for an invitation that did not arrive. */
  | { readonly do: 'mend'; readonly invitationId: string }
  /** The day has come on which the company wanted to be asked again. */
  | { readonly do: 'askAgain'; readonly invitationId: string }
  /** The company was merged: the invitation belongs to the one that is kept, or goes on in the one that it has. */
  | {
      readonly do: 'handOver'
      readonly invitationId: string
      readonly companyId: string
      readonly into?: string | undefined
    }
  /** What the invitation of a duplicate holds comes to this one. */
  | { readonly do: 'takeOver'; readonly invitationId: string; readonly from: Asked }
  | { readonly do: 'renewLink'; readonly invitationId: string }
  | { readonly do: 'revokeLink'; readonly invitationId: string }

type Public =
  | EventOf<typeof CompanyAsked>
  | EventOf<typeof CompanyReminded>
  | EventOf<typeof InvitationBounced>
  | EventOf<typeof SilenceRecorded>
  | EventOf<typeof InvitationHandedOver>
  | EventOf<typeof OfferMade>
  | EventOf<typeof OfferChanged>
  | EventOf<typeof OfferDeclined>
  | EventOf<typeof OfferWithdrawn>
  | EventOf<typeof CasePosted>
  | EventOf<typeof CaseWithdrawn>
  | EventOf<typeof CompanyLinkRenewed>
  | EventOf<typeof CompanyLinkRevoked>
/** The public event with what stays in this service. */
export type InvitationEvent = Public & {
  readonly at: string
  readonly details?: OfferDetails
  readonly problem?: string
}

const mostReminders = 2

/** Lines of the same kind and profile keep their id from one answer to the next, so that plans can go on pointing at them. */
const nameOpenings = (
  invitationId: string,
  lines: readonly OfferLine[],
  known: readonly OfferedOpening[],
): OfferedOpening[] => {
  const seen = new Map<string, number>()
  return lines.map((line) => {
    const name = [invitationId, line.kind, line.profile ?? 'any'].join('.')
    const count = (seen.get(name) ?? 0) + 1
    seen.set(name, count)
    // Openings that came from a duplicate have names of their own.
    const alike = known.filter((one) => one.kind === line.kind && one.profile === line.profile)
    const openingId = alike[count - 1]?.openingId ?? (count === 1 ? name : `${name}.${count}`)
    const { kind, profile, places, weekdays, closedRounds, condition } = line
    return {
      openingId,
      kind,
      ...(profile === undefined ? {} : { profile }),
      places,
      weekdays: [...weekdays],
      closedRounds: [...closedRounds],
      ...(condition === undefined ? {} : { condition }),
    }
  })
}
/** The invitation that a case was put in. */
export const invitationOfCase = (caseId: string): string => caseId.replace(/\.case\.\d+$/, '')
const nameCases = (invitationId: string, lines: readonly CaseLine[], known: readonly PostedCase[]): PostedCase[] => {
  // Cases that came from a duplicate are known by their title.
  const taken = known.filter(({ caseId }) => invitationOfCase(caseId) !== invitationId)
  const named = new Set<string>()
  let own = 0
  return lines.map((line) => {
    const theirs = taken.find(({ caseId, title }) => title === line.title && !named.has(caseId))
    const caseId = theirs?.caseId ?? `${invitationId}.case.${++own}`
    named.add(caseId)
    return { caseId, ...line }
  })
}

export const invitationDecider: Decider<Invitation, InvitationCommand, InvitationEvent> = {
  initial: { situation: 'none' },

  decide: (command, invitation, now) => {
    const { invitationId } = command
    if (command.do === 'ask') {
      if (invitation.situation !== 'none') return []
      const { companyId, seasonId, callId } = command
      return [{ type: 'CompanyAsked', data: { invitationId, companyId, seasonId, callId }, at: now }]
    }
    if (invitation.situation === 'none') throw new DomainError('missing', 'invitation/none', { invitationId })
    if (invitation.into !== undefined) return []
    const who = { invitationId, companyId: invitation.companyId, seasonId: invitation.seasonId }
    const open = invitation.situation === 'asked' || invitation.situation === 'bounced'
    switch (command.do) {
      case 'remind':
        if (!open) throw new DomainError('conflict', 'invitation/answered')
        if (invitation.reminders >= mostReminders) throw new DomainError('conflict', 'invitation/reminded-enough')
        return [{ type: 'CompanyReminded', data: { ...who, reminder: invitation.reminders + 1 }, at: now }]
      case 'bounce':
        if (invitation.situation !== 'asked') return []
        return [{ type: 'InvitationBounced', data: { ...who, reason: command.reason }, at: now }]
      case 'leaveInPeace':
        return invitation.situation === 'asked' ? [{ type: 'SilenceRecorded', data: who, at: now }] : []
      case 'mend':
        if (invitation.situation !== 'bounced') throw new DomainError('conflict', 'invitation/not-bounced')
        return [{ type: 'CompanyAsked', data: { ...who, callId: invitation.callId }, at: now }]
      case 'askAgain':
        if (invitation.situation !== 'later') return []
        return [{ type: 'CompanyAsked', data: { ...who, callId: invitation.callId }, at: now }]
      case 'handOver': {
        const { companyId, into } = command
        if (into === undefined && companyId === invitation.companyId) return []
        return [{ type: 'InvitationHandedOver', data: { ...who, companyId, ...optional('into', into) }, at: now }]
      }
      case 'takeOver':
        return takeOver(command.from, who, invitation, now)
      case 'renewLink':
        return [{ type: 'CompanyLinkRenewed', data: { ...who, link: (invitation.link ?? 0) + 1 }, at: now }]
      case 'revokeLink':
        return invitation.linkRevoked ? [] : [{ type: 'CompanyLinkRevoked', data: who, at: now }]
      case 'answer':
        return answer(command.answer, who, invitation, now)
    }
  },

  evolve: (invitation, event) => {
    if (event.type === 'CompanyAsked') {
      if (invitation.situation !== 'none') {
        const { reason: _, ...kept } = invitation
        return { ...kept, situation: 'asked', askedAt: event.at }
      }
      const { companyId, seasonId, callId } = event.data
      return {
        situation: 'asked',
        companyId,
        seasonId,
        callId,
        askedAt: event.at,
        reminders: 0,
        openings: [],
        cases: [],
      }
    }
    if (invitation.situation === 'none') return invitation
    const { reason: _, askAgainOn: __, ...kept } = invitation
    switch (event.type) {
      case 'CompanyReminded':
        return { ...invitation, situation: 'asked', reminders: event.data.reminder }
      case 'InvitationBounced':
        return { ...kept, situation: 'bounced', reason: event.data.reason }
      case 'InvitationHandedOver': {
        const { companyId, into } = event.data
        return into === undefined ? { ...invitation, companyId } : { ...invitation, into, openings: [], cases: [] }
      }
      case 'SilenceRecorded':
        return { ...kept, situation: 'silent' }
      case 'OfferMade':
      case 'OfferChanged': {
        const { openings } = event.data
        return { ...kept, situation: 'answered', answeredAt: event.at, openings, ...event.details }
      }
      case 'OfferDeclined': {
        const { later, askAgainOn, reason } = event.data
        return {
          ...kept,
          situation: later ? 'later' : 'declined',
          answeredAt: event.at,
          openings: [],
          askAgainOn,
          reason,
        }
      }
      case 'OfferWithdrawn':
        return { ...kept, situation: 'withdrawn', answeredAt: event.at, openings: [], reason: event.data.reason }
      case 'CasePosted': {
        const { caseId, title, world, maxTeams } = event.data
        const posted: PostedCase = { caseId, title, problem: event.problem ?? '', world, maxTeams }
        return { ...invitation, cases: [...invitation.cases.filter((one) => one.caseId !== caseId), posted] }
      }
      case 'CompanyLinkRenewed':
        return { ...invitation, link: event.data.link, linkRevoked: false }
      case 'CompanyLinkRevoked':
        return { ...invitation, linkRevoked: true }
      case 'CaseWithdrawn':
        return { ...invitation, cases: invitation.cases.filter(({ caseId }) => caseId !== event.data.caseId) }
    }
  },
}

type Who = { readonly invitationId: string; readonly companyId: string; readonly seasonId: string }
type Asked = Exclude<Invitation, { situation: 'none' }>

const withdrawCases = (who: Who, gone: readonly PostedCase[], at: string): InvitationEvent[] =>
  gone.map(({ caseId }) => ({ type: 'CaseWithdrawn', data: { ...who, caseId }, at }))

const postCase = (who: Who, { caseId, title, problem, world, maxTeams }: PostedCase, at: string): InvitationEvent => {
  const data = { ...who, caseId, title, ...optional('world', world), maxTeams }
  return { type: 'CasePosted', data, problem, at }
}

/**
 * What the duplicate offered is added with its ids, so that plans keep it; otherwise the answer of the company that is
 * kept holds, and that of the duplicate only when there is no other.
 */
const takeOver = (from: Asked, who: Who, invitation: Asked, at: string): InvitationEvent[] => {
  const openings = from.openings.filter((one) => !invitation.openings.some((own) => own.openingId === one.openingId))
  const cases = from.cases.filter((one) => !invitation.cases.some((own) => own.caseId === one.caseId))
  const when = from.answeredAt ?? at
  if (openings.length + cases.length > 0) {
    const again = invitation.situation === 'answered'
    const data = { ...who, openings: [...invitation.openings, ...openings] }
    const offered: InvitationEvent = again
      ? { type: 'OfferChanged', data, at }
      : { type: 'OfferMade', data, details: detailsOf(from), at: when }
    return [offered, ...cases.map((one) => postCase(who, one, at))]
  }
  const unanswered = ['asked', 'bounced', 'silent'].includes(invitation.situation)
  if (!unanswered) return []
  const reason = optional('reason', from.reason)
  switch (from.situation) {
    case 'withdrawn':
      return [{ type: 'OfferWithdrawn', data: { ...who, ...reason }, at: when }]
    case 'declined':
    case 'later': {
      const later = from.situation === 'later'
      const data = { ...who, later, ...optional('askAgainOn', from.askAgainOn), ...reason }
      return [{ type: 'OfferDeclined', data, at: when }]
    }
    default:
      return []
  }
}

const answer = (given: Answer, who: Who, invitation: Asked, at: string): InvitationEvent[] => {
  switch (given.decision) {
    case 'offer':
      return offer(given, who, invitation, at)
    case 'withdraw':
      if (invitation.situation !== 'answered') return []
      return [
        { type: 'OfferWithdrawn', data: { ...who, ...optional('reason', given.reason) }, at },
        ...withdrawCases(who, invitation.cases, at),
      ]
    case 'decline':
    case 'later': {
      const later = given.decision === 'later'
      const askAgainOn = given.decision === 'later' ? given.askAgainOn : undefined
      const same = invitation.reason === given.reason && invitation.askAgainOn === askAgainOn
      if (invitation.situation === (later ? 'later' : 'declined') && same) return []
      if (askAgainOn !== undefined && askAgainOn <= at.slice(0, 10))
        throw new DomainError('invalid', 'invitation/ask-again-past', { askAgainOn })
      const data = { ...who, later, ...optional('askAgainOn', askAgainOn), ...optional('reason', given.reason) }
      return [{ type: 'OfferDeclined', data, at }, ...withdrawCases(who, invitation.cases, at)]
    }
  }
}

const optional = <Key extends string, Value>(key: Key, value: Value | undefined): { [K in Key]?: Value } =>
  value === undefined ? {} : ({ [key]: value } as { [K in Key]: Value })

const detailsOf = ({ conditions, supervisor, signatory, preferredSchoolIds = [] }: OfferDetails): OfferDetails => ({
  conditions,
  supervisor,
  signatory,
  preferredSchoolIds,
})

const offer = (
  given: Extract<Answer, { decision: 'offer' }>,
  who: Who,
  invitation: Asked,
  at: string,
): InvitationEvent[] => {
  if (given.openings.length + given.cases.length === 0) throw new DomainError('invalid', 'invitation/empty-offer')
  const openings = nameOpenings(who.invitationId, given.openings, invitation.openings)
  const cases = nameCases(who.invitationId, given.cases, invitation.cases)
  const known = new Map(invitation.cases.map((one) => [one.caseId, one]))
  const posted = cases.filter((one) => !equal(one, known.get(one.caseId))).map((one) => postCase(who, one, at))
  const gone = invitation.cases.filter(({ caseId }) => !cases.some((one) => one.caseId === caseId))
  const again = invitation.situation === 'answered'
  const details = detailsOf(given.details ?? invitation)
  const unchanged = again && equal(openings, invitation.openings) && equal(details, detailsOf(invitation))
  const offered: InvitationEvent[] = unchanged
    ? []
    : [{ type: again ? 'OfferChanged' : 'OfferMade', data: { ...who, openings }, details, at }]
  return [...offered, ...posted, ...withdrawCases(who, gone, at)]
}
