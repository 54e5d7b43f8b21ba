// Makes a table of the rows of a file: the first row that holds something is the header.
import { DomainError, type Table } from '@stagebureau/shared'

export const mostRows = 50_000

const isBlank = (cells: readonly string[]) => cells.every((cell) => cell.trim() === '')

/** `rows` counts from row 1 of the file; `total` is how many there really are when not all were read. */
export const tableOf = (rows: readonly (readonly string[])[], total = rows.length): Table => {
  const at = rows.findIndex((cells) => !isBlank(cells))
  if (at === -1) throw new DomainError('invalid', 'file/empty')
  if (total - at - 1 > mostRows)
    throw new DomainError('invalid', 'file/too-many-rows', { most: mostRows, rows: total - at - 1 })
  const columns = rows[at]!.map((name) => name.trim())
  while (columns.at(-1) === '') columns.pop()
  const filled = rows
    .map((cells, i) => ({ row: i + 1, cells: [...cells] }))
    .slice(at + 1)
    .filter(({ cells }) => !isBlank(cells))
  if (filled.length === 0) throw new DomainError('invalid', 'file/no-rows')
  return { columns, rows: filled }
}
