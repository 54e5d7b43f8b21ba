// What the placements service brings to the graph.
import {
  batchById,
  batchByMember,
  batchByOwner,
  connection,
  connectionTypes,
  type GraphModule,
  type Policy,
  present,
} from '@stagebureau/infra'
import { type Call, company, everyone, office, programmeKinds, school, signedIn, weekdays } from '@stagebureau/shared'
import type {
  AttendanceDayView,
  NeedView,
  PlacementView,
  ProgrammeView,
  SchoolView,
  StudentView,
  TeamView,
} from './api.ts'
import { missedFrom, startOf } from './domain/hours.ts'
import type { PlacementsClient } from './service.ts'

export type PlacementsQuestions = ReturnType<typeof placementsQuestions>

const always = { from: '2000-01-01', until: '2999-12-31' }

/** The service as one request sees it: questions by id are batched. */
export const placementsQuestions = (placements: PlacementsClient, call: Call) => {
  const attendanceOfStudent = batchByOwner<AttendanceDayView>(
    (studentIds) => placements.attendanceOfStudents({ studentIds: [...studentIds], ...always }, call),
    ({ studentId }) => studentId,
  )
  return {
    attendanceOfStudent,
    attendanceOf: async ({ studentId, companyId, programmeId }: PlacementView) =>
      (await attendanceOfStudent.load(studentId)).filter(
        (day) => day.companyId === companyId && day.programmeId === programmeId,
      ),
    client: placements,
    school: batchById<SchoolView>((ids) => placements.schoolsByIds({ ids: [...ids] }, call)),
    student: batchById<StudentView>((ids) => placements.studentsByIds({ ids: [...ids] }, call)),
    programme: batchById<ProgrammeView>((ids) => placements.programmesByIds({ ids: [...ids] }, call)),
    placement: batchById<PlacementView>((ids) => placements.placementsByIds({ ids: [...ids] }, call)),
    needsOfProgramme: batchByOwner<NeedView>(
      (programmeIds) => placements.needsOfProgrammes({ programmeIds: [...programmeIds] }, call),
      ({ programmeId }) => programmeId,
    ),
    teamsOfProgramme: batchByOwner<TeamView>(
      (programmeIds) => placements.teamsOfProgrammes({ programmeIds: [...programmeIds] }, call),
      ({ programmeId }) => programmeId,
    ),
    teamsOfCase: batchByOwner<TeamView>(
      (caseIds) => placements.teamsOfCases({ caseIds: [...caseIds] }, call),
      ({ caseId }) => caseId ?? '',
    ),
    teamsOfStudent: batchByMember<TeamView>(
      (studentIds) => placements.teamsOfStudents({ studentIds: [...studentIds] }, call),
      ({ studentIds }) => studentIds,
    ),
    attendanceDay: batchById<AttendanceDayView>((ids) => placements.attendanceByIds({ ids: [...ids] }, call)),
    placementsOfStudent: batchByOwner<PlacementView>(
      (studentIds) => placements.placementsOfStudents({ studentIds: [...studentIds] }, call),
      ({ studentId }) => studentId,
    ),
  }
}

