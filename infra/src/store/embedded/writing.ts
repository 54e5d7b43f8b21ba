// Inserts, updates and deletes: what each does to the file, inside a transaction.
import mongoose from 'mongoose'
import { isEqual } from './compare.ts'
import type { Condition } from './condition.ts'
import { type Document, decode, decodeCopy } from './decode.ts'
import { encodeDocument } from './encode.ts'
import type { Partly } from './group-commit.ts'
import { endsTransaction } from './isolated.ts'
import { ID } from './layout.ts'
import { compileMatcher } from './matcher.ts'
import { equalities } from './parse-filter.ts'
import { firstRow, selectRows, trailOf } from './reading.ts'
import { deleteRow, insertRow, replaceRow } from './rows.ts'
import { serverError } from './server-error.ts'
import type { SortKey } from './sort.ts'
import type { StoreFile } from './store-file.ts'
import type { Stored, StoredDocument } from './stored.ts'
import type { Row } from './tables.ts'
import type { Update } from './update.ts'
import { applyAt } from './update-path.ts'

const { ObjectId } = mongoose.mongo

/** A document ready to be written: its `_id` stands first. */
export type Insertion = { readonly document: StoredDocument; readonly text: string }

const newId = (): Stored => `\x7fo${new ObjectId().toHexString()}`

const idFirst = (document: StoredDocument): StoredDocument => {
  for (const first in document) {
    if (first === ID) return document
    break
  }
  const { [ID]: id, ...rest } = document
  return { [ID]: id === undefined ? newId() : id, ...rest }
}

/** Encodes a document to insert, and gives it an `_id` if it has none, as the MongoDB driver does. */
export const prepareInsertion = (value: unknown): Insertion => {
  const document = idFirst(encodeDocument(value))
  const given = value as Document
  if (given[ID] === undefined && Object.isExtensible(given) && !(given instanceof Map))
    given[ID] = decode(document[ID]!)
  return { document, text: JSON.stringify(document) }
}

export const idOf = (document: StoredDocument): unknown => decodeCopy(document[ID]!)

export type UpdateResult = {
  readonly acknowledged: true
  readonly matchedCount: number
  readonly modifiedCount: number
  readonly upsertedCount: number
  readonly upsertedId: unknown
}

const result = (matchedCount: number, modifiedCount: number, upsertedId: unknown = null): UpdateResult => ({
  acknowledged: true,
  matchedCount,
  modifiedCount,
  upsertedCount: upsertedId === null ? 0 : 1,
  upsertedId,
})

/** The document that an upsert starts from: what the filter fixes by equality. */
const seed = (condition: Condition): StoredDocument => {
  const document: StoredDocument = {}
  const seen = new Map<string, Stored>()
  for (const [path, value] of equalities(condition)) {
    const name = path.join('.')
    const before = seen.get(name)
    if (before !== undefined && !isEqual(before, value)) {
      throw serverError(54, `cannot infer query fields to set, path '${name}' is matched twice`)
    }
    seen.set(name, value)
    const change = Object.assign(() => structuredClone(value), { creates: true })
    applyAt(document, { pieces: path, creates: true }, change, { position: undefined, filters: new Map() })
  }
  return document
}

/** Inserts what the filter and the update together describe. */
export const insertUpserted = (
  file: StoreFile,
  collection: string,
  condition: Condition,
  update: Update,
): StoredDocument => {
  const fresh = update.apply(seed(condition), { inserting: true, position: undefined })
  const document = idFirst(fresh)
  insertRow(file.tables, collection, document, JSON.stringify(document))
  return document
}

/** The document after the update; `row` itself stays as it was. */
export const updated = (row: Row, condition: Condition, update: Update): StoredDocument => {
  const position = update.positional ? trailOf(compileMatcher(condition), row.document).position : undefined
  return update.apply(JSON.parse(row.text) as StoredDocument, { inserting: false, position })
}

export type UpdateRequest = {
  readonly condition: Condition
  readonly update: Update
  readonly upsert: boolean
  readonly sort?: readonly SortKey[]
}

export const updateOne = (
  file: StoreFile,
  collection: string,
  { condition, update, upsert, sort = [] }: UpdateRequest,
): UpdateResult => {
  const row = firstRow(file.tables, collection, { condition, sort })
  if (row !== undefined) {
    return result(1, replaceRow(file.tables, collection, row, updated(row, condition, update)) ? 1 : 0)
  }
  return upsert ? result(0, 0, idOf(insertUpserted(file, collection, condition, update))) : result(0, 0)
}

/** Each document is changed as a whole or not at all; a failure keeps those changed before it, as in MongoDB. */
export const updateMany = (
  file: StoreFile,
  collection: string,
  { condition, update, upsert }: UpdateRequest,
): UpdateResult | Partly => {
  const rows = selectRows(file.tables, collection, { condition })
  if (rows.length === 0 && upsert) return result(0, 0, idOf(insertUpserted(file, collection, condition, update)))
  let modified = 0
  for (const row of rows) {
    try {
      if (replaceRow(file.tables, collection, row, updated(row, condition, update))) modified += 1
    } catch (failure) {
      if (modified === 0 || endsTransaction(failure, file.tables)) throw failure
      return { failure }
    }
  }
  return result(rows.length, modified)
}

export type DeleteResult = { readonly acknowledged: true; readonly deletedCount: number }

export const deleteOne = (file: StoreFile, collection: string, condition: Condition): DeleteResult => {
  const row = firstRow(file.tables, collection, { condition })
  if (row !== undefined) deleteRow(file.tables, collection, row.rid)
  return { acknowledged: true, deletedCount: row === undefined ? 0 : 1 }
}

export const deleteMany = (file: StoreFile, collection: string, condition: Condition): DeleteResult => {
  const rows = selectRows(file.tables, collection, { condition })
  for (const { rid } of rows) deleteRow(file.tables, collection, rid)
  return { acknowledged: true, deletedCount: rows.length }
}
