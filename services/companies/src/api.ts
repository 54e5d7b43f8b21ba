// What may be asked of the companies service.
import {
  type Api,
  Area,
  command,
  company,
  Day,
  everyone,
  FieldSpec,
  Id,
  ImportInput,
  ImportReport,
  Location,
  OfferedOpening,
  office,
  Profile,
  ProgrammeKind,
  page,
  pageInput,
  query,
  Recognition,
  school,
  signedIn,
  Weekday,
  World,
} from '@stagebureau/shared'
import { z } from 'zod'

export const CompanyStatus = z.enum(['active', 'merged', 'closed'])
export const CompanyView = z.object({
  id: Id,
  status: CompanyStatus,
  kvkNumber: z.string(),
  establishmentNumber: z.string(),
  name: z.string(),
  otherNames: z.array(z.string()),
  address: z.string(),
  postcode: z.string(),
  place: z.string(),
  area: Area,
  location: Location.optional(),
  worlds: z.array(World),
  profiles: z.array(Profile),
  recognitions: z.array(Recognition),
  contact: z.string().optional(),
  email: z.string().optional(),
  phone: z.string().optional(),
  mergedInto: Id.optional(),
})
export type CompanyView = z.infer<typeof CompanyView>

export const CaseView = z.object({
  id: Id,
  companyId: Id,
  title: z.string(),
  problem: z.string(),
  world: World.optional(),
  maxTeams: z.int(),
})
export type CaseView = z.infer<typeof CaseView>

const ContactPerson = z.object({
  name: z.string().min(1).max(200),
  email: z.email().max(254).optional(),
  phone: z.string().max(40).optional(),
})
/** What a company says beside its offer. */
const details = {
  conditions: z.string().max(2000).optional(),
  supervisor: ContactPerson.optional(),
  signatory: ContactPerson.optional(),
  preferredSchoolIds: z.array(Id).max(200).optional(),
}

export const InvitationState = z.enum(['asked', 'answered', 'declined', 'later', 'silent', 'bounced', 'withdrawn'])
export const InvitationView = z.object({
  id: Id,
  companyId: Id,
  seasonId: Id,
  state: InvitationState,
  askedAt: z.string(),
  reminders: z.int(),
  answeredAt: z.string().optional(),
  reason: z.string().optional(),
  askAgainOn: Day.optional(),
  ...details,
  /** The link in its letters opens nothing until it is renewed. */
  linkRevoked: z.boolean(),
  openings: z.array(OfferedOpening),
  cases: z.array(CaseView),
})
export type InvitationView = z.infer<typeof InvitationView>

/** What a company offered, as it said it. */
export const OfferView = z.object({
  invitationId: Id,
  seasonId: Id,
  openings: z.array(OfferedOpening),
  cases: z.array(CaseView),
  ...details,
})
export type OfferView = z.infer<typeof OfferView>

export const CallView = z.object({
  id: Id,
  seasonId: Id,
  openedAt: z.string(),
  subject: z.string(),
  text: z.string(),
  deadline: Day,
})
export type CallView = z.infer<typeof CallView>

export const ContactRequestView = z.object({ invitationId: Id, schoolId: Id, at: z.string() })

/** A row without numbers that is probably a company that is known; a person says whether it is. */
export const DuplicateView = z.object({
  id: z.string(),
  companyId: Id,
  name: z.string(),
  address: z.string(),
  postcode: z.string(),
  place: z.string(),
  email: z.string().optional(),
  phone: z.string().optional(),
  at: z.string(),
})
export type DuplicateView = z.infer<typeof DuplicateView>

const OpeningLine = z.object({
  kind: ProgrammeKind,
  profile: Profile.optional(),
  places: z.int().min(1).max(999),
  weekdays: z.array(Weekday).default([]),
  closedRounds: z.array(z.int().min(1).max(99)).default([]),
  condition: z.string().max(200).optional(),
})
const CaseLine = z.object({
  title: z.string().min(1).max(200),
  problem: z.string().min(1).max(2000),
  world: World.optional(),
  maxTeams: z.int().min(1).max(99),
})

const seasonAndCompany = { seasonId: Id, companyId: Id }

