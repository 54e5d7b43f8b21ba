// A consumer of kafkajs dies while its process looks healthy, hangs when it is told to stop, and cannot be made while brokers are away.
import { eventually } from '@stagebureau/shared/testing'
import type { Reader, Reading } from './kafkajs.ts'
import { keepReading } from './keep-reading.ts'

const partitions = new Map([['t', [0]]])

/** Consumers that do as they are told; `lives` are those that were made. */
const scripted = (stop: Reader['stop'] = async () => {}) => {
  const lives: Reading[] = []
  const errors: string[] = []
  let away = 0
  const read = async (reading: Reading): Promise<Reader> => {
    if (away-- > 0) throw new Error('connect ECONNREFUSED')
    lives.push(reading)
    reading.onJoined(partitions)
    return { stop, abandon: () => {} }
  }
  const begin = (from: Reading['from'] = 'oldest') =>
    keepReading({
      client: { read },
      group: 'g',
      topics: ['t'],
      from,
      sessionMilliseconds: 6000,
      stopMilliseconds: 50,
      onBatch: async () => {},
      onJoined: () => {},
      onError: (error) => errors.push((error as Error).message),
    })
  const beAway = (times: number) => {
    away = times
  }
  return { lives, errors, begin, beAway }
}

describe('keeping a consumer alive', () => {
  it('says at once that it makes no progress when its consumer has died, and makes a new one', async () => {
    const { lives, errors, begin } = scripted()
    const subscription = await begin()
    expect(subscription.ready()).toBe(true)
    lives[0]!.onCrash(new Error('a fault that kafkajs does not retry'))
    await new Promise(setImmediate)
    expect(subscription.ready()).toBe(false)
    await eventually(() => expect(subscription.ready()).toBe(true))
    expect(lives).toHaveLength(2)
    expect(errors).toEqual([expect.stringMatching(/g has died and is rebuilt: a fault that kafkajs does not retry/)])
    await subscription.stop()
  })

  it('tries again while no broker answers', async () => {
    const { lives, errors, begin, beAway } = scripted()
    beAway(2)
    const subscription = await begin()
    await eventually(() => expect(subscription.ready()).toBe(true))
    expect(lives).toHaveLength(1)
    expect(errors).toEqual(['connect ECONNREFUSED', 'connect ECONNREFUSED'])
    await subscription.stop()
  })

  it('lets nobody wait for the first joining of a group, and whoever reads from now on until it hears everything', async () => {
    for (const [from, ready] of [
      ['oldest', false],
      ['now', true],
    ] as const) {
      const { begin, beAway } = scripted()
      beAway(1)
      const subscription = await begin(from)
      expect(subscription.ready()).toBe(ready)
      await eventually(() => expect(subscription.ready()).toBe(true))
      await subscription.stop()
    }
  })

  it('stops by its own deadline when the consumer does not', async () => {
    const { begin } = scripted(() => new Promise(() => {}))
    const subscription = await begin()
    await subscription.stop()
    expect(subscription.ready()).toBe(false)
  })

  it('stops at once while it is joining, and takes nothing after that', async () => {
    const joining = Promise.withResolvers<void>()
    let abandoned = false
    const taken: unknown[] = []
    let batch: Reading['onBatch'] = async () => {}
    const subscription = await keepReading({
      client: {
        read: async ({ onBatch }) => {
          batch = onBatch
          await joining.promise
          return { stop: () => new Promise(() => {}), abandon: () => (abandoned = true) }
        },
      },
      group: 'g',
      topics: ['t'],
      from: 'oldest',
      sessionMilliseconds: 6000,
      stopMilliseconds: 60_000,
      onBatch: async (one) => void taken.push(one),
      onJoined: () => {},
      onError: () => {},
    })
    await subscription.stop()
    joining.resolve()
    await eventually(() => expect(abandoned).toBe(true))
    await batch({} as never)
    expect(taken).toEqual([])
  })
})
