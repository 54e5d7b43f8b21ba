// npm run prepare-cluster: makes the topics and indexes of a cluster, and mends their settings; harmless to repeat.
import { ConfigError, createLog, createMetrics, openCluster, readConfig, StoreError } from '@stagebureau/infra'
import { catalogue, systemClock, topicOf } from '@stagebureau/shared'
import type { Connection } from 'mongoose'
import { localParts } from '../parts/local-parts.ts'
import { createSignInStore } from '../sign-in/store.ts'

const prepare = async (tell: (line: string) => void): Promise<void> => {
  const config = readConfig()
  const log = createLog(config.logLevel)
  const adapters = await openCluster(config, log)
  try {
    const topics = [...new Set(catalogue.map(({ owner }) => topicOf(owner)))]
    for (const line of await adapters.bus.prepare(topics)) tell(line)
    const connections: Connection[] = []
    const connect = async (database: string) => {
      const connection = await adapters.connect(database)
      connections.push(connection)
      return connection
    }
    const { bus, mail, secret } = adapters
    const common = { config, bus, mail, log, secret, clock: systemClock, metrics: createMetrics(), publicUrl: '' }
    // Made and not started: what they declare is enough.
    await localParts({ adapters: { ...adapters, connect }, ...common })
    createSignInStore(await connect('gateway'))
    for (const connection of connections) {
      for (const model of Object.values(connection.models)) await model.createIndexes()
      tell(`${connection.name}: ${Object.keys(connection.models).length} collections have their indexes`)
    }
  } finally {
    await adapters.close()
  }
}

try {
  await prepare((line) => process.stdout.write(`${line}\n`))
  process.exit(0)
} catch (error) {
  const known = error instanceof ConfigError || error instanceof StoreError
  process.stderr.write(`${known ? error.message : ((error as Error).stack ?? String(error))}\n`)
  process.exit(error instanceof ConfigError ? 2 : 1)
}
