// The only file that knows kafkajs: sending, one life of a consumer, and what an administrator asks, in our own words.
import { setTimeout as sleep } from 'node:timers/promises'
import kafkajs, { type Admin, type Consumer, type EachBatchPayload, type Kafka, type Producer } from 'kafkajs'
import type { Message } from './cloud-event.ts'

const { CompressionTypes, Kafka: Client, logLevel, Partitioners, AssignerProtocol } = kafkajs

/** From this size on it is worth the time to pack a batch. */
const packFromBytes = 64 * 1024

export type Fetched = Message & { readonly offset: number }
export type Batch = {
  readonly topic: string
  readonly partition: number
  readonly messages: readonly Fetched[]
  /** False when this member should end: it stops, or its partitions go to another. */
  readonly going: () => boolean
  /** All messages up to this offset have been dealt with and need not come again. */
  readonly done: (offset: number) => Promise<void>
}

export type Reading = {
  readonly group: string
  readonly topics: readonly string[]
  /** A new group begins at the oldest event; a listener keeps no place and begins now. */
  readonly from: 'oldest' | 'now'
  readonly sessionMilliseconds: number
  /** Never rejects: what it rejected with would come back for ever. */
  readonly onBatch: (batch: Batch) => Promise<void>
  readonly onJoined: (partitions: ReadonlyMap<string, readonly number[]>) => void
  /** The consumer is alive: it has fetched or been heard. */
  readonly onSign: () => void
  /** It has died and takes nothing any more. */
  readonly onCrash: (error: Error) => void
}
/** `stop` takes nothing new, waits for what is in hand, and leaves the group; `abandon` only goes quiet. */
export type Reader = { readonly stop: () => Promise<void>; readonly abandon: () => void }

export type TopicSettings = {
  readonly name: string
  readonly partitions: number
  readonly replicas: number
  readonly config: Readonly<Record<string, string>>
}
export type Place = { readonly topic: string; readonly partition: number; readonly waiting: number }

export type KafkaClient = ReturnType<typeof openKafka>

const heartbeatMilliseconds = 3000
/** A group has divided its partitions by then, or something is wrong with it. */
const dividingMilliseconds = 30_000
/** Failing fast: whoever calls tries again by its own plan. */
const retry = { initialRetryTime: 100, maxRetryTime: 1000, retries: 3 }

/** kafkajs computes a wait in the past now and then; Node 24 warns of it and then does what was meant. */
let ignoring = false
const ignoreNegativeTimeouts = () => {
  if (ignoring) return
  ignoring = true
  const { emitWarning } = process
  process.emitWarning = ((warning: string | Error, ...rest: unknown[]) => {
    if (rest[0] !== 'TimeoutNegativeWarning')
      (emitWarning as (...given: unknown[]) => void).call(process, warning, ...rest)
  }) as typeof process.emitWarning
}

