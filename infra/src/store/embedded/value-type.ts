// The types of BSON as `$type` names and numbers them.
import { encode } from './encode.ts'
import { isNumber } from './numbers.ts'
import { serverError } from './server-error.ts'
import { isTagged, LETTER, type Stored } from './stored.ts'

const ALIASES: Readonly<Record<string, number>> = {
  double: 1,
  string: 2,
  object: 3,
  array: 4,
  binData: 5,
  undefined: 6,
  objectId: 7,
  bool: 8,
  date: 9,
  null: 10,
  regex: 11,
  dbPointer: 12,
  javascript: 13,
  symbol: 14,
  javascriptWithScope: 15,
  int: 16,
  timestamp: 17,
  long: 18,
  decimal: 19,
  minKey: -1,
  maxKey: 127,
}
const NAMES: ReadonlyMap<number, string> = new Map(Object.entries(ALIASES).map(([name, number]) => [number, name]))

const NUMBERS = ['double', 'int', 'long', 'decimal']
const INT_LIMIT = 2 ** 31

const numberType = (value: number): string =>
  Number.isInteger(value) && value >= -INT_LIMIT && value < INT_LIMIT ? 'int' : 'double'

const taggedType = (text: string): string => {
  switch (text[1]) {
    case LETTER.objectId:
      return 'objectId'
    case LETTER.date:
      return 'date'
    case LETTER.boolean:
      return 'bool'
    case LETTER.binary:
      return 'binData'
    case LETTER.long:
      return 'long'
    case LETTER.decimal:
      return 'decimal'
    case LETTER.notFinite:
      return 'double'
    case LETTER.timestamp:
      return 'timestamp'
    case LETTER.regex:
      return 'regex'
    case LETTER.text:
      return 'string'
    default:
      return text.includes('$minKey') ? 'minKey' : text.includes('$maxKey') ? 'maxKey' : 'javascript'
  }
}

/** The alias of a value's type. A whole number within 32 bits is an int and any other a double, as the driver sends them. */
export const typeOf = (value: Stored): string => {
  if (value === null) return 'null'
  if (typeof value === 'number') return numberType(value)
  if (typeof value === 'string') return isTagged(value) ? taggedType(value) : 'string'
  return Array.isArray(value) ? 'array' : 'object'
}

const parseType = (value: unknown): readonly string[] => {
  if (value === 'number') return NUMBERS
  if (typeof value === 'string') {
    if (value in ALIASES) return [value]
    throw serverError(2, `Unknown type name alias: ${value}`)
  }
  const number = encode(value)
  if (!isNumber(number)) throw serverError(14, 'type must be represented as a number or a string')
  const name = typeof number === 'number' ? NAMES.get(number) : undefined
  if (name === undefined) throw serverError(2, `Invalid numerical type code: ${String(value)}`)
  return [name]
}

/** The types that the operand of `$type` names: an alias, a number, `number`, or a list of them. */
export const parseTypes = (value: unknown): ReadonlySet<string> => {
  if (!Array.isArray(value)) return new Set(parseType(value))
  if (value.length === 0) throw serverError(9, 'type must match at least one type')
  return new Set(value.flatMap(parseType))
}
