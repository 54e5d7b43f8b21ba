// The mongoose driver: a connection whose client is a file.
import mongoose from 'mongoose'
import { openClient } from './client.ts'
import type { Synchronous } from './store-file.ts'

export type EmbeddedOptions = {
  readonly file: string
  readonly synchronous: Synchronous
}

/** The part of mongoose's connection that a driver fills in. */
type Fillable = {
  readyState: number
  _connectionString: string
  client: unknown
  db: unknown
  name: string
  host: string
  port: number
  config: Record<string, unknown>
  onOpen: () => void
}

const CONFIG = ['autoIndex', 'autoCreate', 'bufferCommands', 'bufferTimeoutMS', 'sanitizeFilter']

/** mongoose hooks a driver in by subclassing its connection; all but the making of the client is its own. */
class EmbeddedConnection extends mongoose.Connection {
  async createClient(uri: string, options: EmbeddedOptions & Record<string, unknown>): Promise<this> {
    const connection = this as unknown as Fillable
    connection.readyState = mongoose.ConnectionStates.connecting
    connection._connectionString = uri
    for (const name of CONFIG) if (options[name] !== undefined) connection.config[name] = options[name]
    const client = openClient(options.file, options.synchronous)
    const db = client.db()
    Object.assign(connection, { client, db, name: db.databaseName, host: client.path, port: 0 })
    connection.onOpen()
    return this
  }
}

export const embeddedDriver = { Connection: EmbeddedConnection, Collection: mongoose.Collection, plugins: [] }
