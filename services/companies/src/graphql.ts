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
import type { CompanyView, InvitationView } from './api.ts'
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
  input OpenCallInput { seasonId: ID subject: String! text: String! deadline: Date! companyIds: [ID!] }
  input OpeningInput {
    kind: ProgrammeKind! profile: Profile places: Int! weekdays: [Weekday!] closedRounds: [Int!] condition: String
  }
  input CaseInput { title: String! problem: String! world: World maxTeams: Int! }
  input AnswerCallInput {
    invitationId: ID token: String decision: CallDecision! reason: String askAgainOn: Date
    openings: [OpeningInput!] cases: [CaseInput!] conditions: String
  }

  extend type Query {
    company(id: ID, kvkNumber: String, establishmentNumber: String): Company
    companies(
      first: Int!, after: String, search: String, world: World, profile: Profile, status: CompanyStatus
    ): CompanyConnection!
  }
  extend type Mutation {
    registerCompany(input: RegisterCompanyInput!): Company!
    mergeCompanies(keep: ID!, duplicate: ID!): Company!
    openCall(input: OpenCallInput!): Call!
    "The second asker gets the same invitation back, and nothing is mailed."
    askCompany(companyId: ID!, onBehalfOf: ID): Invitation!
    answerCall(input: AnswerCallInput!): Invitation!
  }
  extend type Season {
    call: Call asking: [Asking!]! invitations(state: InvitationState, first: Int!, after: String): InvitationConnection!
  }
  extend type Opening { company: Company! }
  extend type Stop { company: Company! }
  extend type Shortage { companies: [Company!]! }
  extend type Placement { company: Company! }
  extend type AttendanceDay { company: Company! }
`

const companyOf = ({ companyId }: { companyId: string }, _: unknown, { companies }: Context) =>
  companies.company.load(companyId)

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
    companies: async (_: unknown, args: { first: number }, { companies, call }: Context) =>
      connection(await companies.client.companies(present(args) as never, call)),
  },
  Mutation: {
    registerCompany: (_: unknown, { input }: { input: object }, { companies, call }: Context) =>
      companies.client.registerCompany(present(input) as never, call),
    mergeCompanies: (_: unknown, args: { keep: string; duplicate: string }, { companies, call }: Context) =>
      companies.client.mergeCompanies(args, call),
    openCall: async (_: unknown, { input }: { input: SeasonArgument }, context: Context) => {
      const seasonId = await seasonOf(input, context)
      return context.companies.client.openCall({ ...present(input), seasonId } as never, context.call)
    },
    askCompany: async (_: unknown, args: { companyId: string; onBehalfOf?: string }, context: Context) => {
      const seasonId = await context.currentSeasonId()
      return context.companies.client.askCompany({ ...present(args), seasonId } as never, context.call)
    },
    answerCall: (
      _: unknown,
      { input }: { input: { openings?: object[]; cases?: object[] } },
      { companies, call }: Context,
    ) => {
      const lines = { openings: (input.openings ?? []).map(present), cases: (input.cases ?? []).map(present) }
      return companies.client.answerCall({ ...present(input), ...lines } as never, call)
    },
  },
  Company: {
    invitation: async ({ id }: CompanyView, args: SeasonArgument, context: Context) =>
      context.companies.invitation(await seasonOf(args, context), id),
    cases: async ({ id }: CompanyView, args: SeasonArgument, context: Context) =>
      (await context.companies.invitation(await seasonOf(args, context), id))?.cases ?? [],
  },
  Invitation: {
    company: companyOf,
    contactRequests: ({ id }: InvitationView, _: unknown, { companies }: Context) => companies.contactRequests.load(id),
  },
  Case: { company: companyOf },
  Opening: { company: companyOf },
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
    call: async ({ id }: { id: string }, _: unknown, { companies, call }: Context) =>
      (await companies.client.callOfSeason({ seasonId: id }, call))[0] ?? null,
  },
}

const asking = [...school, ...company]

const policy = {
  Query: [[signedIn, 'company companies']],
  Mutation: [
    [office, 'mergeCompanies openCall'],
    [school, 'registerCompany askCompany'],
    [everyone, 'answerCall'],
  ],
  Company: [
    [
      signedIn,
      'id name otherNames kvkNumber establishmentNumber place location worlds profiles status recognitions cases',
    ],
    [asking, 'address postcode contact email phone invitation'],
  ],
  CompanyConnection: [[signedIn, 'edges pageInfo totalCount']],
  CompanyEdge: [[signedIn, 'node cursor']],
  Location: [[signedIn, 'latitude longitude']],
  Recognition: [[signedIn, 'crebo until']],
  Invitation: [
    [everyone, 'id state askedAt reminders answeredAt reason askAgainOn conditions'],
    [asking, 'company'],
    [school, 'contactRequests'],
  ],
  ContactRequest: [[school, 'schoolId at']],
  Case: [[signedIn, 'id company title problem world maxTeams']],
  Call: [[asking, 'id openedAt subject text deadline']],
  Season: [
    [asking, 'call'],
    [school, 'asking invitations'],
  ],
  Asking: [[school, 'state companies']],
  InvitationConnection: [[school, 'edges pageInfo totalCount']],
  InvitationEdge: [[school, 'node cursor']],
  Opening: [[signedIn, 'company']],
  Stop: [[signedIn, 'company']],
  Shortage: [[school, 'companies']],
  Placement: [[signedIn, 'company']],
  AttendanceDay: [[signedIn, 'company']],
} satisfies Policy

export const companiesGraph: GraphModule = { typeDefs, resolvers, policy }
