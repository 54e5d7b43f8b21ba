// Reads one delimited file for what it is: its encoding, its delimiter, its header and the line each row stands on.
import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'

export type Line = {
  /** As a spreadsheet counts: the header is row 1, empty rows count, a line break within a cell does not. */
  readonly line: number
  readonly cells: Readonly<Record<string, string>>
  /** The row has as many cells as the header. */
  readonly whole: boolean
  /** What stands beyond the last column. */
  readonly stray: string | undefined
}
export type Delimited = { readonly header: readonly string[]; readonly lines: readonly Line[] }

const decode = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

const delimiterOf = (header: string): string => {
  const bare = header.replaceAll(/"[^"]*"/g, '')
  const count = (delimiter: string) => bare.split(delimiter).length
  return [';', ',', '\t', '|'].reduce((best, next) => (count(next) > count(best) ? next : best))
}

/** A file as people send it: UTF-8 with or without its mark, or Windows-1252; any of the usual delimiters. */
export const readDelimited = (path: string): Delimited => {
  const text = decode(readFileSync(path))
  const delimiter = delimiterOf(text.split(/\r?\n/, 1)[0] ?? '')
  const [first = [], ...rest]: string[][] = parse(text, { delimiter, relax_column_count: true })
  const header = first.map((name) => name.trim())
  const lines = rest.map((record, at) => ({
    line: at + 2,
    cells: Object.fromEntries(header.map((name, column) => [name, record[column] ?? ''])),
    whole: record.length === header.length,
    stray: record.slice(header.length).find((cell) => cell.trim() !== ''),
    blank: record.every((cell) => cell.trim() === ''),
  }))
  return { header, lines: lines.filter(({ blank }) => !blank) }
}

/** What a spreadsheet would take for a formula is written with an apostrophe in front. */
const asMeant = (cell: string) => cell.replace(/^'(?=[=+@\t\r-])/, '')

/** A file that the job wrote: UTF-8, commas, no byte mark, exactly these columns; other words are a breach. */
export const readWritten = (path: string, columns: readonly string[], breach: (words: string) => void) => {
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(path))
  const [header = [], ...rows]: string[][] = parse(text, { relax_column_count: true })
  if (header.join() !== columns.join()) breach(`${path}: columns are ${header.join()}, not ${columns.join()}`)
  for (const row of rows)
    if (row.length !== columns.length) breach(`${path}: a row of ${row.length} cells: ${row.join()}`)
  return rows.map((row) => Object.fromEntries(columns.map((name, at) => [name, asMeant(row[at] ?? '')])))
}
