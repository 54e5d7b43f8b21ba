// What the placements service brings to the graph.
import { connection, connectionTypes, type GraphModule, type Policy, present } from '@stagebureau/infra'
import { company, everyone, office, programmeKinds, school, signedIn, weekdays } from '@stagebureau/shared'
import type { NeedView, PlacementView, ProgrammeView, StudentView, TeamView } from './api.ts'
import { startOf } from './domain/hours.ts'
import { type PlacementsContext, programmeOf, studentOf } from './graphql/questions.ts'

const typeDefs = `
  enum ProgrammeKind { ${programmeKinds.map((kind) => kind.toUpperCase()).join(' ')} }
  enum Weekday { ${weekdays.map((day) => day.toUpperCase()).join(' ')} }
  enum PlacementState { OPENED CANCELLED }
  enum AgreementState { DRAFTED SIGNED }
  "The terms of a placement, drawn up for everyone in it to sign."
  type Agreement { id: ID! state: AgreementState! }
  scalar Level

  type Period { from: Date! until: Date! }
  "One school year of the bureau."
  type Season { id: ID! region: String! from: Date! until: Date! holidays: [Period!]! programmes: [Programme!]! schools: [School!]!
    "Postcode areas on the map; without them no way to a company can be reckoned." areas: Int! }
  type School { id: ID! brin: String! name: String! kind: String! place: String! }
  type Group { id: ID! name: String! school: School! }
  "One line of a list of preferences: a world, a company or a case, each list with ranks of its own."
  type Preference { rank: Int! world: World }
  type Student {
    id: ID! displayName: String! number: String! school: School! group: Group profile: Profile level: Level
    preferences: [Preference!]! placements: [Placement!]! teams: [Team!]!
  }
  ${connectionTypes('Student')}
  type Round { number: Int! from: Date! until: Date! }
  "What students take part in: a carousel, a placement, an Atelier route and so on."
  type Programme {
    id: ID! name: String! kind: ProgrammeKind! grade: String profiles: [Profile!]! from: Date until: Date weekdays: [Weekday!]!
    daypart: String startsAt: String! maxTravelMinutes: Int rounds: [Round!]! needs: [Need!]! teams: [Team!]!
    pitch: Date finalPitch: Date
  }
  "How many students of which profile a school wants to place."
  type Need { id: ID! programme: Programme! school: School! profile: Profile students: Int! }
  "Students who work on a case together."
  type Team { id: ID! name: String! programme: Programme! students: [Student!]! pitches: [Pitch!]! }
  enum PitchKind { OPENING FINAL }
  type Pitch { kind: PitchKind! heldOn: Date! "What the company said of it." word: String }
  "One visit: in a carousel it belongs to a round."
  type Stop { round: Int from: Date! until: Date! minutes: Int! }
  "A published assignment at one company."
  type Placement {
    id: ID! student: Student! programme: Programme! from: Date! until: Date! state: PlacementState! stops: [Stop!]!
    "Null until one is drawn up." agreement: Agreement
  }
  input DeclareNeedInput { programmeId: ID! schoolId: ID profile: Profile students: Int! }
  "Lists most wanted first; a list that is left away stays as it was. studentId is for staff."
  input PreferencesInput { studentId: ID worlds: [World!] companyIds: [ID!] caseIds: [ID!] }
  input PitchInput { teamId: ID! kind: PitchKind! heldOn: Date! word: String }
  input CancelPlacementInput { placementId: ID! reason: String! }
  ${connectionTypes('Placement')}

  input PeriodInput { from: Date! until: Date! }
  input MeansInput { name: String! kmPerHour: Float! startMinutes: Float! }
  input CreboInput { crebo: String! profile: Profile! }
  input OpenSeasonInput {
    region: String! from: Date! until: Date! holidays: [PeriodInput!] detour: Float! means: [MeansInput!]! crebos: [CreboInput!] seed: Int
  }
  input OpenProgrammeInput {
    seasonId: ID kind: ProgrammeKind! name: String! grade: String profiles: [Profile!] weekdays: [Weekday!] daypart: String startsAt: String
    from: Date until: Date rounds: Int weeksPerRound: Int firstRound: Date ownProfileAtLeast: Int maxTravelMinutes: Int
    needsRecognition: Boolean teamSize: Int pitch: Date finalPitch: Date
  }

  extend type Query {
    "The current one when id is left away."
    season(id: ID): Season
    student(id: ID!): Student
    students(first: Int!, after: String, schoolId: ID, groupId: ID, programmeId: ID, search: String): StudentConnection!
    programme(id: ID!): Programme
    placement(id: ID!): Placement
  }
  extend type Mutation {
    openSeason(input: OpenSeasonInput!): Season!
    openProgramme(input: OpenProgrammeInput!): Programme!
    "Declaring it again for the same school and profile replaces it."
    declareNeed(input: DeclareNeedInput!): Need!
    givePreferences(input: PreferencesInput!): Student!
    "The opening or final pitch was held, with the company's word on it."
    recordPitch(input: PitchInput!): Team!
    cancelPlacement(input: CancelPlacementInput!): Placement!
  }
  extend type Company { placements(first: Int!, after: String): PlacementConnection! }
  extend type Programme { students(first: Int!, after: String): StudentConnection! }
  extend type Case { teams: [Team!]! }
  extend type ContactRequest { school: School }
  extend type Offer { "Schools whose students the company likes to see; no weight in plans." preferredSchools: [School!]! }
  extend type Plan { programme: Programme! unplaced(first: Int!, after: String): StudentConnection! }
  extend type Opening { programme: Programme! }
  extend type Assignment { student: Student! }
  extend type BoardRow { student: Student! }
  extend type RepairMove { student: Student! }
  extend type Shortage { programme: Programme! }
`

