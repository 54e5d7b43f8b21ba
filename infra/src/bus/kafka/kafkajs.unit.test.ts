// What kafkajs does by itself when it sends, seen on the wire, and that our settings keep the bureau safe from it.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import kafkajs, { type ProducerConfig } from 'kafkajs'
import { freePort } from '../../http/listen.ts'
import type { Message } from './cloud-event.ts'
import { openKafka } from './kafkajs.ts'
import { openSmallBroker, type SmallBrokerOptions } from './testing/small-broker.ts'

const { CompressionTypes, Kafka, logLevel, Partitioners } = kafkajs
const message = (value: string, key = 'k'): Message => ({ key, value, headers: {} })
const topic = 't'
const quick = { retries: 1, initialRetryTime: 1, maxRetryTime: 1 }

const closings: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closings.splice(0).toReversed()) await close()
})
const brokerWith = async (options: SmallBrokerOptions = {}) => {
  const broker = await openSmallBroker({ topics: [topic], ...options })
  closings.push(broker.close)
  return broker
}
const oursAt = (address: string) => {
  const client = openKafka([address], 'ours')
  closings.push(client.close)
  return client
}
/** kafkajs as it is; only its own word on partitioners is kept away from the test's output. */
const bareAt = async (address: string, config: ProducerConfig = {}) => {
  const kafka = new Kafka({ brokers: [address], logLevel: logLevel.NOTHING, retry: quick })
  const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner, ...config })
  closings.push(() => producer.disconnect())
  await producer.connect()
  return producer
}

