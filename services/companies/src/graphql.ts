// What the companies service brings to the graph.
import {
  batchById,
  batchByOwner,
  batchPer,
  connection,
  connectionTypes,
  type GraphModule,
  type Policy,
  present,
} from '@stagebureau/infra'
import { type Call, company, everyone, office, school, signedIn } from '@stagebureau/shared'
import type { CaseView, CompanyView, InvitationView } from './api.ts'
import type { CompaniesClient } from './service.ts'

export type CompaniesQuestions = ReturnType<typeof companiesQuestions>

/** The service as one request sees it: questions by id are batched. */
export const companiesQuestions = (companies: CompaniesClient, call: Call) => {
  const invitationsOf = batchPer((seasonId: string) =>
    batchByOwner<InvitationView>(
      (companyIds) => companies.invitationsOfCompanies({ companyIds: [...companyIds], seasonId }, call),
      ({ companyId }) => companyId,
    ),
  )
  return {
    client: companies,
    company: batchById<CompanyView>((ids) => companies.companiesByIds({ ids: [...ids] }, call)),
    invitation: async (seasonId: string | undefined, companyId: string): Promise<InvitationView | null> =>
      seasonId === undefined ? null : ((await invitationsOf(seasonId).load(companyId))[0] ?? null),
    invitationById: batchById<InvitationView>((ids) => companies.invitationsByIds({ ids: [...ids] }, call)),
    case: batchById<CaseView>((ids) => companies.casesByIds({ ids: [...ids] }, call)),
    lastOffer: batchByOwner(
      (invitationIds) => companies.lastOffers({ invitationIds: [...invitationIds] }, call),
      ({ of }) => of,
    ),
    callOf: batchPer((seasonId: string) => companies.callOfSeason({ seasonId }, call)),
    contactRequests: batchByOwner(
      (invitationIds) => companies.contactRequests({ invitationIds: [...invitationIds] }, call),
      ({ invitationId }) => invitationId,
    ),
  }
}

type Context = {
  readonly call: Call
  readonly companies: CompaniesQuestions
  readonly currentSeasonId: () => Promise<string | undefined>
}
type SeasonArgument = { readonly seasonId?: string | null }
const seasonOf = async ({ seasonId }: SeasonArgument, context: Context) => seasonId ?? (await context.currentSeasonId())

