// Runs a few writes as one: either all of them happen or none, while the transaction around them goes on.
import { resultCode } from './sqlite-fault.ts'
import type { Tables } from './tables.ts'

/** No memory, a failing disk, a damaged file, a full disk. */
const FATAL = new Set([7, 10, 11, 13])

/** Whether an error ends the whole transaction and not just one write in it. */
export const endsTransaction = (error: unknown, tables: Tables): boolean =>
  !tables.inTransaction() || FATAL.has(resultCode(error) ?? 0)

/**
 * Runs work that leaves no trace when it fails, inside a transaction. A savepoint makes SQLite copy every page that is
 * changed under it, so what is a single statement anyway does without.
 */
export const isolated = <T>(tables: Tables, work: () => T): T => {
  const { sql, catalogue } = tables
  sql.run('SAVEPOINT one')
  try {
    const value = work()
    sql.run('RELEASE one')
    return value
  } catch (error) {
    if (!endsTransaction(error, tables)) {
      sql.run('ROLLBACK TO one')
      sql.run('RELEASE one')
      catalogue.undo()
    }
    throw error
  }
}
