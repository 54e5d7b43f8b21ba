// Turns a JavaScript or BSON value into the form in which it is kept.
import { types } from 'node:util'
import mongoose from 'mongoose'
import { StoreError } from '../store-error.ts'
import { FALSE, isTagged, LETTER, type Stored, type StoredDocument, TAG, TRUE } from './stored.ts'

const { Binary, Long, BSON } = mongoose.mongo

type Bson = { readonly _bsontype?: string; toBSON?: () => unknown }

/** A date as text that sorts like time; years outside 0 to 9999 get a sign that sorts before or after the digits. */
const encodeDate = (date: Date): string => {
  const text = date.toISOString()
  if (text.startsWith('-')) return `${TAG}d-${String(1e6 - Number(text.slice(1, 7))).padStart(7, '0')}${text.slice(7)}`
  return TAG + LETTER.date + (text.startsWith('+') ? `~${text.slice(1)}` : text)
}

const encodeLong = (long: InstanceType<typeof Long>): Stored => {
  const number = long.toNumber()
  return Number.isSafeInteger(number) ? number : `${TAG}${LETTER.long}${long.toString()}`
}

const encodeRegex = (source: string, flags: string): string =>
  `${TAG}${LETTER.regex}${[...flags].sort().join('')}/${source}`

const encodeBson = (type: string, value: object): Stored => {
  switch (type) {
    case 'ObjectId':
      return TAG + LETTER.objectId + (value as mongoose.mongo.ObjectId).toHexString()
    case 'Binary': {
      const binary = value as mongoose.mongo.Binary
      return TAG + LETTER.binary + binary.sub_type.toString(16).padStart(2, '0') + binary.toString('base64')
    }
    case 'Long':
      return encodeLong(value as mongoose.mongo.Long)
    case 'Int32':
    case 'Double':
      return encode((value as mongoose.mongo.Double).valueOf())
    case 'Decimal128':
      return TAG + LETTER.decimal + (value as mongoose.mongo.Decimal128).toString()
    case 'Timestamp':
      return (
        TAG +
        LETTER.timestamp +
        BigInt((value as mongoose.mongo.Timestamp).toString())
          .toString()
          .padStart(20, '0')
      )
    case 'BSONRegExp': {
      const { pattern, options } = value as mongoose.mongo.BSONRegExp
      return encodeRegex(pattern, options)
    }
    default:
      return TAG + LETTER.other + BSON.EJSON.stringify(value, { relaxed: false })
  }
}

const setField = (out: StoredDocument, field: string, value: unknown): void => {
  if (typeof value === 'function') return
  if (field === '__proto__') throw new StoreError('store/unsupported', 'A field cannot be named __proto__.')
  out[field] = encode(value)
}

const encodeMap = (map: ReadonlyMap<string, unknown>): StoredDocument => {
  const out: StoredDocument = {}
  for (const [field, value] of map) setField(out, field, value)
  return out
}

const encodePlain = (value: Readonly<Record<string, unknown>>): StoredDocument => {
  const out: StoredDocument = {}
  for (const field of Object.keys(value)) setField(out, field, value[field])
  return out
}

const encodeObject = (value: object): Stored => {
  const type = (value as Bson)._bsontype
  if (type !== undefined) return encodeBson(type, value)
  if (types.isDate(value)) return encodeDate(value)
  if (Array.isArray(value)) return Array.from(value as readonly unknown[], encode)
  if (typeof (value as Bson).toBSON === 'function') return encode((value as Required<Bson>).toBSON())
  if (ArrayBuffer.isView(value)) return encodeBson('Binary', new Binary(value as Uint8Array))
  if (types.isRegExp(value)) return encodeRegex(value.source, value.flags)
  if (types.isMap(value)) return encodeMap(value as ReadonlyMap<string, unknown>)
  return encodePlain(value as Readonly<Record<string, unknown>>)
}

/**
 * The value as it is kept. `undefined` becomes null as in the MongoDB driver; functions in documents are left out;
 * integers beyond 2^53, decimals and the like keep every digit.
 */
export const encode = (value: unknown): Stored => {
  switch (typeof value) {
    case 'string':
      return isTagged(value) ? `${TAG}${LETTER.text}${value}` : value
    case 'number':
      return Number.isFinite(value) ? value : `${TAG}${LETTER.notFinite}${value}`
    case 'boolean':
      return value ? TRUE : FALSE
    case 'bigint':
      return encodeLong(Long.fromBigInt(value))
    case 'object':
      return value === null ? null : encodeObject(value)
    default:
      return null
  }
}

/** A whole document as it is kept; throws when the value is not an object with fields. */
export const encodeDocument = (value: unknown): StoredDocument => {
  const stored = encode(value)
  if (typeof stored === 'object' && stored !== null && !Array.isArray(stored)) return stored
  throw new mongoose.mongo.MongoInvalidArgumentError('Document must be an object with fields')
}
