// Makes the topics and indexes of a cluster, and mends their settings; harmless to repeat.
import { type Config, createLog, openCluster, readyIndexes } from '@stagebureau/infra'
import { topics } from '@stagebureau/shared'
import { declared } from '../commands/declared.ts'

/** Throws a ConfigError or a StoreError when the servers cannot be had; `tell` hears in words what was found and done. */
export const prepareServers = async (config: Config, tell: (line: string) => void): Promise<void> => {
  const log = createLog(config.logLevel)
  const adapters = await openCluster(config, log, { makeIndexes: true })
  try {
    for (const line of await adapters.bus.prepare(topics)) tell(line)
    for (const connection of await declared(adapters, config, log)) {
      await readyIndexes(connection)
      tell(`${connection.name}: ${Object.keys(connection.models).length} collections have their indexes`)
    }
  } finally {
    await adapters.close()
  }
}
