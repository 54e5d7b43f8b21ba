// BSON order and equality over plain values, written without a look at the store: what the store is tested against.
import mongoose from 'mongoose'

const { EJSON } = mongoose.mongo.BSON

export type Value = unknown
export type Doc = Record<string, unknown>

export const isObject = (value: Value): value is Doc =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype

const bsonType = (value: Value): string | undefined => (value as { _bsontype?: string } | null | undefined)?._bsontype

/** Where a type stands in BSON's order. */
export const place = (value: Value): number => {
  if (value === null || value === undefined) return 1
  if (typeof value === 'number' || bsonType(value) === 'Decimal128' || bsonType(value) === 'Long') return 2
  if (typeof value === 'string') return 3
  if (isObject(value)) return 4
  if (Array.isArray(value)) return 5
  if (bsonType(value) === 'Binary') return 6
  if (bsonType(value) === 'ObjectId') return 7
  if (typeof value === 'boolean') return 8
  if (value instanceof Date) return 9
  throw new Error(`the model does not know ${EJSON.stringify(value)}`)
}

const SCALE = 60

/** A number times 10^60 as an integer: exact for all that the generator makes. */
const scaled = (value: Value): bigint => {
  const text = typeof value === 'number' ? value.toFixed(20) : String(value)
  const [mantissa = '', exponent = '0'] = text.split('E')
  const [whole = '', fraction = ''] = mantissa.split('.')
  return BigInt(whole + fraction.padEnd(SCALE + Number(exponent), '0'))
}

const compareNumbers = (a: Value, b: Value): number => {
  if (typeof a === 'number' && typeof b === 'number') {
    if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(b)) - Number(Number.isNaN(a))
    return a < b ? -1 : a > b ? 1 : 0
  }
  if (Number.isNaN(a)) return -1
  if (Number.isNaN(b)) return 1
  const [x, y] = [scaled(a), scaled(b)]
  return x < y ? -1 : x > y ? 1 : 0
}

const compareObjects = (a: Doc, b: Doc): number => {
  const [left, right] = [Object.entries(a), Object.entries(b)]
  for (const [i, [name, value]] of left.entries()) {
    const other = right[i]
    if (other === undefined) return 1
    const order = place(value) - place(other[1]) || Buffer.compare(Buffer.from(name), Buffer.from(other[0]))
    if (order !== 0) return order
    const byValue = compareValues(value, other[1])
    if (byValue !== 0) return byValue
  }
  return left.length - right.length
}

/** Below, at or above zero. */
export const compareValues = (a: Value, b: Value): number => {
  const order = place(a) - place(b)
  if (order !== 0) return order
  switch (place(a)) {
    case 2:
      return compareNumbers(a, b)
    case 3:
      return Buffer.compare(Buffer.from(a as string), Buffer.from(b as string))
    case 4:
      return compareObjects(a as Doc, b as Doc)
    case 5: {
      const [x, y] = [a as Value[], b as Value[]]
      for (let i = 0; i < Math.min(x.length, y.length); i += 1) {
        const step = compareValues(x[i], y[i])
        if (step !== 0) return step
      }
      return x.length - y.length
    }
    case 6:
    case 7:
      return Buffer.compare(Buffer.from(EJSON.stringify(a)), Buffer.from(EJSON.stringify(b)))
    case 8:
      return Number(a) - Number(b)
    case 9:
      return (a as Date).getTime() - (b as Date).getTime()
    default:
      return 0
  }
}

export const same = (a: Value, b: Value): boolean => compareValues(a, b) === 0

/** A deep copy that keeps BSON types. */
export const copyOf = <T>(value: T): T => {
  if (Array.isArray(value)) return value.map(copyOf) as T
  if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, copyOf(one)])) as T
  return value
}