export const openKafka = (brokers: readonly string[], clientId: string) => {
  ignoreNegativeTimeouts()
  const kafka: Kafka = new Client({
    brokers: [...brokers],
    clientId,
    logLevel: logLevel.NOTHING,
    connectionTimeout: 3000,
    requestTimeout: 15_000,
    retry,
  })
  let producer: Promise<Producer> | undefined
  let admin: Promise<Admin> | undefined

  const openProducer = async (): Promise<Producer> => {
    const made = kafka.producer({
      allowAutoTopicCreation: false,
      createPartitioner: Partitioners.DefaultPartitioner,
      idempotent: false,
      maxInFlightRequests: 1,
      retry,
    })
    await made.connect()
    return made
  }
  const openAdmin = async (): Promise<Admin> => {
    const made = kafka.admin({ retry })
    await made.connect()
    return made
  }
  const withProducer = async <T>(work: (one: Producer) => Promise<T>): Promise<T> => {
    producer ??= openProducer()
    const opening = producer
    try {
      return await work(await opening)
    } catch (error) {
      // A fresh connection next time; this one may be stuck on a broker that is gone.
      if (producer === opening) {
        producer = undefined
        void opening.then((one) => one.disconnect()).catch(() => {})
      }
      throw error
    }
  }
  const withAdmin = async <T>(work: (one: Admin) => Promise<T>): Promise<T> => {
    admin ??= openAdmin()
    const opening = admin
    try {
      return await work(await opening)
    } catch (error) {
      if (admin === opening) {
        admin = undefined
        void opening.then((one) => one.disconnect()).catch(() => {})
      }
      throw error
    }
  }

  /** Acknowledged by every replica that is in step. */
  const send = (topic: string, messages: readonly Message[]): Promise<void> =>
    withProducer(async (one) => {
      const bytes = messages.reduce((sum, { value }) => sum + value.length, 0)
      const compression = bytes >= packFromBytes ? CompressionTypes.GZIP : CompressionTypes.None
      await one.send({ topic, acks: -1, compression, messages: [...messages] })
    })

  const read = async (reading: Reading): Promise<Reader> => {
    const { group, topics, from, sessionMilliseconds, onBatch, onJoined, onSign, onCrash } = reading
    const consumer: Consumer = kafka.consumer({
      groupId: group,
      allowAutoTopicCreation: false,
      sessionTimeout: sessionMilliseconds,
      rebalanceTimeout: Math.max(sessionMilliseconds, 15_000),
      heartbeatInterval: Math.min(heartbeatMilliseconds, sessionMilliseconds / 3),
      maxWaitTimeInMs: 250,
      // Whether and when to begin again is decided in one place, outside.
      retry: { ...retry, restartOnFailure: async () => false },
    })
    let going = true
    const { CRASH, FETCH, GROUP_JOIN, HEARTBEAT, END_BATCH_PROCESS } = consumer.events
    for (const sign of [FETCH, HEARTBEAT, END_BATCH_PROCESS]) consumer.on(sign as typeof FETCH, onSign)
    consumer.on(GROUP_JOIN, ({ payload }) => onJoined(new Map(Object.entries(payload.memberAssignment))))
    consumer.on(CRASH, ({ payload }) => {
      if (going) onCrash(payload.error)
      going = false
    })

    const eachBatch = async ({ batch, ...payload }: EachBatchPayload) => {
      let mine = true
      // Also while a handler takes long: otherwise the group takes this member for dead.
      const beat = setInterval(() => {
        if (!going) return clearInterval(beat)
        payload.heartbeat().catch(() => {
          mine = false
        })
      }, heartbeatMilliseconds / 2)
      const { topic, partition } = batch
      try {
        await onBatch({
          topic,
          partition,
          messages: batch.messages.map(({ key, value, headers, offset }) => ({
            key: key?.toString() ?? '',
            value: value?.toString() ?? '',
            headers: Object.fromEntries(Object.entries(headers ?? {}).map(([name, text]) => [name, String(text)])),
            offset: Number(offset),
          })),
          going: () => going && mine && payload.isRunning() && !payload.isStale(),
          done: async (offset) => {
            if (!going) return
            payload.resolveOffset(String(offset))
            // One that is too late belongs to another member by now; the events come again there.
            if (from === 'oldest') await payload.commitOffsetsIfNecessary(payload.uncommittedOffsets()).catch(() => {})
          },
        })
      } finally {
        clearInterval(beat)
      }
    }

    const disconnect = async () => {
      going = false
      await consumer.disconnect()
    }
    try {
      await consumer.connect()
      await consumer.subscribe({ topics: [...topics], fromBeginning: from === 'oldest' })
      await consumer.run({
        autoCommit: from === 'oldest',
        eachBatchAutoResolve: false,
        partitionsConsumedConcurrently: 4,
        eachBatch,
      })
    } catch (error) {
      void disconnect().catch(() => {})
      throw error
    }
    return {
      stop: disconnect,
      abandon: () => {
        going = false
      },
    }
  }

  /** Makes what is missing; changes settings of what is there; never the number of partitions, on which order rests. */
  const makeTopics = (topics: readonly TopicSettings[]): Promise<string[]> =>
    withAdmin(async (one) => {
      const there = new Set(await one.listTopics())
      const told: string[] = []
      const missing = topics.filter(({ name }) => !there.has(name))
      if (missing.length > 0) {
        await one.createTopics({
          // Its own waiting gives up when the first broker that it asks has not heard of the topic yet.
          waitForLeaders: false,
          topics: missing.map(({ name, partitions, replicas, config }) => ({
            topic: name,
            numPartitions: partitions,
            replicationFactor: replicas,
            configEntries: Object.entries(config).map(([key, value]) => ({ name: key, value })),
          })),
        })
        await onceKnown(() => one.fetchTopicMetadata({ topics: missing.map(({ name }) => name) }))
      }
      told.push(
        ...missing.map(
          ({ name, partitions, replicas }) => `${name}: made, ${partitions} partitions, ${replicas} copies`,
        ),
      )
      for (const topic of topics.filter(({ name }) => there.has(name))) told.push(...(await mendTopic(one, topic)))
      return told
    })

  const brokerCount = (): Promise<number> => withAdmin(async (one) => (await one.describeCluster()).brokers.length)

  const groupsNamed = async (one: Admin, prefix: string): Promise<string[]> =>
    (await one.listGroups()).groups.map(({ groupId }) => groupId).filter((group) => group.startsWith(prefix))

  type Offsets = ReadonlyMap<string, readonly { readonly partition: number; readonly offset: string }[]>
  const placesOf = async (one: Admin, group: string): Promise<Offsets> =>
    new Map((await one.fetchOffsets({ groupId: group })).map(({ topic, partitions }) => [topic, partitions]))

  const toldToRead = new Map<string, readonly string[]>()
  /**
   * The topics that a group has places in or its members read. While it divides its partitions the broker does not say
   * what they read: then it is what they read before, and a group of which nothing is known is asked again.
   * Throws for one that goes on dividing.
   */
  const topicsOf = async (one: Admin, group: string, places: Offsets): Promise<readonly string[]> => {
    const until = performance.now() + dividingMilliseconds
    for (;;) {
      const [described] = (await one.describeGroups([group])).groups
      const read = described!.members.map(({ memberMetadata }) => memberMetadata)
      if (read.every(({ length }) => length > 0))
        toldToRead.set(
          group,
          read.flatMap((metadata) => AssignerProtocol.MemberMetadata.decode(metadata)!.topics),
        )
      if (toldToRead.has(group) || places.size > 0)
        return [...new Set([...places.keys(), ...(toldToRead.get(group) ?? [])])]
      if (performance.now() > until) throw new Error(`${group} has not yet divided who reads what; ask again later`)
      await sleep(200)
    }
  }

  /** Groups whose names begin with `prefix`, and what each has still to see of every partition it reads. */
  const lag = (prefix: string): Promise<(Place & { readonly group: string })[]> =>
    withAdmin(async (one) => {
      const ends = new Map<string, Promise<{ partition: number; low: string; high: string }[]>>()
      const endsOf = (topic: string) => {
        const known = ends.get(topic) ?? onceKnown(() => one.fetchTopicOffsets(topic))
        ends.set(topic, known)
        return known
      }
      const waitingFor = async (group: string) => {
        const places = await placesOf(one, group)
        // A member that has seen nothing yet has no place yet, but reads all the same.
        const inTopic = async (topic: string) =>
          (await endsOf(topic)).map(({ partition, low, high }) => {
            const place = Number(places.get(topic)?.find((one) => one.partition === partition)?.offset ?? -1)
            return { group, topic, partition, waiting: Number(high) - Math.max(Number(low), place) }
          })
        return Promise.all((await topicsOf(one, group, places)).map(inTopic))
      }
      return (await Promise.all((await groupsNamed(one, prefix)).map(waitingFor))).flat(2)
    })

  /** Whether any group whose name begins with `prefix` has a member now; a killed one counts until its session ends. */
  const hasReaders = (prefix: string): Promise<boolean> =>
    withAdmin(async (one) => {
      const groups = await groupsNamed(one, prefix)
      if (groups.length === 0) return false
      return (await one.describeGroups(groups)).groups.some(({ members }) => members.length > 0)
    })

  const hasEvents = (prefix: string): Promise<boolean> =>
    withAdmin(async (one) => {
      for (const topic of (await one.listTopics()).filter((name) => name.startsWith(prefix)))
        if ((await onceKnown(() => one.fetchTopicOffsets(topic))).some(({ high }) => high !== '0')) return true
      return false
    })

  return {
    send,
    read,
    hasReaders,
    hasEvents,
    makeTopics,
    brokerCount,
    lag,
    forgetTopics: (names: readonly string[]) => withAdmin((one) => one.deleteTopics({ topics: [...names] })),
    topicNames: () => withAdmin((one) => one.listTopics()),
    close: async () => {
      const open = [producer, admin]
      producer = undefined
      admin = undefined
      for (const one of open) await (await one?.catch(() => undefined))?.disconnect().catch(() => {})
    },
  }
}

