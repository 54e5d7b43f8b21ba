// Events that nobody can handle, each under a key of its own.
import { type Bus, type Envelope, OfferMade, topicOf } from '@stagebureau/shared'

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

export const addPoison = (bus: Pick<Bus, 'publish'>, from: number, count: number): Promise<void> =>
  bus.publish(
    topicOf('companies'),
    Array.from({ length: count }, (_, i) => poison(from + i)),
  )

export const parkedKeys = async ({ parked }: Pick<Bus, 'parked'>): Promise<ReadonlySet<string>> =>
  new Set((await parked.list()).map(({ key }) => key))
