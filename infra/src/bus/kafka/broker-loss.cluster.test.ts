// The loss of every broker: it is noticed, the consumer is rebuilt when they are back, and everything that waited arrives in order.
import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { Envelope } from '@stagebureau/shared'
import { eventually } from '@stagebureau/shared/testing'
import { connectMongo } from '../../store/connect-mongo.ts'
import { testServers } from '../../testing/servers.ts'
import { createKafkaBus } from './kafka-bus.ts'

const { kafkaBrokers: brokers, mongodbUri: uri, namespace } = testServers()
/** A program that can kill and start the brokers kafka-1 and so on; servers of others are left alone. */
const { BREAK_SERVERS: program } = process.env

/** All at once: one alone of several does not come up. */
const toldToAll = (order: 'kill' | 'start') =>
  Promise.all(brokers.map((_, i) => promisify(execFile)(program!, [order, `kafka-${i + 1}`])))
const event = (sequence: number): Envelope => ({
  id: `k:${sequence}`,
  source: 'stagebureau/test',
  type: 'Tested',
  version: 1,
  subject: 'k',
  sequence,
  time: new Date(0).toISOString(),
  data: {},
})

const whenBreakable = program === undefined ? describe.skip : describe
whenBreakable('the bus on Kafka, given that every broker is killed', () => {
  it('notices within 5 s, has its consumer back 10 s after them, and delivers what waited within 30 s', async () => {
    const space = namespace()
    const connection = await connectMongo({ uri, database: `${space}-events` })
    const options = { brokers, prefix: `${space}.`, connection, sessionMilliseconds: 6000, stopMilliseconds: 500 }
    const bus = await createKafkaBus(options)
    const topic = `topic-${randomUUID()}`
    await bus.prepare([topic])
    const seen: number[] = []
    const handle = async ({ sequence }: Envelope) => void seen.push(sequence)
    const subscription = await bus.consume({ group: 'g', topics: [topic], handle })
    await bus.publish(topic, [event(1)])
    await eventually(() => expect(seen).toEqual([1]), 10_000)

    await toldToAll('kill')
    await eventually(() => expect(subscription.ready()).toBe(false), 6000)
    const waiting = Array.from({ length: 500 }, (_, i) => event(i + 2))
    const published = (async () => {
      for (;;) {
        try {
          return await bus.publish(topic, waiting)
        } catch {
          await sleep(250)
        }
      }
    })()
    await toldToAll('start')
    await eventually(() => expect(subscription.ready()).toBe(true), 10_000)
    await published
    await eventually(() => expect(new Set(seen).size).toBe(501), 30_000)
    expect([...new Set(seen)]).toEqual(Array.from({ length: 501 }, (_, i) => i + 1))

    await bus.close()
    await connection.dropDatabase()
    await connection.close()
  }, 180_000)
})
