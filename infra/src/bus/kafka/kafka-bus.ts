// The event bus of a cluster: topics on Kafka, parked events among the documents.
import { randomUUID } from 'node:crypto'
import type { Bus, Consumer, KeyOfGroup, Subscription } from '@stagebureau/shared'
import type { Connection } from 'mongoose'
import { createInTurn } from '../../in-turn.ts'
import { administer } from './administer.ts'
import { toMessage } from './cloud-event.ts'
import { type Fetched, openKafka } from './kafkajs.ts'
import { keepReading } from './keep-reading.ts'
import { createParkedKeys } from './parked-keys.ts'
import { createParkedStore } from './parked-store.ts'
import { replayKey } from './replay.ts'
import { createTakeBatch } from './take-batch.ts'
import { deadTopic, deadTopicSettings, topicSettings } from './topics.ts'

export type KafkaBusOptions = {
  readonly brokers: readonly string[]
  /** Put before the names of topics and groups. */
  readonly prefix?: string
  /** Parked events are kept here. */
  readonly connection: Connection
  readonly onError?: (error: unknown) => void
  /** After so long without a sign a member's partitions go to others. */
  readonly sessionMilliseconds?: number
  readonly stopMilliseconds?: number
}

export type KafkaBus = Bus & {
  /** Makes topics that are missing and mends their settings; tells in words what it did. Harmless to repeat. */
  readonly prepare: (topics: readonly string[]) => Promise<readonly string[]>
}

const chunkBytes = 900_000
const lookMilliseconds = 1000

/** Hands a key again to whoever of this process has it. */
type Replay = (released: KeyOfGroup & { readonly partition: number }) => Promise<void>

/** Names of listeners, which keep no place, hold this sign. */
const listenerSign = '~'

export const createKafkaBus = async (options: KafkaBusOptions): Promise<KafkaBus> => {
  const { brokers, prefix = '', connection, sessionMilliseconds = 30_000, stopMilliseconds = 5000 } = options
  const onError = options.onError ?? (() => {})
  const client = openKafka(brokers, `${prefix}stagebureau`)
  const admin = administer(client)
  const parked = createParkedStore(connection)
  await parked.prepare()
  const subscriptions = new Set<Subscription>()
  /** What the names of all topics and groups of this bureau begin with. */
  const own = prefix === '' ? 'stagebureau.' : prefix
  const physical = (name: string) => `${prefix}${name}`
  const logical = (name: string) => name.slice(prefix.length)

  const replays = new Set<Replay>()
  let looking = false
  const look = setInterval(async () => {
    if (looking || replays.size === 0) return
    looking = true
    try {
      for (const released of await parked.released()) for (const replay of replays) await replay(released)
    } catch (error) {
      onError(error)
    }
    looking = false
  }, lookMilliseconds)
  look.unref()

  const consume = async ({ group, topics, handle, alone }: Consumer): Promise<Subscription> => {
    const inTurn = createInTurn()
    let mine: ReadonlyMap<string, readonly number[]> = new Map()
    const announce = ({ key, value, headers }: Fetched, error: string) =>
      client.send(physical(deadTopic(group)), [{ key, value, headers: { ...headers, error } }])
    const parkedKeys = createParkedKeys(group, parked)
    const takeBatch = createTakeBatch({ group, topicOf: logical, handle, parked, parkedKeys, announce, onError })
    const turnOf = (topic: string, partition: number) => `${topic}/${partition}`

    const replay: Replay = async ({ partition, ...which }) => {
      const topic = physical(which.topic)
      if (which.group === group && mine.get(topic)?.includes(partition))
        await inTurn([turnOf(topic, partition)], () => replayKey(which, { handle, parked, onError }))
    }
    replays.add(replay)

    const reading = await keepReading({
      client: {
        read: async (one) => {
          if (alone !== true) await admin.makeTopics([deadTopicSettings(physical(group), await admin.brokerCount())])
          return client.read(one)
        },
      },
      group: alone === true ? `${physical(group)}${listenerSign}${randomUUID()}` : physical(group),
      topics: topics.map(physical),
      from: alone === true ? 'now' : 'oldest',
      sessionMilliseconds,
      stopMilliseconds,
      onError,
      onBatch: (batch) => inTurn([turnOf(batch.topic, batch.partition)], () => takeBatch(batch)),
      onJoined: (partitions) => {
        mine = partitions
        parkedKeys.forget()
      },
    })
    const subscription: Subscription = {
      ready: reading.ready,
      stop: async () => {
        replays.delete(replay)
        subscriptions.delete(subscription)
        await reading.stop()
      },
    }
    subscriptions.add(subscription)
    return subscription
  }

  return {
    publish: async (topic, envelopes) => {
      let chunk: ReturnType<typeof toMessage>[] = []
      let bytes = 0
      const flush = async () => {
        if (chunk.length > 0) await client.send(physical(topic), chunk)
        chunk = []
        bytes = 0
      }
      for (const message of envelopes.map(toMessage)) {
        if (bytes + message.value.length > chunkBytes) await flush()
        chunk.push(message)
        bytes += message.value.length
      }
      await flush()
    },
    consume,
    lag: async () => {
      const places = await admin.lag(own)
      return places
        .filter(({ group }) => !group.includes(listenerSign))
        .map(({ group, topic, partition, waiting }) => ({
          group: logical(group),
          topic: logical(topic),
          partition,
          events: waiting,
        }))
    },
    use: async () => ({ published: await admin.hasEvents(own), attended: await admin.hasReaders(own) }),
    parked: {
      list: parked.list,
      show: parked.show,
      replay: (which: KeyOfGroup) => parked.release(which, true),
      discard: parked.discard,
    },
    prepare: async (topics) => {
      const count = await admin.brokerCount()
      return admin.makeTopics(topics.map((topic) => topicSettings(physical(topic), count)))
    },
    close: async () => {
      clearInterval(look)
      await Promise.all([...subscriptions].map((subscription) => subscription.stop()))
      await client.close()
    },
  }
}
