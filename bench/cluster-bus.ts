// Publishing a full outbox by the relay and consuming it by the bus, against raw kafkajs on the same brokers.
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  aggregateSchema,
  connectMongo,
  createKafkaBus,
  createRelay,
  modelOf,
  toMessage,
  turnsOf,
} from '@stagebureau/infra'
import type { Envelope } from '@stagebureau/shared'
import kafkajs from 'kafkajs'
import type { Model } from 'mongoose'
import type { Row } from './results.ts'

const documents = 25
/** A full outbox. */
const perDocument = 200
const events = documents * perDocument
const rounds = 2

const envelope = (subject: string, sequence: number): Envelope => ({
  id: `${subject}:${sequence}`,
  source: 'stagebureau/bench',
  type: 'OfferChanged',
  version: 1,
  subject,
  sequence,
  time: '2026-06-08T08:00:00.000Z',
  data: { invitationId: subject, companyId: subject, seasonId: 's1', openings: [{ openingId: 'o1', places: 4 }] },
})
const outboxOf = (subject: string) => Array.from({ length: perDocument }, (_, i) => envelope(subject, i + 1))

const perSecond = async (work: () => Promise<unknown>): Promise<number> => {
  const begin = performance.now()
  await work()
  return Math.round((events * 1000) / (performance.now() - begin))
}
const until = async (done: () => boolean | Promise<boolean>, milliseconds = 2) => {
  while (!(await done())) await sleep(milliseconds)
}

/** Events a second, raw and ours in turn, several rounds on fresh topics. */
export const measureBus = async (brokers: readonly string[], uri: string): Promise<Row[]> => {
  const space = `bench-${randomUUID().slice(0, 8)}`
  const connection = await connectMongo({ uri, database: space })
  const bus = await createKafkaBus({ brokers, prefix: `${space}.`, connection })
  const raw = new kafkajs.Kafka({ brokers: [...brokers], clientId: space, logLevel: kafkajs.logLevel.NOTHING })
  const producer = raw.producer({ createPartitioner: kafkajs.Partitioners.DefaultPartitioner })
  await producer.connect()
  const model = modelOf<unknown>(connection, 'Full', aggregateSchema({}, 'full')) as Model<unknown>
  const subjects = Array.from({ length: documents }, (_, i) => `d${i}`)
  const messages = subjects.flatMap((subject) => outboxOf(subject).map(toMessage))
  const rows: Row[] = []
  for (let round = 1; round <= rounds; round++) {
    const [ours, theirs] = [`ours-${round}`, `${space}.theirs-${round}`]
    await bus.prepare([ours, `theirs-${round}`])
    const rawPublished = await perSecond(async () => {
      for (let at = 0; at < events; at += 1000)
        await producer.send({ topic: theirs, acks: -1, messages: messages.slice(at, at + 1000) })
    })
    await model.deleteMany({})
    for (const _id of subjects)
      await model.insertMany([{ _id, version: perDocument, outbox: outboxOf(_id), pending: true }] as never)
    let brought = 0
    const relay = createRelay({
      models: [model],
      bus,
      topic: ours,
      inTurn: turnsOf(connection).inTurn,
      onPublished: () => brought++,
      onError: (error) => process.stderr.write(`${error}\n`),
    })
    const published = await perSecond(async () => {
      relay.start()
      await until(() => brought === events)
    })
    await until(async () => (await relay.backlog()).depth === 0, 500)
    await relay.stop()

    const consumer = raw.consumer({ groupId: `${space}.raw-${round}`, maxWaitTimeInMs: 250 })
    let seen = 0
    await consumer.connect()
    await consumer.subscribe({ topics: [theirs], fromBeginning: true })
    let first = 0
    await consumer.run({
      partitionsConsumedConcurrently: 4,
      eachBatch: async ({ batch }) => {
        first ||= performance.now()
        seen += batch.messages.length
      },
    })
    await until(() => seen >= events)
    const rawConsumed = Math.round((seen * 1000) / (performance.now() - first))
    await consumer.disconnect()
    let handled = 0
    let begun = 0
    const subscription = await bus.consume({
      group: `ours-${round}`,
      topics: [ours],
      handle: async () => {
        begun ||= performance.now()
        handled++
      },
    })
    await until(() => handled >= events)
    const consumed = Math.round((handled * 1000) / (performance.now() - begun))
    await subscription.stop()
    rows.push(
      { what: `publishing ${round}`, raw: rawPublished, ours: published, share: published / rawPublished },
      { what: `consuming ${round}`, raw: rawConsumed, ours: consumed, share: consumed / rawConsumed },
    )
  }
  await producer.disconnect()
  await bus.close()
  await turnsOf(connection).end()
  await connection.dropDatabase()
  await connection.close()
  return rows.map((row) => ({ ...row, share: Math.round(Number(row.share) * 100) / 100 }))
}
