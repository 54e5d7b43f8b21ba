// Turns what is kept back into the values that went in.
import mongoose from 'mongoose'
import { isTagged, LETTER, type Stored, type StoredDocument } from './stored.ts'

const { Binary, BSONRegExp, Decimal128, Long, ObjectId, Timestamp, UUID, BSON } = mongoose.mongo

const UUID_SUBTYPE = 4

const decodeDate = (text: string): Date => {
  if (text.startsWith('~')) return new Date(`+${text.slice(1)}`)
  if (text.startsWith('-'))
    return new Date(`-${String(1e6 - Number(text.slice(1, 8))).padStart(6, '0')}${text.slice(8)}`)
  return new Date(text)
}

/** Subtype 4 comes back as a UUID: mongoose quietly drops a plain Binary from a field of that type. */
const decodeBinary = (text: string): mongoose.mongo.Binary => {
  const subtype = Number.parseInt(text.slice(0, 2), 16)
  const bytes = Buffer.from(text.slice(2), 'base64')
  return subtype === UUID_SUBTYPE && bytes.length === 16 ? new UUID(bytes) : new Binary(bytes, subtype)
}

const decodeRegex = (text: string): RegExp | mongoose.mongo.BSONRegExp => {
  const at = text.indexOf('/')
  const [flags, source] = [text.slice(0, at), text.slice(at + 1)]
  try {
    return new RegExp(source, flags)
  } catch {
    return new BSONRegExp(source, flags)
  }
}

const decodeTagged = (text: string): unknown => {
  const rest = text.slice(2)
  switch (text[1]) {
    case LETTER.objectId:
      return ObjectId.createFromHexString(rest)
    case LETTER.date:
      return decodeDate(rest)
    case LETTER.boolean:
      return rest === '1'
    case LETTER.binary:
      return decodeBinary(rest)
    case LETTER.long:
      return Long.fromString(rest)
    case LETTER.decimal:
      return Decimal128.fromString(rest)
    case LETTER.notFinite:
      return Number(rest)
    case LETTER.timestamp:
      return new Timestamp(BigInt(rest))
    case LETTER.regex:
      return decodeRegex(rest)
    case LETTER.text:
      return rest
    default:
      return BSON.EJSON.parse(rest, { relaxed: false })
  }
}

/** The value that was kept. Changes `stored` in place: hand it a tree that nobody else holds. */
export const decode = (stored: Stored): unknown => {
  if (typeof stored === 'string') return isTagged(stored) ? decodeTagged(stored) : stored
  if (stored === null || typeof stored !== 'object') return stored
  const tree = stored as Record<string, unknown>
  if (Array.isArray(stored)) {
    for (let i = 0; i < stored.length; i += 1) (stored as unknown[])[i] = decode(stored[i]!)
    return stored
  }
  for (const field in stored) {
    const value = stored[field]!
    if (typeof value === 'string' ? isTagged(value) : value !== null && typeof value === 'object') {
      tree[field] = decode(value)
    }
  }
  return tree
}

export type Document = Record<string, unknown>

/** The document that was kept. Changes `stored` in place, as `decode` does. */
export const decodeDocument = (stored: StoredDocument): Document => decode(stored) as Document

/** As `decode`, but leaves what is kept as it is. */
export const decodeCopy = (stored: Stored): unknown => {
  if (typeof stored !== 'object' || stored === null) return decode(stored)
  if (Array.isArray(stored)) return stored.map(decodeCopy)
  const document: Document = {}
  for (const field in stored) document[field] = decodeCopy(stored[field]!)
  return document
}
