// One member of a consumer group: takes the partitions that are its share, batch by batch, key by key in order.
import type { Consumer } from '@stagebureau/shared'
import { createBell } from '../../bell.ts'
import { inParallel } from '../../in-parallel.ts'
import { isPassing } from '../../store/passing-fault.ts'
import { deliver } from '../deliver.ts'
import { type EventLog, keyName, type Logged, type Place } from './event-log.ts'

const batchSize = 256
/** Over all partitions: enough to share commits, few enough to let others ask in between. */
const keysAtATime = 16

const placeName = (topic: string, partition: number) => `${topic}/${partition}`

export type Member = ReturnType<typeof createMember>

export type Team = {
  /** Partitions that some member has in hand, so that two never read the same one. */
  readonly inHand: Set<string>
  /** Keys whose events are parked. */
  readonly parked: Set<string>
}

type Surroundings = {
  readonly log: EventLog
  readonly consumer: Consumer
  /** The partitions that are this member's now; asked anew for every batch. */
  readonly share: () => readonly number[]
  /** What the members of the group share. */
  readonly team: Team
  readonly onError: (error: unknown) => void
}

export const createMember = ({ log, consumer, share, team, onError }: Surroundings) => {
  const { group, topics, handle } = consumer
  const { inHand, parked } = team
  let stopping = false
  let failing = false
  const work = createBell()
  /** Partitions where something may wait; undefined when that can be any of them. */
  let news: Set<string> | undefined

  /** One event, or its parking place when it cannot be handled or an earlier one of its key could not. */
  const take = async (topic: string, logged: Logged): Promise<void> => {
    const name = keyName(topic, logged.envelope.subject)
    if (parked.has(name))
      return log.atomically(() => void log.park(group, topic, logged, 'an earlier event of this key waits'))
    try {
      await deliver(handle, logged.envelope)
    } catch (error) {
      // Not the fault of the event: it is taken again, and nobody need look at it.
      if (isPassing(error)) throw error
      onError(error)
      log.atomically(() => void log.park(group, topic, logged, error instanceof Error ? error.message : String(error)))
      parked.add(name)
    }
  }

  const takeBatch = async (topic: string, events: readonly Logged[], atATime: number) => {
    const byKey = Map.groupBy(events, (event) => event.envelope.subject)
    await inParallel([...byKey.values()], atATime, async (queue) => {
      for (const event of queue) await take(topic, event)
    })
  }

  /** Handles what is next in a partition; undefined when nothing is. The partition stays in hand until its place is kept. */
  const drain = async (topic: string, partition: number, atATime: number): Promise<Place | undefined> => {
    const events = log.read(topic, partition, log.placeOf(group, topic, partition), batchSize)
    if (events.length < batchSize) news?.delete(placeName(topic, partition))
    const last = events.at(-1)
    if (last === undefined) return undefined
    await takeBatch(topic, events, atATime)
    return { topic, partition, position: last.position }
  }

  const replay = async () => {
    for (const which of log.released(group)) {
      for (const event of log.parkedEvents(which)) {
        try {
          await deliver(handle, event.envelope)
        } catch (error) {
          onError(error)
          break
        }
        log.unpark(which, event.position)
      }
      log.release(which, false)
      if (log.parkedEvents(which).length === 0) parked.delete(keyName(which.topic, which.key))
    }
  }

  const round = async (): Promise<boolean> => {
    if (news === undefined && share().includes(0)) await replay()
    const mine = share().flatMap((partition) =>
      topics.map((topic) => ({ topic, partition, name: placeName(topic, partition) })),
    )
    news ??= new Set(mine.map(({ name }) => name))
    const taken = mine.filter(({ name }) => news!.has(name) && !inHand.has(name))
    for (const { name } of taken) inHand.add(name)
    try {
      const atATime = Math.max(1, Math.floor(keysAtATime / taken.length))
      const drains = await Promise.allSettled(taken.map(({ topic, partition }) => drain(topic, partition, atATime)))
      const places = drains.flatMap((drained) =>
        drained.status === 'fulfilled' && drained.value ? [drained.value] : [],
      )
      if (places.length > 0) log.keepPlaces(group, places)
      const fault = drains.find((drained) => drained.status === 'rejected')
      if (fault !== undefined) throw fault.reason
      return places.length > 0
    } finally {
      for (const { name } of taken) inHand.delete(name)
    }
  }

  const run = async () => {
    while (!stopping) {
      try {
        if (await round()) continue
        failing = false
      } catch (error) {
        failing = true
        news = undefined
        onError(error)
      }
      await work.rung(failing ? 250 : 1000)
    }
  }
  const running = run()

  return {
    /** Something was written in these partitions; without them: look at everything, the share may be another one. */
    wake: (written?: readonly { readonly topic: string; readonly partition: number }[]) => {
      const mine = written?.filter(({ topic }) => topics.includes(topic))
      if (mine?.length === 0) return
      if (mine === undefined) news = undefined
      else for (const { topic, partition } of mine) news?.add(placeName(topic, partition))
      work.ring()
    },
    ready: () => !stopping && !failing,
    stop: async () => {
      stopping = true
      work.ring()
      await running
    },
  }
}
