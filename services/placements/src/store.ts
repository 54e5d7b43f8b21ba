// The documents of the placements service.
import { aggregateSchema, modelOf, projectionSchema, type Stored } from '@stagebureau/infra'
import { type Connection, Schema } from 'mongoose'
import type { AbsenceCount } from './domain/absence-count.ts'
import type { AreaSheet } from './domain/area-sheet.ts'
import type { AttendanceDay } from './domain/attendance.ts'
import type { Need } from './domain/need.ts'
import type { Placement } from './domain/placement.ts'
import type { Programme } from './domain/programme.ts'
import type { School } from './domain/school.ts'
import type { Season } from './domain/season.ts'
import type { Student } from './domain/student.ts'
import type { Team } from './domain/team.ts'

const text = { type: String, required: true }
const period = { _id: false, from: String, until: String }
const location = { _id: false, latitude: Number, longitude: Number }

const seasonSchema = aggregateSchema(
  {
    situation: text,
    region: String,
    from: { type: String, unique: true },
    until: String,
    holidays: [period],
    travel: { detour: Number, means: {} },
    crebos: {},
    seed: Number,
  },
  'seasons',
)
const areaSheetSchema = aggregateSchema(
  { areas: [{ _id: false, area: String, place: String, location }] },
  'areaSheets',
)
const schoolSchema = aggregateSchema(
  {
    situation: text,
    brin: { type: String, unique: true },
    name: String,
    kind: { type: String },
    postcode: String,
    place: String,
  },
  'schools',
)

const studentSchema = aggregateSchema(
  {
    situation: text,
    seasonId: text,
    schoolId: text,
    number: text,
    lot: Number,
    facts: {
      firstName: String,
      prefix: String,
      lastName: String,
      group: String,
      level: String,
      profile: String,
      birthYear: Number,
      sealedBirthDate: String,
      postcode: String,
      place: String,
      email: String,
      guardianEmail: String,
      means: String,
      wishes: [String],
    },
    ages: [{ _id: false, on: String, age: Number }],
    preferences: { type: [String], default: undefined },
    wishedCompanies: { type: [String], default: undefined },
    wishedCases: { type: [String], default: undefined },
  },
  'students',
)
studentSchema.index({ seasonId: 1, schoolId: 1, number: 1 }, { unique: true })
studentSchema.index({ 'facts.email': 1 })
/** Lists of a school, by name, page by page. */
studentSchema.index({ schoolId: 1, 'facts.lastName': 1 })

const programmeSchema = aggregateSchema(
  {
    situation: text,
    seasonId: text,
    kind: { type: String },
    name: text,
    order: Number,
    grade: String,
    profiles: [String],
    from: String,
    until: String,
    weekdays: [String],
    daypart: String,
    startsAt: String,
    rounds: [{ _id: false, number: Number, from: String, until: String }],
    ownProfileAtLeast: Number,
    maxTravelMinutes: Number,
    needsRecognition: Boolean,
    teamSize: Number,
    pitch: String,
    finalPitch: String,
  },
  'programmes',
)
programmeSchema.index({ seasonId: 1, name: 1 }, { unique: true })

const placementSchema = aggregateSchema(
  {
    situation: text,
    studentId: text,
    schoolId: text,
    companyId: text,
    formerCompanyId: String,
    programmeId: text,
    from: String,
    until: String,
    reason: String,
    stops: [
      {
        _id: false,
        round: Number,
        companyId: String,
        openingId: String,
        from: String,
        until: String,
        minutes: Number,
      },
    ],
  },
  'placements',
)
placementSchema.index({ studentId: 1, programmeId: 1 })
placementSchema.index({ companyId: 1, from: 1 })
placementSchema.index({ programmeId: 1 })
placementSchema.index({ schoolId: 1, from: 1 })