const typeDefs = `
  enum CompanyStatus { ACTIVE MERGED CLOSED }
  enum InvitationState { ASKED ANSWERED DECLINED LATER SILENT BOUNCED WITHDRAWN }
  enum CallDecision { OFFER DECLINE LATER WITHDRAW }

  type Location { latitude: Float! longitude: Float! }
  "A company that may train for this crebo (SBB leerbedrijf)."
  type Recognition { crebo: String! until: Date! }
  "A company, that is one establishment."
  type Company {
    id: ID! name: String! otherNames: [String!]! kvkNumber: String! establishmentNumber: String! address: String! postcode: String!
    place: String! location: Location worlds: [World!]! profiles: [Profile!]! status: CompanyStatus!
    contact: String email: String phone: String
    recognitions: [Recognition!]! invitation(seasonId: ID): Invitation cases(seasonId: ID): [Case!]!
  }
  ${connectionTypes('Company')}
  "One company's copy of the call of a season."
  type Invitation {
    id: ID! company: Company! state: InvitationState! askedAt: DateTime reminders: Int! answeredAt: DateTime
    reason: String askAgainOn: Date conditions: String contactRequests: [ContactRequest!]!
    "What the company offers now; null when it offers nothing." offer: Offer
    "What it offered in the last season in which it offered something." lastOffer: Offer
    call: Call
    "The link in its letters opens nothing until it is renewed." linkRevoked: Boolean!
  }
  "An answer as the company gave it."
  type Offer {
    openings: [OfferLine!]! cases: [Case!]! conditions: String
    "Who looks after the students at the company." supervisor: ContactPerson
    "Who signs for the company." signatory: ContactPerson
  }
  type ContactPerson { name: String! email: String phone: String }
  "A row of a file without numbers that is probably this company."
  type Duplicate {
    id: ID! company: Company! name: String! address: String! postcode: String! place: String! email: String phone: String at: DateTime!
  }
  "Places for students at the same time."
  type OfferLine {
    id: ID! kind: ProgrammeKind! profile: Profile places: Int! weekdays: [Weekday!]! closedRounds: [Int!]! condition: String
  }
  ${connectionTypes('Invitation')}
  "How far the call of a season is: how many companies are in which state."
  type Asking { state: InvitationState! companies: Int! }
  "A school wanted to approach a company that was asked already."
  type ContactRequest { schoolId: ID! at: DateTime! }
  "A technical problem that a company puts to Atelier teams."
  type Case { id: ID! company: Company! title: String! problem: String! world: World maxTeams: Int! }
  "The one question of a season to all companies."
  type Call { id: ID! openedAt: DateTime! subject: String! text: String! deadline: Date! }

  input RecognitionInput { crebo: String! until: Date! }
  input LocationInput { latitude: Float! longitude: Float! }
  input RegisterCompanyInput {
    kvkNumber: String! establishmentNumber: String! name: String! address: String postcode: String! place: String!
    location: LocationInput worlds: [World!] profiles: [Profile!] recognitions: [RecognitionInput!]
    contact: String email: String phone: String
  }
  input OpenCallInput { seasonId: ID subject: String! text: String! deadline: Date! "All companies when left away." companyIds: [ID!] }
  input OpeningInput {
    kind: ProgrammeKind! profile: Profile places: Int! weekdays: [Weekday!] closedRounds: [Int!] condition: String
  }
  input CaseInput { title: String! problem: String! world: World maxTeams: Int! }
  input AnswerCallInput {
    invitationId: ID token: String decision: CallDecision! reason: String askAgainOn: Date
    openings: [OpeningInput!] cases: [CaseInput!] conditions: String
    supervisor: ContactPersonInput signatory: ContactPersonInput
    "Schools whose students the company likes to see." preferredSchools: [ID!]
  }
  input ContactPersonInput { name: String! email: String phone: String }

  extend type Query {
    company(id: ID, kvkNumber: String, establishmentNumber: String): Company
    companies(
      first: Int!, after: String, search: String, world: World, profile: Profile, status: CompanyStatus
      "With a postcode, those within so many minutes (30 when left away) by the slowest means of the season."
      near: Postcode, withinMinutes: Int
    ): CompanyConnection!
  }
  extend type Query { "Questions of imports that wait for a person." duplicates: [Duplicate!]! }
  extend type Mutation {
    registerCompany(input: RegisterCompanyInput!): Company!
    """
    The invitation, answer, placements and link of the duplicate go on in the company that is kept. When both offered
    something, the openings of both stand, with their ids.
    """
    mergeCompanies(keep: ID!, duplicate: ID!): Company!
    "The same company gets another name; another one is registered, or waits until somebody finds its numbers."
    settleDuplicate(id: ID!, same: Boolean!): Company!
    "The same call once more asks those whom it had not reached yet; a company is asked once."
    openCall(input: OpenCallInput!): Call!
    "The second asker gets the same invitation back, and nothing is mailed."
    askCompany(companyId: ID!, onBehalfOf: ID): Invitation!
    "By the link in the company's letter or by the company's own people; the office for a company that phones."
    answerCall(input: AnswerCallInput!): Invitation!
    "Twice at most."
    remindCompany(invitationId: ID!): Invitation!
    "The letter came back to the bureau; somebody is to find another address."
    recordBounce(invitationId: ID!, reason: String): Invitation!
    "A new address for a company whose letter came back; the letter goes out once more."
    mendInvitation(invitationId: ID!, email: String!): Invitation!
    "The old link stops working at once, and the company gets a letter with a new one."
    renewCompanyLink(invitationId: ID!): Invitation!
    "The link stops working at once, and nothing is mailed."
    revokeCompanyLink(invitationId: ID!): Invitation!
  }
  extend type Season {
    call: Call cases: [Case!]! asking: [Asking!]!
    invitations(state: InvitationState, first: Int!, after: String): InvitationConnection!
  }
  extend type Preference { company: Company case: Case }
  extend type Team { company: Company! case: Case }
  extend type Viewer { "The one question to this company, for its link and its people." invitation: Invitation }
  extend type Opening { company: Company! }
  extend type PlanDisruption { company: Company! }
  extend type Stop { company: Company! }
  extend type Shortage { companies: [Company!]! }
  extend type Placement { company: Company! }
  extend type AttendanceDay { company: Company! }
`

type AnswerFields = {
  readonly openings?: object[] | null
  readonly cases?: object[] | null
  readonly supervisor?: object | null
  readonly signatory?: object | null
  readonly preferredSchools?: readonly string[] | null
}

const companyOf = ({ companyId }: { companyId: string }, _: unknown, { companies }: Context) =>
  companies.company.load(companyId)

