// What kafkajs does by itself when it reads, tried on a real broker, and that the bureau is safe from it.
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { eventually } from '@stagebureau/shared/testing'
import kafkajs, { type EachMessageHandler } from 'kafkajs'
import { testServers } from '../../testing/servers.ts'
import { administer } from './administer.ts'
import type { Message } from './cloud-event.ts'
import { type Batch, openKafka } from './kafkajs.ts'
import { keepReading } from './keep-reading.ts'
import { topicSettings } from './topics.ts'

const { Kafka, KafkaJSNonRetriableError, logLevel } = kafkajs
const { kafkaBrokers: brokers, namespace } = testServers()
const space = namespace()
const sessionMilliseconds = 6000
const message = (value: string): Message => ({ key: value, value, headers: {} })
const client = openKafka(brokers, 'traps')
const admin = administer(client)
const bare = new Kafka({
  brokers: [...brokers],
  logLevel: logLevel.NOTHING,
  retry: { initialRetryTime: 100, retries: 1 },
})

/** One partition, so that all messages stand behind each other. */
const topicWith = async (...values: string[]): Promise<string> => {
  const name = `${space}.${randomUUID()}`
  await admin.makeTopics([{ ...topicSettings(name, 1), partitions: 1 }])
  await client.send(name, values.map(message))
  return name
}
const readBare = async (topic: string, eachMessage: EachMessageHandler, options = {}, group = topic) => {
  const consumer = bare.consumer({ groupId: group, sessionTimeout: sessionMilliseconds, heartbeatInterval: 1000 })
  await consumer.subscribe({ topics: [topic], fromBeginning: true })
  await consumer.run({ eachMessage, ...options })
  return consumer
}
const readOurs = (topic: string, onBatch: (batch: Batch) => Promise<void>) =>
  keepReading({
    client,
    group: `${topic}.ours`,
    topics: [topic],
    from: 'oldest',
    sessionMilliseconds,
    stopMilliseconds: 500,
    onBatch,
    onJoined: () => {},
    onError: () => {},
  })
const text = ({ value }: { readonly value: unknown }) => String(value)
const lastOf = ({ messages }: Batch) => messages.at(-1)!.offset

afterAll(async () => {
  await admin.forgetTopics((await admin.topicNames()).filter((name) => name.startsWith(space)))
  await client.close()
})

