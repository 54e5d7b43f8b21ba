// All documents of the bureau as its parts declare them: what the command that makes indexes works on.
import { type Adapters, type Config, createLetters, createMetrics, type Log } from '@stagebureau/infra'
import { systemClock } from '@stagebureau/shared'
import type { Connection } from 'mongoose'
import { createMappings } from '../mappings.ts'
import { localParts } from '../parts/local-parts.ts'
import { createSignInStore } from '../sign-in/store.ts'
import { createUploads } from '../uploads.ts'

/** A connection per database, with its models. Parts are made and not started: what they declare is enough. */
export const declared = async (adapters: Adapters, config: Config, log: Log): Promise<readonly Connection[]> => {
  const connections: Connection[] = []
  const connect = async (database: string) => {
    const connection = await adapters.connect(database)
    connections.push(connection)
    return connection
  }
  const { bus, mail, secret } = adapters
  const common = { config, bus, mail, log, secret, clock: systemClock, metrics: createMetrics(), publicUrl: '' }
  await localParts({ adapters: { ...adapters, connect }, ...common })
  const gateway = await connect('gateway')
  createSignInStore(gateway)
  createMappings(gateway)
  createUploads(gateway, secret)
  createLetters({ connection: gateway, mail, service: 'gateway', log })
  return connections
}
