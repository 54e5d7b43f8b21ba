// The only switch between the two runtimes: which store, bus and post a process works with.
import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Bus, Mail } from '@stagebureau/shared'
import type { Connection } from 'mongoose'
import { createEmbeddedBus, type EmbeddedBusOptions } from './bus/embedded/embedded-bus.ts'
import type { Config } from './config.ts'
import type { Log } from './log.ts'
import { createKeptMail, type KeptMail } from './mail/kept-mail.ts'
import { connectEmbedded } from './store/connect-embedded.ts'

export type Adapters = {
  /** The database of one service. */
  readonly connect: (database: string) => Promise<Connection>
  readonly bus: Bus
  readonly mail: Mail
  /** Where letters are kept instead of sent; absent when they are sent. */
  readonly keptMail: KeptMail | undefined
  readonly secret: string
  readonly close: () => Promise<void>
}

export type AdapterOptions = { readonly mischief?: EmbeddedBusOptions['mischief'] }

/** Made once and kept beside the data, readable by its owner alone. */
const keptSecret = (folder: string): string => {
  const file = join(folder, 'secret')
  try {
    return readFileSync(file, 'utf8')
  } catch {
    const secret = randomBytes(32).toString('base64url')
    writeFileSync(file, secret, { mode: 0o600, flag: 'wx' })
    return secret
  }
}

export const openEmbedded = async (config: Config, log: Log, options: AdapterOptions = {}): Promise<Adapters> => {
  mkdirSync(config.data, { recursive: true })
  const connections: Connection[] = []
  const connect = async (database: string) => {
    const connection = await connectEmbedded({ file: join(config.data, `${database}.sqlite`) })
    connections.push(connection)
    return connection
  }
  const onError = (error: unknown) => log.warn({ err: error }, 'the event bus met a fault')
  const bus = createEmbeddedBus({ file: join(config.data, 'events.sqlite'), onError, ...options })
  const keptMail = await createKeptMail(await connect('mail'), config.mailFrom)
  return {
    connect,
    bus,
    mail: keptMail,
    keptMail,
    secret: config.secret ?? keptSecret(config.data),
    close: async () => {
      await bus.close()
      await Promise.all(connections.map((connection) => connection.close()))
    },
  }
}

/** The adapters that the settings choose. */
export const openAdapters = (config: Config, log: Log, options: AdapterOptions = {}): Promise<Adapters> =>
  openEmbedded(config, log, options)
