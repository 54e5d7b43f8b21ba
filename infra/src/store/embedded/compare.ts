// The order of BSON over kept values: by type first, then by value.
import { compareNumbers } from './numbers.ts'
import { isTagged, LETTER, type Stored, type StoredDocument } from './stored.ts'

/** Places of the types in the order of BSON; types in one place compare by value. */
export const RANK = {
  minKey: -1,
  null: 5,
  number: 10,
  text: 15,
  document: 20,
  array: 25,
  binary: 30,
  objectId: 35,
  boolean: 40,
  date: 45,
  timestamp: 47,
  regex: 50,
  code: 60,
  maxKey: 127,
} as const

const otherRank = (text: string): number => {
  if (text.includes('$minKey')) return RANK.minKey
  if (text.includes('$maxKey')) return RANK.maxKey
  return text.includes('$symbol') ? RANK.text : RANK.code
}

const taggedRank = (text: string): number => {
  switch (text[1]) {
    case LETTER.objectId:
      return RANK.objectId
    case LETTER.date:
      return RANK.date
    case LETTER.boolean:
      return RANK.boolean
    case LETTER.binary:
      return RANK.binary
    case LETTER.long:
    case LETTER.decimal:
    case LETTER.notFinite:
      return RANK.number
    case LETTER.timestamp:
      return RANK.timestamp
    case LETTER.regex:
      return RANK.regex
    case LETTER.text:
      return RANK.text
    default:
      return otherRank(text)
  }
}

/** The place of a value in the order of types; missing counts as null. */
export const rankOf = (value: Stored | undefined): number => {
  if (value === null || value === undefined) return RANK.null
  if (typeof value === 'number') return RANK.number
  if (typeof value === 'string') return isTagged(value) ? taggedRank(value) : RANK.text
  return Array.isArray(value) ? RANK.array : RANK.document
}

/** Moves the surrogates behind the rest of the 16-bit range, where UTF-8 has the characters they make. */
const inUtf8Order = (unit: number): number => (unit < 0xd800 ? unit : unit > 0xdfff ? unit - 0x800 : unit + 0x2000)

/** Strings in the order of their UTF-8 bytes, which is not quite that of JavaScript. */
export const compareTexts = (a: string, b: string): number => {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i += 1) {
    const [x, y] = [a.charCodeAt(i), b.charCodeAt(i)]
    if (x !== y) return inUtf8Order(x) - inUtf8Order(y)
  }
  return a.length - b.length
}

const compareBinaries = (a: string, b: string): number => {
  const [x, y] = [Buffer.from(a.slice(4), 'base64'), Buffer.from(b.slice(4), 'base64')]
  return x.length - y.length || compareTexts(a.slice(2, 4), b.slice(2, 4)) || Buffer.compare(x, y)
}

const compareRegexes = (a: string, b: string): number => {
  const parts = (text: string) => [text.slice(text.indexOf('/') + 1), text.slice(2, text.indexOf('/'))] as const
  const [[patternA, flagsA], [patternB, flagsB]] = [parts(a), parts(b)]
  return compareTexts(patternA, patternB) || compareTexts(flagsA, flagsB)
}

const compareArrays = (a: readonly Stored[], b: readonly Stored[]): number => {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i += 1) {
    const order = compare(a[i], b[i])
    if (order !== 0) return order
  }
  return a.length - b.length
}

/** Field by field in the order they stand: type, then name, then value. */
const compareDocuments = (a: StoredDocument, b: StoredDocument): number => {
  const [left, right] = [Object.keys(a), Object.keys(b)]
  const length = Math.min(left.length, right.length)
  for (let i = 0; i < length; i += 1) {
    const [x, y] = [left[i]!, right[i]!]
    const order = rankOf(a[x]) - rankOf(b[y]) || compareTexts(x, y) || compare(a[x], b[y])
    if (order !== 0) return order
  }
  return left.length - right.length
}

const untagText = (text: string): string => (isTagged(text) ? text.slice(2) : text)

/** Below, at or above zero as `a` sorts before, with or after `b`; missing sorts as null. */
export const compare = (a: Stored | undefined, b: Stored | undefined): number => {
  if (a === b) return 0
  const rank = rankOf(a)
  const order = rank - rankOf(b)
  if (order !== 0) return order
  switch (rank) {
    case RANK.number:
      return compareNumbers(a as number, b as number)
    case RANK.text:
      return compareTexts(untagText(a as string), untagText(b as string))
    case RANK.document:
      return compareDocuments(a as StoredDocument, b as StoredDocument)
    case RANK.array:
      return compareArrays(a as Stored[], b as Stored[])
    case RANK.binary:
      return compareBinaries(a as string, b as string)
    case RANK.regex:
      return compareRegexes(a as string, b as string)
    case RANK.null:
    case RANK.minKey:
    case RANK.maxKey:
      return 0
    default:
      return compareTexts(a as string, b as string)
  }
}

/** Equal by value: 5 equals Decimal128 5, missing equals null, the order of fields counts. */
export const isEqual = (a: Stored | undefined, b: Stored | undefined): boolean => a === b || compare(a, b) === 0
