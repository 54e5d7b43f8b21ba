// Events that nobody can handle, put into the log while the bureau is down, and what became of them.
import { join } from 'node:path'
import { createEmbeddedBus } from '@stagebureau/infra'
import { type Envelope, OfferMade, topicOf } from '@stagebureau/shared'

const poison = (n: number): Envelope => ({
  id: `poison-${n}:1`,
  source: 'stagebureau/companies',
  type: OfferMade.type,
  version: OfferMade.version,
  subject: `poison-${n}`,
  sequence: 1,
  time: new Date(0).toISOString(),
  data: { openings: 'poison' },
})

/** Only while no bureau has the data. */
export const addPoison = async (data: string, from: number, count: number): Promise<void> => {
  const bus = createEmbeddedBus({ file: join(data, 'events.sqlite') })
  await bus.publish(
    topicOf('companies'),
    Array.from({ length: count }, (_, i) => poison(from + i)),
  )
  await bus.close()
}

/** Keys that are parked, each once however many groups have parked it. */
export const parkedKeys = async (data: string): Promise<ReadonlySet<string>> => {
  const bus = createEmbeddedBus({ file: join(data, 'events.sqlite') })
  const keys = new Set((await bus.parked.list()).map(({ key }) => key))
  await bus.close()
  return keys
}