/** Brokers hear of a new topic at different times, and kafkajs fails on one that has not heard of it yet. */
const onceKnown = async <T>(ask: () => Promise<T>): Promise<T> => {
  for (let tries = 0; ; tries++) {
    try {
      return await ask()
    } catch (error) {
      if (tries === 50) throw error
      await sleep(100)
    }
  }
}

/** Numbers of kafkajs for kinds of resources. */
const topicResource = 2

const mendTopic = async (admin: Admin, { name, partitions, config }: TopicSettings): Promise<string[]> => {
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: [{ type: topicResource, name }],
  })
  const now = new Map(resources[0]?.configEntries.map(({ configName, configValue }) => [configName, configValue]))
  const other = Object.entries(config).filter(([key, value]) => now.get(key) !== value)
  const told: string[] = []
  if (other.length > 0) {
    const configEntries = Object.entries(config).map(([key, value]) => ({ name: key, value }))
    await admin.alterConfigs({ validateOnly: false, resources: [{ type: topicResource, name, configEntries }] })
    told.push(`${name}: set ${other.map(([key, value]) => `${key}=${value} (was ${now.get(key)})`).join(', ')}`)
  }
  const { topics } = await admin.fetchTopicMetadata({ topics: [name] })
  const has = topics[0]?.partitions.length ?? 0
  if (has !== partitions)
    told.push(`${name}: has ${has} partitions instead of ${partitions}; left so, because order per key rests on it`)
  return told
}
