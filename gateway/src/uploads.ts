// Files that were uploaded and wait to be taken in: sealed among the documents for an hour, and only so many bytes of them.
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, randomUUID } from 'node:crypto'
import { findMany, modelOf, trusted } from '@stagebureau/infra'
import { DomainError } from '@stagebureau/shared'
import { type Connection, type mongo, Schema } from 'mongoose'

export const mostUploadBytes = 20 * 1024 * 1024
const mostKeptBytes = 5 * mostUploadBytes
/** A document holds no more than 16 MB. */
const pieceBytes = 4 * 1024 * 1024
const hour = 3600 * 1000

type Piece = {
  readonly _id: string
  readonly uploadId: string
  readonly at: number
  readonly size: number
  readonly bytes: mongo.Binary
  readonly until: number
}
const schema = new Schema(
  { _id: String, uploadId: String, at: Number, size: Number, bytes: Buffer, until: Number },
  { strict: 'throw', versionKey: false, collection: 'uploads', autoIndex: false, autoCreate: false },
)

export type Uploads = ReturnType<typeof createUploads>

/** Such files hold birth dates and addresses, so they are kept as AES-256-GCM with a key from the bureau's secret. */
const createSeal = (secret: string) => {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'uploads', 32))
  return {
    close: (bytes: Uint8Array): Buffer => {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      return Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()])
    },
    open: (sealed: Uint8Array): Buffer => {
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12))
      decipher.setAuthTag(sealed.subarray(-16))
      return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()])
    },
  }
}

/** Whichever gateway took a file, each can hand it out. */
export const createUploads = (connection: Connection, secret: string, now: () => number = Date.now) => {
  const model = modelOf<Piece>(connection, 'Upload', schema)
  const seal = createSeal(secret)
  const forgetOld = () => model.deleteMany({ until: trusted({ $lt: now() }) } as never)
  return {
    /** Throws a refusal when the file is too large or too many wait. */
    put: async (bytes: Uint8Array): Promise<string> => {
      await forgetOld()
      if (bytes.length > mostUploadBytes)
        throw new DomainError('invalid', 'upload/too-large', { most: mostUploadBytes / 1024 / 1024 })
      const held = await findMany(model, {}, { fields: ['size'] })
      if (held.reduce((sum, { size }) => sum + size, bytes.length) > mostKeptBytes)
        throw new DomainError('conflict', 'upload/too-many')
      const uploadId = randomUUID()
      const sealed = seal.close(bytes)
      for (let at = 0; at * pieceBytes < sealed.length; at++) {
        const piece = sealed.subarray(at * pieceBytes, (at + 1) * pieceBytes)
        const about = { _id: `${uploadId}:${at}`, uploadId, at, size: piece.length, until: now() + hour }
        await model.insertMany([{ ...about, bytes: piece }] as never)
      }
      return uploadId
    },
    get: async (uploadId: string): Promise<Uint8Array | undefined> => {
      await forgetOld()
      const pieces = await findMany(model, { uploadId }, { sort: { at: 1 } })
      if (pieces.length === 0) return undefined
      return seal.open(Buffer.concat(pieces.map(({ bytes }) => bytes.value())))
    },
  }
}
