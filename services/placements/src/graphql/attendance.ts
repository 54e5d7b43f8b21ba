// What the graph says and takes in of who is where on a day: codes, scans, confirmations, excuses.
import { type GraphModule, type Policy, present } from '@stagebureau/infra'
import { company, school } from '@stagebureau/shared'
import type { AttendanceDayView, PlacementView, StudentView } from '../api.ts'
import { missedFrom } from '../domain/hours.ts'
import { type PlacementsContext, programmeOf, studentOf } from './questions.ts'

const typeDefs = `
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
  input ScanInput {
    scanId: ID! code: String! capturedAt: DateTime sequence: Int deviceKey: String signature: String studentId: ID
  }
  "companyId may be left away when the student is expected in one place that day."
  input ExcuseAbsenceInput { studentId: ID! date: Date! companyId: ID reason: String! }
  input WithdrawExcuseInput { studentId: ID! date: Date! companyId: ID }
  "arrivedAt and leftAt, hh:mm: when those who are present came and went, for who did not scan; they go before scans."
  input ConfirmAttendanceInput { companyId: ID! date: Date! present: [ID!]! absent: [ID!] arrivedAt: String leftAt: String }

  extend type Query {
    "Everyone who is expected on a day, with what is known of them."
    attendance(date: Date!, schoolId: ID, companyId: ID): [AttendanceDay!]!
  }
  extend type Mutation {
    "Counts once per scanId; a repeat is a success that says so."
    registerScan(input: ScanInput!): ScanReply!
    confirmAttendance(input: ConfirmAttendanceInput!): [AttendanceDay!]!
    "The student need not come that day; saying it again with another reason changes the reason."
    excuseAbsence(input: ExcuseAbsenceInput!): AttendanceDay!
    withdrawExcuse(input: WithdrawExcuseInput!): AttendanceDay!
    "For a poster that has gone astray: the old one is refused from now on."
    replacePoster(companyId: ID!): Poster!
  }
  extend type Company { poster: Poster attendanceKey(date: Date!): AttendanceKey }
  extend type Student { attendance(seasonId: ID): [AttendanceDay!]! }
  extend type Placement { attendance: [AttendanceDay!]! hours: Float! }
`

const upper = (words: readonly string[]) => Object.fromEntries(words.map((word) => [word.toUpperCase(), word]))

const resolvers = {
  AttendanceState: upper(['expected', 'claimed', 'proven', 'confirmed', 'absent', 'excused']),
  Evidence: upper(['none', 'poster', 'rotating', 'supervisor']),
  Query: {
    attendance: (_: unknown, args: object, { placements, call }: PlacementsContext) =>
      placements.client.attendance(present(args) as never, call),
  },
  Mutation: {
    registerScan: (_: unknown, { input }: { input: object }, { placements, call }: PlacementsContext) =>
      placements.client.registerScan(present(input) as never, call),
    confirmAttendance: (_: unknown, { input }: { input: object }, { placements, call }: PlacementsContext) =>
      placements.client.confirmAttendance(present(input) as never, call),
    excuseAbsence: (_: unknown, { input }: { input: object }, { placements, call }: PlacementsContext) =>
      placements.client.excuseAbsence(present(input) as never, call),
    withdrawExcuse: (_: unknown, { input }: { input: object }, { placements, call }: PlacementsContext) =>
      placements.client.withdrawExcuse(present(input) as never, call),
    replacePoster: (_: unknown, args: { companyId: string }, { placements, call }: PlacementsContext) =>
      placements.client.replacePoster(args, call),
  },
  AttendanceDay: {
    student: studentOf,
    programme: programmeOf,
    missedFrom: async (day: AttendanceDayView, _: unknown, { placements }: PlacementsContext) =>
      missedFrom((await placements.programme.load(day.programmeId))!),
  },
  Student: {
    attendance: ({ id }: StudentView, _: unknown, { placements }: PlacementsContext) =>
      placements.attendanceOfStudent.load(id),
  },
  Placement: {
    attendance: (placement: PlacementView, _: unknown, { placements }: PlacementsContext) =>
      placements.attendanceOf(placement),
    hours: async (placement: PlacementView, _: unknown, { placements }: PlacementsContext) =>
      (await placements.attendanceOf(placement)).reduce((sum, { minutes }) => sum + minutes, 0) / 60,
  },
  Company: {
    poster: ({ id }: { id: string }, _: unknown, { placements, call }: PlacementsContext) =>
      placements.client.poster({ companyId: id }, call),
    attendanceKey: ({ id }: { id: string }, { date }: { date: string }, { placements, call }: PlacementsContext) =>
      placements.client.attendanceKey({ companyId: id, date }, call),
  },
}

const ownStudents = [...school, 'student'] as const
const people = [...ownStudents, ...company] as const

const policy = {
  Query: [[people, 'attendance']],
  Mutation: [
    [people, 'registerScan'],
    [[...school, ...company], 'confirmAttendance'],
    [school, 'excuseAbsence withdrawExcuse'],
    [company, 'replacePoster'],
  ],
  AttendanceDay: [
    [people, 'id date student programme checkedInAt checkedOutAt state minutes evidence late missedFrom'],
    [school, 'excuse'],
  ],
  ScanReply: [[people, 'state duplicate firstSeenAt message day']],
  Poster: [[company, 'version url code']],
  AttendanceKey: [[company, 'site key stepSeconds notBefore notAfter']],
  Company: [[company, 'poster attendanceKey']],
  Student: [[ownStudents, 'attendance']],
  Placement: [[people, 'attendance hours']],
} satisfies Policy

export const attendanceGraph: GraphModule = { typeDefs, resolvers, policy }
