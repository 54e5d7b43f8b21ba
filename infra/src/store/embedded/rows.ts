// Adds, replaces and removes single documents together with their keys.
import { unsupported } from '../store-error.ts'
import { duplicateError, isBreach } from './duplicate.ts'
import { makeMultikey } from './indexes.ts'
import { isolated } from './isolated.ts'
import type { Key } from './key.ts'
import { columnKey, isSameKey, keyFor } from './key-columns.ts'
import { ID, type Layout } from './layout.ts'
import { serverError } from './server-error.ts'
import { note } from './shape.ts'
import { deleteElements, insertElements, moveElements } from './side-table.ts'
import { quote } from './sql.ts'
import type { Stored, StoredDocument } from './stored.ts'
import type { Row, Tables } from './tables.ts'

/** MongoDB's own limit for one document. */
const MOST_CHARACTERS = 16 * 1024 * 1024

const checkSize = (text: string): void => {
  if (text.length <= MOST_CHARACTERS) return
  throw serverError(10334, `A document of ${text.length} characters is over the limit of ${MOST_CHARACTERS}`)
}

const idKey = (layout: Layout, id: Stored | undefined): Key => {
  if (Array.isArray(id)) throw serverError(53, "The '_id' value cannot be of type array")
  const key = keyFor(layout, layout.id, id)
  if (key === null) throw unsupported('An _id that is null or no number', 'give the document an _id of its own')
  return key
}

/** The layout that can hold the document: it learns where arrays are, and indexes over them turn multikey. */
const prepare = (tables: Tables, collection: string, document: StoredDocument): Layout => {
  const layout = tables.catalogue.open(collection)
  note(layout.shape, document)
  if (!layout.shape.changed) return layout
  const ready = isolated(tables, () => makeMultikey(tables, layout))
  tables.catalogue.save(ready)
  return ready
}

const settle = (tables: Tables, layout: Layout): void => {
  if (layout.shape.changed) tables.catalogue.save(layout)
}

/** Writes a row with its keys, as a whole or not at all: side tables take more than one statement. */
const asOne = (tables: Tables, layout: Layout, document: StoredDocument, write: () => void): void => {
  try {
    if (layout.indexes.some(({ multikey }) => multikey)) isolated(tables, write)
    else write()
  } catch (error) {
    throw isBreach(error) ? duplicateError(error, layout, layout.indexes, document, tables.database) : error
  }
}

/** Adds a document, which begins with its `_id`. */
export const insertRow = (tables: Tables, collection: string, document: StoredDocument, text: string): void => {
  checkSize(text)
  const layout = prepare(tables, collection, document)
  const keys: Key[] = [idKey(layout, document[ID]), text]
  let names = ''
  let marks = ''
  for (const column of layout.columns.values()) {
    keys.push(columnKey(layout, column, document))
    names += `,${column.column}`
    marks += ',?'
  }
  asOne(tables, layout, document, () => {
    const insert = `INSERT INTO ${quote(collection)} (id,doc${names}) VALUES (?,?${marks})`
    const { lastInsertRowid } = tables.sql.run(insert, ...keys)
    for (const index of layout.indexes) {
      if (index.multikey) insertElements(tables, layout, index, Number(lastInsertRowid), document)
    }
  })
  settle(tables, layout)
}

/** Writes a changed document over the old one, and of its keys those that changed. False when nothing changed. */
export const replaceRow = (tables: Tables, collection: string, row: Row, after: StoredDocument): boolean => {
  const text = JSON.stringify(after)
  if (text === row.text) return false
  checkSize(text)
  const layout = prepare(tables, collection, after)
  const values: Key[] = [text]
  let assignments = ''
  for (const column of layout.columns.values()) {
    const key = columnKey(layout, column, after)
    if (isSameKey(key, columnKey(layout, column, row.document))) continue
    values.push(key)
    assignments += `,${column.column}=?`
  }
  asOne(tables, layout, after, () => {
    tables.sql.run(`UPDATE ${quote(collection)} SET doc=?${assignments} WHERE rid=?`, ...values, row.rid)
    for (const index of layout.indexes) if (index.multikey) moveElements(tables, layout, index, row, after)
  })
  settle(tables, layout)
  return true
}

export const deleteRow = (tables: Tables, collection: string, rid: number): void => {
  const layout = tables.catalogue.open(collection)
  for (const index of layout.indexes) if (index.multikey) deleteElements(tables, layout, index, rid)
  tables.sql.run(`DELETE FROM ${quote(collection)} WHERE rid=?`, rid)
}
