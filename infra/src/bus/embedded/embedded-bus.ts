// The event bus of the embedded bureau: a small Kafka in one SQLite file, in this process.
import type { DatabaseSync } from 'node:sqlite'
import type { Bus, Consumer, Envelope, Subscription } from '@stagebureau/shared'
import { openSqlite } from '../../sqlite/open-sqlite.ts'
import { inWords } from '../../store/embedded/sqlite-fault.ts'
import { createEventLog, keyName } from './event-log.ts'
import { createMember, type Member, type Team } from './member.ts'

export type EmbeddedBusOptions = {
  readonly file: string
  readonly partitions?: number
  /** Told of every event that could not be handled and of every fault of the log. */
  readonly onError?: (error: unknown) => void
}

const retentionMilliseconds = 28 * 24 * 3600 * 1000

/** A bus that can also be left as a killed process would leave it, for tests. */
export type EmbeddedBus = Bus & { readonly abandon: () => void }

/** The log without the events that nobody can want any more; throws a StoreError when its file is damaged. */
const openLog = (database: DatabaseSync, { file, partitions = 8 }: EmbeddedBusOptions) => {
  try {
    const log = createEventLog(database, partitions, file)
    log.trim(Date.now() - retentionMilliseconds)
    return log
  } catch (error) {
    database.close()
    throw inWords(error, file)
  }
}

export const createEmbeddedBus = (options: EmbeddedBusOptions): EmbeddedBus => {
  const database = openSqlite(options.file)
  const log = openLog(database, options)
  const onError = options.onError ?? (() => {})
  const groups = new Map<string, Team & { members: Member[]; seats: object[] }>()
  const wakeAll: Member['wake'] = (written) => {
    for (const { members } of groups.values()) for (const member of members) member.wake(written)
  }

  type Waiting = {
    topic: string
    envelopes: readonly Envelope[]
    resolve: () => void
    reject: (error: unknown) => void
  }
  let waiting: Waiting[] = []
  /** All that was published at the same moment shares one commit, hence one wait for the disk. */
  const flush = () => {
    const batch = waiting
    waiting = []
    const written: { topic: string; partition: number }[] = []
    try {
      log.atomically(() => {
        for (const { topic, envelopes } of batch)
          for (const envelope of envelopes)
            written.push({ topic, partition: log.append(topic, envelope.subject, JSON.stringify(envelope)) })
      })
    } catch (error) {
      for (const { reject } of batch) reject(error)
      return
    }
    for (const { resolve } of batch) resolve()
    wakeAll(written)
  }

  const join = (consumer: Consumer): Subscription => {
    const { group, topics } = consumer
    const all = Array.from({ length: log.partitions }, (_, partition) => partition)
    const place = (topic: string, partition: number) => ({
      topic,
      partition,
      position: log.placeOf(group, topic, partition),
    })
    log.keepPlaces(
      group,
      topics.flatMap((topic) => all.map((partition) => place(topic, partition))),
    )
    const team = groups.get(group) ?? {
      members: [],
      seats: [],
      inHand: new Set<string>(),
      parked: log.parkedKeys(group),
    }
    groups.set(group, team)
    const seat = {}
    team.seats.push(seat)
    const share = () => all.filter((p) => team.seats[p % team.seats.length] === seat)
    const member = createMember({ log, consumer, share, team, onError })
    team.members.push(member)
    return {
      ready: member.ready,
      stop: async () => {
        await member.stop()
        team.seats = team.seats.filter((other) => other !== seat)
        team.members = team.members.filter((other) => other !== member)
        wakeAll()
      },
    }
  }

  return {
    publish: (topic, envelopes) =>
      new Promise((resolve, reject) => {
        if (waiting.push({ topic, envelopes, resolve, reject }) === 1) queueMicrotask(flush)
      }),
    consume: async (consumer) => join(consumer),
    lag: async () => log.lag(),
    use: async () => ({
      published: log.hasEvents(),
      attended: [...groups.values()].some(({ members }) => members.length > 0),
    }),
    parked: {
      list: async () => log.parkedList(),
      show: async (which) => log.parkedEvents(which).map(({ envelope }) => envelope),
      replay: async (which) => {
        log.release(which, true)
        wakeAll()
      },
      discard: async (which) => {
        const count = log.discard(which)
        groups.get(which.group)?.parked.delete(keyName(which.topic, which.key))
        return count
      },
    },
    close: async () => {
      await Promise.all([...groups.values()].flatMap(({ members }) => members.map((member) => member.stop())))
      if (waiting.length > 0) flush()
      database.close()
    },
    abandon: () => database.close(),
  }
}
