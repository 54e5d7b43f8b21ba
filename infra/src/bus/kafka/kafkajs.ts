// The only file that knows kafkajs: sending, one life of a consumer, and the connection of an administrator.
import kafkajs, { type Admin, type Consumer, type EachBatchPayload, type Kafka } from 'kafkajs'
import type { Message } from './cloud-event.ts'
import { keptConnection } from './kept-connection.ts'

export type { Admin }

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

export type KafkaClient = ReturnType<typeof openKafka>

const heartbeatMilliseconds = 3000
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
  const producer = keptConnection(() =>
    kafka.producer({
      allowAutoTopicCreation: false,
      createPartitioner: Partitioners.DefaultPartitioner,
      idempotent: false,
      maxInFlightRequests: 1,
      retry,
    }),
  )
  const admin = keptConnection(() => kafka.admin({ retry }))

  /** Acknowledged by every replica that is in step. */
  const send = (topic: string, messages: readonly Message[]): Promise<void> =>
    producer.use(async (one) => {
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

  return {
    send,
    read,
    withAdmin: admin.use,
    close: async () => {
      await producer.close()
      await admin.close()
    },
  }
}

/** What a member of a group reads, from what the broker keeps of it; `metadata` is empty while the group divides its partitions. */
export const topicsReadBy = (metadata: Buffer): readonly string[] =>
  AssignerProtocol.MemberMetadata.decode(metadata)!.topics
