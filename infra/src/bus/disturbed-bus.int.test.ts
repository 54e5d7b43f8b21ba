import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Envelope } from '@stagebureau/shared'
import { eventually } from '@stagebureau/shared/testing'
import { disturbedBus } from './disturbed-bus.ts'
import { createEmbeddedBus } from './embedded/embedded-bus.ts'

describe('a disturbed bus', () => {
  it('repeats events and lets keys overtake each other, but keeps the order within a key', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bus-'))
    const inner = createEmbeddedBus({ file: join(folder, 'bus.sqlite'), partitions: 1 })
    const bus = disturbedBus(inner, { seed: 7, duplicate: 0.3, delayMilliseconds: 20 })
    const events = Array.from({ length: 60 }, (_, i): Envelope => {
      const [id, subject] = [`${i}`, `key-${i % 3}`]
      return { id, subject, source: 'test', type: 'test', version: 1, sequence: i, time: '', data: {} }
    })
    const came: Envelope[] = []
    await bus.publish('topic', events)
    const { stop } = await bus.consume({
      group: 'all',
      topics: ['topic'],
      handle: async (event) => void came.push(event),
    })
    await eventually(() => expect(new Set(came.map(({ id }) => id)).size).toBe(60))
    await stop()
    expect(came.length).toBeGreaterThan(60)
    const places = came.map(({ sequence }) => sequence)
    expect(places).not.toEqual(places.toSorted((a, b) => a - b))
    for (const its of Object.values(Object.groupBy(came, ({ subject }) => subject))) {
      const order = its!.map(({ sequence }) => sequence)
      expect(order).toEqual(order.toSorted((a, b) => a - b))
    }
    await inner.close()
    rmSync(folder, { recursive: true })
  })
})
