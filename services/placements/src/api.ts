// What may be asked of the placements service.
import {
  type Api,
  AssignedStop,
  command,
  company,
  Day,
  everyone,
  FieldSpec,
  Id,
  ImportInput,
  ImportReport,
  Level,
  office,
  Profile,
  ProgrammeFacts,
  ProgrammeKind,
  page,
  pageInput,
  query,
  SchoolKind,
  type SeasonOpened,
  school,
  signedIn,
  Weekday,
  World,
} from '@stagebureau/shared'
import { z } from 'zod'

export const SeasonView = z.object({
  id: Id,
  region: z.string(),
  from: Day,
  until: Day,
  holidays: z.array(z.object({ from: Day, until: Day })),
  seed: z.int(),
})
export type SeasonView = z.infer<typeof SeasonView>

export const SchoolView = z.object({
  id: Id,
  brin: z.string(),
  name: z.string(),
  kind: SchoolKind,
  place: z.string(),
})
export type SchoolView = z.infer<typeof SchoolView>

export const StudentView = z.object({
  id: Id,
  seasonId: Id,
  schoolId: Id,
  number: z.string(),
  status: z.enum(['enrolled', 'left']),
  firstName: z.string(),
  displayName: z.string(),
  group: z.string(),
  level: Level.optional(),
  profile: Profile,
  birthYear: z.int().optional(),
  email: z.string().optional(),
  means: z.string(),
  wishes: z.array(World),
  wishedCompanies: z.array(Id),
  wishedCases: z.array(Id),
})
export type StudentView = z.infer<typeof StudentView>

export const ProgrammeView = ProgrammeFacts.omit({ programmeId: true }).extend({ id: Id })
export type ProgrammeView = z.infer<typeof ProgrammeView>

export const PlacementView = z.object({
  id: Id,
  studentId: Id,
  schoolId: Id,
  companyId: Id,
  programmeId: Id,
  status: z.enum(['opened', 'cancelled']),
  from: Day,
  until: Day,
  stops: z.array(AssignedStop),
})
export type PlacementView = z.infer<typeof PlacementView>

export const NeedView = z.object({
  id: Id,
  programmeId: Id,
  schoolId: Id,
  profile: Profile.optional(),
  students: z.int(),
})
export type NeedView = z.infer<typeof NeedView>

export const TeamView = z.object({
  id: Id,
  name: z.string(),
  programmeId: Id,
  schoolId: Id,
  companyId: Id,
  caseId: Id.optional(),
  studentIds: z.array(Id),
  pitches: z.array(z.object({ kind: z.enum(['opening', 'final']), heldOn: Day, word: z.string().optional() })),
})
export type TeamView = z.infer<typeof TeamView>

const AttendanceStateView = z.enum(['expected', 'claimed', 'proven', 'confirmed', 'absent', 'excused'])
export const AttendanceDayView = z.object({
  id: z.string(),
  date: Day,
  studentId: Id,
  schoolId: Id,
  companyId: Id,
  programmeId: Id,
  state: AttendanceStateView,
  evidence: z.enum(['none', 'poster', 'rotating', 'supervisor']),
  checkedInAt: z.string().optional(),
  checkedOutAt: z.string().optional(),
  excuse: z.string().optional(),
  /** Registered without connection and brought in later. */
  late: z.boolean(),
  minutes: z.int(),
})
export type AttendanceDayView = z.infer<typeof AttendanceDayView>

const seasonRequest = z.object({
  region: z.string().min(1).max(100),
  from: Day,
  until: Day,
  holidays: z.array(z.object({ from: Day, until: Day })).default([]),
  travel: z.object({
    detour: z.number().min(1).max(5),
    means: z.record(z.string(), z.object({ kmPerHour: z.number().positive(), startMinutes: z.number().min(0) })),
  }),
  crebos: z.record(z.string().regex(/^\d{5}$/), Profile).default({}),
  seed: z.int().min(0).default(1),
}) satisfies z.ZodType<Omit<z.infer<(typeof SeasonOpened)['data']>, 'seasonId'>>

/** hh:mm */
const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
const programmeRequest = z.object({
  seasonId: Id,
  kind: ProgrammeKind,
  name: z.string().min(1).max(100),
  grade: z.string().length(1).optional(),
  profiles: z.array(Profile).default([]),
  weekdays: z.array(Weekday).default([]),
  daypart: z.enum(['morning', 'afternoon', 'day']).optional(),
  startsAt: TimeOfDay.optional(),
  from: Day.optional(),
  until: Day.optional(),
  rounds: z.int().min(1).max(40).optional(),
  weeksPerRound: z.int().min(1).max(40).optional(),
  firstRound: Day.optional(),
  ownProfileAtLeast: z.int().min(0).max(40).optional(),
  maxTravelMinutes: z.int().min(0).max(600).optional(),
  needsRecognition: z.boolean().default(false),
  teamSize: z.int().min(2).max(2).optional(),
  pitch: Day.optional(),
  finalPitch: Day.optional(),
})

/** The company may be left away when the student is expected in one place that day. */
const visitRequest = z.object({ studentId: Id, companyId: Id.optional(), date: Day })

export const PosterView = z.object({ version: z.int(), url: z.string(), code: z.string() })

