// The ledger of a chaos run: every acknowledged command, on disk before the next one is sent.
import { closeSync, fdatasyncSync, openSync, readFileSync, writeSync } from 'node:fs'

/** What was acknowledged for one company, in this order. */
export type Step = 'registered' | 'asked' | 'offered' | 'declined'
export type Entry = { readonly step: Step; readonly company: number }

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
