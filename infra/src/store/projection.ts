// Keeps what a service knows of another's aggregate: one document each, that never goes back to an older event.
import { type Model, Schema, type SchemaDefinition } from 'mongoose'
import { isDuplicate } from './aggregate.ts'
import { trusted } from './filters.ts'
import { turnsOf } from './turns.ts'

/** The schema of a projection: its own fields and the sequence of the last event that it has seen. */
export const projectionSchema = (fields: SchemaDefinition, collection: string) =>
  new Schema(
    { ...fields, _id: { type: String, required: true }, sequence: { type: Number, required: true } },
    { strict: 'throw', versionKey: false, minimize: false, collection, autoIndex: false, autoCreate: false },
  )

/** Sets these fields unless the document has already seen this event or a later one; harmless when repeated. */
export const project = async <Fields extends object>(
  model: Model<Fields>,
  event: { readonly subject: string; readonly sequence: number },
  fields: Partial<Fields>,
): Promise<void> => {
  const older = { _id: event.subject, sequence: trusted({ $lt: event.sequence }) }
  const change = { $set: { ...fields, sequence: event.sequence } }
  try {
    // Two processes may have the same event in hand while a group shares its partitions out anew.
    await turnsOf(model.db).inTurn([event.subject], () =>
      model.updateOne(older as never, change as never, { upsert: true }),
    )
  } catch (error) {
    // The upsert met a document that is not older.
    if (!isDuplicate(error)) throw error
  }
}
