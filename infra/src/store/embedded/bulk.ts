// Bulk writes: every operation on its own, what succeeded stays, and the failures come back together.
import mongoose from 'mongoose'
import { isPartly } from './group-commit.ts'
import { checkOptions, type Options } from './options.ts'
import { type Filter, parseFilter } from './parse-filter.ts'
import { insertRow } from './rows.ts'
import type { ServerError } from './server-error.ts'
import { parseSort } from './sort.ts'
import type { StoreFile } from './store-file.ts'
import { parseReplacement, parseUpdate } from './update.ts'
import {
  type DeleteResult,
  deleteMany,
  deleteOne,
  type Insertion,
  idOf,
  prepareInsertion,
  type UpdateResult,
  updateMany,
  updateOne,
} from './writing.ts'

const { MongoBulkWriteError, MongoInvalidArgumentError, MongoServerError } = mongoose.mongo

/** One operation, read and ready to run inside a transaction. */
export type Step = {
  readonly run: (
    file: StoreFile,
    collection: string,
  ) => UpdateResult | DeleteResult | { readonly insertedId: unknown } | { readonly failure: unknown }
}

export const insertion = ({ document, text }: Insertion): Step => ({
  run: (file, collection) => {
    insertRow(file.tables, collection, document, text)
    return { insertedId: idOf(document) }
  },
})

type Operation = {
  readonly filter?: Filter
  readonly update?: unknown
  readonly replacement?: unknown
  readonly document?: unknown
} & Options

/** Reads one operation of a bulk write; refuses what it does not know. */
export const parseOperation = (operation: Readonly<Record<string, Operation>>): Step => {
  const [kind, given] = Object.entries(operation)[0] ?? ['', {}]
  checkOptions(given)
  if (kind === 'insertOne') return insertion(prepareInsertion(given.document ?? given))
  const condition = parseFilter(given.filter)
  const upsert = given.upsert === true
  switch (kind) {
    case 'updateOne':
    case 'updateMany': {
      const request = {
        condition,
        update: parseUpdate(given.update, given.arrayFilters),
        upsert,
        sort: parseSort(given.sort),
      }
      return { run: (file, collection) => (kind === 'updateOne' ? updateOne : updateMany)(file, collection, request) }
    }
    case 'replaceOne': {
      const request = { condition, update: parseReplacement(given.replacement), upsert, sort: parseSort(given.sort) }
      return { run: (file, collection) => updateOne(file, collection, request) }
    }
    case 'deleteOne':
    case 'deleteMany':
      return { run: (file, collection) => (kind === 'deleteOne' ? deleteOne : deleteMany)(file, collection, condition) }
    default:
      throw new MongoInvalidArgumentError(
        'bulkWrite only supports insertOne, updateOne, updateMany, replaceOne, deleteOne, deleteMany',
      )
  }
}

type Failure = { readonly index: number; readonly error: ServerError }

/** What has happened so far in one bulk write. */
export type Tally = {
  nInserted: number
  nMatched: number
  nModified: number
  nRemoved: number
  readonly insertedIds: { readonly index: number; readonly _id: unknown }[]
  readonly upserted: { readonly index: number; readonly _id: unknown }[]
  readonly failures: Failure[]
}

export const emptyTally = (): Tally => ({
  nInserted: 0,
  nMatched: 0,
  nModified: 0,
  nRemoved: 0,
  insertedIds: [],
  upserted: [],
  failures: [],
})

const count = (tally: Tally, index: number, done: ReturnType<Step['run']>): void => {
  if ('insertedId' in done) {
    tally.nInserted += 1
    tally.insertedIds.push({ index, _id: done.insertedId })
  } else if ('deletedCount' in done) tally.nRemoved += done.deletedCount
  else if ('matchedCount' in done) {
    tally.nMatched += done.matchedCount
    tally.nModified += done.modifiedCount
    if (done.upsertedCount > 0) tally.upserted.push({ index, _id: done.upsertedId })
  }
}

/** Runs steps from `start` on inside a transaction; an ordered bulk write ends with its first failure. */
export const runSteps = (
  file: StoreFile,
  collection: string,
  steps: readonly Step[],
  start: number,
  ordered: boolean,
): Tally => {
  const tally = emptyTally()
  for (const [i, step] of steps.entries()) {
    const index = start + i
    try {
      const done = step.run(file, collection)
      if (isPartly(done)) throw done.failure
      count(tally, index, done)
    } catch (error) {
      if (!(error instanceof MongoServerError)) throw error
      tally.failures.push({ index, error })
      if (ordered) break
    }
  }
  return tally
}

export const addTally = (sum: Tally, more: Tally): void => {
  sum.nInserted += more.nInserted
  sum.nMatched += more.nMatched
  sum.nModified += more.nModified
  sum.nRemoved += more.nRemoved
  sum.insertedIds.push(...more.insertedIds)
  sum.upserted.push(...more.upserted)
  sum.failures.push(...more.failures)
}

/** The driver's write error: mongoose rewrites `err.index`, and `index` follows. */
const writeError = ({ index, error }: Failure) => ({
  err: { index, code: error.code, errmsg: error.message, keyPattern: error.keyPattern, keyValue: error.keyValue },
  get index() {
    return this.err.index
  },
  get code() {
    return this.err.code
  },
  get errmsg() {
    return this.err.errmsg
  },
  get keyPattern() {
    return this.err.keyPattern
  },
  get keyValue() {
    return this.err.keyValue
  },
})

type NativeDriver = { readonly BulkWriteResult: new (raw: object, ordered: boolean) => object }

/** The driver's own result class, which mongoose decorates. */
const { BulkWriteResult } = (mongoose as unknown as { driver: { get: () => NativeDriver } }).driver.get()

/** The result of a bulk write; throws the driver's error if something failed. */
export const bulkResult = (tally: Tally, ordered: boolean): object => {
  const { failures, ...counts } = tally
  const writeErrors = failures.map(writeError)
  const raw = { ok: 1, writeErrors, writeConcernErrors: [], nUpserted: tally.upserted.length, ...counts }
  const result = new BulkWriteResult(raw, ordered)
  const first = failures[0]?.error
  if (first === undefined) return result
  const { keyPattern, keyValue } = first
  const description = {
    message: first.message,
    code: first.code,
    writeErrors,
    ...(keyPattern && { keyPattern, keyValue }),
  }
  throw new MongoBulkWriteError(description as never, result as never)
}
