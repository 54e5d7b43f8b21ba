// A mark in every database of a bureau while it is imported, so that nobody takes for a bureau what a killed import leaves.
import type { Connection } from 'mongoose'
import { StoreError } from '../store/store-error.ts'

const markOf = (connection: Connection) => connection.db!.collection<{ readonly _id: string }>('unfinishedImport')

export const isUnfinished = async (connection: Connection): Promise<boolean> =>
  (await markOf(connection).findOne()) !== null

export const markUnfinished = async (connection: Connection): Promise<void> => {
  await markOf(connection).insertOne({ _id: 'import' })
}

export const markFinished = async (connection: Connection): Promise<void> => {
  await markOf(connection).drop()
}

/** Throws a StoreError that says what to do. */
export const refuseUnfinished = async (connection: Connection): Promise<void> => {
  if (await isUnfinished(connection))
    throw new StoreError(
      'store/unfinished',
      'This bureau is not whole, because its import did not end: repeat the import, which begins anew.',
    )
}
