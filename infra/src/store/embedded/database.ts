// What mongoose calls the database: collections by name.
import { unsupported } from '../store-error.ts'
import { type Access, openCollection } from './collection.ts'
import { openCursor } from './cursor.ts'
import { checkOptions, type Options } from './options.ts'

const REFUSED: Readonly<Record<string, string>> = {
  capped: 'delete what is old by a scheduled deleteMany',
  timeseries: 'use an ordinary collection with an index on the time',
  viewOn: 'run the pipeline when reading',
  pipeline: 'run the pipeline when reading',
  validator: 'validate with the mongoose schema',
  expireAfterSeconds: 'delete what is old by a scheduled deleteMany',
  clusteredIndex: 'use an ordinary collection',
  encryptedFields: 'encrypt values before they are saved',
  changeStreamPreAndPostImages: 'let the writer publish an event',
}

const checkCollectionOptions = (options: Options): void => {
  checkOptions(options)
  for (const [option, value] of Object.entries(options)) {
    if (option in REFUSED && value !== undefined && value !== false)
      throw unsupported(`The collection option ${option}`, REFUSED[option]!)
  }
}

/** The database of one file. */
export const openDatabase = (access: Access) => {
  const { file, commit, checkOpen } = access
  const { catalogue, database } = file.tables
  const collections = new Map<string, ReturnType<typeof openCollection>>()
  const collection = (name: string): ReturnType<typeof openCollection> => {
    const known = collections.get(name)
    if (known !== undefined) return known
    const opened = openCollection(access, name)
    collections.set(name, opened)
    return opened
  }
  const names = () => catalogue.names().map((name) => ({ name, type: 'collection' as const }))
  const refuse = (method: string, instead: string) => (): never => {
    throw unsupported(`Db.${method}()`, instead)
  }
  return {
    databaseName: database,
    namespace: database,
    collection,
    createCollection: async (name: string, options: Options = {}) => {
      checkCollectionOptions(options)
      await commit.write(() => catalogue.open(name).collection)
      return collection(name)
    },
    listCollections: () =>
      openCursor(
        () => ({ all: names, batches: () => [names()][Symbol.iterator](), explain: () => ({ steps: [] }) }),
        (step) => {
          checkOpen()
          return step()
        },
      ),
    collections: async () => catalogue.names().map(collection),
    dropCollection: async (name: string) => collection(name).drop(),
    dropDatabase: async () => {
      for (const name of catalogue.names()) await collection(name).drop()
      return true
    },
    aggregate: refuse('aggregate', 'run the pipeline on a collection'),
    command: refuse('command', 'use the methods of the mongoose model'),
    watch: refuse('watch', 'let the writer publish an event'),
    admin: refuse('admin', 'there is no server to administer'),
    renameCollection: refuse('renameCollection', 'copy the documents into a new collection'),
  }
}
