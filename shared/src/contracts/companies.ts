// The events of the companies service: who the companies are, that they were asked, and what they answered.
import { z } from 'zod'
import { contract } from '../kernel/contract.ts'
import { Area, Day, Id, Location, Profile, ProgrammeKind, Recognition, Weekday, World } from './words.ts'

const facts = {
  companyId: Id,
  kvkNumber: z.string(),
  establishmentNumber: z.string(),
  name: z.string(),
  place: z.string(),
  area: Area,
  /** The company's own coordinates, when it gave them. */
  location: Location.optional(),
  worlds: z.array(World),
  profiles: z.array(Profile),
  recognitions: z.array(Recognition),
}
const factsExample = {
  companyId: 'c1',
  kvkNumber: '01234567',
  establishmentNumber: '000012345678',
  name: 'Machinebouw De Linde',
  place: 'Lindervoort',
  area: '9801',
  location: { latitude: 52.01, longitude: 6.52 },
  worlds: ['Science & Exploration' as const],
  profiles: ['PIE' as const],
  recognitions: [{ crebo: '25485', until: '2028-07-31' }],
}

export const CompanyRegistered = contract({
  type: 'CompanyRegistered',
  owner: 'companies',
  sentence: 'A company, that is one establishment, is known to the bureau.',
  data: facts,
  example: factsExample,
})
export const CompanyChanged = contract({
  type: 'CompanyChanged',
  owner: 'companies',
  sentence: 'The facts of a company are now these.',
  data: facts,
  example: factsExample,
})
export const CompaniesMerged = contract({
  type: 'CompaniesMerged',
  owner: 'companies',
  sentence: 'Two registrations were the same company; the duplicate lives on in the one that is kept.',
  data: { companyId: Id, duplicateId: Id },
  example: { companyId: 'c1', duplicateId: 'c2' },
})
export const CompanyPaused = contract({
  type: 'CompanyPaused',
  owner: 'companies',
  sentence: 'A company takes nobody for a while.',
  data: { companyId: Id, until: Day.optional() },
  example: { companyId: 'c1', until: '2027-03-01' },
})
export const CompanyClosed = contract({
  type: 'CompanyClosed',
  owner: 'companies',
  sentence: 'A company is no more.',
  data: { companyId: Id, on: Day },
  example: { companyId: 'c1', on: '2027-01-15' },
})
export const RecognitionChanged = contract({
  type: 'RecognitionChanged',
  owner: 'companies',
  sentence: 'The recognitions of a company are now these.',
  data: { companyId: Id, recognitions: z.array(Recognition) },
  example: { companyId: 'c1', recognitions: [{ crebo: '25485', until: '2030-01-31' }] },
})

export const CallOpened = contract({
  type: 'CallOpened',
  owner: 'companies',
  sentence: 'The one call of the season is open: from now on companies are asked.',
  data: { callId: Id, seasonId: Id, deadline: Day },
  example: { callId: 'call-s1', seasonId: 's1', deadline: '2026-06-30' },
})

const invitation = { invitationId: Id, companyId: Id, seasonId: Id }
const invitationExample = { invitationId: 'i1', companyId: 'c1', seasonId: 's1' }

