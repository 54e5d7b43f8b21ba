// What every event bus of the bureau must do; each adapter is put through these tests.
import { randomUUID } from 'node:crypto'
import { type Bus, type Envelope, type Subscription, UnreadableEvent } from '@stagebureau/shared'
import { eventually } from '@stagebureau/shared/testing'
import { StoreError } from '../store/store-error.ts'

export type BusUnderTest = {
  readonly bus: Bus
  /** The same bus after its process has ended and another has started. */
  readonly reopen: () => Promise<Bus>
  readonly close: () => Promise<void>
}

/** `topic` makes a name that no other test uses and that the bus accepts. */
export const busSuite = (
  name: string,
  open: () => Promise<BusUnderTest>,
  topic = async () => `topic-${randomUUID()}`,
) => {
  describe(`${name} as an event bus`, () => {
    let opened: BusUnderTest
    beforeEach(async () => {
      opened = await open()
    })
    afterEach(async () => opened.close())

    const envelope = (subject: string, sequence: number, data: unknown = { n: sequence }): Envelope => ({
      id: `${subject}:${sequence}`,
      source: 'test',
      type: 'Counted',
      version: 1,
      subject,
      sequence,
      time: '2026-09-01T08:00:00.000Z',
      data,
    })
    const several = (subject: string, count: number) =>
      Array.from({ length: count }, (_, i) => envelope(subject, i + 1))
    const collect = async (bus: Bus, group: string, topics: readonly string[], fails = (_: Envelope) => false) => {
      const seen: Envelope[] = []
      const subscription = await bus.consume({
        group,
        topics,
        handle: async (event) => {
          if (fails(event)) throw new Error(`cannot handle ${event.id}`)
          seen.push(event)
        },
      })
      // A topic that was made just now may take a batch twice until its brokers agree who leads it.
      await eventually(() => expect(subscription.ready()).toBe(true), 30_000)
      return { seen, subscription }
    }
    const ids = (events: readonly Envelope[]) => events.map(({ id }) => id)
    const once = (events: readonly Envelope[]) => [...new Set(ids(events))]
    const caughtUp = (bus: Bus, group: string) =>
      eventually(async () => {
        const lag = (await bus.lag()).filter((place) => place.group === group)
        expect(lag.length).toBeGreaterThan(0)
        expect(lag.reduce((sum, place) => sum + place.events, 0)).toBe(0)
      }, 20_000)

    it('parks nothing because the store is full or away, and goes on in order when it is back', async () => {
      const { bus } = opened
      const name = await topic()
      let away = true
      const seen: Envelope[] = []
      const handle = async (event: Envelope) => {
        if (away && event.sequence === 2) throw new StoreError('store/full', 'the disk is full')
        seen.push(event)
      }
      const subscription = await bus.consume({ group: 'g', topics: [name], handle })
      await bus.publish(name, several('a', 4))
      await eventually(() => expect(ids(seen).filter((id) => id === 'a:1').length).toBeGreaterThan(1), 20_000)
      away = false
      await eventually(() => expect(once(seen)).toEqual(ids(several('a', 4))), 20_000)
      expect(await bus.parked.list()).toEqual([])
      await subscription.stop()
    })

    it('brings every event to every group, in order per key', async () => {
      const { bus } = opened
      const t = await topic()
      const keys = Array.from({ length: 20 }, (_, k) => `key-${k}`)
      const a = await collect(bus, `a-${t}`, [t])
      const b = await collect(bus, `b-${t}`, [t])
      await Promise.all(keys.map((key) => bus.publish(t, several(key, 10))))
      for (const { seen } of [a, b])
        await eventually(() => {
          for (const key of keys)
            expect(once(seen.filter(({ subject }) => subject === key))).toEqual(ids(several(key, 10)))
        }, 20_000)
    })

    it('hands over what JSON can carry, and nothing else', async () => {
      const { bus } = opened
      const t = await topic()
      const { seen } = await collect(bus, `json-${t}`, [t])
      const data = { text: 'Ömer ✓ "quoted"\n', when: new Date(0), none: undefined, list: [1, null, { deep: true }] }
      await bus.publish(t, [{ ...envelope('k', 1, data), traceparent: '00-abc-def-01' }])
      await eventually(() => expect(once(seen)).toHaveLength(1), 20_000)
      expect(seen[0]).toEqual({ ...envelope('k', 1, JSON.parse(JSON.stringify(data))), traceparent: '00-abc-def-01' })
    })

    it('starts a new group at the beginning', async () => {
      const { bus } = opened
      const t = await topic()
      await bus.publish(t, several('k', 25))
      const { seen } = await collect(bus, `late-${t}`, [t])
      await eventually(() => expect(once(seen)).toEqual(ids(several('k', 25))), 20_000)
    })

    it('goes on where the group was after a restart', async () => {
      const t = await topic()
      const first = await collect(opened.bus, `g-${t}`, [t])
      await opened.bus.publish(t, several('k', 5))
      await eventually(() => expect(once(first.seen)).toHaveLength(5), 20_000)
      await caughtUp(opened.bus, `g-${t}`)
      const bus = await opened.reopen()
      await bus.publish(t, [envelope('k', 6)])
      const second = await collect(bus, `g-${t}`, [t])
      await eventually(() => expect(ids(second.seen)).toContain('k:6'), 20_000)
      expect(ids(second.seen)).not.toContain('k:1')
    })

    it('brings an event again when it was not finished before the stop', async () => {
      const t = await topic()
      let entered = () => {}
      const inHand = new Promise<void>((resolve) => {
        entered = resolve
      })
      let letGo = () => {}
      const held = new Promise<void>((_, reject) => {
        letGo = () => reject(new UnreadableEvent('Counted', 'the process ends here'))
      })
      void held.catch(() => {})
      await opened.bus.consume({
        group: `g-${t}`,
        topics: [t],
        handle: () => {
          entered()
          return held
        },
      })
      await opened.bus.publish(t, [envelope('k', 1)])
      await inHand
      const bus = await opened.reopen()
      const { seen } = await collect(bus, `g-${t}`, [t])
      await eventually(() => expect(ids(seen)).toContain('k:1'), 45_000)
      letGo()
    }, 60_000)

    it('tries again after a passing fault', async () => {
      const { bus } = opened
      const t = await topic()
      let faults = 2
      const { seen } = await collect(bus, `g-${t}`, [t], () => faults-- > 0)
      await bus.publish(t, [envelope('k', 1)])
      await eventually(() => expect(once(seen)).toEqual(['k:1']), 20_000)
      expect(await bus.parked.list()).toEqual([])
    })

    it('never lets a failing consumer hurt the producer or another group', async () => {
      const { bus } = opened
      const t = await topic()
      await collect(bus, `bad-${t}`, [t], () => true)
      const good = await collect(bus, `good-${t}`, [t])
      await expect(bus.publish(t, several('k', 3))).resolves.toBeUndefined()
      await eventually(() => expect(once(good.seen)).toHaveLength(3), 20_000)
    })

    describe('given an event that cannot be handled', () => {
      const poisoned = async (bus: Bus, t: string, fails: (event: Envelope) => boolean) => {
        const { seen, subscription } = await collect(bus, `g-${t}`, [t], fails)
        await bus.publish(t, [...several('poisoned', 3), ...several('healthy', 3)])
        await eventually(async () => {
          expect(once(seen)).toEqual(ids(several('healthy', 3)))
          expect((await bus.parked.list()).filter(({ topic }) => topic === t)).toMatchObject([
            { key: 'poisoned', events: 3 },
          ])
        }, 20_000)
        return { seen, subscription, which: { group: `g-${t}`, topic: t, key: 'poisoned' } }
      }

      it('parks its key in order and lets the others flow on', async () => {
        const t = await topic()
        const { which } = await poisoned(opened.bus, t, ({ id }) => id === 'poisoned:1')
        expect(ids(await opened.bus.parked.show(which))).toEqual(ids(several('poisoned', 3)))
        const [parked] = (await opened.bus.parked.list()).filter(({ topic }) => topic === t)
        expect(parked).toMatchObject({ ...which, error: 'cannot handle poisoned:1', released: false })
      }, 60_000)

      it('parks later events of that key after a restart too', async () => {
        const t = await topic()
        const { which } = await poisoned(opened.bus, t, ({ id }) => id === 'poisoned:1')
        await caughtUp(opened.bus, which.group)
        const bus = await opened.reopen()
        const { seen } = await collect(bus, which.group, [t])
        await bus.publish(t, [envelope('poisoned', 4), envelope('healthy', 4)])
        await eventually(async () => {
          expect(ids(seen)).toContain('healthy:4')
          expect(ids(await bus.parked.show(which))).toEqual(ids(several('poisoned', 4)))
        }, 45_000)
        expect(ids(seen)).not.toContain('poisoned:4')
      }, 90_000)

      it('replays the key in order once the fault is mended', async () => {
        const t = await topic()
        let broken = true
        const { seen, which } = await poisoned(opened.bus, t, ({ subject }) => broken && subject === 'poisoned')
        broken = false
        await opened.bus.parked.replay(which)
        await eventually(async () => {
          expect(once(seen.filter(({ subject }) => subject === 'poisoned'))).toEqual(ids(several('poisoned', 3)))
          expect((await opened.bus.parked.list()).filter(({ topic }) => topic === t)).toEqual([])
        }, 20_000)
        await opened.bus.publish(t, [envelope('poisoned', 4)])
        await eventually(() => expect(ids(seen)).toContain('poisoned:4'), 20_000)
      }, 60_000)

      it('keeps it parked when the replay fails', async () => {
        const t = await topic()
        const { seen, which } = await poisoned(opened.bus, t, ({ id }) => id === 'poisoned:2' || id === 'poisoned:1')
        await opened.bus.parked.replay(which)
        await eventually(async () => {
          const [parked] = (await opened.bus.parked.list()).filter(({ topic }) => topic === t)
          expect(parked).toMatchObject({ events: 3, released: false })
        }, 20_000)
        expect(once(seen)).toEqual(ids(several('healthy', 3)))
      }, 60_000)

      it('forgets the key when it is discarded, and handles what comes later', async () => {
        const t = await topic()
        const { seen, which } = await poisoned(opened.bus, t, ({ id }) => id === 'poisoned:1')
        expect(await opened.bus.parked.discard(which)).toBe(3)
        await opened.bus.publish(t, [envelope('poisoned', 4)])
        await eventually(() => expect(ids(seen)).toContain('poisoned:4'), 20_000)
        expect((await opened.bus.parked.list()).filter(({ topic }) => topic === t)).toEqual([])
      }, 60_000)

      it('parks an unreadable event without trying again', async () => {
        const { bus } = opened
        const t = await topic()
        let tries = 0
        await bus.consume({
          group: `g-${t}`,
          topics: [t],
          handle: async () => {
            tries++
            throw new UnreadableEvent('Counted', 'no such shape')
          },
        })
        await bus.publish(t, [envelope('k', 1)])
        await eventually(async () => {
          expect((await bus.parked.list()).filter(({ topic }) => topic === t)).toMatchObject([{ key: 'k', events: 1 }])
        }, 20_000)
        expect(tries).toBe(1)
      }, 60_000)
    })

    it('shares the work between the members of one group', async () => {
      const { bus } = opened
      const t = await topic()
      const seen: string[] = []
      const members: Subscription[] = []
      for (const _ of [1, 2])
        members.push(await bus.consume({ group: `g-${t}`, topics: [t], handle: async ({ id }) => void seen.push(id) }))
      const all = Array.from({ length: 40 }, (_, k) => envelope(`key-${k}`, 1))
      await bus.publish(t, all)
      await eventually(() => expect(new Set(seen)).toEqual(new Set(ids(all))), 45_000)
      await members[0]?.stop()
      await bus.publish(t, several('after', 3))
      await eventually(
        () => expect([...new Set(seen.filter((id) => id.startsWith('after')))]).toEqual(ids(several('after', 3))),
        45_000,
      )
    }, 90_000)

    it('tells how far every group is behind', async () => {
      const { bus } = opened
      const t = await topic()
      const { subscription } = await collect(bus, `g-${t}`, [t])
      await bus.publish(t, several('k', 2))
      await caughtUp(bus, `g-${t}`)
      await subscription.stop()
      await bus.publish(t, several('k', 7))
      await eventually(async () => {
        const lag = (await bus.lag()).filter(({ group }) => group === `g-${t}`)
        expect(lag.reduce((sum, place) => sum + place.events, 0)).toBe(7)
      }, 20_000)
    }, 60_000)
  })
}
