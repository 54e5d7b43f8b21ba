// Words the faults of SQLite for people: what is wrong with which file and what to do.
import { StoreError, type StoreErrorCode } from '../store-error.ts'

/** SQLite's primary result codes, https://sqlite.org/rescode.html. */
const RESULT: Readonly<Record<number, readonly [StoreErrorCode, (file: string) => string]>> = {
  5: [
    'store/locked',
    (file) => `The store ${file} is in use by another process: stop that process, or give this one a file of its own.`,
  ],
  6: [
    'store/locked',
    (file) => `The store ${file} is in use by another part of this process: close that connection first.`,
  ],
  8: [
    'store/unreachable',
    (file) => `The store ${file} cannot be written: give this user the right to write the file and its folder.`,
  ],
  10: ['store/io', (file) => `Reading or writing the store ${file} failed: check the disk, then start again.`],
  11: [
    'store/corrupt',
    (file) => `The store ${file} is damaged: put back a backup of it, or move the file away to start empty.`,
  ],
  13: [
    'store/full',
    (file) =>
      `The disk is full, the store ${file} could not grow: make room and try again; nothing half done was kept.`,
  ],
  14: [
    'store/unreachable',
    (file) => `The store ${file} cannot be opened: check that its folder exists and that this user may write in it.`,
  ],
  26: [
    'store/not-a-store',
    (file) => `${file} is not a store of this bureau: choose another file, or move this one away.`,
  ],
}

/** SQLite's primary result code; undefined for an error that is not SQLite's. */
export const resultCode = (error: unknown): number | undefined => {
  const code = (error as { errcode?: number } | null)?.errcode
  return typeof code === 'number' ? code & 0xff : undefined
}

/** The error in words, if it is one of the file or the disk; any other error as it is. */
export const inWords = (error: unknown, file: string): unknown => {
  const known = RESULT[resultCode(error) ?? 0]
  return known ? new StoreError(known[0], known[1](file), { cause: error }) : error
}
