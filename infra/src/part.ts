// The machinery of one service: its aggregates with their relay, its consumers and its letters, started and stopped as one.
import {
  type Bus,
  type Clock,
  type Decider,
  type DomainEvent,
  type Envelope,
  type EventContract,
  type Mail,
  type Owner,
  requestIdIn,
  type Subscription,
  topicOf,
} from '@stagebureau/shared'
import type { Connection, Model } from 'mongoose'
import { consumer, type Reaction } from './consumer.ts'
import type { Log } from './log.ts'
import { createLetters, type Letters } from './mail/letters.ts'
import type { Metrics } from './metrics.ts'
import { type Aggregate, createAggregate, type Outlet } from './store/aggregate.ts'
import { readyIndexes } from './store/indexes.ts'
import { createRelay } from './store/relay.ts'
import { turnsOf } from './store/turns.ts'

/** What a service is handed by the process it lives in. */
export type Surroundings = {
  readonly connection: Connection
  readonly bus: Bus
  readonly mail: Mail
  readonly clock: Clock
  readonly log: Log
  readonly metrics: Metrics
  /** Keys of capability links are derived from it. */
  readonly secret: string
  /** Where people find the bureau, without a slash at the end. */
  readonly publicUrl: string
}

export type Lifecycle = {
  readonly start: () => Promise<void>
  readonly stop: () => Promise<void>
  readonly ready: () => boolean
  /** True when no event or letter of this part is still on its way out. */
  readonly quiet: () => Promise<boolean>
  /** Brings the gauges up to date. */
  readonly measure: () => Promise<void>
}

export type Part = {
  readonly letters: Letters
  /** An aggregate whose events leave through this part's relay. */
  readonly aggregate: <State extends object, Command, Event extends DomainEvent>(
    // biome-ignore lint/suspicious/noExplicitAny: any model made with aggregateSchema
    model: Model<any>,
    decider: Decider<State, Command, Event>,
    contracts: Readonly<Record<Event['type'], EventContract>>,
  ) => Aggregate<State, Command>
  /** A consumer group `stagebureau.<owner>-<name>`. */
  readonly react: (name: string, reactions: readonly Reaction[]) => void
  readonly lifecycle: Lifecycle
}

export const createPart = (owner: Owner, surroundings: Surroundings): Part => {
  const { connection, bus, mail, clock, log: parent, metrics } = surroundings
  const log = parent.child({ part: owner })
  const letters = createLetters({ connection, mail, service: owner, clock, log })
  const { inTurn } = turnsOf(connection)
  const models: Model<unknown>[] = []
  const consumers: ReturnType<typeof consumer>[] = []
  let subscriptions: Subscription[] = []
  let relay: ReturnType<typeof createRelay> | undefined

  const start = async () => {
    await readyIndexes(connection)
    relay = createRelay({
      models,
      bus,
      topic: topicOf(owner),
      inTurn,
      onPublished: ({ type }, seconds) => {
        metrics.published.inc({ service: owner, type })
        metrics.relayLatency.observe({ service: owner }, seconds)
      },
      onError: (error) => log.warn({ err: error }, 'events wait: the bus does not take them; they are tried again'),
    })
    relay.start()
    letters.start()
    subscriptions = await Promise.all(consumers.map((one) => bus.consume(counted(one))))
  }
  const ready = () => relay !== undefined && subscriptions.every((subscription) => subscription.ready())
  const aboutEvent = ({ id, type, traceparent }: Envelope, group: string) => ({
    event: id,
    type,
    group,
    requestId: requestIdIn(traceparent),
  })
  const counted = (one: ReturnType<typeof consumer>) => ({
    ...one,
    handle: async (envelope: Envelope) => {
      try {
        await one.handle(envelope)
        metrics.consumed.inc({ group: one.group, outcome: 'handled' })
        log.debug(aboutEvent(envelope, one.group), 'an event was handled')
      } catch (error) {
        metrics.consumed.inc({ group: one.group, outcome: 'failed' })
        log.warn({ err: error, ...aboutEvent(envelope, one.group) }, 'an event was not handled')
        throw error
      }
    },
  })

  return {
    letters,
    aggregate: (model, decider, contracts) => {
      models.push(model)
      const source = `stagebureau/${owner}`
      const outlet: Outlet = {
        nudge: (changed, document) => relay?.nudge(changed, document),
        published: (id) => relay?.published(id) ?? 0,
      }
      return createAggregate({ model, decider, contracts, source, now: clock.now, inTurn, relay: outlet })
    },
    react: (name, reactions) => void consumers.push(consumer(`${owner}-${name}`, reactions)),
    lifecycle: {
      start,
      stop: async () => {
        await Promise.all(subscriptions.map((subscription) => subscription.stop()))
        await letters.stop()
        await relay?.stop()
      },
      ready,
      quiet: async () => {
        // Who does not read yet may have something to do about what others have said.
        if (!ready()) return false
        // A search costs the document server something while it has enough to do.
        if (relay?.busy() === true) return false
        const { queued, sending } = await letters.counts()
        return queued + sending === 0 && (await relay?.backlog())?.depth === 0
      },
      measure: async () => {
        const backlog = await relay?.backlog()
        metrics.outboxDepth.set({ service: owner }, backlog?.depth ?? 0)
        metrics.outboxAge.set({ service: owner }, backlog?.oldestSeconds ?? 0)
        for (const [state, count] of Object.entries(await letters.counts()))
          metrics.letters.set({ service: owner, state }, count)
      },
    },
  }
}
