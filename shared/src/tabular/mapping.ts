// Finds out which column of a file holds which field, by its header or by what a person said.
import { z } from 'zod'
import { DomainError } from '../kernel/errors.ts'
import { squash } from './squash.ts'
import type { ColumnMapping, Table } from './table.ts'

/** One field that an import can read, with the headers under which files are known to hold it. */
export type FieldSpec = { readonly field: string; readonly required: boolean; readonly headers: readonly string[] }
export const FieldSpec = z.object({ field: z.string(), required: z.boolean(), headers: z.array(z.string()) })

/** Field to the index of its column. */
export type Mapping = ReadonlyMap<string, number>

/** The columns that can be recognised by their header; one column serves one field. */
export const proposeMapping = (columns: readonly string[], fields: readonly FieldSpec[]): ColumnMapping[] => {
  const free = new Map(columns.map((column) => [squash(column), column]))
  return fields.flatMap(({ field, headers }) => {
    const header = [field, ...headers].map(squash).find((name) => free.has(name))
    if (header === undefined) return []
    const column = free.get(header)!
    free.delete(header)
    return [{ column, field }]
  })
}

/** Throws when a column or field is unknown, or when a required field has no column. */
export const resolveMapping = (
  table: Table,
  fields: readonly FieldSpec[],
  said?: readonly ColumnMapping[],
): Mapping => {
  const proposed = proposeMapping(table.columns, fields)
  const chosen = said === undefined ? proposed : [...said]
  const mapping = new Map<string, number>()
  for (const { column, field } of chosen) {
    const index = table.columns.indexOf(column)
    if (index === -1)
      throw new DomainError('invalid', 'import/no-such-column', { column, columns: table.columns.join(', ') })
    if (!fields.some((known) => known.field === field))
      throw new DomainError('invalid', 'import/no-such-field', {
        field,
        fields: fields.map((known) => known.field).join(', '),
      })
    mapping.set(field, index)
  }
  const missing = fields.filter(({ field, required }) => required && !mapping.has(field))
  if (missing.length > 0)
    throw new DomainError('invalid', 'import/no-column-for', {
      fields: missing.map(({ headers, field }) => headers[0] ?? field).join(', '),
      columns: table.columns.join(', '),
    })
  return mapping
}