type Context = {
  readonly call: Call
  readonly placements: PlacementsQuestions
  readonly currentSeasonId: () => Promise<string | undefined>
}

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
    attendance: [AttendanceDay!]! hours: Float! "Null until one is drawn up." agreement: Agreement
  }
  enum AttendanceState { EXPECTED CLAIMED PROVEN CONFIRMED ABSENT EXCUSED }
  enum Evidence { NONE POSTER ROTATING SUPERVISOR }
  "One student at one company on one day."
  type AttendanceDay {
    id: ID! date: Date! student: Student! programme: Programme! checkedInAt: DateTime checkedOutAt: DateTime state: AttendanceState!
    minutes: Int! evidence: Evidence! late: Boolean!
    "From when a student who has not registered is missed, hh:mm." missedFrom: String!
    "Why the student need not come, for the school." excuse: String
  }
  type ScanReply { state: AttendanceState! duplicate: Boolean! firstSeenAt: DateTime! message: String! day: AttendanceDay }
  "The code on paper; a new version makes the old one worthless."
  type Poster { version: Int! url: String! code: String! }
  "With this a screen makes the codes of a day by itself."
  type AttendanceKey { site: ID! key: String! stepSeconds: Int! notBefore: DateTime! notAfter: DateTime! }
  input DeclareNeedInput { programmeId: ID! schoolId: ID profile: Profile students: Int! }
  "Lists most wanted first; a list that is left away stays as it was. studentId is for staff."
  input PreferencesInput { studentId: ID worlds: [World!] companyIds: [ID!] caseIds: [ID!] }
  input PitchInput { teamId: ID! kind: PitchKind! heldOn: Date! word: String }
  input CancelPlacementInput { placementId: ID! reason: String! }
  input ScanInput {
    scanId: ID! code: String! capturedAt: DateTime sequence: Int deviceKey: String signature: String studentId: ID
  }
  "companyId may be left away when the student is expected in one place that day."
  input ExcuseAbsenceInput { studentId: ID! date: Date! companyId: ID reason: String! }
  input WithdrawExcuseInput { studentId: ID! date: Date! companyId: ID }
  input ConfirmAttendanceInput { companyId: ID! date: Date! present: [ID!]! absent: [ID!] }
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
    "Everyone who is expected on a day, with what is known of them."
    attendance(date: Date!, schoolId: ID, companyId: ID): [AttendanceDay!]!
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
    "Counts once per scanId; a repeat is a success that says so."
    registerScan(input: ScanInput!): ScanReply!
    confirmAttendance(input: ConfirmAttendanceInput!): [AttendanceDay!]!
    "The student need not come that day; saying it again with another reason changes the reason."
    excuseAbsence(input: ExcuseAbsenceInput!): AttendanceDay!
    withdrawExcuse(input: WithdrawExcuseInput!): AttendanceDay!
  }
  extend type Company {
    placements(first: Int!, after: String): PlacementConnection! poster: Poster attendanceKey(date: Date!): AttendanceKey
  }
  extend type Programme { students(first: Int!, after: String): StudentConnection! }
  extend type Student { attendance(seasonId: ID): [AttendanceDay!]! }
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
const studentOf = ({ studentId }: { studentId: string }, _: unknown, { placements }: Context) =>
  placements.student.load(studentId)
const programmeOf = ({ programmeId }: { programmeId: string }, _: unknown, { placements }: Context) =>
  placements.programme.load(programmeId)

