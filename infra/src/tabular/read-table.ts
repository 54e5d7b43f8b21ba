// Turns the bytes of an uploaded file into a table, whatever way a school saved it.
import { DomainError, type Table } from '@stagebureau/shared'
import { parse } from 'csv-parse/sync'
import { readXlsx } from './read-xlsx.ts'
import { mostRows, tableOf } from './table-of.ts'

const startsWith = (bytes: Uint8Array, ...signs: readonly number[]) => signs.every((sign, i) => bytes[i] === sign)
const isZip = (bytes: Uint8Array) => startsWith(bytes, 0x50, 0x4b, 0x03, 0x04)
/** The container of Excel before 2007. */
const isOldExcel = (bytes: Uint8Array) => startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)

/** UTF-8 when it is that, otherwise Windows-1252, which is what older spreadsheets write. */
export const decodeText = (bytes: Uint8Array): string => {
  if (startsWith(bytes, 0xff, 0xfe)) return new TextDecoder('utf-16le').decode(bytes)
  const text = decodeBytes(bytes)
  // Text has no such signs; a photo or a program has.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\0-\x08\x0e-\x1a\x1c-\x1f\x7f]/.test(text.slice(0, 8192))) throw new DomainError('invalid', 'file/not-text')
  return text
}
const decodeBytes = (bytes: Uint8Array): string => {
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
  const all = records.length <= mostRows + 1 ? records.length : text.trimEnd().split('\n').length
  return tableOf(records, all)
}

const parseRecords = (text: string, delimiter: string): string[][] => {
  try {
    return parse(text, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      // One more than is taken is enough to know that it is too much.
      to: mostRows + 2,
    }) as string[][]
  } catch (error) {
    const { code, message } = error as Error & { readonly code?: string }
    const row = /at line (\d+)/.exec(message)?.[1]
    if (code === 'CSV_QUOTE_NOT_CLOSED' && row !== undefined)
      throw new DomainError('invalid', 'file/quote-open', { row })
    throw new DomainError('invalid', 'file/not-a-table', { problem: message })
  }
}

/** A file as people have it: CSV in any usual encoding, or a spreadsheet. Throws a refusal that says what to do. */
export const readTable = async (bytes: Uint8Array): Promise<Table> => {
  if (bytes.length === 0) throw new DomainError('invalid', 'file/empty')
  if (isOldExcel(bytes)) throw new DomainError('invalid', 'file/old-excel')
  return isZip(bytes) ? readXlsx(bytes) : readCsv(bytes)
}
