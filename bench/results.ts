// Keeps what a benchmark measured as one JSON file in bench/results/ and prints it as a table.
import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'

export type Row = Readonly<Record<string, string | number>>

/** Prints the rows and writes them to bench/results/NAME.json together with the machine they were measured on. */
export const keepResults = (name: string, rows: readonly Row[]) => {
  const folder = join(import.meta.dirname, 'results')
  mkdirSync(folder, { recursive: true })
  const machine = { processor: cpus()[0]?.model, cores: cpus().length, node: process.version }
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify({ machine, rows }, null, 2)}\n`)
  console.table(rows)
}

/** The middle value; of an even number of values the lower of the two in the middle. */
export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[(values.length - 1) >> 1] ?? Number.NaN
