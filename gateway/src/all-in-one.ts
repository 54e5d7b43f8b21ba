// npm start [-- --data DIR] [--empty] [--port N] [--json] [--now INSTANT]: the whole bureau in one process, with a demonstration region.
import { parseArgs } from 'node:util'
import {
  ConfigError,
  createLog,
  freePort,
  listen,
  PortError,
  readConfig,
  runUntilStopped,
  StoreError,
  serveCommands,
} from '@stagebureau/infra'
import { clockFrom } from '@stagebureau/shared'
import { openBureau } from './bureau.ts'
import { controlCommands } from './commands/control.ts'
import { demonstrate } from './demonstration/demonstrate.ts'
import { nobodyToTry, type TryOut, tryOut } from './demonstration/people.ts'
import { InputError } from './season/input-error.ts'
import { progressTo } from './season/progress.ts'
import { createServer } from './server.ts'

const usage = 'usage: npm start -- [--data DIR] [--port N] [--empty] [--json] [--now INSTANT]'

const readArguments = () => {
  const options = {
    data: { type: 'string' },
    port: { type: 'string' },
    empty: { type: 'boolean' },
    json: { type: 'boolean' },
    now: { type: 'string' },
  } as const
  try {
    const { values } = parseArgs({ options, allowPositionals: false })
    const port = values.port === undefined ? undefined : Number(values.port)
    if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port <= 65535))
      throw new InputError(`--port ${values.port}: not a port; choose 0 to 65535.`)
    if (values.now !== undefined && Number.isNaN(Date.parse(values.now)))
      throw new InputError(`--now ${values.now}: not an instant; write it as 2026-12-03T08:25:00+01:00.`)
    return { data: values.data, port, now: values.now, empty: values.empty ?? false, json: values.json ?? false }
  } catch (error) {
    if (error instanceof InputError) throw error
    throw new InputError(`${(error as Error).message}\n${usage}`)
  }
}

/** Where to begin, with a link for every role. */
const welcome = (url: string, { signIn, companyLink }: TryOut): string => {
  const links = Object.entries({ ...signIn, ...(companyLink === undefined ? {} : { companyLink }) })
  return [`Stagebureau: ${url}`, ...links.map(([role, link]) => `  ${role.padEnd(12)} ${link}`), ''].join('\n')
}

const main = async () => {
  const { data, port, now, empty, json } = readArguments()
  const settings = readConfig()
  const wanted = port ?? settings.port
  // Links in letters name the port, so it is chosen before anything is written.
  const config = {
    ...settings,
    data: data ?? settings.data,
    port: wanted === 0 ? await freePort(settings.host) : wanted,
  }
  const log = createLog(config.logLevel)
  const bureau = await openBureau(config, log, now === undefined ? {} : { clock: clockFrom(now) })
  try {
    const progress = progressTo(process.stderr)
    // Invented companies get no real letters.
    const forShow = bureau.keptMail !== undefined
    if (!empty && forShow) await demonstrate(bureau, config.data, progress)
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
    const trying = forShow ? await tryOut(bureau) : nobodyToTry
    process.stdout.write(json ? `${JSON.stringify({ url: server.url, ...trying })}\n` : welcome(server.url, trying))
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