const caseOf = ({ caseId }: { caseId?: string }, _: unknown, { companies }: Context) =>
  caseId === undefined ? null : companies.case.load(caseId)

const resolvers = {
  CompanyStatus: { ACTIVE: 'active', MERGED: 'merged', CLOSED: 'closed' },
  InvitationState: {
    ASKED: 'asked',
    ANSWERED: 'answered',
    DECLINED: 'declined',
    LATER: 'later',
    SILENT: 'silent',
    BOUNCED: 'bounced',
    WITHDRAWN: 'withdrawn',
  },
  CallDecision: { OFFER: 'offer', DECLINE: 'decline', LATER: 'later', WITHDRAW: 'withdraw' },
  Query: {
    company: async (
      _: unknown,
      args: { id?: string; kvkNumber?: string; establishmentNumber?: string },
      context: Context,
    ) => {
      const { id, kvkNumber, establishmentNumber } = args
      if (id != null) return context.companies.company.load(id)
      if (kvkNumber == null || establishmentNumber == null) return null
      const numbers = { kvkNumber, establishmentNumber }
      return (await context.companies.client.companyByNumbers(numbers, context.call))[0] ?? null
    },
    duplicates: (_: unknown, __: unknown, { companies, call }: Context) => companies.client.openDuplicates({}, call),
    companies: async (_: unknown, args: { first: number }, { companies, call }: Context) =>
      connection(await companies.client.companies(present(args) as never, call)),
  },
  Duplicate: { company: companyOf },
  Mutation: {
    registerCompany: (_: unknown, { input }: { input: object }, { companies, call }: Context) =>
      companies.client.registerCompany(present(input) as never, call),
    mergeCompanies: (_: unknown, args: { keep: string; duplicate: string }, { companies, call }: Context) =>
      companies.client.mergeCompanies(args, call),
    settleDuplicate: (_: unknown, args: { id: string; same: boolean }, { companies, call }: Context) =>
      companies.client.settleDuplicate(args, call),
    openCall: async (_: unknown, { input }: { input: SeasonArgument }, context: Context) => {
      const seasonId = await seasonOf(input, context)
      return context.companies.client.openCall({ ...present(input), seasonId } as never, context.call)
    },
    askCompany: async (_: unknown, args: { companyId: string; onBehalfOf?: string }, context: Context) => {
      const seasonId = await context.currentSeasonId()
      return context.companies.client.askCompany({ ...present(args), seasonId } as never, context.call)
    },
    remindCompany: (_: unknown, args: { invitationId: string }, { companies, call }: Context) =>
      companies.client.remindCompany(args, call),
    recordBounce: (_: unknown, args: { invitationId: string; reason?: string | null }, { companies, call }: Context) =>
      companies.client.recordBounce(present(args) as never, call),
    mendInvitation: (_: unknown, args: { invitationId: string; email: string }, { companies, call }: Context) =>
      companies.client.mendInvitation(args, call),
    renewCompanyLink: (_: unknown, args: { invitationId: string }, { companies, call }: Context) =>
      companies.client.renewCompanyLink(args, call),
    revokeCompanyLink: (_: unknown, args: { invitationId: string }, { companies, call }: Context) =>
      companies.client.revokeCompanyLink(args, call),
    answerCall: (
      _: unknown,
      { input: { preferredSchools, ...input } }: { input: AnswerFields },
      { companies, call }: Context,
    ) => {
      const { openings, cases, supervisor, signatory } = input
      const answer = {
        ...present(input),
        openings: (openings ?? []).map(present),
        cases: (cases ?? []).map(present),
        supervisor: supervisor == null ? undefined : present(supervisor),
        signatory: signatory == null ? undefined : present(signatory),
        preferredSchoolIds: preferredSchools ?? undefined,
      }
      return companies.client.answerCall(answer as never, call)
    },
  },
  Company: {
    invitation: async ({ id }: CompanyView, args: SeasonArgument, context: Context) =>
      context.companies.invitation(await seasonOf(args, context), id),
    cases: async ({ id }: CompanyView, args: SeasonArgument, context: Context) =>
      (await context.companies.invitation(await seasonOf(args, context), id))?.cases ?? [],
  },
  Preference: {
    company: ({ companyId }: { companyId?: string }, _: unknown, { companies }: Context) =>
      companyId === undefined ? null : companies.company.load(companyId),
    case: caseOf,
  },
  Team: { company: companyOf, case: caseOf },
  Viewer: {
    invitation: async (viewer: { companyId?: string; invitationId?: string }, _: unknown, context: Context) => {
      if (viewer.invitationId !== undefined) return context.companies.invitationById.load(viewer.invitationId)
      if (viewer.companyId === undefined) return null
      return context.companies.invitation(await context.currentSeasonId(), viewer.companyId)
    },
  },
  OfferLine: { id: ({ openingId }: { openingId: string }) => openingId },
  Invitation: {
    offer: (invitation: InvitationView) => (invitation.state === 'answered' ? invitation : null),
    lastOffer: async ({ id }: InvitationView, _: unknown, { companies }: Context) =>
      (await companies.lastOffer.load(id))[0] ?? null,
    call: async ({ seasonId }: InvitationView, _: unknown, { companies }: Context) =>
      (await companies.callOf(seasonId))[0] ?? null,
    company: companyOf,
    contactRequests: ({ id }: InvitationView, _: unknown, { companies }: Context) => companies.contactRequests.load(id),
  },
  Case: { company: companyOf },
  Opening: { company: companyOf },
  PlanDisruption: { company: companyOf },
  Stop: { company: companyOf },
  Shortage: {
    companies: ({ companyIds }: { companyIds: readonly string[] }, _: unknown, { companies }: Context) =>
      Promise.all(companyIds.map((id) => companies.company.load(id))),
  },
  Placement: { company: companyOf },
  AttendanceDay: { company: companyOf },
  Season: {
    asking: ({ id }: { id: string }, _: unknown, { companies, call }: Context) =>
      companies.client.askingOfSeason({ seasonId: id }, call),
    invitations: async ({ id }: { id: string }, args: object, { companies, call }: Context) =>
      connection(await companies.client.invitationsOfState({ ...present(args), seasonId: id } as never, call)),
    call: async ({ id }: { id: string }, _: unknown, { companies }: Context) => (await companies.callOf(id))[0] ?? null,
    cases: ({ id }: { id: string }, _: unknown, { companies, call }: Context) =>
      companies.client.casesOfSeason({ seasonId: id }, call),
  },
}