describe('reading by kafkajs', () => {
  it('by itself stands still behind a message that cannot be handled, for ever', async () => {
    const topic = await topicWith('poison', 'after')
    const seen: string[] = []
    const consumer = await readBare(topic, async (given) => {
      seen.push(text(given.message))
      throw new Error('cannot be handled')
    })
    await eventually(() => expect(seen.length).toBeGreaterThan(3), 20_000)
    expect(new Set(seen)).toEqual(new Set(['poison']))
    await consumer.disconnect()
  }, 60_000)

  describe('given a fault that is not worth trying again', () => {
    const dies = () => {
      throw new KafkaJSNonRetriableError('a fault')
    }

    it('by itself is dead from then on, and nobody is told', async () => {
      const topic = await topicWith('fault')
      const seen: string[] = []
      const consumer = await readBare(topic, async (given) => {
        seen.push(text(given.message))
        dies()
      })
      const restarts = new Promise((resolve) =>
        consumer.on('consumer.crash', (event) => resolve(event.payload.restart)),
      )
      expect(await restarts).toBe(false)
      await client.send(topic, [message('after')])
      const others: string[] = []
      const other = await readBare(topic, async (given) => void others.push(text(given.message)), {}, `${topic}.other`)
      await eventually(() => expect(others).toContain('after'), 20_000)
      expect(seen).toEqual(['fault'])
      await Promise.all([consumer.disconnect(), other.disconnect()])
    }, 60_000)

    it('is rebuilt by us, and goes on where it was', async () => {
      const topic = await topicWith('fault')
      const seen: string[] = []
      const reading = await readOurs(topic, async (batch) => {
        seen.push(...batch.messages.map(text))
        if (seen.length === 1) dies()
        await batch.done(lastOf(batch))
      })
      await eventually(() => expect(seen).toEqual(['fault', 'fault']), 20_000)
      expect(reading.ready()).toBe(true)
      await reading.stop()
    }, 60_000)
  })

  it('by itself never ends when it is told to while a handler hangs; with us it ends', async () => {
    const topic = await topicWith('hangs')
    let hanging = 0
    const hang = () => {
      hanging++
      return new Promise<never>(() => {})
    }
    const consumer = await readBare(topic, hang)
    const reading = await readOurs(topic, hang)
    await eventually(() => expect(hanging).toBe(2), 20_000)
    let ended = false
    void consumer.disconnect().then(() => {
      ended = true
    })
    await reading.stop()
    expect(ended).toBe(false)
  }, 60_000)

  it('by itself is taken for dead while a handler takes longer than the session; with us it is not', async () => {
    const topic = await topicWith('long')
    const seen = { bare: 0, ours: 0 }
    const long = () => sleep(sessionMilliseconds + 2000)
    const consumer = await readBare(topic, async () => {
      if (++seen.bare === 1) await long()
    })
    const reading = await readOurs(topic, async (batch) => {
      if (++seen.ours === 1) await long()
      await batch.done(lastOf(batch))
    })
    await eventually(() => expect(seen.bare).toBeGreaterThan(1), 40_000)
    await eventually(async () => {
      const [place] = (await admin.lag(`${topic}.ours`)).map(({ waiting }) => waiting)
      expect(place).toBe(0)
    }, 20_000)
    expect(seen.ours).toBe(1)
    await Promise.all([consumer.disconnect(), reading.stop()])
  }, 90_000)

  it('by itself keeps the place that a handler commits, though nothing was done yet; with us only what is done', async () => {
    const topic = await topicWith('in hand')
    const byHand = { autoCommit: false }
    let begun = 0
    const first = await readBare(
      topic,
      async ({ topic, partition, message }) => {
        await first.commitOffsets([{ topic, partition, offset: String(Number(message.offset) + 1) }])
        begun++
        throw new KafkaJSNonRetriableError('the process ends here')
      },
      byHand,
    )
    await eventually(() => expect(begun).toBe(1), 20_000)
    const held: string[] = []
    const firstOurs = await readOurs(topic, async ({ messages }) => void held.push(...messages.map(text)))
    await eventually(() => expect(held).toContain('in hand'), 20_000)
    await Promise.all([first.disconnect(), firstOurs.stop()])

    await client.send(topic, [message('next')])
    const later = { bare: [] as string[], ours: [] as string[] }
    const second = await readBare(topic, async (given) => void later.bare.push(text(given.message)), byHand)
    const secondOurs = await readOurs(topic, async (batch) => {
      later.ours.push(...batch.messages.map(text))
      await batch.done(lastOf(batch))
    })
    for (const seen of [later.bare, later.ours]) await eventually(() => expect(seen).toContain('next'), 20_000)
    expect(later).toEqual({ bare: ['next'], ours: ['in hand', 'next'] })
    await Promise.all([second.disconnect(), secondOurs.stop()])
  }, 90_000)
})

describe('what a group has still to see, asked while it divides its partitions', () => {
  it('is not to be had from a broker, which then tells nothing of the members; with us it is', async () => {
    const topic = await topicWith('first', 'second')
    const held = Promise.withResolvers<void>()
    let begun = 0
    const consumer = await readBare(topic, () => {
      begun++
      return held.promise
    })
    await eventually(() => expect(begun).toBe(1), 20_000)
    // The first does not answer while it works, so the group goes on dividing until its session is over.
    const joining = readBare(topic, () => held.promise)
    const admin = bare.admin()
    await admin.connect()
    const newcomer = openKafka(brokers, 'newcomer')
    await eventually(async () => {
      const [group] = (await admin.describeGroups([topic])).groups
      expect(group!.state).toBe('PreparingRebalance')
      expect(group!.members.map(({ memberMetadata }) => memberMetadata.length)).toContain(0)
    }, 20_000)
    expect(await administer(newcomer).lag(topic)).toEqual([{ group: topic, topic, partition: 0, waiting: 2 }])
    held.resolve()
    await (await joining).disconnect()
    await Promise.all([consumer.disconnect(), newcomer.close(), admin.disconnect()])
  }, 60_000)
})

describe('a process whose clock is hours ahead', () => {
  const ahead = () => String(Date.now() + 2 * 3600 * 1000)
  const sendAs = async (topic: string) => {
    const producer = bare.producer()
    await producer.connect()
    await producer.send({ topic, messages: [{ value: 'tomorrow', timestamp: ahead() }] }).finally(producer.disconnect)
  }

  it('by itself is refused by the broker; a topic of ours takes its events', async () => {
    const name = `${space}.${randomUUID()}`
    const { config, ...settings } = topicSettings(name, 1)
    const { 'message.timestamp.type': _, ...byItself } = config
    await admin.makeTopics([{ ...settings, config: byItself }])
    await expect(sendAs(name)).rejects.toThrow(/timestamp/)
    await expect(sendAs(await topicWith())).resolves.toBeUndefined()
  })
})
