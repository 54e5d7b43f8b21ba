// npm run prepare-cluster: makes the topics and indexes of a cluster, and mends their settings; harmless to repeat.
import { ConfigError, createLog, openCluster, readConfig, readyIndexes, StoreError } from '@stagebureau/infra'
import { catalogue, topicOf } from '@stagebureau/shared'
import { declared } from './declared.ts'

const prepare = async (tell: (line: string) => void): Promise<void> => {
  const config = readConfig()
  const log = createLog(config.logLevel)
  const adapters = await openCluster(config, log, { makeIndexes: true })
  try {
    const topics = [...new Set(catalogue.map(({ owner }) => topicOf(owner)))]
    for (const line of await adapters.bus.prepare(topics)) tell(line)
    for (const connection of await declared(adapters, config, log)) {
      await readyIndexes(connection)
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
