// Reads the first sheet of a spreadsheet (XLSX) as a table of text.
import { DomainError, type Table } from '@stagebureau/shared'
import { readSheet } from 'read-excel-file/node'
import { mostRows, tableOf } from './table-of.ts'
import { unpackedSize } from './unpacked-size.ts'

/** A sheet of the largest size that is taken unpacks to about half of this. */
const mostUnpackedBytes = 96 * 1024 * 1024

/** Spreadsheets keep days as instants at midnight UTC, and numbers without the zeros in front. */
const textOf = (cell: unknown): string => {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10)
  return String(cell)
}

export const readXlsx = async (bytes: Uint8Array): Promise<Table> => {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const size = await unpackedSize(zip, mostUnpackedBytes)
  if ('problem' in size) {
    if (size.problem === 'too-large') throw new DomainError('invalid', 'file/unpacks-too-large', { most: mostRows })
    throw new DomainError('invalid', 'file/damaged')
  }
  let rows: readonly (readonly unknown[])[]
  try {
    rows = (await readSheet(zip)) as never
  } catch {
    // Whatever the reader stumbled over, the way on is the same.
    throw new DomainError('invalid', 'file/damaged')
  }
  return tableOf(rows.map((row) => row.map(textOf)))
}
