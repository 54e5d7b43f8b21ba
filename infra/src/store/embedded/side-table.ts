// Keeps the keys of a multikey index: one row per document and element, in a table of its own.
import { indexedValues } from './index-keys.ts'
import { keyOf } from './key.ts'
import { type Index, type Layout, sideTable } from './layout.ts'
import { quote } from './sql.ts'
import type { Stored, StoredDocument } from './stored.ts'
import type { Row, Tables } from './tables.ts'

/** The key of null and missing here, where every column is filled. */
const MISSING = new Uint8Array(0)

const nameOf = (layout: Layout, index: Index): string => quote(sideTable(layout.collection, index.name))

type Values = readonly (readonly (Stored | undefined)[])[]

const insertValues = ({ sql }: Tables, layout: Layout, index: Index, rid: number, values: Values): void => {
  const insert = `INSERT INTO ${nameOf(layout, index)} VALUES (${index.key.map(() => '?').join()},?)`
  for (const one of values) sql.run(insert, ...one.map((value) => keyOf(value) ?? MISSING), rid)
}

export const insertElements = (
  tables: Tables,
  layout: Layout,
  index: Index,
  rid: number,
  document: StoredDocument,
): void => insertValues(tables, layout, index, rid, indexedValues(index, document))

export const deleteElements = ({ sql }: Tables, layout: Layout, index: Index, rid: number): void => {
  sql.run(`DELETE FROM ${nameOf(layout, index)} WHERE rid=?`, rid)
}

/** Writes the keys of a changed document, unless they are what they were. */
export const moveElements = (tables: Tables, layout: Layout, index: Index, row: Row, after: StoredDocument): void => {
  const values = indexedValues(index, after)
  if (JSON.stringify(indexedValues(index, row.document)) === JSON.stringify(values)) return
  deleteElements(tables, layout, index, row.rid)
  insertValues(tables, layout, index, row.rid, values)
}

export const createSideTable = ({ sql }: Tables, layout: Layout, index: Index): void => {
  const table = nameOf(layout, index)
  const columns = index.key.map((_, i) => `k${i}`)
  const definitions = columns.map((column) => `${column} ANY NOT NULL,`).join('')
  const keys = columns.join()
  sql.execute(
    `CREATE TABLE ${table} (${definitions}rid INTEGER NOT NULL,PRIMARY KEY(${keys},rid)) STRICT,WITHOUT ROWID`,
  )
  const ofRow = quote(`${sideTable(layout.collection, index.name)}:rid`)
  sql.execute(`CREATE INDEX ${ofRow} ON ${table}(rid)`)
  const unique = quote(`${sideTable(layout.collection, index.name)}:unique`)
  if (index.unique) sql.execute(`CREATE UNIQUE INDEX ${unique} ON ${table}(${keys})`)
}

export const dropSideTable = ({ sql }: Tables, layout: Layout, index: Index): void =>
  sql.execute(`DROP TABLE IF EXISTS ${nameOf(layout, index)}`)
