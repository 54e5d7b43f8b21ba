// Reads one row field by field and remembers everything that has to be said about it.
import { type Said, said } from '../language/say.ts'
import type { CellReader } from './cells.ts'
import type { Mapping } from './mapping.ts'
import { type ImportRow, type Outcome, outcomes, type Table } from './table.ts'

type Note = { readonly outcome: Outcome; readonly column: string; readonly value: string; readonly said: Said }
export type OpenRow = ReturnType<typeof openRow>

export const openRow = (table: Table, mapping: Mapping, { row, cells }: Table['rows'][number]) => {
  const notes: Note[] = []
  /** A file without a column for it: then the field goes by its own name, as in a mapping. */
  const columnOf = (field: string) => table.columns[mapping.get(field) ?? -1] ?? field
  const raw = (field: string) => cells[mapping.get(field) ?? -1] ?? ''
  const note = (outcome: Outcome, field: string, words: Said) =>
    void notes.push({ outcome, column: columnOf(field), value: raw(field), said: words })

  const stray = cells.slice(table.columns.length).find((cell) => cell.trim() !== '')
  if (stray !== undefined)
    notes.push({ outcome: 'rejected', column: '', value: stray, said: said('row/too-many-cells') })

  const optional = <T>(field: string, reader: CellReader<T>): T | undefined => {
    const cell = raw(field)
    if (cell.trim() === '') return undefined
    const read = reader(cell)
    if ('problem' in read) {
      note('rejected', field, read.problem)
      return undefined
    }
    if (read.mended !== undefined) note('normalised', field, read.mended)
    return read.value
  }

  return {
    row,
    cells,
    raw,
    note,
    optional,
    /** A missing value rejects the row. */
    required: <T>(field: string, reader: CellReader<T>): T | undefined => {
      if (raw(field).trim() === '') note('rejected', field, said('cell/missing'))
      return optional(field, reader)
    },
    /** A missing value is said, no more. */
    wanted: <T>(field: string, reader: CellReader<T>): T | undefined => {
      if (raw(field).trim() === '') note('warned', field, said('cell/missing'))
      return optional(field, reader)
    },
    /** An earlier row with the same keys was taken instead: says so, and what this one says otherwise. */
    merged: (keys: readonly string[], words: Said, earlier: { readonly raw: (field: string) => string }) => {
      const field = keys[0] ?? ''
      note('merged', field, words)
      const text = (cell: string) => cell.trim().replace(/\s+/g, ' ')
      const different = [...mapping.keys()]
        .map((other) => ({ other, here: text(raw(other)), kept: text(earlier.raw(other)) }))
        .filter(({ other, here, kept }) => !keys.includes(other) && here !== '' && here !== kept)
        .map(({ other, here, kept }) => `${columnOf(other)} ${here} (${kept})`)
      if (different.length > 0) note('merged', field, said('row/different', { different: different.join('; ') }))
    },
    rejected: () => notes.some(({ outcome }) => outcome === 'rejected'),
    blank: () => cells.every((cell) => cell.trim() === ''),
    /** One line for the row: the worst outcome decides, what else there is to say stands behind it. */
    line: (): ImportRow | undefined => {
      const sorted = notes.toSorted((a, b) => outcomes.indexOf(a.outcome) - outcomes.indexOf(b.outcome))
      const [worst] = sorted
      if (worst === undefined) return undefined
      const { outcome, column, value } = worst
      return { row, column, value, outcome, reasons: sorted.map(({ outcome: _, ...reason }) => reason) }
    },
  }
}