export const placementsApi = {
  openSeason: command(office, seasonRequest, SeasonView),
  importAreas: command(office, ImportInput, ImportReport),
  importSchools: command(office, ImportInput, ImportReport),
  importStudents: command(school, ImportInput.extend({ seasonId: Id, schoolId: Id }), ImportReport),
  /** How many postcode areas are on the map. */
  areasCharted: query(school, z.object({}), z.int()),
  openProgramme: command(office, programmeRequest, ProgrammeView),
  declareNeed: command(
    school,
    z.object({
      programmeId: Id,
      schoolId: Id.optional(),
      profile: Profile.optional(),
      students: z.int().min(0).max(10_000),
    }),
    NeedView,
  ),
  givePreferences: command(
    [...school, 'student'],
    z.object({
      studentId: Id.optional(),
      worlds: z.array(World).max(20).optional(),
      companyIds: z.array(Id).max(50).optional(),
      caseIds: z.array(Id).max(50).optional(),
    }),
    StudentView,
  ),
  recordPitch: command(
    [...school, ...company],
    z.object({
      teamId: Id,
      kind: z.enum(['opening', 'final']),
      heldOn: Day,
      word: z.string().max(1000).optional(),
    }),
    TeamView,
  ),
  cancelPlacement: command(
    school,
    z.object({ placementId: z.string().max(400), reason: z.string().min(1).max(500) }),
    PlacementView,
  ),
  registerScan: command(
    [...school, 'student', ...company],
    z.object({
      scanId: z.string().min(8).max(100),
      code: z.string().min(1).max(500),
      capturedAt: z.iso.datetime({ offset: true }).optional(),
      sequence: z.int().optional(),
      deviceKey: z.string().max(500).optional(),
      signature: z.string().max(500).optional(),
      studentId: Id.optional(),
    }),
    z.object({
      state: AttendanceStateView,
      duplicate: z.boolean(),
      firstSeenAt: z.string(),
      message: z.string(),
      day: AttendanceDayView,
    }),
  ),
  confirmAttendance: command(
    [...school, ...company],
    z.object({
      companyId: Id,
      date: Day,
      present: z.array(Id).max(500),
      absent: z.array(Id).max(500).default([]),
      arrivedAt: TimeOfDay.optional(),
      leftAt: TimeOfDay.optional(),
    }),
    z.array(AttendanceDayView),
  ),
  excuseAbsence: command(school, visitRequest.extend({ reason: z.string().trim().min(1).max(500) }), AttendanceDayView),
  withdrawExcuse: command(school, visitRequest, AttendanceDayView),

  importFields: query(school, z.object({ kind: z.enum(['students', 'schools', 'areas']) }), z.array(FieldSpec)),
  seasons: query(everyone, z.object({}), z.array(SeasonView)),
  schools: query(signedIn, z.object({}), z.array(SchoolView)),
  schoolsByIds: query(signedIn, z.object({ ids: z.array(Id) }), z.array(SchoolView)),
  students: query(
    [...school, 'student', ...company],
    pageInput({
      seasonId: Id.optional(),
      schoolId: Id.optional(),
      programmeId: Id.optional(),
      group: z.string().optional(),
      search: z.string().max(100).optional(),
    }),
    page(StudentView),
  ),
  studentsByIds: query([...school, 'student', ...company], z.object({ ids: z.array(Id) }), z.array(StudentView)),
  /** For signing in: at most one, the newest. */
  studentByEmail: query(['service'], z.object({ email: z.string().max(254) }), z.array(StudentView).max(1)),
  programmesOfSeason: query(signedIn, z.object({ seasonId: Id }), z.array(ProgrammeView)),
  programmesByIds: query(signedIn, z.object({ ids: z.array(Id) }), z.array(ProgrammeView)),
  placementsByIds: query(signedIn, z.object({ ids: z.array(Id) }), z.array(PlacementView)),
  needsOfProgrammes: query(school, z.object({ programmeIds: z.array(Id) }), z.array(NeedView)),
  teamsByIds: query(signedIn, z.object({ ids: z.array(Id) }), z.array(TeamView)),
  teamsOfProgrammes: query(signedIn, z.object({ programmeIds: z.array(Id) }), z.array(TeamView)),
  teamsOfCases: query(signedIn, z.object({ caseIds: z.array(Id) }), z.array(TeamView)),
  teamsOfStudents: query(signedIn, z.object({ studentIds: z.array(Id) }), z.array(TeamView)),
  placementsOfStudents: query(signedIn, z.object({ studentIds: z.array(Id) }), z.array(PlacementView)),
  placementsOfCompany: query(signedIn, pageInput({ companyId: Id }), page(PlacementView)),
  /** Everyone who is expected on a day, with what is known of them. */
  attendance: query(
    signedIn,
    z.object({ date: Day, schoolId: Id.optional(), companyId: Id.optional(), studentIds: z.array(Id).optional() }),
    z.array(AttendanceDayView),
  ),
  attendanceByIds: query(signedIn, z.object({ ids: z.array(z.string()) }), z.array(AttendanceDayView)),
  attendanceOfStudents: query(
    signedIn,
    z.object({ studentIds: z.array(Id), from: Day, until: Day }),
    z.array(AttendanceDayView),
  ),
  poster: query([...office, ...company], z.object({ companyId: Id }), PosterView),
  /** The old one is refused from now on. */
  replacePoster: command([...company], z.object({ companyId: Id }), PosterView),
  attendanceKey: query(
    [...office, ...company],
    z.object({ companyId: Id, date: Day }),
    z.object({ site: Id, key: z.string(), stepSeconds: z.int(), notBefore: z.string(), notAfter: z.string() }),
  ),
} satisfies Api
