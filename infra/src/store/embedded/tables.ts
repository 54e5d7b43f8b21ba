// What the parts that touch one open file share.
import type { Catalogue } from './catalogue.ts'
import type { Sql } from './sql.ts'
import type { StoredDocument } from './stored.ts'

/** One open file: its statements, its collections and its name as a database. */
export type Tables = {
  readonly sql: Sql
  readonly catalogue: Catalogue
  readonly database: string
  readonly inTransaction: () => boolean
}

/** A document with its place in the table and its text there. */
export type Row = { readonly rid: number; readonly text: string; readonly document: StoredDocument }

type TextRow = readonly [rid: number, text: string]

const BATCH = 500

/** Every row of a table, in batches, so that the caller may write to the table meanwhile. */
export function* everyRow({ sql }: Tables, table: string): Generator<Row> {
  let last = 0
  while (true) {
    const rows = sql.all<TextRow>(`SELECT rid,doc FROM ${table} WHERE rid>? ORDER BY rid LIMIT ${BATCH}`, last)
    for (const [rid, text] of rows) yield { rid, text, document: JSON.parse(text) as StoredDocument }
    if (rows.length < BATCH) return
    last = rows.at(-1)![0]
  }
}
