// The events of the placements service: seasons, schools, students and programmes, and what becomes of each placement.
import { z } from 'zod'
import { contract } from '../kernel/contract.ts'
import { Area, Day, Id, Level, Location, Profile, ProgrammeKind, Weekday, World } from './words.ts'

/** How minutes are reckoned for one means of travel. */
export const Means = z.object({ kmPerHour: z.number().positive(), startMinutes: z.number().min(0) })
export const Travel = z.object({
  /** Road kilometres per kilometre as the crow flies. */
  detour: z.number().min(1),
  means: z.record(z.string(), Means),
})
export type Travel = z.infer<typeof Travel>

export const Holiday = z.object({ from: Day, until: Day })

export const SeasonOpened = contract({
  type: 'SeasonOpened',
  owner: 'placements',
  sentence: 'One school year of the bureau is open.',
  data: {
    seasonId: Id,
    region: z.string(),
    from: Day,
    until: Day,
    holidays: z.array(Holiday),
    travel: Travel,
    /** The profile for which a recognition for this crebo counts. */
    crebos: z.record(z.string(), Profile),
    /** Breaks ties, the same way whenever the season is planned again. */
    seed: z.int(),
  },
  example: {
    seasonId: 's1',
    region: 'Lindervoort',
    from: '2026-08-31',
    until: '2027-07-09',
    holidays: [{ from: '2026-10-19', until: '2026-10-23' }],
    travel: { detour: 1.3, means: { fiets: { kmPerHour: 15, startMinutes: 0 } } },
    crebos: { '25485': 'PIE' },
    seed: 1,
  },
})

export const AreasCharted = contract({
  type: 'AreasCharted',
  owner: 'placements',
  sentence: 'The centres of these postcode areas are known; travel is reckoned between them.',
  data: { sheetId: Id, areas: z.array(z.object({ area: Area, place: z.string(), location: Location })) },
  example: {
    sheetId: 'areas-98',
    areas: [{ area: '9801', place: 'Lindervoort', location: { latitude: 52.01, longitude: 6.52 } }],
  },
})

export const SchoolKind = z.enum(['vmbo', 'mbo', 'po', 'vso', 'pro'])
export const SchoolRegistered = contract({
  type: 'SchoolRegistered',
  owner: 'placements',
  sentence: 'A school site takes part in the bureau.',
  data: { schoolId: Id, brin: z.string(), name: z.string(), kind: SchoolKind, place: z.string(), area: Area },
  example: { schoolId: 'h1', brin: '99ZZ00', name: 'Vmbo De Brug', kind: 'vmbo', place: 'Lindervoort', area: '9801' },
})

/** What planning needs of a student, and nothing by which a stranger would know who it is. */
const student = {
  studentId: Id,
  seasonId: Id,
  schoolId: Id,
  /** The first character of the class: a year, or T for mbo. */
  grade: z.string().length(1),
  profile: Profile,
  level: Level.optional(),
  area: Area,
  /** A means of travel of the season. */
  means: z.string(),
  /** Most wanted first. */
  wishes: z.array(World),
  /** Whole years on the first day of each placement programme: the age rules bind on that day. */
  ages: z.array(z.object({ on: Day, age: z.int() })),
  /** Drawn from the season's seed; orders students where nothing else may. */
  lot: z.int(),
  /** Whether there is an address to write to. */
  reachable: z.boolean().optional(),
}
const studentExample = {
  studentId: 'p1',
  seasonId: 's1',
  schoolId: 'h1',
  grade: '3',
  profile: 'PIE' as const,
  level: 'KB' as const,
  area: '9801',
  means: 'fiets',
  wishes: ['Science & Exploration' as const],
  ages: [{ on: '2027-03-01', age: 15 }],
  lot: 4711,
  reachable: true,
}
export const StudentEnrolled = contract({
  type: 'StudentEnrolled',
  owner: 'placements',
  sentence: 'A school enrolled a student for this season.',
  data: student,
  example: studentExample,
})
export const StudentChanged = contract({
  type: 'StudentChanged',
  owner: 'placements',
  sentence: 'The facts of a student are now these.',
  data: student,
  example: studentExample,
})
export const StudentLeft = contract({
  type: 'StudentLeft',
  owner: 'placements',
  sentence: 'A student takes part no longer.',
  data: { studentId: Id, on: Day },
  example: { studentId: 'p1', on: '2027-01-15' },
})
export const PreferencesGiven = contract({
  type: 'PreferencesGiven',
  owner: 'placements',
  sentence: 'A student ranked the worlds of technology, and perhaps companies and cases.',
  data: {
    studentId: Id,
    /** Each of these most wanted first. */
    wishes: z.array(World),
    companyIds: z.array(Id).optional(),
    caseIds: z.array(Id).optional(),
  },
  example: { studentId: 'p1', wishes: ['Mens & Medisch'] },
})

export const Round = z.object({ number: z.int().min(1), from: Day, until: Day })
export type Round = z.infer<typeof Round>

