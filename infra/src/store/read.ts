// Reads documents as plain objects of their declared type; mongoose's own result types do not survive unions.
import type { Connection, Model, Schema } from 'mongoose'

type Filter = Readonly<Record<string, unknown>>
export type Reading = {
  /** Fields to read; all when absent. */
  readonly fields?: readonly string[]
  readonly sort?: Readonly<Record<string, 1 | -1>>
  readonly limit?: number
}

/** A model whose documents are of this type. */
export const modelOf = <Document>(connection: Connection, name: string, schema: Schema): Model<Document> =>
  connection.model(name, schema) as unknown as Model<Document>

/** Without what asks for nothing, as of somebody who may see everything: some servers look up by a key only what is asked alone. */
const tidy = (filter: Filter): Filter => {
  const { $and: parts, ...rest } = filter
  if (!Array.isArray(parts) || Object.keys(rest).length > 0) return filter
  const [first, ...others] = (parts as Filter[]).filter((part) => Object.keys(part).length > 0)
  return others.length === 0 ? (first ?? {}) : filter
}

export const findOne = async <Document>(model: Model<Document>, filter: Filter): Promise<Document | null> =>
  (await model.findOne(tidy(filter) as never).lean()) as unknown as Document | null

export const findMany = async <Document>(
  model: Model<Document>,
  filter: Filter,
  { fields, sort, limit }: Reading = {},
): Promise<Document[]> => {
  const query = model.find(tidy(filter) as never)
  if (fields !== undefined) query.select(fields.join(' '))
  if (sort !== undefined) query.sort(sort)
  if (limit !== undefined) query.limit(limit)
  return (await query.lean()) as unknown as Document[]
}

/** Every value of a field, once. Servers differ in what they take with `distinct`. */
export const valuesOf = async <Document>(model: Model<Document>, field: string): Promise<string[]> =>
  (await model.aggregate<{ _id: string }>([{ $group: { _id: `$${field}` } }])).map(({ _id }) => _id)