export const companiesApi = {
  importCompanies: command(office, ImportInput, ImportReport),
  importAnswers: command(office, ImportInput.extend({ seasonId: Id }), ImportReport),
  registerCompany: command(
    school,
    z.object({
      kvkNumber: z.string().max(40),
      establishmentNumber: z.string().max(40),
      name: z.string().min(1).max(200),
      address: z.string().max(200).default(''),
      postcode: z.string().max(12),
      place: z.string().min(1).max(200),
      location: Location.optional(),
      worlds: z.array(World).default([]),
      profiles: z.array(Profile).default([]),
      recognitions: z.array(Recognition).default([]),
      contact: z.string().max(200).optional(),
      email: z.email().optional(),
      phone: z.string().max(40).optional(),
    }),
    CompanyView,
  ),
  mergeCompanies: command(office, z.object({ keep: Id, duplicate: Id }), CompanyView),
  settleDuplicate: command(office, z.object({ id: z.string().max(100), same: z.boolean() }), CompanyView),
  openCall: command(
    office,
    z.object({
      seasonId: Id,
      subject: z.string().min(1).max(200),
      text: z.string().min(1).max(5000),
      deadline: Day,
      companyIds: z.array(Id).min(1).max(20_000).optional(),
    }),
    CallView,
  ),
  remindCompany: command(office, z.object({ invitationId: Id }), InvitationView),
  renewCompanyLink: command(office, z.object({ invitationId: Id }), InvitationView),
  revokeCompanyLink: command(office, z.object({ invitationId: Id }), InvitationView),
  recordBounce: command(office, z.object({ invitationId: Id, reason: z.string().max(200).optional() }), InvitationView),
  mendInvitation: command(office, z.object({ invitationId: Id, email: z.email().max(254) }), InvitationView),
  askCompany: command(school, z.object({ ...seasonAndCompany, onBehalfOf: Id.optional() }), InvitationView),
  answerCall: command(
    everyone,
    z.object({
      invitationId: Id.optional(),
      token: z.string().max(300).optional(),
      decision: z.enum(['offer', 'decline', 'later', 'withdraw']),
      reason: z.string().max(500).optional(),
      askAgainOn: Day.optional(),
      openings: z.array(OpeningLine).max(50).default([]),
      cases: z.array(CaseLine).max(20).default([]),
      ...details,
    }),
    InvitationView,
  ),

  openDuplicates: query(office, z.object({}), z.array(DuplicateView)),
  importFields: query(school, z.object({ kind: z.enum(['companies', 'answers']) }), z.array(FieldSpec)),
  companies: query(
    signedIn,
    pageInput({
      search: z.string().max(100).optional(),
      world: World.optional(),
      profile: Profile.optional(),
      status: CompanyStatus.optional(),
      /** Travel is reckoned by the season's slowest means from this postcode. */
      near: z.string().max(10).optional(),
      withinMinutes: z.int().min(0).max(600).optional(),
    }),
    page(CompanyView),
  ),
  companiesByIds: query(signedIn, z.object({ ids: z.array(Id) }), z.array(CompanyView)),
  companyByNumbers: query(
    signedIn,
    z.object({ kvkNumber: z.string(), establishmentNumber: z.string() }),
    z.array(CompanyView).max(1),
  ),
  /** For signing in: at most one, the first by number. */
  companyByEmail: query(['service'], z.object({ email: z.string().max(254) }), z.array(CompanyView).max(1)),
  casesByIds: query(signedIn, z.object({ ids: z.array(Id) }), z.array(CaseView)),
  casesOfSeason: query(signedIn, z.object({ seasonId: Id }), z.array(CaseView)),
  callOfSeason: query([...school, ...company], z.object({ seasonId: Id }), z.array(CallView).max(1)),
  invitationsOfCompanies: query(
    [...school, ...company],
    z.object({ companyIds: z.array(Id), seasonId: Id }),
    z.array(InvitationView),
  ),
  /** How far the call of a season is: companies per state of their invitation. */
  askingOfSeason: query(
    school,
    z.object({ seasonId: Id }),
    z.array(z.object({ state: InvitationState, companies: z.int() })),
  ),
  invitationsOfState: query(
    school,
    pageInput({ seasonId: Id, state: InvitationState.optional() }),
    page(InvitationView),
  ),
  invitationsByIds: query([...school, ...company], z.object({ ids: z.array(Id) }), z.array(InvitationView)),
  /** What each company offered in the last season before that of the invitation, for those that did. */
  lastOffers: query(
    [...school, ...company],
    z.object({ invitationIds: z.array(Id) }),
    z.array(OfferView.extend({ of: Id })),
  ),
  invitationsOfSeason: query(office, z.object({ seasonId: Id }), z.array(InvitationView)),
  /** The address in the company's letter. */
  linkOfInvitation: query(['service'], z.object({ invitationId: Id }), z.object({ url: z.string() })),
  /** Whose link this is; refuses a token that is not ours. */
  invitationOfToken: query(everyone, z.object({ token: z.string().max(300) }), InvitationView),
  contactRequests: query(school, z.object({ invitationIds: z.array(Id) }), z.array(ContactRequestView)),
} satisfies Api
