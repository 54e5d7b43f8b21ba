// Connects mongoose to a database on MongoDB.
import mongoose from 'mongoose'
import { StoreError } from './store-error.ts'

export type MongoStore = { readonly uri: string; readonly database: string }

/** Host names only: the address may hold a password. */
const hostsOf = (uri: string): string => /^mongodb(?:\+srv)?:\/\/(?:[^@/]*@)?([^/?]+)/.exec(uri)?.[1] ?? 'MONGODB_URI'

/**
 * A connection with a mongoose of its own, so that embedded stores may be open beside it. A write is acknowledged when
 * it is in the journal of most members. Throws a `StoreError` when nobody answers within five seconds.
 */
export const connectMongo = async ({ uri, database }: MongoStore): Promise<mongoose.Connection> => {
  const own = new mongoose.Mongoose()
  try {
    return await own
      .createConnection(uri, {
        dbName: database,
        autoIndex: true,
        autoCreate: false,
        serverSelectionTimeoutMS: 5000,
        socketTimeoutMS: 60_000,
        maxPoolSize: 20,
        writeConcern: { w: 'majority', journal: true },
      })
      .asPromise()
  } catch (error) {
    throw new StoreError(
      'store/unreachable',
      `The document server at ${hostsOf(uri)} does not answer (${(error as Error).name}): start it, or mend MONGODB_URI.`,
      { cause: error },
    )
  }
}
