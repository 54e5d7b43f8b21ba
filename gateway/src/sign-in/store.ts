// The documents of sign-in: who works for the bureau and its schools, and what lets people in, kept as hashes only.
import { createHash, randomBytes } from 'node:crypto'
import { modelOf } from '@stagebureau/infra'
import { type Connection, Schema } from 'mongoose'

const plain = { strict: 'throw', versionKey: false, minimize: false, autoIndex: false, autoCreate: false } as const
const text = { type: String, required: true } as const

const personSchema = new Schema(
  { _id: String, email: { ...text, unique: true }, name: text, role: text, schoolId: String },
  { ...plain, collection: 'people' },
)
/** Everything that lets somebody in once or for a while; `_id` is the hash of what the person holds. */
const pass = { _id: String, email: text, createdAt: text, until: text }
const linkSchema = new Schema({ ...pass, usedAt: String }, { ...plain, collection: 'signInLinks' })
const sessionSchema = new Schema(
  {
    ...pass,
    viewer: { type: Schema.Types.Mixed, required: true },
    /** One per sign-in, the same over rotations. */
    familyId: { ...text, index: true },
    seenAt: text,
    rotateAt: text,
  },
  { ...plain, collection: 'sessions' },
)
sessionSchema.index({ email: 1 })
const apiKeySchema = new Schema({ ...pass }, { ...plain, collection: 'apiKeys' })

/** Somebody asked for a link: `who` is the hash of an address or a place. */
const attemptSchema = new Schema(
  { _id: String, who: { ...text, index: true }, until: { ...text, index: true } },
  { ...plain, collection: 'signInAttempts' },
)

export type StaffRole = 'coordinator' | 'staff'
export type Person = {
  readonly _id: string
  readonly email: string
  readonly name: string
  readonly role: StaffRole
  readonly schoolId?: string | undefined
}
type Pass = { readonly _id: string; readonly email: string; readonly createdAt: string; readonly until: string }
export type SignInLink = Pass & { readonly usedAt?: string }
export type ApiKey = Pass
export type Session = Pass & {
  readonly viewer: import('@stagebureau/shared').Viewer
  readonly familyId: string
  readonly seenAt: string
  readonly rotateAt: string
}

export type Attempt = { readonly _id: string; readonly who: string; readonly until: string }

export type SignInStore = ReturnType<typeof createSignInStore>

export const createSignInStore = (connection: Connection) => ({
  people: modelOf<Person>(connection, 'Person', personSchema),
  links: modelOf<SignInLink>(connection, 'SignInLink', linkSchema),
  sessions: modelOf<Session>(connection, 'Session', sessionSchema),
  apiKeys: modelOf<ApiKey>(connection, 'ApiKey', apiKeySchema),
  attempts: modelOf<Attempt>(connection, 'Attempt', attemptSchema),
})

/** 32 random bytes for the person, and the hash that is kept. */
export const newToken = (): { readonly token: string; readonly hash: string } => {
  const token = randomBytes(32).toString('base64url')
  return { token, hash: hashOf(token) }
}
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url')
