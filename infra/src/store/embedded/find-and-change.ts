// findOneAndUpdate, findOneAndReplace and findOneAndDelete: changes one document and gives it back.
import type { Condition } from './condition.ts'
import type { Document } from './decode.ts'
import { presenter } from './find.ts'
import type { Options } from './options.ts'
import { firstRow } from './reading.ts'
import { deleteRow, replaceRow } from './rows.ts'
import { parseSort } from './sort.ts'
import type { StoreFile } from './store-file.ts'
import type { StoredDocument } from './stored.ts'
import type { Update } from './update.ts'
import { idOf, insertUpserted, updated } from './writing.ts'

/** The document, or with `includeResultMetadata` what the server says about it too. */
export type Changed =
  | Document
  | null
  | { readonly value: Document | null; readonly ok: 1; readonly lastErrorObject: object }

const answer = (options: Options, value: Document | null, lastErrorObject: object): Changed =>
  options.includeResultMetadata === true ? { value, lastErrorObject, ok: 1 } : value

const wantsAfter = (options: Options): boolean => options.returnDocument === 'after' || options.returnOriginal === false

const copy = (document: StoredDocument): StoredDocument => JSON.parse(JSON.stringify(document)) as StoredDocument

export const findOneAndChange = (
  file: StoreFile,
  collection: string,
  condition: Condition,
  update: Update,
  options: Options,
): Changed => {
  const present = presenter(condition, options.projection ?? options.fields)
  const row = firstRow(file.tables, collection, { condition, sort: parseSort(options.sort) })
  if (row === undefined) {
    if (options.upsert !== true) return answer(options, null, { n: 0, updatedExisting: false })
    const document = insertUpserted(file, collection, condition, update)
    const value = wantsAfter(options) ? present(copy(document)) : null
    return answer(options, value, { n: 1, updatedExisting: false, upserted: idOf(document) })
  }
  const after = updated(row, condition, update)
  replaceRow(file.tables, collection, row, after)
  return answer(options, present(wantsAfter(options) ? copy(after) : row.document), { n: 1, updatedExisting: true })
}

export const findOneAndRemove = (
  file: StoreFile,
  collection: string,
  condition: Condition,
  options: Options,
): Changed => {
  const row = firstRow(file.tables, collection, { condition, sort: parseSort(options.sort) })
  if (row === undefined) return answer(options, null, { n: 0 })
  deleteRow(file.tables, collection, row.rid)
  return answer(options, presenter(condition, options.projection ?? options.fields)(row.document), { n: 1 })
}
