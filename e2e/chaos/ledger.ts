// The ledger of a chaos run: every acknowledged command, on disk before the next one is sent.
import { closeSync, fdatasyncSync, openSync, readFileSync, writeSync } from 'node:fs'

/** `step` of `story` was acknowledged for the thing `of`; `facts` are what must be true of it from then on. */
export type Entry = {
  readonly story: string
  readonly step: string
  readonly of: string
  readonly facts?: Readonly<Record<string, string>>
}

export const openLedger = (file: string) => {
  const handle = openSync(file, 'a')
  let written = 0
  return {
    write: (entry: Entry) => {
      writeSync(handle, `${JSON.stringify(entry)}\n`)
      fdatasyncSync(handle)
      written++
    },
    written: () => written,
    close: () => closeSync(handle),
  }
}
export type Ledger = ReturnType<typeof openLedger>

export const readLedger = (file: string): Entry[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Entry)
