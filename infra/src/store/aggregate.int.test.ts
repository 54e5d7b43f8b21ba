import { contract, type Decider, DomainError, type EventOf } from '@stagebureau/shared'
import { z } from 'zod'
import { createInTurn } from '../in-turn.ts'
import { openTestSurroundings, type TestSurroundings } from '../testing/index.ts'
import { type Aggregate, aggregateSchema, createAggregate, type Kept } from './aggregate.ts'
import { modelOf } from './read.ts'

const Counted = contract({
  type: 'Counted',
  owner: 'matching',
  sentence: 'Counted.',
  data: { total: z.int() },
  example: { total: 1 },
})
type Counter = { readonly total: number; readonly label?: string | undefined }
type Command = { readonly add: number; readonly label?: string }
const decider: Decider<Counter, Command, EventOf<typeof Counted> & { readonly label?: string | undefined }> = {
  initial: { total: 0 },
  decide: ({ add, label }, { total }) => {
    if (add < 0) throw new DomainError('invalid', 'input/field', { problem: 'less' })
    return Array.from({ length: add }, (_, i) => ({ type: 'Counted' as const, data: { total: total + i + 1 }, label }))
  },
  evolve: (state, { data, label }) => ({ ...state, total: data.total, ...(label === undefined ? {} : { label }) }),
}

describe('an aggregate', () => {
  let surroundings: TestSurroundings
  let counters: Aggregate<Counter, Command>
  let model: ReturnType<typeof modelOf<Counter & Kept>>
  const pending: Kept[] = []
  let published = 0

  beforeAll(async () => {
    surroundings = await openTestSurroundings()
    const { connection, clock } = await surroundings.of('counting')
    const schema = aggregateSchema({ total: Number, label: { type: String, unique: true, sparse: true } }, 'counters')
    model = modelOf<Counter & Kept>(connection, 'Counter', schema)
    await model.createIndexes()
    const relay = { nudge: (_: unknown, document: Kept) => void pending.push(document), published: () => published }
    counters = createAggregate({
      model,
      decider,
      contracts: { Counted },
      source: 'test',
      now: clock.now,
      inTurn: createInTurn(),
      relay,
    })
  })
  afterAll(() => surroundings.close())

  it('is written together with its events, in order', async () => {
    const { state, version, changed } = await counters.execute('a', { add: 3 })
    expect({ state, version, changed }).toEqual({ state: { total: 3 }, version: 3, changed: true })
    const stored = await model.findOne({ _id: 'a' }).lean()
    expect(stored?.outbox).toMatchObject([
      { id: 'a:1', type: 'Counted', subject: 'a', sequence: 1, data: { total: 1 } },
      { id: 'a:2', sequence: 2 },
      { id: 'a:3', sequence: 3 },
    ])
    expect(pending.at(-1)?._id).toBe('a')
  })

  it('writes nothing when there is nothing to do', async () => {
    await counters.execute('quiet', { add: 1 })
    expect(await counters.execute('quiet', { add: 0 })).toMatchObject({ changed: false, version: 1 })
    expect(await counters.execute('never', { add: 0 })).toMatchObject({ changed: false, version: 0 })
    expect(await counters.read('never')).toBeUndefined()
  })

  it('is left as it was when the command is refused', async () => {
    await counters.execute('b', { add: 2 })
    await expect(counters.execute('b', { add: -1 })).rejects.toThrow(DomainError)
    expect(await counters.read('b')).toEqual({ total: 2 })
  })

  it('loses none of twenty changes at the same moment', async () => {
    await Promise.all(Array.from({ length: 20 }, () => counters.execute('busy', { add: 1 })))
    expect(await counters.read('busy')).toEqual({ total: 20 })
    const stored = await model.findOne({ _id: 'busy' }).lean()
    expect(stored?.outbox.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1))
  })

  it('refuses when two hundred events wait already, and loses none of them', async () => {
    await counters.execute('full', { add: 200 })
    await expect(counters.execute('full', { add: 1 })).rejects.toMatchObject({ kind: 'conflict', slug: 'store/busy' })
    expect(await counters.read('full')).toEqual({ total: 200 })
  })

  it('leaves behind what is on the bus, so that one that never rests can go on', async () => {
    await counters.execute('restless', { add: 150 })
    published = 149
    await counters.execute('restless', { add: 150 })
    published = 0
    const stored = await model.findOne({ _id: 'restless' }).lean()
    expect(stored?.outbox.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 151 }, (_, i) => 150 + i))
  })

  it('passes on that another unique index was broken', async () => {
    await counters.execute('one', { add: 1, label: 'only' })
    await expect(counters.execute('two', { add: 1, label: 'only' })).rejects.toMatchObject({ code: 11000 })
    expect(await counters.read('two')).toBeUndefined()
  })

  it('refuses a field that its schema does not know', async () => {
    const strange = { ...decider, evolve: () => ({ total: 1, stranger: true }) }
    const aggregate = createAggregate({
      model,
      decider: strange,
      contracts: { Counted },
      source: 'test',
      now: () => '',
      inTurn: createInTurn(),
      relay: { nudge: () => {}, published: () => 0 },
    })
    await expect(aggregate.execute('strange', { add: 1 })).rejects.toThrow(/stranger/)
  })
})