const needSchema = aggregateSchema(
  { situation: text, programmeId: { ...text, index: true }, schoolId: text, profile: String, students: Number },
  'needs',
)
const teamSchema = aggregateSchema(
  {
    situation: text,
    programmeId: { ...text, index: true },
    name: String,
    schoolId: text,
    companyId: text,
    caseId: { type: String, index: true },
    studentIds: { type: [String], index: true },
    pitches: [{ _id: false, kind: { type: String }, heldOn: String, word: String }],
  },
  'teams',
)

const daySchema = aggregateSchema(
  {
    situation: text,
    studentId: { ...text, index: true },
    schoolId: text,
    companyId: text,
    programmeId: text,
    date: text,
    evidence: String,
    checkedInAt: String,
    checkedOutAt: String,
    excuse: String,
    told: { arrivedAt: String, leftAt: String },
    scans: [{ _id: false, scanId: String, at: String, late: Boolean }],
  },
  'attendance',
)
daySchema.index({ date: 1, companyId: 1 })
daySchema.index({ date: 1, schoolId: 1 })
daySchema.index({ date: 1, programmeId: 1 })
daySchema.index({ companyId: 1 })
const absenceCountSchema = aggregateSchema(
  { situation: text, schoolId: text, date: text, part: String, students: Number },
  'absenceCounts',
)
/** What a company's attendance codes need: the version of the poster that hangs there. */
const siteSchema = new Schema(
  { _id: String, posterVersion: { type: Number, required: true } },
  { strict: 'throw', versionKey: false, collection: 'sites', autoIndex: false, autoCreate: false },
)

/** What this service knows of companies: enough to say where a student goes. */
/** How far the assignments of the published plans have become placements. */
const assignmentSchema = projectionSchema({}, 'assignments')
const companySchema = projectionSchema({ name: String, place: String, status: String, mergedInto: String }, 'companies')

export type StoredSeason = Stored<Extract<Season, { situation: 'open' }>>
export type StoredSchool = Stored<Extract<School, { situation: 'registered' }>>
export type StoredStudent = Stored<Exclude<Student, { situation: 'unknown' }>>
export type StoredProgramme = Stored<Extract<Programme, { situation: 'open' }>>
export type StoredPlacement = Stored<Exclude<Placement, { situation: 'none' }>>
export type StoredNeed = Stored<Extract<Need, { situation: 'declared' }>>
export type StoredTeam = Stored<Extract<Team, { situation: 'formed' }>>
export type StoredDay = Stored<AttendanceDay> & {
  readonly studentId: string
  readonly schoolId: string
  readonly companyId: string
  readonly programmeId: string
  readonly date: string
}
type CarriedOut = { readonly _id: string; readonly sequence: number }
type Site = { readonly _id: string; readonly posterVersion: number }
type KnownCompany = {
  readonly _id: string
  readonly name: string
  readonly place: string
  readonly status: string
  /** The company in which a duplicate lives on. */
  readonly mergedInto?: string
}

export type PlacementsStore = ReturnType<typeof createStore>

export const createStore = (connection: Connection) => ({
  seasons: modelOf<StoredSeason>(connection, 'Season', seasonSchema),
  areaSheets: modelOf<Stored<AreaSheet>>(connection, 'AreaSheet', areaSheetSchema),
  schools: modelOf<StoredSchool>(connection, 'School', schoolSchema),
  students: modelOf<StoredStudent>(connection, 'Student', studentSchema),
  programmes: modelOf<StoredProgramme>(connection, 'Programme', programmeSchema),
  placements: modelOf<StoredPlacement>(connection, 'Placement', placementSchema),
  needs: modelOf<StoredNeed>(connection, 'Need', needSchema),
  teams: modelOf<StoredTeam>(connection, 'Team', teamSchema),
  days: modelOf<StoredDay>(connection, 'AttendanceDay', daySchema),
  absenceCounts: modelOf<Stored<AbsenceCount>>(connection, 'AbsenceCount', absenceCountSchema),
  sites: modelOf<Site>(connection, 'Site', siteSchema),
  assignments: modelOf<CarriedOut>(connection, 'Assignment', assignmentSchema),
  companies: modelOf<KnownCompany>(connection, 'Company', companySchema),
})
