import type { Envelope } from '@stagebureau/shared'
import { eventually } from '@stagebureau/shared/testing'
import type { Model } from 'mongoose'
import { createInTurn } from '../in-turn.ts'
import { openTestSurroundings, type TestSurroundings } from '../testing/index.ts'
import { aggregateSchema, type Kept } from './aggregate.ts'
import { createRelay } from './relay.ts'

const envelope = (subject: string, sequence: number): Envelope => ({
  id: `${subject}:${sequence}`,
  source: 'test',
  type: 'Counted',
  version: 1,
  subject,
  sequence,
  time: '2026-06-08T08:00:00.000Z',
  data: {},
})
const document = (id: string, from: number, until: number): Kept => ({
  _id: id,
  version: until,
  outbox: Array.from({ length: until - from + 1 }, (_, i) => envelope(id, from + i)),
  pending: true,
})

describe('the relay', () => {
  let surroundings: TestSurroundings
  let model: Model<unknown>
  let published: string[]
  let failing: boolean
  const open = () =>
    createRelay({
      models: [model],
      bus: {
        publish: async (_, envelopes) => {
          if (failing) throw new Error('the bus is away')
          published.push(...envelopes.map(({ id }) => id))
        },
      },
      topic: 'test',
      inTurn: createInTurn(),
      onPublished: () => {},
      onError: () => {},
    })

  beforeEach(async () => {
    surroundings = await openTestSurroundings()
    const { connection } = await surroundings.of('relaying')
    model = connection.model('Thing', aggregateSchema({}, 'things')) as unknown as Model<unknown>
    await model.createIndexes()
    published = []
    failing = false
  })
  afterEach(() => surroundings.close())

  it('publishes what an earlier process left, in order, and takes it out', async () => {
    await model.insertMany([document('a', 1, 3), document('b', 4, 5)])
    const relay = open()
    relay.start()
    await eventually(async () => expect(await model.countDocuments({ pending: true })).toBe(0))
    expect(published.filter((id) => id.startsWith('a'))).toEqual(['a:1', 'a:2', 'a:3'])
    expect(published.filter((id) => id.startsWith('b'))).toEqual(['b:4', 'b:5'])
    await relay.stop()
  })

  it('keeps everything while the bus is away, and brings it when the bus is back', async () => {
    failing = true
    const relay = open()
    relay.start()
    const saved = document('a', 1, 2)
    await model.insertMany([saved])
    relay.nudge(model, saved)
    await eventually(async () => expect((await relay.backlog()).depth).toBe(1))
    failing = false
    await eventually(async () => expect((await relay.backlog()).depth).toBe(0))
    expect(published).toEqual(['a:1', 'a:2'])
    await relay.stop()
  })

  it('sends no event twice when the document changes while it is on its way', async () => {
    const relay = open()
    const first = document('a', 1, 1)
    await model.insertMany([first])
    relay.nudge(model, first)
    // Saved again before the relay came round, by somebody who had read the old outbox.
    const second = document('a', 1, 2)
    await model.replaceOne({ _id: 'a' }, second)
    relay.nudge(model, second)
    relay.start()
    await eventually(async () => expect(await model.countDocuments({ pending: true })).toBe(0))
    expect(published).toEqual(['a:1', 'a:2'])
    await relay.stop()
  })

  it('leaves nothing behind at a clean end', async () => {
    const relay = open()
    relay.start()
    const saved = document('a', 1, 1)
    await model.insertMany([saved])
    relay.nudge(model, saved)
    await relay.stop()
    expect(published).toEqual(['a:1'])
    expect(await model.countDocuments({ pending: true })).toBe(0)
  })
})