const upper = (words: readonly string[]) => Object.fromEntries(words.map((word) => [word.toUpperCase(), word]))
const groupId = ({ schoolId, group }: StudentView) => `${schoolId}:${group}`

const resolvers = {
  ProgrammeKind: upper(programmeKinds),
  Weekday: upper(weekdays),
  PitchKind: upper(['opening', 'final']),
  PlacementState: { OPENED: 'opened', CANCELLED: 'cancelled' },
  AgreementState: { DRAFTED: 'drafted', SIGNED: 'signed' },
  Query: {
    season: async (_: unknown, { id }: { id?: string }, { placements, call }: PlacementsContext) => {
      const seasons = await placements.client.seasons({}, call)
      return (id == null ? seasons[0] : seasons.find((season) => season.id === id)) ?? null
    },
    student: (_: unknown, { id }: { id: string }, { placements }: PlacementsContext) => placements.student.load(id),
    students: async (
      _: unknown,
      { groupId: of, ...args }: { first: number; groupId?: string },
      { placements, call }: PlacementsContext,
    ) => {
      const [schoolId, group] = of == null ? [] : [of.slice(0, of.indexOf(':')), of.slice(of.indexOf(':') + 1)]
      const input = present({ ...args, ...(group === undefined ? {} : { schoolId, group }) })
      return connection(await placements.client.students(input as never, call))
    },
    programme: (_: unknown, { id }: { id: string }, { placements }: PlacementsContext) => placements.programme.load(id),
    placement: (_: unknown, { id }: { id: string }, { placements }: PlacementsContext) => placements.placement.load(id),
  },
  Mutation: {
    openSeason: (_: unknown, { input }: { input: SeasonInput }, { placements, call }: PlacementsContext) => {
      const { detour, means, crebos, ...facts } = input
      const travel = {
        detour,
        means: Object.fromEntries(
          means.map(({ name, kmPerHour, startMinutes }) => [name, { kmPerHour, startMinutes }]),
        ),
      }
      const known = Object.fromEntries((crebos ?? []).map(({ crebo, profile }) => [crebo, profile]))
      return placements.client.openSeason({ ...present(facts), travel, crebos: known } as never, call)
    },
    openProgramme: async (_: unknown, { input }: { input: { seasonId?: string } }, context: PlacementsContext) => {
      const seasonId = input.seasonId ?? (await context.currentSeasonId())
      return context.placements.client.openProgramme({ ...present(input), seasonId } as never, context.call)
    },
    declareNeed: (_: unknown, { input }: { input: object }, { placements, call }: PlacementsContext) =>
      placements.client.declareNeed(present(input) as never, call),
    givePreferences: (_: unknown, { input }: { input: object }, { placements, call }: PlacementsContext) =>
      placements.client.givePreferences(present(input) as never, call),
    recordPitch: (_: unknown, { input }: { input: object }, { placements, call }: PlacementsContext) =>
      placements.client.recordPitch(present(input) as never, call),
    cancelPlacement: (_: unknown, { input }: { input: object }, { placements, call }: PlacementsContext) =>
      placements.client.cancelPlacement(present(input) as never, call),
  },
  Season: {
    programmes: ({ id }: { id: string }, _: unknown, { placements, call }: PlacementsContext) =>
      placements.client.programmesOfSeason({ seasonId: id }, call),
    schools: (_: unknown, __: unknown, { placements, call }: PlacementsContext) => placements.client.schools({}, call),
    areas: (_: unknown, __: unknown, { placements, call }: PlacementsContext) =>
      placements.client.areasCharted({}, call),
  },
  Student: {
    school: ({ schoolId }: StudentView, _: unknown, { placements }: PlacementsContext) =>
      placements.school.load(schoolId),
    group: (student: StudentView) => ({ id: groupId(student), name: student.group, schoolId: student.schoolId }),
    preferences: ({ wishes, wishedCompanies, wishedCases }: StudentView) => [
      ...wishes.map((world, i) => ({ world, rank: i + 1 })),
      ...wishedCompanies.map((companyId, i) => ({ companyId, rank: i + 1 })),
      ...wishedCases.map((caseId, i) => ({ caseId, rank: i + 1 })),
    ],
    teams: ({ id }: StudentView, _: unknown, { placements }: PlacementsContext) => placements.teamsOfStudent.load(id),
    placements: ({ id }: StudentView, _: unknown, { placements }: PlacementsContext) =>
      placements.placementsOfStudent.load(id),
  },
  Programme: {
    startsAt: (programme: ProgrammeView) => startOf(programme),
    students: async ({ id }: { id: string }, page: object, { placements, call }: PlacementsContext) =>
      connection(await placements.client.students({ ...present(page), programmeId: id } as never, call)),
    needs: ({ id }: ProgrammeView, _: unknown, { placements }: PlacementsContext) =>
      placements.needsOfProgramme.load(id),
    teams: ({ id }: ProgrammeView, _: unknown, { placements }: PlacementsContext) =>
      placements.teamsOfProgramme.load(id),
  },
  Need: {
    programme: programmeOf,
    school: ({ schoolId }: NeedView, _: unknown, { placements }: PlacementsContext) => placements.school.load(schoolId),
  },
  Team: {
    programme: programmeOf,
    // A viewer who does not see all members sees those that are left.
    students: async ({ studentIds }: TeamView, _: unknown, { placements }: PlacementsContext) =>
      (await placements.student.loadMany(studentIds)).filter((one) => one !== null && !(one instanceof Error)),
  },
  Case: {
    teams: ({ id }: { id: string }, _: unknown, { placements }: PlacementsContext) => placements.teamsOfCase.load(id),
  },
  Group: {
    school: ({ schoolId }: { schoolId: string }, _: unknown, { placements }: PlacementsContext) =>
      placements.school.load(schoolId),
  },
  Placement: {
    student: studentOf,
    programme: programmeOf,
    state: ({ status }: PlacementView) => status,
    // None is drawn up yet, for any placement.
    agreement: () => null,
  },
  Company: {
    placements: async (
      { id }: { id: string },
      page: { first: number; after?: string },
      { placements, call }: PlacementsContext,
    ) => connection(await placements.client.placementsOfCompany({ ...present(page), companyId: id } as never, call)),
  },
  Offer: {
    preferredSchools: async (
      { preferredSchoolIds = [] }: { preferredSchoolIds?: readonly string[] },
      _: unknown,
      { placements }: PlacementsContext,
    ) => (await Promise.all(preferredSchoolIds.map((id) => placements.school.load(id)))).filter((one) => one !== null),
  },
  ContactRequest: {
    school: ({ schoolId }: { schoolId: string }, _: unknown, { placements }: PlacementsContext) =>
      placements.school.load(schoolId),
  },
  Plan: {
    programme: programmeOf,
    unplaced: async (
      { unplacedRows }: { unplacedRows: (page: object) => Promise<StudentPage> },
      page: { first: number; after?: string },
      { placements }: PlacementsContext,
    ) => {
      const found = await unplacedRows(page)
      const nodes = await placements.student.loadMany(found.items.map(({ node }) => node.studentId))
      return connection({ ...found, items: found.items.map(({ cursor }, i) => ({ node: nodes[i], cursor })) })
    },
  },
  Opening: { programme: programmeOf },
  Assignment: { student: studentOf },
  BoardRow: { student: studentOf },
  RepairMove: { student: studentOf },
  Shortage: { programme: programmeOf },
}

