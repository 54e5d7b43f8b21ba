// Remembers, per kind of file and per school, which column holds what: nobody should have to say it twice.
import { findOne, modelOf } from '@stagebureau/infra'
import type { ColumnMapping } from '@stagebureau/shared'
import { type Connection, Schema } from 'mongoose'

const schema = new Schema(
  { _id: String, mapping: [{ _id: false, column: String, field: String }] },
  { strict: 'throw', versionKey: false, minimize: false, collection: 'mappings', autoIndex: false, autoCreate: false },
)
type Remembered = { readonly _id: string; readonly mapping: readonly ColumnMapping[] }

export type Mappings = ReturnType<typeof createMappings>

export const createMappings = (connection: Connection) => {
  const model = modelOf<Remembered>(connection, 'Mapping', schema)
  const idOf = (kind: string, schoolId: string | undefined) => `${kind}:${schoolId ?? ''}`
  return {
    of: async (kind: string, schoolId: string | undefined): Promise<readonly ColumnMapping[]> =>
      (await findOne(model, { _id: idOf(kind, schoolId) }))?.mapping ?? [],
    remember: async (kind: string, schoolId: string | undefined, mapping: readonly ColumnMapping[]): Promise<void> => {
      const _id = idOf(kind, schoolId)
      const plain = mapping.map(({ column, field }) => ({ column, field }))
      await model.updateOne({ _id } as never, { $set: { mapping: plain } } as never, { upsert: true })
    },
  }
}

/** What was remembered, as far as this file has those columns, and for the rest what the headers suggest. */
export const completed = (
  columns: readonly string[],
  remembered: readonly ColumnMapping[],
  proposed: readonly ColumnMapping[],
): ColumnMapping[] => {
  const known = remembered.filter(({ column }) => columns.includes(column))
  const rest = proposed.filter(
    ({ column, field }) => !known.some((one) => one.column === column || one.field === field),
  )
  return [...known, ...rest]
}
