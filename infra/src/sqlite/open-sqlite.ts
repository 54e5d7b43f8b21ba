// Opens one SQLite file for this process alone, durable at every commit, with a clear word when that cannot be.
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { inWords } from '../store/embedded/sqlite-fault.ts'

/** WAL, synchronous FULL, deleted content overwritten; the lock goes when the process ends, however it ends. */
export const openSqlite = (file: string): DatabaseSync => {
  let database: DatabaseSync | undefined
  try {
    mkdirSync(dirname(file), { recursive: true })
    database = new DatabaseSync(file, { timeout: 0 })
    database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;')
    database.exec('PRAGMA secure_delete = ON; BEGIN IMMEDIATE; COMMIT;')
    return database
  } catch (error) {
    database?.close()
    throw inWords(error, file)
  }
}
