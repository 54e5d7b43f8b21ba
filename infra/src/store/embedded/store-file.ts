// Opens the file of a store for this process alone, and closes it.
import { mkdirSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { StoreError } from '../store-error.ts'
import { CATALOGUE_TABLE, openCatalogue } from './catalogue.ts'
import { openSql } from './sql.ts'
import { inWords } from './sqlite-fault.ts'
import type { Tables } from './tables.ts'

/** FULL survives a power cut; NORMAL may lose the last commits then, but nothing when only the process dies. */
export type Synchronous = 'FULL' | 'NORMAL'

export type StoreFile = {
  readonly path: string
  readonly tables: Tables
  /** Runs work on the file; faults of SQLite come out in words. */
  readonly use: <T>(work: () => T) => T
  /** Moves what the log holds into the file and empties the log, deleted data included. */
  readonly tidy: () => void
  readonly close: () => void
}

/** "STBU" in ASCII: marks the file as a store of the bureau. */
const APPLICATION = 0x53544255
/** The way documents and indexes lie in the file. Raise it with a migration. */
const FORMAT = 1
const PAGE_CACHE_KIBIBYTES = 16_384

const pragma = (database: DatabaseSync, name: string): number =>
  Number(Object.values(database.prepare(`PRAGMA ${name}`).get() ?? { value: 0 })[0])

const checkOwner = (database: DatabaseSync, path: string): boolean => {
  const application = pragma(database, 'application_id')
  const tables = database.prepare('SELECT count(*) AS n FROM sqlite_schema').get()
  const isNew = application === 0 && Number(tables?.n) === 0
  if (!isNew && application !== APPLICATION) throw Object.assign(new Error('other application'), { errcode: 26 })
  const format = pragma(database, 'user_version')
  if (format > FORMAT) {
    const message = `The store ${path} was written by a newer version (format ${format}, this one knows ${FORMAT}): update this program.`
    throw new StoreError('store/newer-format', message)
  }
  return isNew
}

const checkHealth = (database: DatabaseSync): void => {
  const [row] = database.prepare('PRAGMA quick_check(1)').all()
  if (row?.quick_check !== 'ok') throw Object.assign(new Error(String(row?.quick_check)), { errcode: 11 })
}

/**
 * Exclusive locking comes first: the lock of the operating system is taken by the first read and goes with the process,
 * and the log needs no shared memory. Nothing is written before the file is known to be ours.
 */
const prepare = (database: DatabaseSync, path: string, synchronous: Synchronous): void => {
  database.exec('PRAGMA locking_mode=EXCLUSIVE')
  const isNew = checkOwner(database, path)
  database.exec(`PRAGMA journal_mode=WAL; PRAGMA synchronous=${synchronous}; PRAGMA secure_delete=ON;
    PRAGMA cache_size=-${PAGE_CACHE_KIBIBYTES}; PRAGMA temp_store=MEMORY; PRAGMA trusted_schema=OFF`)
  if (!isNew) checkHealth(database)
  const mark = `PRAGMA application_id=${APPLICATION}; PRAGMA user_version=${FORMAT};`
  database.exec(`BEGIN IMMEDIATE; ${isNew ? mark : ''} ${CATALOGUE_TABLE}; COMMIT`)
}

const openDatabase = (path: string, synchronous: Synchronous): DatabaseSync => {
  mkdirSync(dirname(path), { recursive: true })
  const database = new DatabaseSync(path, { timeout: 0 })
  try {
    prepare(database, path, synchronous)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

const unreachable = (path: string, cause: unknown): StoreError =>
  new StoreError('store/unreachable', `The folder of the store ${path} cannot be made: ${(cause as Error).message}.`, {
    cause,
  })

/** Opens or makes a store; a `StoreError` says in one sentence why not. */
export const openStoreFile = (file: string, synchronous: Synchronous): StoreFile => {
  const path = resolve(file)
  const use = <T>(work: () => T): T => {
    try {
      return work()
    } catch (error) {
      if (typeof (error as NodeJS.ErrnoException).syscall === 'string') throw unreachable(path, error)
      throw inWords(error, path)
    }
  }
  const database = use(() => openDatabase(path, synchronous))
  const sql = openSql(database)
  const tidy = (): void => database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  return {
    path,
    tables: {
      sql,
      catalogue: openCatalogue(sql),
      database: basename(path).replace(/\.[^.]*$/, ''),
      inTransaction: () => database.isTransaction,
    },
    use,
    tidy,
    close: () => {
      try {
        tidy()
      } catch {
        // On a full disk the log cannot be moved; it stays beside the file and is read at the next start.
      }
      database.close()
    },
  }
}
