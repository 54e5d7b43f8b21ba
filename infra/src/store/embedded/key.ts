// Turns a kept value into the SQLite value of a key column, so that SQLite's order is the order of BSON.
import { RANK, rankOf } from './compare.ts'
import { decode } from './decode.ts'
import { isNumber, toDouble } from './numbers.ts'
import { LETTER, type Stored } from './stored.ts'

/**
 * SQLite sorts NULL < numbers < TEXT < BLOB. Null and missing are NULL, numbers and strings are themselves, and every
 * other type is a blob that begins with the place of its type.
 */
export type Key = null | number | bigint | string | Uint8Array

const TWO_32 = 2 ** 32

const blob = (rank: number, bytes: Uint8Array): Uint8Array => {
  const key = new Uint8Array(bytes.length + 1)
  key[0] = rank
  key.set(bytes, 1)
  return key
}

const hexDigit = (code: number): number => (code < 58 ? code - 48 : code - 87)

const objectIdKey = (text: string): Uint8Array => {
  const key = new Uint8Array(13)
  key[0] = RANK.objectId
  for (let i = 0; i < 12; i += 1) {
    key[i + 1] = hexDigit(text.charCodeAt(2 * i + 2)) * 16 + hexDigit(text.charCodeAt(2 * i + 3))
  }
  return key
}

const dateKey = (text: string): Uint8Array => {
  const milliseconds = (decode(text) as Date).getTime()
  const high = Math.floor(milliseconds / TWO_32)
  const key = new Uint8Array(9)
  const view = new DataView(key.buffer)
  view.setUint8(0, RANK.date)
  view.setUint32(1, high + 2 ** 31)
  view.setUint32(5, milliseconds - high * TWO_32)
  return key
}

/** By length, then subtype, then bytes. */
const binaryKey = (text: string): Uint8Array => {
  const bytes = Buffer.from(text.slice(4), 'base64')
  const key = new Uint8Array(bytes.length + 6)
  key[0] = RANK.binary
  new DataView(key.buffer).setUint32(1, bytes.length)
  key[5] = Number.parseInt(text.slice(2, 4), 16)
  key.set(bytes, 6)
  return key
}

const TRUE_KEY = Uint8Array.of(RANK.boolean, 1)
const FALSE_KEY = Uint8Array.of(RANK.boolean, 0)

const taggedKey = (text: string): Key => {
  switch (text[1]) {
    case LETTER.objectId:
      return objectIdKey(text)
    case LETTER.date:
      return dateKey(text)
    case LETTER.boolean:
      return text[2] === '1' ? TRUE_KEY : FALSE_KEY
    case LETTER.binary:
      return binaryKey(text)
    case LETTER.long:
      return BigInt(text.slice(2))
    case LETTER.decimal:
    case LETTER.notFinite: {
      const number = toDouble(text)
      return Number.isNaN(number) ? null : number
    }
    case LETTER.text:
      return text.slice(2)
    default:
      return rankOf(text) === RANK.minKey ? null : blob(rankOf(text), Buffer.from(text.slice(2)))
  }
}

/** The key of a value. Two values that are equal have the same key, but see `isExact`. */
export const keyOf = (value: Stored | undefined): Key => {
  if (value === undefined || value === null) return null
  if (typeof value === 'number') return value
  if (typeof value !== 'string') return blob(rankOf(value), Buffer.from(JSON.stringify(value)))
  return value.charCodeAt(0) === 0x7f ? taggedKey(value) : value
}

const EXACT_LETTERS: string = [LETTER.objectId, LETTER.date, LETTER.boolean, LETTER.binary, LETTER.text].join('')

/**
 * Whether the key sorts and compares just like the value. Decimals and the like are rounded to a double, NaN shares its
 * key with null, and objects, arrays and patterns are equal but not sorted.
 */
export const isExact = (value: Stored | undefined): boolean => {
  if (typeof value === 'string') return value.charCodeAt(0) !== 0x7f || EXACT_LETTERS.includes(value[1]!)
  return typeof value !== 'object' || value === null
}

/** Whether equal values always have equal keys: a number inside an object may be kept in more than one form. */
export const isComparable = (value: Stored): boolean => typeof value !== 'object' || value === null

/** The first key that is greater than every key of the value's type; undefined after the last type. */
export const endOfType = (value: Stored): Key => {
  if (isNumber(value)) return ''
  const rank = rankOf(value)
  return rank === RANK.text ? new Uint8Array(0) : Uint8Array.of(rank + 1)
}

/** The least key of the value's type. */
export const startOfType = (value: Stored): Key => {
  if (isNumber(value)) return Number.NEGATIVE_INFINITY
  const rank = rankOf(value)
  return rank === RANK.text ? '' : Uint8Array.of(rank)
}
