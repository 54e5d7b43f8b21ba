// Two processes on one database: guarded writes at the same moment lose nothing, and one at a time leads, also after a death.
import type { Decider, DomainEvent, EventContract } from '@stagebureau/shared'
import { eventually } from '@stagebureau/shared/testing'
import type { Connection, Model } from 'mongoose'
import { z } from 'zod'
import { inParallel } from '../in-parallel.ts'
import { testServers } from '../testing/servers.ts'
import { aggregateSchema, createAggregate, type Kept } from './aggregate.ts'
import { connectMongo } from './connect-mongo.ts'
import { project, projectionSchema } from './projection.ts'
import { modelOf } from './read.ts'
import { createRelay } from './relay.ts'
import { turnsOf } from './turns.ts'

const { mongodbUri: uri, namespace } = testServers()

type Counter = { readonly count: number }
type Counted = DomainEvent & { readonly type: 'Counted' }
const decider: Decider<Counter, 'count', Counted> = {
  initial: { count: 0 },
  decide: () => [{ type: 'Counted', data: {} }],
  evolve: ({ count }) => ({ count: count + 1 }),
}
const contracts = { Counted: { version: 1, data: z.object({}) } } as unknown as Record<'Counted', EventContract>

/** As one process has it: an aggregate and its relay. */
const processOn = (connection: Connection, published: string[]) => {
  const model = modelOf<Counter & Kept>(connection, 'Counter', aggregateSchema({ count: Number }, 'counters'))
  const { inTurn } = turnsOf(connection)
  const relay = createRelay({
    models: [model as unknown as Model<unknown>],
    bus: { publish: async (_, envelopes) => void published.push(...envelopes.map(({ id }) => id)) },
    topic: 'test',
    inTurn,
    onPublished: () => {},
    onError: () => {},
  })
  relay.start()
  const now = () => '2026-06-08T08:00:00.000Z'
  const parts = { model, decider, contracts, source: 'test', now, inTurn, relay }
  return { model, relay, aggregate: createAggregate(parts) }
}

describe('two processes on one database', () => {
  const database = namespace()
  let one: Connection
  let other: Connection
  beforeAll(async () => {
    one = await connectMongo({ uri, database })
    other = await connectMongo({ uri, database })
  })
  afterAll(async () => {
    await turnsOf(other).end()
    await other.close()
    await one.dropDatabase()
    await one.close()
  })

  it('lose no write of each other, and publish every event', async () => {
    const published: string[] = []
    const processes = [processOn(one, published), processOn(other, published)]
    const ids = ['a', 'b', 'c']
    for (const id of ids) await processes[0]!.aggregate.execute(id, 'count')
    const commands = processes.flatMap(({ aggregate }) =>
      Array.from({ length: 45 }, (_, i) => () => aggregate.execute(ids[i % ids.length]!, 'count')),
    )
    await inParallel(commands, 12, (command) => command())
    for (const id of ids) expect(await processes[0]!.aggregate.read(id)).toEqual({ count: 31 })
    await eventually(async () => expect((await processes[0]!.relay.backlog()).depth).toBe(0), 20_000)
    expect(new Set(published).size).toBe(3 * 31)
    for (const { relay } of processes) await relay.stop()
  }, 60_000)

  it('never bring a projection back to an older event', async () => {
    const models = [one, other].map((connection) =>
      modelOf<{ last: number }>(connection, 'Seen', projectionSchema({ last: Number }, 'seen')),
    )
    const subjects = Array.from({ length: 200 }, (_, i) => `s${i}`)
    await models[0]!.insertMany(subjects.map((_id) => ({ _id, last: 1, sequence: 1 })) as never)
    // The old reader of a partition has something in hand while the new one is a step further.
    await inParallel(subjects, 10, (subject) =>
      Promise.all(models.map((model, i) => project(model, { subject, sequence: i + 2 }, { last: i + 2 }))),
    )
    expect(await models[0]!.countDocuments({ last: 3, sequence: 3 })).toBe(subjects.length)
  }, 60_000)

  it('lead one at a time, and take over from one that has died', async () => {
    const [first, second] = [turnsOf(one), turnsOf(other)]
    const { promise, resolve: ends } = Promise.withResolvers<void>()
    const leading = first.lead('letters', () => promise)
    await eventually(async () => expect(await one.collection('claims').countDocuments({})).toBe(1))
    expect(await second.lead('letters', async () => 'led')).toBeUndefined()
    ends()
    await leading
    expect(await second.lead('letters', async () => 'led')).toBe('led')

    await one.collection<{ _id: string }>('claims').insertOne({ _id: 'lead letters', owner: 'somebody dead' } as never)
    await eventually(async () => expect(await second.lead('letters', async () => 'led')).toBe('led'), 20_000)
  }, 60_000)
})
