// The documents of the companies service.
import { aggregateSchema, modelOf, projectionSchema, type Stored, trusted } from '@stagebureau/infra'
import type { Location, Travel } from '@stagebureau/shared'
import { type Connection, Schema } from 'mongoose'
import type { CallState } from './domain/call.ts'
import type { Company, CompanyFacts } from './domain/company.ts'
import type { Sketch } from './domain/duplicates.ts'
import type { Invitation } from './domain/invitation.ts'

const location = { _id: false, latitude: Number, longitude: Number }
const recognition = { _id: false, crebo: String, until: String }

const companySchema = aggregateSchema(
  {
    situation: { type: String, required: true, index: true },
    key: { type: String, required: true, unique: true },
    facts: {
      kvkNumber: String,
      establishmentNumber: String,
      name: String,
      address: String,
      postcode: String,
      place: String,
      location: { type: location, default: undefined },
      worlds: [String],
      profiles: [String],
      recognitions: [recognition],
      contact: String,
      email: String,
      phone: String,
    },
    otherNames: [String],
    mergedInto: String,
  },
  'companies',
)
companySchema.index({ 'facts.name': 1 })
companySchema.index({ 'facts.email': 1 })

const callSchema = aggregateSchema(
  {
    situation: { type: String, required: true },
    seasonId: { type: String, required: true, unique: true },
    openedAt: String,
    subject: String,
    text: String,
    deadline: String,
    companyIds: { type: [String], default: undefined },
  },
  'calls',
)

const opening = {
  _id: false,
  openingId: String,
  kind: { type: String },
  profile: String,
  places: Number,
  weekdays: [String],
  closedRounds: [Number],
  condition: String,
}
const person = { _id: false, name: String, email: String, phone: String }
const invitationSchema = aggregateSchema(
  {
    situation: { type: String, required: true },
    companyId: { type: String, required: true },
    seasonId: { type: String, required: true },
    callId: String,
    askedAt: String,
    reminders: Number,
    answeredAt: String,
    reason: String,
    askAgainOn: String,
    conditions: String,
    supervisor: { type: person, default: undefined },
    signatory: { type: person, default: undefined },
    preferredSchoolIds: { type: [String], default: undefined },
    link: Number,
    linkRevoked: Boolean,
    into: String,
    openings: [opening],
    cases: [{ _id: false, caseId: String, title: String, problem: String, world: String, maxTeams: Number }],
  },
  'invitations',
)
/** Asking once: whoever asks and however many ask at the same moment, one invitation a company and season. */
invitationSchema.index({ companyId: 1, seasonId: 1 }, { unique: true })
invitationSchema.index({ seasonId: 1, situation: 1 })

/** Those that stand for themselves; that of a duplicate may go on in another. */
export const standing = { into: trusted({ $exists: false }) } as const

/** A school that wanted to approach a company: small facts, one document each. */
const contactRequestSchema = new Schema(
  {
    _id: String,
    invitationId: { type: String, required: true, index: true },
    schoolId: { type: String, required: true },
    at: { type: String, required: true },
  },
  { strict: 'throw', versionKey: false, collection: 'contactRequests', autoIndex: false, autoCreate: false },
)

/** A row of a file that is probably a known company: a person decides, and until then it is no company. */
const candidateSchema = new Schema(
  {
    _id: String,
    companyId: { type: String, required: true, index: true },
    sketch: { type: Schema.Types.Mixed, required: true },
    facts: Schema.Types.Mixed,
    state: { type: String, required: true },
    at: { type: String, required: true },
  },
  { strict: 'throw', versionKey: false, collection: 'candidates', autoIndex: false, autoCreate: false },
)

const seasonSchema = projectionSchema({ from: String, until: String, region: String, travel: {} }, 'seasons')
const areaSheetSchema = projectionSchema({ areas: [{ _id: false, area: String, location }] }, 'areaSheets')
const schoolSchema = projectionSchema({ name: String, place: String }, 'schools')

export type StoredCompany = Stored<Company>
export type StoredInvitation = Stored<Exclude<Invitation, { situation: 'none' }>>
export type StoredCall = Stored<Extract<CallState, { situation: 'open' }>>
type ContactRequest = {
  readonly _id: string
  readonly invitationId: string
  readonly schoolId: string
  readonly at: string
}
type Candidate = {
  readonly _id: string
  readonly companyId: string
  readonly sketch: Sketch
  /** When its numbers are known. */
  readonly facts?: CompanyFacts
  readonly state: 'open' | 'same' | 'other'
  readonly at: string
}
type Season = {
  readonly _id: string
  readonly region: string
  readonly from: string
  readonly until: string
  readonly travel?: Travel
}
type AreaSheet = {
  readonly _id: string
  readonly areas: readonly { readonly area: string; readonly location: Location }[]
}
type School = { readonly _id: string; readonly name: string; readonly place: string }

export type CompaniesStore = ReturnType<typeof createStore>

export const createStore = (connection: Connection) => ({
  companies: modelOf<StoredCompany>(connection, 'Company', companySchema),
  calls: modelOf<StoredCall>(connection, 'Call', callSchema),
  invitations: modelOf<StoredInvitation>(connection, 'Invitation', invitationSchema),
  contactRequests: modelOf<ContactRequest>(connection, 'ContactRequest', contactRequestSchema),
  candidates: modelOf<Candidate>(connection, 'Candidate', candidateSchema),
  seasons: modelOf<Season>(connection, 'Season', seasonSchema),
  areaSheets: modelOf<AreaSheet>(connection, 'AreaSheet', areaSheetSchema),
  schools: modelOf<School>(connection, 'School', schoolSchema),
})
