// Builds and drops the SQLite side of declared indexes, and turns them multikey when an array appears.
import { duplicateError, isBreach } from './duplicate.ts'
import { columnKey } from './key-columns.ts'
import { columnOf, ID, type Index, indexName, type KeyColumn, type Layout, missingIndexName } from './layout.ts'
import { splitPath } from './path.ts'
import { mayHoldArray } from './shape.ts'
import { createSideTable, dropSideTable, insertElements } from './side-table.ts'
import { quote } from './sql.ts'
import type { StoredDocument } from './stored.ts'
import { everyRow, type Tables } from './tables.ts'

const pathsOf = (index: Index): readonly string[] => index.key.map(([path]) => path)

const freeColumn = (layout: Layout, taken: number): string => {
  const used = new Set([...layout.columns.values()].map(({ column }) => column))
  let number = taken + 1
  while (used.has(`k${number}`)) number += 1
  return `k${number}`
}

/** Adds the key columns that the index needs and no other index has, filled for the documents that are there. */
const addColumns = (tables: Tables, layout: Layout, index: Index): Layout => {
  const columns = new Map(layout.columns)
  const fresh: KeyColumn[] = []
  for (const path of pathsOf(index)) {
    if (path === ID || columns.has(path)) continue
    const column = freeColumn({ ...layout, columns }, 0)
    const added = { path: splitPath(path), column, exact: true }
    columns.set(path, added)
    fresh.push(added)
    tables.sql.execute(`ALTER TABLE ${quote(layout.collection)} ADD COLUMN ${column} ANY`)
  }
  const grown = { ...layout, columns }
  if (fresh.length === 0) return grown
  const fill = `UPDATE ${quote(layout.collection)} SET ${fresh.map(({ column }) => `${column}=?`).join()} WHERE rid=?`
  for (const { rid, document } of everyRow(tables, quote(layout.collection))) {
    tables.sql.run(fill, ...fresh.map((column) => columnKey(grown, column, document)), rid)
  }
  return grown
}

/** Drops the key columns that no plain index needs any more; their contents must not stay behind. */
const dropColumns = (tables: Tables, layout: Layout): Layout => {
  const needed = new Set(layout.indexes.filter(({ multikey }) => !multikey).flatMap(pathsOf))
  const columns = new Map(layout.columns)
  for (const [path, { column }] of layout.columns) {
    if (needed.has(path)) continue
    tables.sql.execute(`ALTER TABLE ${quote(layout.collection)} DROP COLUMN ${column}`)
    columns.delete(path)
  }
  return { ...layout, columns }
}

const jsonText = (path: string): string =>
  `'$${splitPath(path)
    .map((piece) => `."${piece}"`)
    .join('')}'`

/**
 * SQLite lets NULLs repeat in a unique index, where MongoDB counts missing and null as one value: a second index over the
 * rows with a NULL refuses the repetition. A sparse index leaves out documents that have none of the fields.
 */
const missingIndex = (layout: Layout, index: Index, columns: readonly string[]): string => {
  const keys = columns.map((column) => `ifnull(${column},x'')`).join()
  const someMissing = columns.map((column) => `${column} IS NULL`).join(' OR ')
  const present = pathsOf(index).map((path) => `json_type(doc,${jsonText(path)}) IS NOT NULL`)
  const condition = index.sparse ? `(${someMissing}) AND (${present.join(' OR ')})` : someMissing
  const name = quote(missingIndexName(layout.collection, index.name))
  return `CREATE UNIQUE INDEX ${name} ON ${quote(layout.collection)}(${keys}) WHERE ${condition}`
}

const createPlain = (tables: Tables, layout: Layout, index: Index): void => {
  const columns = pathsOf(index).map((path) => columnOf(layout, path)!.column)
  const sorted = columns.map((column, i) => (index.key[i]![1] === -1 ? `${column} DESC` : column)).join()
  const name = quote(indexName(layout.collection, index.name))
  const kind = index.unique ? 'UNIQUE INDEX' : 'INDEX'
  tables.sql.execute(`CREATE ${kind} ${name} ON ${quote(layout.collection)}(${sorted})`)
  if (index.unique && pathsOf(index).some((path) => path !== ID))
    tables.sql.execute(missingIndex(layout, index, columns))
}

const fillSideTable = (tables: Tables, layout: Layout, index: Index): void => {
  createSideTable(tables, layout, index)
  for (const { rid, document } of everyRow(tables, quote(layout.collection))) {
    try {
      insertElements(tables, layout, index, rid, document)
    } catch (error) {
      throw isBreach(error) ? duplicateError(error, layout, [index], document, tables.database) : error
    }
  }
}

/** The first document that shares its key with an earlier one, to name it in the error. */
const culprit = (tables: Tables, layout: Layout, index: Index): StoredDocument => {
  const keys = pathsOf(index).map((path) => `ifnull(${columnOf(layout, path)!.column},x'')`)
  const table = quote(layout.collection)
  const twice = `SELECT max(rid) FROM ${table} GROUP BY ${keys.join()} HAVING count(*)>1 LIMIT 1`
  const row = tables.sql.get<[string]>(`SELECT doc FROM ${table} WHERE rid=(${twice})`)
  return row ? (JSON.parse(row[0]) as StoredDocument) : {}
}

/** Builds the index over the documents that are there; the layout returned has it. */
export const buildIndex = (tables: Tables, layout: Layout, declared: Index): Layout => {
  const multikey = pathsOf(declared).some((path) => mayHoldArray(layout.shape, splitPath(path)))
  const index = { ...declared, multikey }
  const indexes = [...layout.indexes, index]
  if (multikey) {
    fillSideTable(tables, layout, index)
    return { ...layout, indexes }
  }
  const grown = addColumns(tables, { ...layout, indexes }, index)
  try {
    createPlain(tables, grown, index)
  } catch (error) {
    if (!isBreach(error)) throw error
    throw duplicateError(error, grown, [index], culprit(tables, grown, index), tables.database)
  }
  return grown
}

const dropPlain = ({ sql }: Tables, layout: Layout, index: Index): void => {
  sql.execute(`DROP INDEX IF EXISTS ${quote(indexName(layout.collection, index.name))}`)
  sql.execute(`DROP INDEX IF EXISTS ${quote(missingIndexName(layout.collection, index.name))}`)
}

/** Drops an index; the layout returned lacks it. */
export const dropIndex = (tables: Tables, layout: Layout, name: string): Layout => {
  const index = layout.indexes.find((one) => one.name === name)!
  if (index.multikey) dropSideTable(tables, layout, index)
  else dropPlain(tables, layout, index)
  return dropColumns(tables, { ...layout, indexes: layout.indexes.filter((one) => one !== index) })
}

/** Turns every index multikey that has an array on its path by now; the same layout when there is none. */
export const makeMultikey = (tables: Tables, layout: Layout): Layout => {
  const turns = (index: Index) =>
    !index.multikey && pathsOf(index).some((path) => mayHoldArray(layout.shape, splitPath(path)))
  if (!layout.indexes.some(turns)) return layout
  const indexes = layout.indexes.map((index) => {
    if (!turns(index)) return index
    dropPlain(tables, layout, index)
    const multikey = { ...index, multikey: true }
    fillSideTable(tables, layout, multikey)
    return multikey
  })
  return dropColumns(tables, { ...layout, indexes })
}

/** Removes the side tables of a collection that is about to go. */
export const dropSideTables = (tables: Tables, layout: Layout): void => {
  for (const index of layout.indexes) if (index.multikey) dropSideTable(tables, layout, index)
}
