// What a part does because of an event is found again by the number of the request that led to it.
import { CompanyRegistered, contract, type Decider, type Envelope, type EventOf, topicOf } from '@stagebureau/shared'
import { eventually } from '@stagebureau/shared/testing'
import { z } from 'zod'
import { on } from './consumer.ts'
import { createPart } from './part.ts'
import { aggregateSchema } from './store/aggregate.ts'
import { modelOf } from './store/read.ts'
import { openTestSurroundings } from './testing/index.ts'

const Noticed = contract({
  type: 'Noticed',
  owner: 'matching',
  sentence: 'Noticed.',
  data: { times: z.int() },
  example: { times: 1 },
})
const decider: Decider<{ readonly times: number }, object, EventOf<typeof Noticed>> = {
  initial: { times: 0 },
  decide: (_, { times }) => [{ type: 'Noticed', data: { times: times + 1 } }],
  evolve: (_, { data }) => ({ times: data.times }),
}
const trace = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'
const registered = (companyId: string, traceparent?: string): Envelope => ({
  id: `${companyId}:1`,
  source: 'test',
  type: CompanyRegistered.type,
  version: CompanyRegistered.version,
  subject: companyId,
  sequence: 1,
  time: '2026-06-08T08:00:00.000Z',
  ...(traceparent === undefined ? {} : { traceparent }),
  data: { ...CompanyRegistered.examples[CompanyRegistered.version], companyId },
})

describe('a part that reacts to an event', () => {
  it('hands the trace of the event on to the events that follow from it, and none where there was none', async () => {
    const surroundings = await openTestSurroundings()
    const { bus } = surroundings.adapters
    const of = await surroundings.of('matching')
    const part = createPart('matching', of)
    const model = modelOf<unknown>(of.connection, 'Notice', aggregateSchema({ times: Number }, 'notices'))
    const notices = part.aggregate(model, decider, { Noticed })
    part.react('noticing', [on(CompanyRegistered, ({ data }) => notices.execute(data.companyId, {}))])
    await part.lifecycle.start()
    const seen: Envelope[] = []
    const handle = async (event: Envelope) => void seen.push(event)
    await bus.consume({ group: 'looking', topics: [topicOf('matching')], handle })

    await bus.publish(topicOf('companies'), [registered('c1', trace), registered('c2')])
    await eventually(() => expect(new Set(seen.map(({ subject }) => subject))).toEqual(new Set(['c1', 'c2'])), 20_000)
    expect(seen.find(({ subject }) => subject === 'c1')?.traceparent).toBe(trace)
    expect(seen.find(({ subject }) => subject === 'c2')).not.toHaveProperty('traceparent')
    await part.lifecycle.stop()
    await surroundings.close()
  })
})