const asking = [...school, ...company]

const policy = {
  Query: [
    [signedIn, 'company companies'],
    [office, 'duplicates'],
  ],
  Duplicate: [[office, 'id company name address postcode place email phone at']],
  Mutation: [
    [office, 'mergeCompanies settleDuplicate openCall remindCompany'],
    [office, 'recordBounce mendInvitation renewCompanyLink revokeCompanyLink'],
    [school, 'registerCompany askCompany'],
    [everyone, 'answerCall'],
  ],
  Company: [
    [
      signedIn,
      'id name otherNames kvkNumber establishmentNumber place location worlds profiles status recognitions cases address postcode',
    ],
    [asking, 'contact email phone invitation'],
  ],
  CompanyConnection: [[signedIn, 'edges pageInfo totalCount']],
  CompanyEdge: [[signedIn, 'node cursor']],
  Location: [[signedIn, 'latitude longitude']],
  Recognition: [[signedIn, 'crebo until']],
  Invitation: [
    [everyone, 'id state askedAt reminders answeredAt reason askAgainOn conditions'],
    [asking, 'company offer lastOffer call'],
    [school, 'contactRequests linkRevoked'],
  ],
  Offer: [[asking, 'openings cases conditions supervisor signatory']],
  ContactPerson: [[asking, 'name email phone']],
  OfferLine: [[asking, 'id kind profile places weekdays closedRounds condition']],
  ContactRequest: [[school, 'schoolId at']],
  Case: [[signedIn, 'id company title problem world maxTeams']],
  Call: [[asking, 'id openedAt subject text deadline']],
  Season: [
    [asking, 'call'],
    [school, 'asking invitations'],
    [signedIn, 'cases'],
  ],
  Asking: [[school, 'state companies']],
  InvitationConnection: [[school, 'edges pageInfo totalCount']],
  InvitationEdge: [[school, 'node cursor']],
  Preference: [[[...school, 'student'], 'company case']],
  Team: [[signedIn, 'company case']],
  Viewer: [[asking, 'invitation']],
  Opening: [[signedIn, 'company']],
  PlanDisruption: [[office, 'company']],
  Stop: [[signedIn, 'company']],
  Shortage: [[school, 'companies']],
  Placement: [[signedIn, 'company']],
  AttendanceDay: [[signedIn, 'company']],
} satisfies Policy

export const companiesGraph: GraphModule = { typeDefs, resolvers, policy }
