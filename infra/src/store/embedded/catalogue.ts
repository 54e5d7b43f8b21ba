// Knows the collections of one file: reads their layouts once and forgets what a rollback has undone.
import { emptyLayout, keepLayout, type Layout, restoreLayout } from './layout.ts'
import { serverError } from './server-error.ts'
import { quote, type Sql } from './sql.ts'

export type Catalogue = {
  readonly names: () => readonly string[]
  /** The layout of a collection; undefined while it does not exist. */
  readonly find: (collection: string) => Layout | undefined
  /** The layout of a collection, which is made if need be; inside a write only. */
  readonly open: (collection: string) => Layout
  /** Keeps a changed layout; inside a write only. */
  readonly save: (layout: Layout) => void
  readonly remove: (collection: string) => void
  /** Forgets every layout that was changed in this transaction; after a rollback of all or a part of it. */
  readonly undo: () => void
  /** The transaction is over; after undoing or committing. */
  readonly settle: () => void
}

/** Tables of the store itself and of SQLite; a collection cannot take their names. */
const RESERVED = /^(_collections$|sqlite_|keys:)/i

export const CATALOGUE_TABLE =
  'CREATE TABLE IF NOT EXISTS _collections (name TEXT PRIMARY KEY, layout TEXT NOT NULL) STRICT'

const checkName = (collection: string): void => {
  if (collection === '' || collection.includes('\0') || RESERVED.test(collection)) {
    throw serverError(73, `Invalid collection name: ${JSON.stringify(collection)}`)
  }
}

export const openCatalogue = (sql: Sql): Catalogue => {
  const known = new Map<string, Layout>()
  const changed = new Set<string>()
  const find = (collection: string): Layout | undefined => {
    const layout = known.get(collection)
    if (layout !== undefined) return layout
    const row = sql.get<[string]>('SELECT layout FROM _collections WHERE name=?', collection)
    if (row === undefined) return undefined
    const restored = restoreLayout(collection, row[0])
    known.set(collection, restored)
    return restored
  }
  const save = (layout: Layout): void => {
    layout.shape.changed = false
    known.set(layout.collection, layout)
    changed.add(layout.collection)
    sql.run('INSERT OR REPLACE INTO _collections VALUES (?,?)', layout.collection, keepLayout(layout))
  }
  return {
    names: () => sql.all<[string]>('SELECT name FROM _collections ORDER BY name').map(([name]) => name),
    find,
    save,
    open: (collection) => {
      const there = find(collection)
      if (there !== undefined) return there
      checkName(collection)
      sql.execute(
        `CREATE TABLE ${quote(collection)} (rid INTEGER PRIMARY KEY, id ANY NOT NULL UNIQUE, doc TEXT NOT NULL) STRICT`,
      )
      const layout = emptyLayout(collection)
      save(layout)
      return layout
    },
    remove: (collection) => {
      sql.run('DELETE FROM _collections WHERE name=?', collection)
      known.delete(collection)
      changed.add(collection)
    },
    undo: () => {
      for (const collection of changed) known.delete(collection)
    },
    settle: () => changed.clear(),
  }
}
