// For FerretDB 1.24 on SQLite: it lets SQLite find a document only when a filter asks for its _id and nothing else, and decodes the whole collection otherwise.
import { Query } from 'mingo'
import mongoose, { type Connection } from 'mongoose'

type Filter = Readonly<Record<string, unknown>>
type Options = { readonly upsert?: boolean } | undefined
type One = { readonly filter: Filter; readonly upsert?: boolean }
type Operation = { readonly updateOne?: One; readonly replaceOne?: One }

/** What was read counts for so long: after that this process or the server stood still, and somebody else may have written. */
const freshMilliseconds = 2000
const duplicateKey = 11000

const asksOrderOnly = (condition: unknown): boolean =>
  condition !== null && typeof condition === 'object' && Object.keys(condition).every((key) => key.startsWith('$'))

const narrow = (collection: mongoose.Collection): void => {
  const { updateOne, replaceOne, bulkWrite } = collection
  /**
   * The _id alone where the document is there and is as the filter asks: the writes of a document take turns here, so it
   * still is when the write comes. The filter itself where that is not sure. Throws what an upsert beside it would.
   */
  const narrowed = async (filter: Filter, upsert = false): Promise<Filter> => {
    const { _id, ...asked } = filter
    if (typeof _id !== 'string' || Object.keys(asked).length === 0) return filter
    const begun = performance.now()
    const found = await collection.findOne({ _id } as never)
    if (performance.now() - begun > freshMilliseconds) return filter
    if (found === null) return upsert && Object.values(asked).every(asksOrderOnly) ? { _id } : filter
    if (new Query(asked).test(found as never)) return { _id }
    if (!upsert) return filter
    throw new mongoose.mongo.MongoServerError({ message: `duplicate key: _id ${_id}`, code: duplicateKey })
  }
  const narrowedOperation = async (operation: Operation): Promise<Operation> => {
    const [[kind, one]] = Object.entries(operation) as [[string, One]]
    if (kind !== 'updateOne' && kind !== 'replaceOne') return operation
    return { [kind]: { ...one, filter: await narrowed(one.filter, one.upsert) } }
  }
  Object.assign(collection, {
    updateOne: async (filter: Filter, change: never, options: Options) =>
      updateOne.call(collection, (await narrowed(filter, options?.upsert)) as never, change, options as never),
    replaceOne: async (filter: Filter, document: never, options: Options) =>
      replaceOne.call(collection, (await narrowed(filter, options?.upsert)) as never, document, options as never),
    bulkWrite: async (operations: readonly Operation[], options: never) =>
      bulkWrite.call(collection, (await Promise.all(operations.map(narrowedOperation))) as never, options),
  })
}

/** From now on, conditional writes through this connection to one document by its _id read that document first. */
export const writeById = (connection: Connection): void => {
  const open = connection.collection.bind(connection)
  const narrowed = new WeakSet<mongoose.Collection>()
  connection.collection = ((...given: Parameters<typeof open>) => {
    const collection = open(...given)
    if (!narrowed.has(collection as never)) {
      narrowed.add(collection as never)
      narrow(collection as never)
    }
    return collection
  }) as typeof connection.collection
}
