// npm start [-- --data DIR] [--empty] [--port N] [--json]: the whole bureau in one process, with a demonstration region.
import { parseArgs } from 'node:util'
import {
  type Commands,
  ConfigError,
  createLog,
  listen,
  PortError,
  parkedCommands,
  readConfig,
  runUntilStopped,
  StoreError,
  serveCommands,
} from '@stagebureau/infra'
import { type Bureau, openBureau } from './bureau.ts'
import { demonstrate } from './demonstration/demonstrate.ts'
import { InputError } from './season/input-error.ts'
import { progressTo } from './season/progress.ts'
import { createServer } from './server.ts'

const usage = 'usage: npm start -- [--data DIR] [--port N] [--empty] [--json]'
const loopback = ['127.0.0.1', '::1', 'localhost']

const readArguments = () => {
  const options = {
    data: { type: 'string' },
    port: { type: 'string' },
    empty: { type: 'boolean' },
    json: { type: 'boolean' },
  } as const
  try {
    const { values } = parseArgs({ options, allowPositionals: false })
    const port = values.port === undefined ? undefined : Number(values.port)
    if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port <= 65535))
      throw new InputError(`--port ${values.port}: not a port; choose 0 to 65535.`)
    return { data: values.data, port, empty: values.empty ?? false, json: values.json ?? false }
  } catch (error) {
    if (error instanceof InputError) throw error
    throw new InputError(`${(error as Error).message}\n${usage}`)
  }
}

/** What commands of this machine may ask of the running bureau. */
const controlCommands = ({ bus }: Bureau): Commands =>
  Object.fromEntries(Object.entries(parkedCommands(bus.parked)).map(([name, run]) => [`parked.${name}`, run as never]))

const main = async () => {
  const { data, port, empty, json } = readArguments()
  const settings = readConfig()
  const config = { ...settings, data: data ?? settings.data, port: port ?? settings.port }
  // Until people sign in, nobody but this machine may reach the bureau.
  if (!loopback.includes(config.host))
    throw new InputError(`HOST ${config.host}: only this machine itself, ${loopback.join(' or ')}.`)
  const log = createLog(config.logLevel)
  const bureau = await openBureau(config, log)
  try {
    const progress = progressTo(process.stderr)
    if (!empty) await demonstrate(bureau, config.data, progress)
    const control = await serveCommands(config.data, controlCommands(bureau))
    const server = await listen(createServer(bureau, log), config.host, config.port)
    runUntilStopped(
      process,
      {
        stop: async () => {
          await server.close()
          await control.close()
          await bureau.stop()
        },
      },
      log,
    )
    process.stdout.write(json ? `${JSON.stringify({ url: server.url })}\n` : `Stagebureau: ${server.url}\n`)
  } catch (error) {
    await bureau.stop()
    throw error
  }
}

try {
  await main()
} catch (error) {
  const input = error instanceof InputError || error instanceof ConfigError
  const known = input || error instanceof StoreError || error instanceof PortError
  process.stderr.write(`${known ? (error as Error).message : ((error as Error).stack ?? String(error))}\n`)
  process.exit(input ? 2 : 1)
}
