// A collection with the methods of the MongoDB driver that mongoose calls.
import mongoose from 'mongoose'
import { unsupported } from '../store-error.ts'
import { bulkMethods } from './bulk-methods.ts'
import { type Cursor, openCursor } from './cursor.ts'
import { distinctValues } from './distinct.ts'
import { findFirst, findSource, wantedBy } from './find.ts'
import { findOneAndChange, findOneAndRemove } from './find-and-change.ts'
import { type FindCursor, findCursor } from './find-cursor.ts'
import type { GroupCommit } from './group-commit.ts'
import { indexMethods } from './index-methods.ts'
import { checkOptions, type Options } from './options.ts'
import { type Filter, parseFilter } from './parse-filter.ts'
import { pipelineSource } from './pipeline.ts'
import { countRows } from './reading.ts'
import { insertRow } from './rows.ts'
import { parseSort } from './sort.ts'
import { quote } from './sql.ts'
import type { StoreFile } from './store-file.ts'
import { parseReplacement, parseUpdate, type Update } from './update.ts'
import { deleteMany, deleteOne, idOf, prepareInsertion, updateMany, updateOne } from './writing.ts'

/** What the collections of one open store share. */
export type Access = {
  readonly file: StoreFile
  readonly commit: GroupCommit
  /** Throws once the store is closed. */
  readonly checkOpen: () => void
}

const readingMethods = ({ file, checkOpen }: Access, name: string) => {
  const { tables } = file
  const guard = <T>(work: () => T): T => {
    checkOpen()
    return file.use(work)
  }
  const read = async <T>(options: Options | undefined, work: () => T): Promise<T> => {
    checkOptions(options)
    return guard(work)
  }
  return {
    find: (filter?: Filter, options: Options = {}): FindCursor => {
      checkOptions(options)
      return findCursor(tables, name, filter, options, guard)
    },
    findOne: (filter?: Filter, options: Options = {}) =>
      read(options, () =>
        options.explain
          ? findSource(tables, name, filter, { ...options, limit: 1 }).explain()
          : findFirst(tables, name, filter, options),
      ),
    countDocuments: (filter?: Filter, options: Options = {}) =>
      read(options, () => countRows(tables, name, wantedBy(filter, options))),
    estimatedDocumentCount: (options?: Options) =>
      read(options, () =>
        tables.catalogue.find(name) ? tables.sql.get<[number]>(`SELECT count(*) FROM ${quote(name)}`)![0] : 0,
      ),
    aggregate: (stages: unknown, options: Options = {}): Cursor => {
      checkOptions(options)
      return openCursor(() => pipelineSource(tables, name, stages), guard)
    },
    distinct: (path: string, filter?: Filter, options: Options = {}) =>
      read(options, () => distinctValues(tables, name, path, wantedBy(filter, options))),
  }
}

const writingMethods = ({ file, commit }: Access, name: string) => {
  /** Reads the request now, so that later changes of its objects do not matter, and runs it with its group. */
  const write = async <Request, Result>(options: Options, read: () => Request, run: (request: Request) => Result) => {
    checkOptions(options)
    const request = read()
    return commit.write(() => run(request), options.maxTimeMS as number | undefined)
  }
  const requestOf = (filter: Filter, update: Update, options: Options) => ({
    condition: parseFilter(filter),
    update,
    upsert: options.upsert === true,
    sort: parseSort(options.sort),
  })
  const change = (filter: Filter, update: () => Update, options: Options) =>
    write(
      options,
      () => ({ condition: parseFilter(filter), update: update() }),
      ({ condition, update: read }) => findOneAndChange(file, name, condition, read, options),
    )
  return {
    insertOne: (document: unknown, options: Options = {}) =>
      write(
        options,
        () => prepareInsertion(document),
        ({ document: kept, text }) => {
          insertRow(file.tables, name, kept, text)
          return { acknowledged: true, insertedId: idOf(kept) }
        },
      ),
    updateOne: (filter: Filter, update: unknown, options: Options = {}) =>
      write(
        options,
        () => requestOf(filter, parseUpdate(update, options.arrayFilters), options),
        (request) => updateOne(file, name, request),
      ),
    updateMany: (filter: Filter, update: unknown, options: Options = {}) =>
      write(
        options,
        () => requestOf(filter, parseUpdate(update, options.arrayFilters), options),
        (request) => updateMany(file, name, request),
      ),
    replaceOne: (filter: Filter, document: unknown, options: Options = {}) =>
      write(
        options,
        () => requestOf(filter, parseReplacement(document), options),
        (request) => updateOne(file, name, request),
      ),
    deleteOne: (filter: Filter, options: Options = {}) =>
      write(
        options,
        () => parseFilter(filter),
        (condition) => deleteOne(file, name, condition),
      ),
    deleteMany: (filter: Filter, options: Options = {}) =>
      write(
        options,
        () => parseFilter(filter),
        (condition) => deleteMany(file, name, condition),
      ),
    findOneAndUpdate: (filter: Filter, update: unknown, options: Options = {}) =>
      change(filter, () => parseUpdate(update, options.arrayFilters), options),
    findOneAndReplace: (filter: Filter, document: unknown, options: Options = {}) =>
      change(filter, () => parseReplacement(document), options),
    findOneAndDelete: (filter: Filter, options: Options = {}) =>
      write(
        options,
        () => parseFilter(filter),
        (condition) => findOneAndRemove(file, name, condition, options),
      ),
  }
}

const INSTEAD: Readonly<Record<string, string>> = {
  watch: 'let the writer publish an event',
  rename: 'copy the documents into a new collection',
  initializeOrderedBulkOp: 'use bulkWrite()',
  initializeUnorderedBulkOp: 'use bulkWrite() with ordered: false',
  createSearchIndex: 'declare an ordinary index',
}

/** Every other method of the driver's collection, so that none is missed silently. */
const refusingMethods = (): Record<string, () => never> => {
  const methods: Record<string, () => never> = {}
  for (const method of Object.getOwnPropertyNames(mongoose.mongo.Collection.prototype)) {
    const { value } = Object.getOwnPropertyDescriptor(mongoose.mongo.Collection.prototype, method)!
    if (method === 'constructor' || typeof value !== 'function') continue
    methods[method] = () => {
      throw unsupported(`Collection.${method}()`, INSTEAD[method] ?? 'use the methods of the mongoose model')
    }
  }
  return methods
}
const REFUSING = refusingMethods()

/** The collection of this name; it need not exist yet. */
export const openCollection = (access: Access, name: string) => ({
  ...REFUSING,
  ...readingMethods(access, name),
  ...writingMethods(access, name),
  ...bulkMethods(access, name),
  ...indexMethods(access, name),
  collectionName: name,
  dbName: access.file.tables.database,
  namespace: `${access.file.tables.database}.${name}`,
  isCapped: async () => false,
  options: async () => ({}),
})