describe('sending by kafkajs', () => {
  describe('given a batch that the broker refuses', () => {
    const refusing = () => brokerWith({ fate: () => 'refused' })

    it('by itself says that all is well when nobody asked for an acknowledgement', async () => {
      const { address, kept } = await refusing()
      const producer = await bareAt(address)
      await producer.send({ topic, acks: 0, messages: [message('lost')] })
      expect(kept).toEqual([])
    })

    it('is an error with us, because every replica in step has to acknowledge', async () => {
      const { address, asked } = await refusing()
      await expect(oursAt(address).send(topic, [message('told')])).rejects.toThrow()
      expect(new Set(asked.map(({ acks }) => acks))).toEqual(new Set([-1]))
    })
  })

  describe('given that several are sent at the same moment', () => {
    const slow = () => brokerWith({ answerMilliseconds: 200 })

    it('by itself puts them on the wire at once, so that a repeated one falls behind', async () => {
      const { address, mostAtATime } = await slow()
      const producer = await bareAt(address)
      await Promise.all(['a', 'b'].map((value) => producer.send({ topic, messages: [message(value)] })))
      expect(mostAtATime()).toBe(2)
    })

    it('waits with us until the one before is acknowledged', async () => {
      const { address, mostAtATime } = await slow()
      const client = oursAt(address)
      await Promise.all(['a', 'b'].map((value) => client.send(topic, [message(value)])))
      expect(mostAtATime()).toBe(1)
    })
  })

  describe('given that a batch is written but its answers are lost until nobody tries again', () => {
    const valuesOf = (records: readonly { readonly records: Buffer }[]) =>
      ['first', 'second'].filter((value) => records.some((one) => one.records.includes(value)))

    it('as an idempotent producer loses the next batch, which bears the number of the one before', async () => {
      const { address, kept } = await brokerWith({ fate: (n) => (n <= 2 ? 'unanswered' : 'taken') })
      const producer = await bareAt(address, { idempotent: true, retry: quick })
      await expect(producer.send({ topic, messages: [message('first')] })).rejects.toThrow()
      await producer.send({ topic, messages: [message('second')] })
      expect(valuesOf(kept)).toEqual(['first'])
    })

    it('makes a duplicate with us, which consumers expect, and loses nothing', async () => {
      const { address, asked, kept } = await brokerWith({ fate: (n) => (n <= 4 ? 'unanswered' : 'taken') })
      const client = oursAt(address)
      await expect(client.send(topic, [message('first')])).rejects.toThrow()
      await client.send(topic, [message('second')])
      expect(valuesOf(kept)).toEqual(['first', 'second'])
      expect(new Set(asked.map(({ producerId }) => producerId))).toEqual(new Set([-1n]))
    })
  })

  describe('given a topic that is not there', () => {
    it('by itself has it made, with the settings of whoever set up the broker', async () => {
      const { address, topics } = await brokerWith()
      const producer = await bareAt(address)
      await producer.send({ topic: 'mistyped', messages: [message('a')] })
      expect(topics).toContain('mistyped')
    })

    it('is an error with us', async () => {
      const { address, topics } = await brokerWith()
      await expect(oursAt(address).send('mistyped', [message('a')])).rejects.toThrow(/topic/)
      expect(topics).not.toContain('mistyped')
    })

    it('is not made by a reader of ours either, as it is by kafkajs', async () => {
      const { address, topics } = await brokerWith()
      const consumer = new Kafka({ brokers: [address], logLevel: logLevel.NOTHING }).consumer({ groupId: 'g' })
      closings.push(() => consumer.disconnect())
      await consumer.connect()
      await consumer.subscribe({ topic: 'read by itself' })
      expect(topics).toContain('read by itself')
      const reading = { group: 'g', topics: ['read by us'], from: 'oldest', sessionMilliseconds: 6000 } as const
      const silent = { onBatch: async () => {}, onJoined: () => {}, onSign: () => {}, onCrash: () => {} }
      await expect(oursAt(address).read({ ...reading, ...silent })).rejects.toThrow()
      expect(topics).not.toContain('read by us')
    })
  })

  describe('given large batches', () => {
    it.each(['Snappy', 'LZ4', 'ZSTD'] as const)('by itself throws on packing with %s', async (name) => {
      const { address } = await brokerWith()
      const producer = await bareAt(address)
      const sent = producer.send({ topic, compression: CompressionTypes[name], messages: [message('a')] })
      await expect(sent).rejects.toThrow(/not implemented/)
    })

    it('packs large ones with gzip with us and leaves small ones as they are', async () => {
      const { address, asked } = await brokerWith()
      const client = oursAt(address)
      await client.send(topic, [message('small')])
      await client.send(topic, [message('x'.repeat(70_000))])
      expect(asked.map(({ compression }) => compression)).toEqual([0, CompressionTypes.GZIP])
    })
  })

  describe('the partition of a key', () => {
    // From the tests of Kafka's own client: its hash (murmur2) of these texts.
    const hashes = { '21': -973932308, foobar: -790332482, 'a-little-bit-long-string': -985981536, abc: 479470107 }
    const partitionsOf = (asked: readonly { readonly partition: number }[]) => asked.map(({ partition }) => partition)
    const expected = Object.values(hashes).map((hash) => (hash & 0x7fffffff) % 12)

    it('is another one by the partitioner that kafkajs had before, and order per key would be lost', async () => {
      const { address, asked } = await brokerWith()
      const producer = await bareAt(address, { createPartitioner: Partitioners.LegacyPartitioner })
      for (const key of Object.keys(hashes)) await producer.send({ topic, messages: [message('a', key)] })
      expect(partitionsOf(asked)).not.toEqual(expected)
    })

    it('is with us the one that every other client of Kafka would choose', async () => {
      const { address, asked } = await brokerWith()
      const client = oursAt(address)
      for (const key of Object.keys(hashes)) await client.send(topic, [message('a', key)])
      expect(partitionsOf(asked)).toEqual(expected)
    })
  })

  describe('given that no broker answers', () => {
    it('fails fast, and works again by itself when one is back', async () => {
      const port = await freePort('127.0.0.1')
      const client = oursAt(`127.0.0.1:${port}`)
      await expect(client.send(topic, [message('a')])).rejects.toThrow(/ECONNREFUSED/)
      const { kept } = await brokerWith({ port })
      await client.send(topic, [message('b')])
      expect(kept).toHaveLength(1)
    })
  })

  it('by itself makes Node warn of waits in the past; with us of everything but those', async () => {
    const warningsOf = async (before: string) => {
      const code = `${before}; setTimeout(() => {}, -1); process.emitWarning('of another kind', 'OtherWarning')`
      const { stderr } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', code])
      return [...stderr.matchAll(/\w+Warning(?=:)/g)].map(([name]) => name)
    }
    const ours = `(await import('${import.meta.resolve('./kafkajs.ts')}')).openKafka(['127.0.0.1:1'], 'ours')`
    expect(await warningsOf('')).toEqual(['TimeoutNegativeWarning', 'OtherWarning'])
    expect(await warningsOf(ours)).toEqual(['OtherWarning'])
  })
})
