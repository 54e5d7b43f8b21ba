// A collection in memory with the driver's methods, built on the plain model: the other side of a differential test.
import { matches } from './model-filter.ts'
import { projected, sorted } from './model-reading.ts'
import { checkUpdate, ModelError, seedOf, updatedCopy } from './model-update.ts'
import { copyOf, type Doc, same, type Value } from './model-values.ts'

export type ReadOptions = {
  readonly sort?: Doc
  readonly skip?: number
  readonly limit?: number
  readonly projection?: Doc
}
export type WriteOptions = {
  readonly upsert?: boolean
  readonly sort?: Doc
  readonly returnDocument?: 'before' | 'after'
  readonly ordered?: boolean
}
export type BulkOperation = Readonly<Record<string, Doc>>

/** The methods of a driver's collection that the generated operations call. */
export type DocumentCollection = {
  readonly createIndex: (key: Record<string, 1 | -1>, options?: { readonly unique?: boolean }) => Promise<unknown>
  readonly insertOne: (document: Doc) => Promise<unknown>
  readonly insertMany: (documents: Doc[], options?: WriteOptions) => Promise<{ readonly insertedCount: number }>
  readonly updateOne: (filter: Doc, update: Doc, options?: WriteOptions) => Promise<UpdateCounts>
  readonly updateMany: (filter: Doc, update: Doc, options?: WriteOptions) => Promise<UpdateCounts>
  readonly replaceOne: (filter: Doc, document: Doc, options?: WriteOptions) => Promise<UpdateCounts>
  readonly deleteOne: (filter: Doc) => Promise<{ readonly deletedCount: number }>
  readonly deleteMany: (filter: Doc) => Promise<{ readonly deletedCount: number }>
  readonly findOneAndUpdate: (filter: Doc, update: Doc, options?: WriteOptions) => Promise<Doc | null>
  readonly findOneAndDelete: (filter: Doc, options?: WriteOptions) => Promise<Doc | null>
  readonly bulkWrite: (operations: BulkOperation[], options?: WriteOptions) => Promise<object>
  readonly find: (filter: Doc, options?: ReadOptions) => { readonly toArray: () => Promise<Doc[]> }
  readonly countDocuments: (filter: Doc) => Promise<number>
  readonly distinct: (path: string, filter: Doc) => Promise<Value[]>
  /** In memory one shape only: `$match`, then the sum of one field over all. */
  readonly aggregate: (pipeline: Doc[]) => { readonly toArray: () => Promise<Doc[]> }
}

export type UpdateCounts = {
  readonly matchedCount: number
  readonly modifiedCount: number
  readonly upsertedCount: number
}

const counts = (matchedCount: number, modifiedCount: number, upsertedCount = 0): UpdateCounts => ({
  matchedCount,
  modifiedCount,
  upsertedCount,
})