type SeasonInput = {
  readonly detour: number
  readonly means: readonly { readonly name: string; readonly kmPerHour: number; readonly startMinutes: number }[]
  readonly crebos?: readonly { readonly crebo: string; readonly profile: string }[]
}
type StudentPage = {
  readonly items: readonly { readonly node: { readonly studentId: string }; readonly cursor: string }[]
  readonly hasNextPage: boolean
  readonly totalCount: number
}

const ownStudents = [...school, 'student'] as const
const people = [...ownStudents, ...company] as const

const policy = {
  Query: [
    [everyone, 'season'],
    [signedIn, 'programme'],
    [people, 'student students placement'],
  ],
  Mutation: [
    [office, 'openSeason openProgramme'],
    [school, 'declareNeed cancelPlacement'],
    [ownStudents, 'givePreferences'],
    [[...school, ...company], 'recordPitch'],
  ],
  Season: [
    [everyone, 'id region from until'],
    [signedIn, 'holidays programmes'],
    [school, 'schools areas'],
  ],
  Period: [[signedIn, 'from until']],
  School: [[signedIn, 'id brin name kind place']],
  Group: [[ownStudents, 'id name school']],
  Preference: [[ownStudents, 'world rank']],
  Need: [[school, 'id programme school profile students']],
  Team: [[people, 'id name programme students pitches']],
  Pitch: [[people, 'kind heldOn word']],
  Case: [[people, 'teams']],
  // A company knows the first names of those who come, their programme and their days, and nothing else.
  Student: [
    [people, 'id displayName placements'],
    [ownStudents, 'number school group profile level preferences teams'],
  ],
  StudentConnection: [[people, 'edges pageInfo totalCount']],
  StudentEdge: [[people, 'node cursor']],
  Round: [[signedIn, 'number from until']],
  Programme: [
    [
      signedIn,
      'id name kind grade profiles from until weekdays daypart startsAt maxTravelMinutes rounds teams pitch finalPitch',
    ],
    [school, 'needs students'],
  ],
  Stop: [
    [signedIn, 'round from until'],
    [ownStudents, 'minutes'],
  ],
  Placement: [[people, 'id student programme from until state stops agreement']],
  Agreement: [[people, 'id state']],
  PlacementConnection: [[people, 'edges pageInfo totalCount']],
  PlacementEdge: [[people, 'node cursor']],
  Company: [[people, 'placements']],
  ContactRequest: [[school, 'school']],
  Offer: [[[...school, ...company], 'preferredSchools']],
  Plan: [[school, 'programme unplaced']],
  Opening: [[signedIn, 'programme']],
  Assignment: [[school, 'student']],
  BoardRow: [[school, 'student']],
  RepairMove: [[school, 'student']],
  Shortage: [[school, 'programme']],
} satisfies Policy

export const placementsGraph: GraphModule = { typeDefs, resolvers, policy }
