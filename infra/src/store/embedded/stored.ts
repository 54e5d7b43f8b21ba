// The form in which values are kept: JSON, with each BSON type that JSON lacks as one string that starts with a tag.

/** A value as it is kept; scalars of one BSON type compare as SQLite would compare them. */
export type Stored = null | number | string | Stored[] | StoredDocument
/** A document as it is kept; `JSON.stringify` gives the text in the file. */
export type StoredDocument = { [field: string]: Stored }

/**
 * The first character of every tagged string. DEL is ASCII and needs no escape in JSON, so a document stays one byte per
 * character in V8 and in SQLite, which halves the cost of handing it over.
 */
export const TAG = '\x7f'
const TAG_CODE = 0x7f

/** The letter after the tag says the type. */
export const LETTER = {
  /** A plain string that itself begins with the tag. */
  text: '!',
  boolean: 'b',
  date: 'd',
  /** MinKey, MaxKey, Code, DBRef and symbols, as extended JSON. */
  other: 'e',
  long: 'l',
  decimal: 'm',
  /** NaN, Infinity, -Infinity. */
  notFinite: 'n',
  objectId: 'o',
  regex: 'r',
  timestamp: 't',
  binary: 'x',
} as const

export const TRUE = `${TAG}b1`
export const FALSE = `${TAG}b0`

export const isTagged = (text: string): boolean => text.charCodeAt(0) === TAG_CODE

/** Numbers that SQLite cannot order by itself: integers beyond 2^53, decimals, NaN and the infinities. */
export const isOddNumber = (text: string): boolean => {
  if (text.charCodeAt(0) !== TAG_CODE) return false
  const letter = text[1]
  return letter === LETTER.long || letter === LETTER.decimal || letter === LETTER.notFinite
}

export const isDocument = (value: Stored | undefined): value is StoredDocument =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