const resolvers = {
  ProgrammeKind: upper(programmeKinds),
  Weekday: upper(weekdays),
  AttendanceState: upper(['expected', 'claimed', 'proven', 'confirmed', 'absent', 'excused']),
  Evidence: upper(['none', 'poster', 'rotating', 'supervisor']),
  PitchKind: upper(['opening', 'final']),
  PlacementState: { OPENED: 'opened', CANCELLED: 'cancelled' },
  AgreementState: { DRAFTED: 'drafted', SIGNED: 'signed' },
  Query: {
    season: async (_: unknown, { id }: { id?: string }, { placements, call }: Context) => {
      const seasons = await placements.client.seasons({}, call)
      return (id == null ? seasons[0] : seasons.find((season) => season.id === id)) ?? null
    },
    student: (_: unknown, { id }: { id: string }, { placements }: Context) => placements.student.load(id),
    students: async (
      _: unknown,
      { groupId: of, ...args }: { first: number; groupId?: string },
      { placements, call }: Context,
    ) => {
      const [schoolId, group] = of == null ? [] : [of.slice(0, of.indexOf(':')), of.slice(of.indexOf(':') + 1)]
      const input = present({ ...args, ...(group === undefined ? {} : { schoolId, group }) })
      return connection(await placements.client.students(input as never, call))
    },
    programme: (_: unknown, { id }: { id: string }, { placements }: Context) => placements.programme.load(id),
    placement: (_: unknown, { id }: { id: string }, { placements }: Context) => placements.placement.load(id),
    attendance: (_: unknown, args: object, { placements, call }: Context) =>
      placements.client.attendance(present(args) as never, call),
  },
  Mutation: {
    openSeason: (_: unknown, { input }: { input: SeasonInput }, { placements, call }: Context) => {
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
    openProgramme: async (_: unknown, { input }: { input: { seasonId?: string } }, context: Context) => {
      const seasonId = input.seasonId ?? (await context.currentSeasonId())
      return context.placements.client.openProgramme({ ...present(input), seasonId } as never, context.call)
    },
    declareNeed: (_: unknown, { input }: { input: object }, { placements, call }: Context) =>
      placements.client.declareNeed(present(input) as never, call),
    givePreferences: (_: unknown, { input }: { input: object }, { placements, call }: Context) =>
      placements.client.givePreferences(present(input) as never, call),
    recordPitch: (_: unknown, { input }: { input: object }, { placements, call }: Context) =>
      placements.client.recordPitch(present(input) as never, call),
    cancelPlacement: (_: unknown, { input }: { input: object }, { placements, call }: Context) =>
      placements.client.cancelPlacement(present(input) as never, call),
    registerScan: (_: unknown, { input }: { input: object }, { placements, call }: Context) =>
      placements.client.registerScan(present(input) as never, call),
    confirmAttendance: (_: unknown, { input }: { input: object }, { placements, call }: Context) =>
      placements.client.confirmAttendance(present(input) as never, call),
    excuseAbsence: (_: unknown, { input }: { input: object }, { placements, call }: Context) =>
      placements.client.excuseAbsence(present(input) as never, call),
    withdrawExcuse: (_: unknown, { input }: { input: object }, { placements, call }: Context) =>
      placements.client.withdrawExcuse(present(input) as never, call),
  },
  AttendanceDay: {
    student: studentOf,
    programme: programmeOf,
    missedFrom: async (day: AttendanceDayView, _: unknown, { placements }: Context) =>
      missedFrom((await placements.programme.load(day.programmeId))!),
  },
  Season: {
    programmes: ({ id }: { id: string }, _: unknown, { placements, call }: Context) =>
      placements.client.programmesOfSeason({ seasonId: id }, call),
    schools: (_: unknown, __: unknown, { placements, call }: Context) => placements.client.schools({}, call),
    areas: (_: unknown, __: unknown, { placements, call }: Context) => placements.client.areasCharted({}, call),
  },
  Student: {
    school: ({ schoolId }: StudentView, _: unknown, { placements }: Context) => placements.school.load(schoolId),
    group: (student: StudentView) => ({ id: groupId(student), name: student.group, schoolId: student.schoolId }),
    preferences: ({ wishes, wishedCompanies, wishedCases }: StudentView) => [
      ...wishes.map((world, i) => ({ world, rank: i + 1 })),
      ...wishedCompanies.map((companyId, i) => ({ companyId, rank: i + 1 })),
      ...wishedCases.map((caseId, i) => ({ caseId, rank: i + 1 })),
    ],
    teams: ({ id }: StudentView, _: unknown, { placements }: Context) => placements.teamsOfStudent.load(id),
    placements: ({ id }: StudentView, _: unknown, { placements }: Context) => placements.placementsOfStudent.load(id),
    attendance: ({ id }: StudentView, _: unknown, { placements }: Context) => placements.attendanceOfStudent.load(id),
  },
  Programme: {
    startsAt: (programme: ProgrammeView) => startOf(programme),
    students: async ({ id }: { id: string }, page: object, { placements, call }: Context) =>
      connection(await placements.client.students({ ...present(page), programmeId: id } as never, call)),
    needs: ({ id }: ProgrammeView, _: unknown, { placements }: Context) => placements.needsOfProgramme.load(id),
    teams: ({ id }: ProgrammeView, _: unknown, { placements }: Context) => placements.teamsOfProgramme.load(id),
  },
  Need: {
    programme: programmeOf,
    school: ({ schoolId }: NeedView, _: unknown, { placements }: Context) => placements.school.load(schoolId),
  },
  Team: {
    programme: programmeOf,
    // A viewer who does not see all members sees those that are left.
    students: async ({ studentIds }: TeamView, _: unknown, { placements }: Context) =>
      (await placements.student.loadMany(studentIds)).filter((one) => one !== null && !(one instanceof Error)),
  },
  Case: {
    teams: ({ id }: { id: string }, _: unknown, { placements }: Context) => placements.teamsOfCase.load(id),
  },
  Group: {
    school: ({ schoolId }: { schoolId: string }, _: unknown, { placements }: Context) =>
      placements.school.load(schoolId),
  },
  Placement: {
    student: studentOf,
    programme: programmeOf,
    state: ({ status }: PlacementView) => status,
    // None is drawn up yet, for any placement.
    agreement: () => null,
    attendance: (placement: PlacementView, _: unknown, { placements }: Context) => placements.attendanceOf(placement),
    hours: async (placement: PlacementView, _: unknown, { placements }: Context) =>
      (await placements.attendanceOf(placement)).reduce((sum, { minutes }) => sum + minutes, 0) / 60,
  },
  Company: {
    poster: ({ id }: { id: string }, _: unknown, { placements, call }: Context) =>
      placements.client.poster({ companyId: id }, call),
    attendanceKey: ({ id }: { id: string }, { date }: { date: string }, { placements, call }: Context) =>
      placements.client.attendanceKey({ companyId: id, date }, call),
    placements: async (
      { id }: { id: string },
      page: { first: number; after?: string },
      { placements, call }: Context,
    ) => connection(await placements.client.placementsOfCompany({ ...present(page), companyId: id } as never, call)),
  },
  Offer: {
    preferredSchools: async (
      { preferredSchoolIds = [] }: { preferredSchoolIds?: readonly string[] },
      _: unknown,
      { placements }: Context,
    ) => (await Promise.all(preferredSchoolIds.map((id) => placements.school.load(id)))).filter((one) => one !== null),
  },
  ContactRequest: {
    school: ({ schoolId }: { schoolId: string }, _: unknown, { placements }: Context) =>
      placements.school.load(schoolId),
  },
  Plan: {
    programme: programmeOf,
    unplaced: async (
      { unplacedRows }: { unplacedRows: (page: object) => Promise<StudentPage> },
      page: { first: number; after?: string },
      { placements }: Context,
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
    [people, 'student students placement attendance'],
  ],
  Mutation: [
    [office, 'openSeason openProgramme'],
    [school, 'declareNeed cancelPlacement excuseAbsence withdrawExcuse'],
    [ownStudents, 'givePreferences'],
    [[...school, ...company], 'recordPitch'],
    [people, 'registerScan'],
    [[...school, ...company], 'confirmAttendance'],
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
    [ownStudents, 'number school group profile level preferences attendance teams'],
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
  Placement: [[people, 'id student programme from until state stops attendance hours agreement']],
  Agreement: [[people, 'id state']],
  PlacementConnection: [[people, 'edges pageInfo totalCount']],
  PlacementEdge: [[people, 'node cursor']],
  AttendanceDay: [
    [people, 'id date student programme checkedInAt checkedOutAt state minutes evidence late missedFrom'],
    [school, 'excuse'],
  ],
  ScanReply: [[people, 'state duplicate firstSeenAt message day']],
  Poster: [[[...office, ...company], 'version url code']],
  AttendanceKey: [[[...office, ...company], 'site key stepSeconds notBefore notAfter']],
  Company: [
    [people, 'placements'],
    [[...office, ...company], 'poster attendanceKey'],
  ],
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
