// The documents of the matching service: what it knows of others, its plans, and where students are to go.
import { aggregateSchema, modelOf, projectionSchema, type Stored } from '@stagebureau/infra'
import type { AssignedStop, OfferedOpening, ProgrammeFacts, Said } from '@stagebureau/shared'
import { type Connection, type mongo, Schema } from 'mongoose'
import type { ProgressView } from './api.ts'
import type { Assignment } from './domain/assignment.ts'
import type { Disruption } from './domain/disruption.ts'
import type { Drafted, DraftedRow, StopReason } from './domain/drafted.ts'
import type { CaseFacts, ChartedArea, CompanyFacts, Forbid, SeasonFacts, StudentFacts } from './domain/facts.ts'
import type { Pin } from './domain/pins.ts'
import type { Plan } from './domain/plan.ts'
import type { Publication } from './domain/publication.ts'

const text = { type: String, required: true }
const location = { _id: false, latitude: Number, longitude: Number }
const stop = {
  _id: false,
  round: Number,
  companyId: String,
  openingId: String,
  from: String,
  until: String,
  minutes: Number,
}

const seasonSchema = projectionSchema(
  { seasonId: String, from: String, until: String, travel: {}, crebos: {}, seed: Number },
  'seasons',
)
const areaSheetSchema = projectionSchema(
  { areas: [{ _id: false, area: String, place: String, location }] },
  'areaSheets',
)
const studentSchema = projectionSchema(
  {
    studentId: String,
    seasonId: { type: String, index: true },
    schoolId: String,
    grade: String,
    profile: String,
    level: String,
    area: String,
    means: String,
    wishes: [String],
    companyIds: { type: [String], default: undefined },
    caseIds: { type: [String], default: undefined },
    ages: [{ _id: false, on: String, age: Number }],
    lot: Number,
    reachable: Boolean,
    left: Boolean,
  },
  'students',
)
const schoolSchema = projectionSchema({ schoolId: String, brin: String }, 'schools')
const programmeSchema = projectionSchema(
  {
    programmeId: String,
    seasonId: { type: String, index: true },
    kind: { type: String },
    name: String,
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
const companySchema = projectionSchema(
  {
    companyId: String,
    key: String,
    name: String,
    place: String,
    area: String,
    location: { type: location, default: undefined },
    worlds: [String],
    profiles: [String],
    recognitions: [{ _id: false, crebo: String, until: String }],
    status: String,
  },
  'companies',
)
/** What became of the one question to a company, and what it offered. */
const offerSchema = projectionSchema(
  {
    companyId: String,
    seasonId: { type: String, index: true },
    state: String,
    askAgainOn: String,
    openings: [
      {
        _id: false,
        openingId: String,
        kind: { type: String },
        profile: String,
        places: Number,
        weekdays: [String],
        closedRounds: [Number],
        condition: String,
      },
    ],
    cases: [{ _id: false, caseId: String, companyId: String, title: String, maxTeams: Number }],
  },
  'offers',
)

const planSchema = aggregateSchema(
  {
    situation: text,
    draftedAt: String,
    programmeId: { ...text, index: true },
    seasonId: text,
    name: String,
    basedOn: String,
    mends: {},
    seed: Number,
    weights: {},
    rule: String,
    quality: {
      placed: Number,
      unplaced: Number,
      objective: Number,
      bound: Number,
      gap: Number,
      averageTravelMinutes: Number,
      coverage: Number,
      solveMilliseconds: Number,
    },
    levels: [{ _id: false, goal: String, objective: Number, bound: Number }],
  },
  'plans',
)
const publicationSchema = aggregateSchema(
  {
    planId: String,
    seasonId: { type: String, index: true },
    publishedAt: String,
    earlier: [String],
    carriedOut: Number,
  },
  'publications',
)
const assignmentSchema = aggregateSchema(
  {
    situation: text,
    studentId: String,
    programmeId: { type: String, index: true },
    planId: String,
    stops: [stop],
    team: String,
    caseId: String,
    publication: Number,
    change: String,
    before: [stop],
  },
  'assignments',
)

const plain = { strict: 'throw', versionKey: false, minimize: false, autoIndex: false, autoCreate: false } as const
/** One student in a plan: the stops, or the reason why there are none. Written with the plan and never changed. */
const rowSchema = new Schema(
  {
    _id: String,
    planId: { ...text, index: true },
    at: Number,
    studentId: text,
    schoolId: text,
    stops: [stop],
    /** Rounds without a stop, with the reason. */
    gaps: [{ _id: false, round: Number, reason: {} }],
    reasons: [{ _id: false, round: Number, reason: {} }],
    unplaced: {},
    pinned: Boolean,
    team: String,
    caseId: String,
    rank: Number,
  },
  { ...plain, collection: 'planRows' },
)
rowSchema.index({ planId: 1, studentId: 1 }, { unique: true })
rowSchema.index({ planId: 1, schoolId: 1 })
/** The prices that prove a plan, as the engine gave them, and the seal of the plan that passed its check with them. */
const certificateSchema = new Schema(
  { _id: String, prices: Buffer, seal: String },
  { ...plain, collection: 'certificates' },
)

/** A way to mend a plan, until somebody chooses one. The changed rows take the place of those of the plan it is based on. */
const repairSchema = new Schema(
  {
    _id: String,
    programmeId: { ...text, index: true },
    basedOn: text,
    mends: {},
    rows: [{}],
    drafted: {},
    prices: Buffer,
  },
  { ...plain, collection: 'repairs' },
)

export type StoredRepair = {
  readonly _id: string
  readonly programmeId: string
  readonly basedOn: string
  readonly mends: Disruption
  readonly rows: readonly DraftedRow[]
  readonly drafted: Omit<Drafted, 'rows' | 'prices'>
  readonly prices: mongo.Binary
}

/** Who is to stay where in plans that are based on this one. */
const pinSchema = new Schema(
  { _id: String, planId: { ...text, index: true }, studentId: text, openingId: text, round: Number, by: String },
  { ...plain, collection: 'pins' },
)
/** Who is not to be where in plans that are based on this one. */
const forbidSchema = new Schema(
  { _id: String, planId: { ...text, index: true }, studentId: text, openingId: text, round: Number, by: String },
  { ...plain, collection: 'forbids' },
)
export type StoredPin = Pin & { readonly _id: string; readonly planId: string }
export type StoredForbid = Forbid & { readonly _id: string; readonly planId: string }

export type PlanRow = {
  readonly _id: string
  readonly planId: string
  /** Place in the plan's own order. */
  readonly at: number
  readonly studentId: string
  readonly schoolId: string
  readonly stops: readonly AssignedStop[]
  readonly gaps: readonly { readonly round: number; readonly reason: Said }[]
  readonly reasons: readonly StopReason[]
  readonly unplaced?: Said | undefined
  readonly pinned: boolean
  readonly team?: string | undefined
  readonly caseId?: string | undefined
  /** Place of the case on the team's list, from 1. */
  readonly rank?: number | undefined
}

export type Projected<Facts> = Facts & { readonly _id: string; readonly sequence: number }
export type StoredOffer = Projected<{
  readonly companyId: string
  readonly seasonId: string
  readonly state: string
  readonly askAgainOn?: string
  readonly openings?: readonly OfferedOpening[]
  readonly cases?: readonly CaseFacts[]
}>
export type StoredStudent = Projected<
  StudentFacts & { readonly seasonId: string; readonly reachable?: boolean; readonly left?: boolean }
>
export type StoredCompany = Projected<CompanyFacts & { readonly status: string }>
export type StoredPlan = Stored<Extract<Plan, { situation: 'drafted' }>>

export type MatchingStore = ReturnType<typeof createStore>

/** How far plans are that are being made, and which of them are not to be: for other instances, and soon forgotten. */
const draftingSchema = new Schema(
  { _id: String, state: text, share: Number, at: { type: Number, required: true } },
  { strict: 'throw', versionKey: false, collection: 'draftings', autoIndex: false, autoCreate: false },
)
const cancellationSchema = new Schema(
  { _id: String, at: { type: Number, required: true } },
  { strict: 'throw', versionKey: false, collection: 'cancellations', autoIndex: false, autoCreate: false },
)
export type StoredDrafting = {
  readonly _id: string
  readonly state: ProgressView['state']
  readonly share: number | null
  readonly at: number
}

export const createStore = (connection: Connection) => ({
  seasons: modelOf<Projected<SeasonFacts>>(connection, 'Season', seasonSchema),
  areaSheets: modelOf<Projected<{ readonly areas: readonly ChartedArea[] }>>(connection, 'AreaSheet', areaSheetSchema),
  students: modelOf<StoredStudent>(connection, 'Student', studentSchema),
  schools: modelOf<Projected<{ readonly schoolId: string; readonly brin: string }>>(connection, 'School', schoolSchema),
  programmes: modelOf<Projected<ProgrammeFacts>>(connection, 'Programme', programmeSchema),
  companies: modelOf<StoredCompany>(connection, 'Company', companySchema),
  offers: modelOf<StoredOffer>(connection, 'Offer', offerSchema),
  plans: modelOf<StoredPlan>(connection, 'Plan', planSchema),
  publications: modelOf<Stored<Publication>>(connection, 'Publication', publicationSchema),
  assignments: modelOf<Stored<Exclude<Assignment, { situation: 'none' }>>>(connection, 'Assignment', assignmentSchema),
  pins: modelOf<StoredPin>(connection, 'Pin', pinSchema),
  forbids: modelOf<StoredForbid>(connection, 'Forbid', forbidSchema),
  repairs: modelOf<StoredRepair>(connection, 'Repair', repairSchema),
  rows: modelOf<PlanRow>(connection, 'PlanRow', rowSchema),
  draftings: modelOf<StoredDrafting>(connection, 'Drafting', draftingSchema),
  cancellations: modelOf<{ readonly _id: string; readonly at: number }>(connection, 'Cancellation', cancellationSchema),
  certificates: modelOf<{ readonly _id: string; readonly prices: mongo.Binary; readonly seal: string }>(
    connection,
    'Certificate',
    certificateSchema,
  ),
})
