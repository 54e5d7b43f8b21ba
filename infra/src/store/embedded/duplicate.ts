// Turns a breach of a unique index in SQLite into MongoDB's E11000.
import { type Document, decodeCopy } from './decode.ts'
import { ID, type Index, type Layout, missingIndexName, sideTable } from './layout.ts'
import { fieldOf, splitPath } from './path.ts'
import { type ServerError, serverError } from './server-error.ts'
import { isDocument, type Stored, type StoredDocument } from './stored.ts'

const UNIQUE = 2067
const PRIMARY_KEY = 1555

/** Whether SQLite refused a row because a unique index has its key already. */
export const isBreach = (error: unknown): error is Error => {
  const { errcode } = error as { errcode?: number }
  return errcode === UNIQUE || errcode === PRIMARY_KEY
}

/** SQLite names the columns, or the index when it is made of expressions. */
const breached = (message: string, layout: Layout, indexes: readonly Index[]): Index | undefined => {
  const named = message.slice(message.indexOf(': ') + 2)
  return indexes.find(({ name, key, multikey, unique }) => {
    if (!unique) return false
    if (multikey) return named.includes(`${sideTable(layout.collection, name)}.k0`)
    const columns = key.map(([path]) => `${layout.collection}.${layout.columns.get(path)?.column ?? 'id'}`)
    return named === columns.join(', ') || named.includes(`'${missingIndexName(layout.collection, name)}'`)
  })
}

const describe = (value: unknown): string => {
  if (value === null || value === undefined) return 'null'
  if (typeof value === 'string') return JSON.stringify(value)
  if (value instanceof Date) return `new Date(${value.getTime()})`
  const { _bsontype } = value as { _bsontype?: string }
  if (_bsontype === 'ObjectId') return `ObjectId('${String(value)}')`
  if (typeof value !== 'object' || _bsontype !== undefined) return String(value)
  const fields = Object.entries(value as Document).map(([field, one]) => `${field}: ${describe(one)}`)
  return Array.isArray(value) ? `[ ${value.map(describe).join(', ')} ]` : `{ ${fields.join(', ')} }`
}

const reach = (document: StoredDocument, path: string): Stored => {
  let value: Stored | undefined = document
  for (const piece of splitPath(path)) value = isDocument(value) ? fieldOf(value, piece) : undefined
  return value ?? null
}

/** The error for a document that was refused; `indexes` are those that may have refused it. */
export const duplicateError = (
  error: Error,
  layout: Layout,
  indexes: readonly Index[],
  document: StoredDocument,
  database: string,
): ServerError => {
  const index = breached(error.message, layout, indexes)
  const key = index ? index.key : ([[ID, 1]] as const)
  const keyPattern = Object.fromEntries(key)
  const keyValue = Object.fromEntries(key.map(([path]) => [path, decodeCopy(reach(document, path))]))
  const where = `collection: ${database}.${layout.collection} index: ${index?.name ?? '_id_'}`
  return serverError(11000, `E11000 duplicate key error ${where} dup key: ${describe(keyValue)}`, {
    keyPattern,
    keyValue,
    index: 0,
  })
}
