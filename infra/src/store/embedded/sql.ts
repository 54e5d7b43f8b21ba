// Small pieces of SQL text and the SQLite connection with its bounded cache of prepared statements.
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { Key } from './key.ts'

/** A name in SQL, whatever it holds. */
export const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`

export type Sql = {
  /** Runs a statement that gives no rows; returns how many rows it changed and the last row id. */
  readonly run: (
    sql: string,
    ...values: readonly Key[]
  ) => { readonly changes: number | bigint; readonly lastInsertRowid: number | bigint }
  /** The first row as a list of columns. */
  readonly get: <Row extends readonly unknown[]>(sql: string, ...values: readonly Key[]) => Row | undefined
  readonly all: <Row extends readonly unknown[]>(sql: string, ...values: readonly Key[]) => Row[]
  /** Rows one by one; end the loop before the same statement is used again. */
  readonly each: <Row extends readonly unknown[]>(sql: string, ...values: readonly Key[]) => IterableIterator<Row>
  /** Several statements without values or rows. */
  readonly execute: (sql: string) => void
}

const MOST_STATEMENTS = 256

/** Statements by their text; the one not used for the longest time makes room. */
export const openSql = (database: DatabaseSync): Sql => {
  const statements = new Map<string, StatementSync>()
  let latest = ''
  const prepare = (sql: string): StatementSync => {
    const known = statements.get(sql)
    if (known !== undefined) {
      if (sql !== latest) {
        statements.delete(sql)
        statements.set(sql, known)
        latest = sql
      }
      return known
    }
    const statement = database.prepare(sql)
    statement.setReturnArrays(true)
    if (statements.size === MOST_STATEMENTS) statements.delete(statements.keys().next().value!)
    statements.set(sql, statement)
    latest = sql
    return statement
  }
  return {
    run: (sql, ...values) => prepare(sql).run(...values),
    get: <Row>(sql: string, ...values: readonly Key[]) => prepare(sql).get(...values) as unknown as Row | undefined,
    all: <Row>(sql: string, ...values: readonly Key[]) => prepare(sql).all(...values) as unknown as Row[],
    each: <Row>(sql: string, ...values: readonly Key[]) =>
      prepare(sql).iterate(...values) as unknown as IterableIterator<Row>,
    execute: (sql) => database.exec(sql),
  }
}