/** A programme as planning needs it; which fields are there depends on its kind. */
export const ProgrammeFacts = z.object({
  programmeId: Id,
  seasonId: Id,
  kind: ProgrammeKind,
  name: z.string(),
  /** Programmes of a season are planned in this order. */
  order: z.int().min(0),
  /** Students of this grade take part. */
  grade: z.string().length(1).optional(),
  /** Only students of these profiles take part; empty: all. */
  profiles: z.array(Profile),
  from: Day.optional(),
  until: Day.optional(),
  weekdays: z.array(Weekday),
  daypart: z.enum(['morning', 'afternoon', 'day']).optional(),
  /** When students are expected, hh:mm. */
  startsAt: z.string().optional(),
  rounds: z.array(Round),
  ownProfileAtLeast: z.int().min(0).optional(),
  maxTravelMinutes: z.int().min(0).optional(),
  needsRecognition: z.boolean(),
  teamSize: z.int().min(2).optional(),
  pitch: Day.optional(),
  finalPitch: Day.optional(),
})
export type ProgrammeFacts = z.infer<typeof ProgrammeFacts>
const programmeExample = {
  programmeId: 'r1',
  seasonId: 's1',
  kind: 'carousel' as const,
  name: 'LOB-carrousel',
  order: 0,
  grade: '3',
  profiles: [],
  weekdays: ['do' as const],
  daypart: 'morning' as const,
  rounds: [{ number: 1, from: '2026-12-03', until: '2026-12-17' }],
  ownProfileAtLeast: 2,
  maxTravelMinutes: 45,
  needsRecognition: false,
}
export const ProgrammeOpened = contract({
  type: 'ProgrammeOpened',
  owner: 'placements',
  sentence: 'Students can take part in this programme.',
  data: ProgrammeFacts.shape,
  example: programmeExample,
})
export const ProgrammeChanged = contract({
  type: 'ProgrammeChanged',
  owner: 'placements',
  sentence: 'The facts of a programme are now these.',
  data: ProgrammeFacts.shape,
  example: programmeExample,
})
export const NeedDeclared = contract({
  type: 'NeedDeclared',
  owner: 'placements',
  sentence: 'A school says how many students of which profile it wants to place in a programme.',
  data: {
    needId: Id,
    programmeId: Id,
    schoolId: Id,
    profile: Profile.optional(),
    students: z.int().min(0),
  },
  example: { needId: 'n1', programmeId: 'r1', schoolId: 'h1', profile: 'PIE', students: 24 },
})

const placement = { placementId: Id, studentId: Id, companyId: Id, programmeId: Id }
const placementExample = { placementId: 'q1', studentId: 'p1', companyId: 'c1', programmeId: 'r1' }
export const PlacementOpened = contract({
  type: 'PlacementOpened',
  owner: 'placements',
  sentence: 'A published assignment became a placement at a company.',
  data: { ...placement, from: Day, until: Day },
  example: { ...placementExample, from: '2026-12-03', until: '2026-12-17' },
})
export const PlacementCancelled = contract({
  type: 'PlacementCancelled',
  owner: 'placements',
  sentence: 'A placement does not go on.',
  data: { ...placement, reason: z.string() },
  example: { ...placementExample, reason: 'company closed' },
})
export const TeamFormed = contract({
  type: 'TeamFormed',
  owner: 'placements',
  sentence: 'These students work on a case of a company together.',
  data: { teamId: Id, programmeId: Id, companyId: Id, caseId: Id.optional(), studentIds: z.array(Id) },
  example: { teamId: 'r3~T01', programmeId: 'r3', companyId: 'c1', caseId: 'k1', studentIds: ['p1', 'p2'] },
})
export const PitchHeld = contract({
  type: 'PitchHeld',
  owner: 'placements',
  sentence: 'A team held its opening or final pitch.',
  data: { teamId: Id, programmeId: Id, companyId: Id, kind: z.enum(['opening', 'final']), heldOn: Day },
  example: { teamId: 'r3~T01', programmeId: 'r3', companyId: 'c1', kind: 'opening' as const, heldOn: '2027-03-11' },
})
export const AttendanceRegistered = contract({
  type: 'AttendanceRegistered',
  owner: 'placements',
  sentence: 'A student registered presence at a company on a day.',
  data: {
    dayId: Id,
    studentId: Id,
    companyId: Id,
    date: Day,
    at: z.iso.datetime({ offset: true }),
    evidence: z.enum(['poster', 'rotating']),
    leaving: z.boolean(),
  },
  example: {
    dayId: 'p1:c1:2026-12-03',
    studentId: 'p1',
    companyId: 'c1',
    date: '2026-12-03',
    at: '2026-12-03T07:58:00.000Z',
    evidence: 'poster',
    leaving: false,
  },
})
export const AttendanceConfirmed = contract({
  type: 'AttendanceConfirmed',
  owner: 'placements',
  sentence: 'The company confirmed who was there, or was not, on a day.',
  data: { dayId: Id, studentId: Id, companyId: Id, date: Day, present: z.boolean() },
  example: { dayId: 'p1:c1:2026-12-03', studentId: 'p1', companyId: 'c1', date: '2026-12-03', present: true },
})
export const AbsenceNoticed = contract({
  type: 'AbsenceNoticed',
  owner: 'placements',
  sentence: 'A student who was expected at a company did not register, or is excused.',
  data: { dayId: Id, studentId: Id, companyId: Id, date: Day, excused: z.boolean() },
  example: { dayId: 'p1:c1:2026-12-03', studentId: 'p1', companyId: 'c1', date: '2026-12-03', excused: false },
})
export const ExcuseWithdrawn = contract({
  type: 'ExcuseWithdrawn',
  owner: 'placements',
  sentence: 'A student who was excused for a day is expected after all, or missed when the time has passed.',
  data: { dayId: Id, studentId: Id, companyId: Id, date: Day, absent: z.boolean() },
  example: { dayId: 'p1:c1:2026-12-03', studentId: 'p1', companyId: 'c1', date: '2026-12-03', absent: false },
})
export const AbsencesCounted = contract({
  type: 'AbsencesCounted',
  owner: 'placements',
  sentence: 'Some time after the start it is known how many students of a school have not registered.',
  data: {
    countId: Id,
    schoolId: Id,
    date: Day,
    part: z.enum(['morning', 'afternoon']),
    students: z.int().min(1),
  },
  example: {
    countId: 'h1.2026-12-03.morning',
    schoolId: 'h1',
    date: '2026-12-03',
    part: 'morning' as const,
    students: 2,
  },
})
