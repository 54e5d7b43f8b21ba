// Moves a whole bureau between adapters through one file: out of one that is at rest, into one that is empty.
import type { Connection } from 'mongoose'
import type { Adapters } from '../adapters.ts'
import { collectionsOf, unrestOf } from './at-rest.ts'
import { documentsIn, type Kept, type Moved, MoveError, writeBureauFile } from './bureau-file.ts'
import { isUnfinished, markFinished, markUnfinished } from './unfinished.ts'

const mostInBatch = 500

type From = Pick<Adapters, 'connect' | 'bus' | 'secret'>

const open = async ({ connect }: From, databases: readonly string[]): Promise<ReadonlyMap<string, Connection>> => {
  const opened = new Map<string, Connection>()
  for (const database of databases) opened.set(database, await connect(database))
  return opened
}

/** Throws a MoveError when something is on its way, and leaves no file then. */
export const exportBureau = async (from: From, databases: readonly string[], file: string): Promise<Moved> => {
  const connections = await open(from, databases)
  const unrest = await unrestOf(from.bus, [...connections.values()])
  if (unrest.length > 0)
    throw new MoveError(
      `The bureau is not at rest: ${unrest.join('; ')}. Let it run until its figures show nothing waiting, stop it, and export it then.`,
    )
  const documents = async function* (): AsyncGenerator<Kept> {
    for (const [database, connection] of connections)
      for (const collection of await collectionsOf(connection))
        for await (const document of connection.db!.collection(collection).find().sort({ _id: 1 }))
          yield { database, collection, document }
  }
  return writeBureauFile(file, from.secret, documents())
}

const refuseUnlessEmpty = async ({ bus }: From, connections: ReadonlyMap<string, Connection>): Promise<void> => {
  const { published, attended } = await bus.use()
  let found = published ? 'events' : attended ? 'running processes' : undefined
  for (const [database, connection] of connections)
    for (const name of await collectionsOf(connection))
      if ((await connection.db!.collection(name).findOne()) !== null) found ??= `${database}.${name}`
  if (found !== undefined)
    throw new MoveError(`The bureau to import into is not empty (${found}): give it a new folder or another name.`)
}

/**
 * The file has been checked, and `into` was opened as `unfinished`. What a broken-off import has left is removed first.
 * Throws a MoveError before anything is written; takes back all when a write fails.
 */
export const importBureau = async (into: From, databases: readonly string[], file: string): Promise<void> => {
  const connections = await open(into, databases)
  const onAll = async (work: (connection: Connection) => Promise<unknown>) => {
    for (const connection of connections.values()) await work(connection)
  }
  const removeAll = () => onAll((connection) => connection.dropDatabase())
  for (const connection of connections.values()) if (await isUnfinished(connection)) await removeAll()
  await refuseUnlessEmpty(into, connections)
  await onAll(markUnfinished)

  let batch: Kept[] = []
  const write = async () => {
    const [first] = batch
    if (first === undefined) return
    const connection = connections.get(first.database)
    if (connection === undefined)
      throw new MoveError(`${file} has documents of ${first.database}, which this version does not know: update it.`)
    await connection.db!.collection(first.collection).insertMany(batch.map(({ document }) => document) as never)
    batch = []
  }
  try {
    for await (const kept of documentsIn(file)) {
      const [first] = batch
      const other = first?.database !== kept.database || first.collection !== kept.collection
      if (other || batch.length === mostInBatch) await write()
      batch.push(kept)
    }
    await write()
    await onAll(markFinished)
  } catch (error) {
    await removeAll()
    throw error
  }
}
