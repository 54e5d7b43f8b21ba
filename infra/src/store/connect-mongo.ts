// Connects mongoose to a database on MongoDB.
import mongoose from 'mongoose'
import { StoreError } from './store-error.ts'
import { shareTurns } from './turns.ts'
import { writeById } from './write-by-id.ts'

export type MongoStore = {
  readonly uri: string
  readonly database: string
  /** Whether models make their declared indexes; true unless said otherwise. */
  readonly autoIndex?: boolean
  /** Takes operators in filters for mere values unless they are marked; false unless said otherwise. */
  readonly sanitizeFilter?: boolean
}

/** No question of ours takes long; one that does would hold the server up for everybody else. */
const queryMilliseconds = 20_000

/** Host names only: the address may hold a password. */
const hostsOf = (uri: string): string => /^mongodb(?:\+srv)?:\/\/(?:[^@/]*@)?([^/?]+)/.exec(uri)?.[1] ?? 'MONGODB_URI'

/** FerretDB speaks MongoDB's wire and says in its build who it is. */
const isFerretDb = async (connection: mongoose.Connection): Promise<boolean> => {
  const build = await connection.db!.admin().command({ buildInfo: 1 })
  return Object.keys(build).some((name) => name.startsWith('ferretdb'))
}

/**
 * A connection with a mongoose of its own, so that embedded stores may be open beside it. A write is acknowledged when
 * it is in the journal of most members; a question is given up after twenty seconds. Throws a `StoreError` when nobody
 * answers within five.
 */
export const connectMongo = async ({ uri, database, ...config }: MongoStore): Promise<mongoose.Connection> => {
  const own = new mongoose.Mongoose()
  own.set('maxTimeMS', queryMilliseconds)
  try {
    const connection = await own
      .createConnection(uri, {
        dbName: database,
        autoIndex: true,
        ...config,
        autoCreate: false,
        serverSelectionTimeoutMS: 5000,
        socketTimeoutMS: 60_000,
        maxPoolSize: 20,
        writeConcern: { w: 'majority', journal: true },
      })
      .asPromise()
    const ferretDb = await isFerretDb(connection)
    if (ferretDb) writeById(connection)
    shareTurns(connection, { guarded: !ferretDb })
    return connection
  } catch (error) {
    throw new StoreError(
      'store/unreachable',
      `The document server at ${hostsOf(uri)} does not answer (${(error as Error).name}): start it, or mend MONGODB_URI.`,
      { cause: error },
    )
  }
}
