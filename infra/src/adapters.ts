// The only switch between the two runtimes: which store, bus and post a process works with.
import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Bus, Mail } from '@stagebureau/shared'
import type { Connection } from 'mongoose'
import { disturbedBus, type Mischief } from './bus/disturbed-bus.ts'
import { createEmbeddedBus } from './bus/embedded/embedded-bus.ts'
import { createKafkaBus, type KafkaBus } from './bus/kafka/kafka-bus.ts'
import { type Config, needed } from './config.ts'
import type { Log } from './log.ts'
import { createKeptMail, type KeptMail } from './mail/kept-mail.ts'
import { createSmtpMail } from './mail/smtp.ts'
import { refuseUnfinished } from './moving/unfinished.ts'
import { connectEmbedded } from './store/connect-embedded.ts'
import { connectMongo } from './store/connect-mongo.ts'
import { turnsOf } from './store/turns.ts'

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

export type AdapterOptions = {
  /** For tests: a bus that behaves as badly as it may. */
  readonly mischief?: Mischief
  /** On shared servers: make the declared indexes instead of looking for them. */
  readonly makeIndexes?: boolean
  /** What a broken-off import has left may be opened, to begin anew. */
  readonly unfinished?: boolean
}

/** Topics and groups of a bureau with this name need nothing in front of theirs. */
const ownNamespace = 'stagebureau'

/** Made once, or taken from elsewhere, and kept beside the data, readable by its owner alone. */
export const keptSecret = (folder: string, given = randomBytes(32).toString('base64url')): string => {
  const file = join(folder, 'secret')
  try {
    return readFileSync(file, 'utf8')
  } catch {
    mkdirSync(folder, { recursive: true })
    writeFileSync(file, given, { mode: 0o600, flag: 'wx' })
    return given
  }
}

type Post = Pick<Adapters, 'mail' | 'keptMail'> & { readonly close: () => void }

const openPost = async ({ smtpUrl, mailFrom }: Config, connect: Adapters['connect']): Promise<Post> => {
  if (smtpUrl === undefined || smtpUrl === 'kept') {
    const keptMail = await createKeptMail(await connect('mail'), mailFrom)
    return { mail: keptMail, keptMail, close: () => {} }
  }
  const mail = createSmtpMail(smtpUrl, mailFrom)
  return { mail, keptMail: undefined, close: mail.close }
}

/** Whoever asks for the same database gets the same connection. */
const connectOnce = (open: Adapters['connect'], { unfinished = false }: AdapterOptions) => {
  const connections = new Map<string, Connection>()
  return {
    connect: async (database: string): Promise<Connection> => {
      const known = connections.get(database)
      if (known !== undefined) return known
      const connection = await open(database)
      connections.set(database, connection)
      if (!unfinished) await refuseUnfinished(connection)
      return connection
    },
    closeAll: async () => {
      const close = async (connection: Connection) => {
        // A server that is away learns later that this process has gone.
        await turnsOf(connection)
          .end()
          .catch(() => {})
        await connection.close()
      }
      await Promise.all([...connections.values()].map(close))
    },
  }
}

export const openEmbedded = async (config: Config, log: Log, options: AdapterOptions = {}): Promise<Adapters> => {
  mkdirSync(config.data, { recursive: true })
  const open = (database: string) =>
    connectEmbedded({ file: join(config.data, `${database}.sqlite`), sanitizeFilter: true })
  const { connect, closeAll } = connectOnce(open, options)
  const onError = (error: unknown) => log.warn({ err: error }, 'the event bus met a fault')
  const bus = createEmbeddedBus({ file: join(config.data, 'events.sqlite'), onError })
  const post = await openPost(config, connect)
  return {
    connect,
    bus,
    mail: post.mail,
    keptMail: post.keptMail,
    secret: config.secret ?? keptSecret(config.data),
    close: async () => {
      await bus.close()
      post.close()
      await closeAll()
    },
  }
}

/** Throws a ConfigError when a server is not named, and a StoreError when the document server does not answer. */
export const openCluster = async (
  config: Config,
  log: Log,
  options: AdapterOptions = {},
): Promise<Adapters & { readonly bus: KafkaBus }> => {
  const wanted = ['kafkaBrokers', 'mongodbUri', 'smtpUrl', 'secret'] as const
  const { kafkaBrokers: brokers, mongodbUri: uri, secret } = needed(config, wanted)
  const { namespace } = config
  const autoIndex = options.makeIndexes ?? false
  const open = (database: string) =>
    connectMongo({ uri, database: `${namespace}-${database}`, autoIndex, sanitizeFilter: true })
  const { connect, closeAll } = connectOnce(open, options)
  const onError = (error: unknown) => log.warn({ err: error }, 'the event bus met a fault')
  const prefix = namespace === ownNamespace ? '' : `${namespace}.`
  const bus = await createKafkaBus({ brokers, prefix, connection: await connect('events'), onError })
  const post = await openPost(config, connect)
  return {
    connect,
    bus,
    mail: post.mail,
    keptMail: post.keptMail,
    secret,
    close: async () => {
      await bus.close()
      post.close()
      await closeAll()
    },
  }
}

/** The adapters that the settings choose. */
export const openAdapters = async (config: Config, log: Log, options: AdapterOptions = {}): Promise<Adapters> => {
  const { mischief } = options
  const open = config.runtime === 'cluster' ? openCluster : openEmbedded
  const adapters = await open(config, log, options)
  return mischief === undefined ? adapters : { ...adapters, bus: disturbedBus(adapters.bus, mischief) }
}
