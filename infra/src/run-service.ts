// Runs one service as a process of its own: its adapters, its parts, and its HTTP side.
import { clockAt, systemClock } from '@stagebureau/shared'
import { openAdapters } from './adapters.ts'
import { ConfigError, needed, readConfig } from './config.ts'
import { listen, PortError } from './http/listen.ts'
import { type RunningService, serviceApp } from './http/service-app.ts'
import { createAdmit } from './http/service-token.ts'
import { createLog } from './log.ts'
import { createMetrics } from './metrics.ts'
import type { Surroundings } from './part.ts'
import { runUntilStopped } from './run.ts'
import { StoreError } from './store/store-error.ts'

const run = async (name: string, create: (surroundings: Surroundings) => RunningService): Promise<void> => {
  const config = readConfig()
  const admit = createAdmit(needed(config, ['servicePublicKeys']).servicePublicKeys, name)
  const log = createLog(config.logLevel)
  const metrics = createMetrics()
  const adapters = await openAdapters(config, log)
  const { bus, mail, secret } = adapters
  const publicUrl = config.publicUrl ?? `http://${config.host}:${config.port}`
  const connection = await adapters.connect(name)
  const clock = config.now === undefined ? systemClock : clockAt(config.now)
  const service = create({ connection, bus, mail, clock, log, metrics, secret, publicUrl })
  await service.start()
  const app = serviceApp({ name, service, admit, log, metrics, metricsToken: config.metricsToken })
  const server = await listen(app, config.host, config.port)
  log.info({ url: server.url, part: name }, 'started')
  const stop = async () => {
    await server.close()
    await service.stop()
    await adapters.close()
  }
  runUntilStopped(process, { stop }, log)
}

/** Ends the process with code 2 when the settings are wrong and with 1 on a fault, after one clear sentence. */
export const runService = async (
  name: string,
  create: (surroundings: Surroundings) => RunningService,
): Promise<void> => {
  try {
    await run(name, create)
  } catch (error) {
    const known = error instanceof ConfigError || error instanceof StoreError || error instanceof PortError
    process.stderr.write(`${known ? error.message : ((error as Error).stack ?? String(error))}\n`)
    process.exit(error instanceof ConfigError ? 2 : 1)
  }
}