export const CompanyAsked = contract({
  type: 'CompanyAsked',
  owner: 'companies',
  sentence: 'A company is asked for this season, once, on behalf of all schools.',
  data: { ...invitation, callId: Id },
  example: { ...invitationExample, callId: 'call-s1' },
})
export const CompanyReminded = contract({
  type: 'CompanyReminded',
  owner: 'companies',
  sentence: 'A company that had not answered is reminded, at most twice.',
  data: { ...invitation, reminder: z.int().min(1).max(2) },
  example: { ...invitationExample, reminder: 1 },
})
export const CompanyLinkRenewed = contract({
  type: 'CompanyLinkRenewed',
  owner: 'companies',
  sentence: "The link in a company's letters opens nothing any more; there is a new one.",
  data: {
    ...invitation,
    /** How often the link of this invitation has been renewed. */
    link: z.int().min(1),
  },
  example: { ...invitationExample, link: 1 },
})
export const CompanyLinkRevoked = contract({
  type: 'CompanyLinkRevoked',
  owner: 'companies',
  sentence: "The link in a company's letters opens nothing any more.",
  data: invitation,
  example: invitationExample,
})
export const InvitationBounced = contract({
  type: 'InvitationBounced',
  owner: 'companies',
  sentence: 'The invitation did not arrive; somebody must find another address.',
  data: { ...invitation, reason: z.string() },
  example: { ...invitationExample, reason: 'mailbox unknown' },
})
export const SilenceRecorded = contract({
  type: 'SilenceRecorded',
  owner: 'companies',
  sentence: 'A company did not answer and is left in peace for this season.',
  data: invitation,
  example: invitationExample,
})

export const InvitationHandedOver = contract({
  type: 'InvitationHandedOver',
  owner: 'companies',
  sentence:
    'The invitation of a duplicate belongs to the company that is kept, or goes on in the invitation that this company has.',
  data: {
    ...invitation,
    /** The invitation in which this one goes on. */
    into: Id.optional(),
  },
  example: { ...invitationExample, into: 'i2' },
})

/** One line of an answer: places for students at the same time. */
export const OfferedOpening = z.object({
  openingId: Id,
  kind: ProgrammeKind,
  profile: Profile.optional(),
  places: z.int().min(1),
  /** Empty: every day. */
  weekdays: z.array(Weekday),
  /** Rounds of a carousel, counted from 1, in which the company takes nobody. */
  closedRounds: z.array(z.int().min(1)),
  condition: z.string().optional(),
})
export type OfferedOpening = z.infer<typeof OfferedOpening>

const offer = { ...invitation, openings: z.array(OfferedOpening) }
const offerExample = {
  ...invitationExample,
  openings: [
    {
      openingId: 'o1',
      kind: 'carousel' as const,
      profile: 'PIE' as const,
      places: 4,
      weekdays: ['do' as const],
      closedRounds: [3],
      condition: 'veiligheidsschoenen',
    },
  ],
}
export const OfferMade = contract({
  type: 'OfferMade',
  owner: 'companies',
  sentence: 'A company answered the call with these openings.',
  data: offer,
  example: offerExample,
})
export const OfferChanged = contract({
  type: 'OfferChanged',
  owner: 'companies',
  sentence: 'The openings of a company are now these.',
  data: offer,
  example: offerExample,
})
export const OfferDeclined = contract({
  type: 'OfferDeclined',
  owner: 'companies',
  sentence: 'A company offers nothing this season, or asks to be asked again later.',
  data: { ...invitation, later: z.boolean(), askAgainOn: Day.optional(), reason: z.string().optional() },
  example: { ...invitationExample, later: true, askAgainOn: '2027-02-01' },
})
export const OfferWithdrawn = contract({
  type: 'OfferWithdrawn',
  owner: 'companies',
  sentence: 'A company takes back what it had offered.',
  data: { ...invitation, reason: z.string().optional() },
  example: invitationExample,
})

export const CasePosted = contract({
  type: 'CasePosted',
  owner: 'companies',
  sentence: 'A company puts a technical problem to Atelier teams.',
  data: {
    ...invitation,
    caseId: Id,
    title: z.string(),
    world: World.optional(),
    maxTeams: z.int().min(1),
  },
  example: { ...invitationExample, caseId: 'k1', title: 'Less packaging', world: 'Lifestyle & Design', maxTeams: 2 },
})
export const CaseWithdrawn = contract({
  type: 'CaseWithdrawn',
  owner: 'companies',
  sentence: 'A company takes a case back.',
  data: { ...invitation, caseId: Id },
  example: { ...invitationExample, caseId: 'k1' },
})