/** An empty collection in memory. Without unique indexes declared only `_id` is unique. */
export const memoryCollection = (): DocumentCollection => {
  let documents: Doc[] = []
  const unique: string[][] = [['_id']]

  const check = (candidate: Doc, except?: Doc): Doc => {
    for (const paths of unique) {
      const taken = documents.some((one) => one !== except && paths.every((path) => same(one[path], candidate[path])))
      if (taken) throw new ModelError(11000, `E11000 ${paths.join()}`)
    }
    return candidate
  }
  const insert = (document: Doc): void => {
    const { _id, ...rest } = copyOf(document)
    documents.push(check({ _id, ...rest }))
  }
  const swap = (old: Doc, fresh: Doc): number => {
    check(fresh, old)
    documents = documents.map((one) => (one === old ? fresh : one))
    return JSON.stringify(old) === JSON.stringify(fresh) && same(old, fresh) ? 0 : 1
  }
  const first = (filter: Doc, sort: Doc = {}) =>
    sorted(
      documents.filter((one) => matches(one, filter)),
      sort,
    )[0]
  const upserted = (filter: Doc, update: Doc): Doc => {
    const fresh = updatedCopy(seedOf(filter), update, true)
    insert(fresh)
    return documents.at(-1)!
  }

  const collection: DocumentCollection = {
    createIndex: async (key, options) => {
      if (options?.unique) unique.push(Object.keys(key))
    },
    insertOne: async (document) => insert(document),
    insertMany: async (fresh, { ordered = true } = {}) => {
      let insertedCount = 0
      let failure: unknown
      for (const document of fresh) {
        try {
          insert(document)
          insertedCount += 1
        } catch (error) {
          failure ??= error
          if (ordered) break
        }
      }
      if (failure !== undefined) throw failure
      return { insertedCount }
    },
    updateOne: async (filter, update, options = {}) => {
      checkUpdate(update)
      const old = first(filter, options.sort)
      if (old !== undefined) return counts(1, swap(old, updatedCopy(old, update)))
      if (options.upsert !== true) return counts(0, 0)
      upserted(filter, update)
      return counts(0, 0, 1)
    },
    updateMany: async (filter, update, options = {}) => {
      checkUpdate(update)
      const found = documents.filter((one) => matches(one, filter))
      if (found.length === 0 && options.upsert) {
        upserted(filter, update)
        return counts(0, 0, 1)
      }
      return counts(
        found.length,
        found.reduce((sum, old) => sum + swap(old, updatedCopy(old, update)), 0),
      )
    },
    replaceOne: async (filter, document, options = {}) => {
      const old = first(filter)
      if (old !== undefined) return counts(1, swap(old, { _id: old._id, ...copyOf(document) }))
      if (options.upsert !== true) return counts(0, 0)
      insert({ _id: seedOf(filter)._id, ...document })
      return counts(0, 0, 1)
    },
    deleteOne: async (filter) => {
      const old = first(filter)
      documents = documents.filter((one) => one !== old)
      return { deletedCount: old === undefined ? 0 : 1 }
    },
    deleteMany: async (filter) => {
      const before = documents.length
      documents = documents.filter((one) => !matches(one, filter))
      return { deletedCount: before - documents.length }
    },
    findOneAndUpdate: async (filter, update, { sort, upsert, returnDocument } = {}) => {
      checkUpdate(update)
      const old = first(filter, sort)
      if (old === undefined && upsert !== true) return null
      const before = old ?? null
      if (old === undefined) upserted(filter, update)
      else swap(old, updatedCopy(old, update))
      return returnDocument === 'after'
        ? (documents.find((one) => same(one._id, (old ?? documents.at(-1)!)._id)) ?? null)
        : before
    },
    findOneAndDelete: async (filter, { sort } = {}) => {
      const old = first(filter, sort)
      documents = documents.filter((one) => one !== old)
      return old ?? null
    },
    bulkWrite: async (operations, { ordered = true } = {}) => {
      const sum = { insertedCount: 0, matchedCount: 0, modifiedCount: 0, deletedCount: 0, upsertedCount: 0 }
      let failure: unknown
      for (const operation of operations) {
        try {
          const [[kind, given]] = Object.entries(operation) as [[string, Doc]]
          if (kind === 'insertOne') {
            insert(given.document as Doc)
            sum.insertedCount += 1
          } else if (kind === 'deleteOne')
            sum.deletedCount += (await collection.deleteOne(given.filter as Doc)).deletedCount
          else {
            const done = await collection.updateOne(given.filter as Doc, given.update as Doc, {
              upsert: given.upsert as boolean,
            })
            sum.matchedCount += done.matchedCount
            sum.modifiedCount += done.modifiedCount
            sum.upsertedCount += done.upsertedCount
          }
        } catch (error) {
          failure ??= error
          if (ordered) break
        }
      }
      if (failure !== undefined) throw failure
      return sum
    },
    find: (filter, { sort = {}, skip = 0, limit = 0, projection } = {}) => ({
      toArray: async () => {
        const found = sorted(
          documents.filter((one) => matches(one, filter)),
          sort,
        )
        return found
          .slice(skip, limit === 0 ? undefined : skip + limit)
          .map((one) => copyOf(projected(one, projection)))
      },
    }),
    countDocuments: async (filter) => documents.filter((one) => matches(one, filter)).length,
    distinct: async (path, filter) => {
      const values: Value[] = []
      for (const document of documents) {
        if (!matches(document, filter)) continue
        const value = document[path]
        for (const one of Array.isArray(value) ? value : value === undefined ? [] : [value]) {
          if (!values.some((other) => same(other, one))) values.push(one)
        }
      }
      return values
    },
    aggregate: ([{ $match }, { $group }]: Doc[]) => ({
      toArray: async () => {
        const path = (($group as Doc).sum as { $sum: string }).$sum.slice(1)
        const found = documents.filter((one) => matches(one, $match as Doc))
        const sum = found.reduce((all, one) => all + (typeof one[path] === 'number' ? one[path] : 0), 0)
        return found.length === 0 ? [] : [{ _id: null, sum }]
      },
    }),
  }
  return collection
}
