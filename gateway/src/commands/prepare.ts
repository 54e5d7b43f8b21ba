// npm run prepare-cluster: makes the topics and indexes of a cluster, and mends their settings; harmless to repeat.
import { ConfigError, readConfig, StoreError } from '@stagebureau/infra'
import { prepareServers } from '../cluster/prepare-servers.ts'

try {
  await prepareServers(readConfig(), (line) => process.stdout.write(`${line}\n`))
  process.exit(0)
} catch (error) {
  const known = error instanceof ConfigError || error instanceof StoreError
  process.stderr.write(`${known ? error.message : ((error as Error).stack ?? String(error))}\n`)
  process.exit(error instanceof ConfigError ? 2 : 1)
}
