// Turns the bytes of an uploaded file into a table, whatever way a school saved it.
import { DomainError, type Table } from '@stagebureau/shared'
import { parse } from 'csv-parse/sync'

export const mostRows = 50_000

/** UTF-8 when it is that, otherwise Windows-1252, which is what older spreadsheets write. */
export const decodeText = (bytes: Uint8Array): string => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  // Text has no zero bytes; a photo or a program has.
  if (bytes.subarray(0, 8192).includes(0)) throw new DomainError('invalid', 'file/not-text')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

const delimiterOf = (header: string): string => {
  const outsideQuotes = header.replace(/"[^"]*"/g, '')
  const counted = [';', ',', '\t'].map((sign) => ({ sign, count: outsideQuotes.split(sign).length }))
  return counted.toSorted((a, b) => b.count - a.count)[0]!.sign
}

/** The rows of a CSV file; throws a refusal when it is empty, not a table, or too large. */
export const readCsv = (bytes: Uint8Array): Table => {
  const text = decodeText(bytes).replace(/^\ufeff/, '')
  if (text.trim() === '') throw new DomainError('invalid', 'file/empty')
  const firstLine = text.slice(0, /\r|\n|$/.exec(text)!.index)
  const records = parseRecords(text, delimiterOf(firstLine))
  const [header, ...rest] = records
  const columns = header!.map((name) => name.trim())
  if (rest.length > mostRows)
    throw new DomainError('invalid', 'file/too-many-rows', { most: mostRows, rows: rest.length })
  const rows = rest
    .map((cells, i) => ({ row: i + 2, cells }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  if (rows.length === 0) throw new DomainError('invalid', 'file/no-rows')
  return { columns, rows }
}

const parseRecords = (text: string, delimiter: string): string[][] => {
  try {
    return parse(text, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
    }) as string[][]
  } catch (error) {
    throw new DomainError('invalid', 'file/not-a-table', { problem: (error as Error).message })
  }
}
