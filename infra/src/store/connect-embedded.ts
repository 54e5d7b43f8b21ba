// Connects mongoose to a file instead of a server.
import mongoose from 'mongoose'
import { embeddedDriver } from './embedded/driver.ts'
import type { Synchronous } from './embedded/store-file.ts'

export type EmbeddedStore = {
  /** Path of the file; it and its folder are made if need be. Two more files lie beside it while it is open. */
  readonly file: string
  /** FULL (the default) survives a power cut; NORMAL may then lose the last writes, but nothing when a process dies. */
  readonly synchronous?: Synchronous
  /** Whether models build their declared indexes by themselves; true unless said otherwise. */
  readonly autoIndex?: boolean
  /** Takes operators in filters for mere values unless they are marked; false unless said otherwise. */
  readonly sanitizeFilter?: boolean
}

/**
 * A connection of mongoose on one file, owned by this process until `close()`. It has a mongoose of its own: the driver
 * of the global one stays as it is, and schemas made with it work here. Throws a `StoreError` with a `code` when the file
 * is in use, damaged, or not a store.
 */
export const connectEmbedded = async ({
  file,
  synchronous = 'FULL',
  ...config
}: EmbeddedStore): Promise<mongoose.Connection> => {
  const own = new mongoose.Mongoose()
  own.setDriver(embeddedDriver)
  return own
    .createConnection('embedded://file', { file, synchronous, ...config } as mongoose.ConnectOptions)
    .asPromise()
}
