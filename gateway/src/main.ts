// The gateway as a process of its own; the services run elsewhere.
import { ConfigError, createLog, listen, PortError, readConfig, runUntilStopped, StoreError } from '@stagebureau/infra'
import { clockAt, systemClock } from '@stagebureau/shared'
import { openBureau } from './bureau.ts'
import { remoteParts } from './parts/remote-parts.ts'
import { createServer } from './server.ts'

const main = async () => {
  const config = readConfig()
  const log = createLog(config.logLevel)
  const clock = config.now === undefined ? systemClock : clockAt(config.now)
  const bureau = await openBureau(config, log, { clock, openParts: remoteParts })
  const server = await listen(createServer(bureau, log), config.host, config.port)
  log.info({ url: server.url, part: 'gateway' }, 'started')
  const stop = async () => {
    await server.close()
    await bureau.stop()
  }
  runUntilStopped(process, { stop }, log)
}

try {
  await main()
} catch (error) {
  const known = error instanceof ConfigError || error instanceof StoreError || error instanceof PortError
  process.stderr.write(`${known ? error.message : ((error as Error).stack ?? String(error))}\n`)
  process.exit(error instanceof ConfigError ? 2 : 1)
}
