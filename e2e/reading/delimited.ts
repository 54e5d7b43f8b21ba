// Reads one delimited file for what it is: its encoding, its delimiter, its header and the line each row stands on.
import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'

export type Line = {
  /** Line in the file, the header being line 1. */
  readonly line: number
  readonly cells: Readonly<Record<string, string>>
  /** The row has as many cells as the header. */
  readonly whole: boolean
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

type Numbered = { readonly record: readonly string[]; readonly info: { readonly lines: number } }

/** A file as people send it: UTF-8 with or without its mark, or Windows-1252; any of the usual delimiters. */
export const readDelimited = (path: string): Delimited => {
  const text = decode(readFileSync(path))
  const delimiter = delimiterOf(text.split(/\r?\n/, 1)[0] ?? '')
  const parsed: unknown = parse(text, {
    delimiter,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
  })
  const [first, ...rest] = parsed as readonly Numbered[]
  const header = (first?.record ?? []).map((name) => name.trim())
  return {
    header,
    lines: rest.map(({ record, info }) => ({
      line: info.lines,
      cells: Object.fromEntries(header.map((name, at) => [name, record[at] ?? ''])),
      whole: record.length === header.length,
    })),
  }
}

/** A file that the job wrote: UTF-8, commas, no byte mark, exactly these columns; other words are a breach. */
export const readWritten = (path: string, columns: readonly string[], breach: (words: string) => void) => {
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(path))
  const [header = [], ...rows]: string[][] = parse(text, { relax_column_count: true })
  if (header.join() !== columns.join()) breach(`${path}: columns are ${header.join()}, not ${columns.join()}`)
  for (const row of rows)
    if (row.length !== columns.length) breach(`${path}: a row of ${row.length} cells: ${row.join()}`)
  return rows.map((row) => Object.fromEntries(columns.map((name, at) => [name, row[at] ?? ''])))
}
