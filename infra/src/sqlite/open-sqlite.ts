// Opens one SQLite file for this process alone, durable at every commit, with a clear word when that cannot be.
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

export class StorageError extends Error {
  readonly code: 'in-use' | 'corrupt' | 'unreachable'

  constructor(code: StorageError['code'], message: string, cause: unknown) {
    super(message, { cause })
    this.name = 'StorageError'
    this.code = code
  }
}

const busy = 5
const corrupt = 11
const notADatabase = 26

const explain = (file: string, cause: unknown): StorageError => {
  const code = (cause as { errcode?: number }).errcode
  if (code === busy)
    return new StorageError(
      'in-use',
      `${file} is in use by another process: stop that bureau first, or choose another data folder.`,
      cause,
    )
  if (code === corrupt || code === notADatabase)
    return new StorageError(
      'corrupt',
      `${file} is damaged or not a file of the bureau: put back a backup, or move it away to start anew.`,
      cause,
    )
  return new StorageError(
    'unreachable',
    `${file} cannot be opened (${(cause as Error).message}): check the folder, its rights and the free space.`,
    cause,
  )
}

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
    throw explain(file, error)
  }
}
