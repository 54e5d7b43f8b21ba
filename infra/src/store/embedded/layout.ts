// How one collection lies in the file: its table, its key columns, its indexes, and the shape of its documents.

import { type Path, splitPath } from './path.ts'
import { emptyShape, type KeptShape, keepShape, restoreShape, type Shape } from './shape.ts'

export type Direction = 1 | -1

/** An index as it was declared; `options` is given back word for word. */
export type Index = {
  readonly name: string
  readonly key: readonly (readonly [path: string, direction: Direction])[]
  readonly unique: boolean
  readonly sparse: boolean
  readonly options: Readonly<Record<string, unknown>>
  /** True once an indexed path held an array: its keys then lie in a side table, one row per element. */
  readonly multikey: boolean
}

/** A column filled with the key of one path; `exact` while SQLite's order of it is the order of BSON. */
export type KeyColumn = { readonly path: Path; readonly column: string; exact: boolean }

export type Layout = {
  readonly collection: string
  readonly columns: ReadonlyMap<string, KeyColumn>
  readonly indexes: readonly Index[]
  readonly shape: Shape
  /** The column `id`, which every collection has. */
  readonly id: KeyColumn
}

export const ID = '_id'

type KeptLayout = {
  readonly columns: readonly (readonly [path: string, column: string, exact: boolean])[]
  readonly indexes: readonly Index[]
  readonly shape: KeptShape
  readonly idExact: boolean
}

const keyColumn = (path: string, column: string, exact: boolean): KeyColumn => ({
  path: splitPath(path),
  column,
  exact,
})

export const emptyLayout = (collection: string): Layout => ({
  collection,
  columns: new Map(),
  indexes: [],
  shape: emptyShape(),
  id: keyColumn(ID, 'id', true),
})

/** The layout as text for the file. */
export const keepLayout = (layout: Layout): string => {
  const kept: KeptLayout = {
    columns: [...layout.columns].map(([path, { column, exact }]) => [path, column, exact]),
    indexes: layout.indexes,
    shape: keepShape(layout.shape),
    idExact: layout.id.exact,
  }
  return JSON.stringify(kept)
}

export const restoreLayout = (collection: string, text: string): Layout => {
  const kept = JSON.parse(text) as KeptLayout
  return {
    collection,
    columns: new Map(kept.columns.map(([path, column, exact]) => [path, keyColumn(path, column, exact)])),
    indexes: kept.indexes,
    shape: restoreShape(kept.shape),
    id: keyColumn(ID, 'id', kept.idExact),
  }
}

/** The column that holds the keys of a path; none for a path without a plain index. */
export const columnOf = (layout: Layout, path: string): KeyColumn | undefined =>
  path === ID ? layout.id : layout.columns.get(path)

/** The names of an index in SQLite; one file holds many collections. */
export const indexName = (collection: string, index: string): string => `${collection}:${index}`
/** The second index of a unique one, which makes two missing values a breach. */
export const missingIndexName = (collection: string, index: string): string => `${collection}:${index}:missing`
export const sideTable = (collection: string, index: string): string => `keys:${collection}:${index}`
