// Where events wait that a group could not handle: documents by group, topic and key, in the order of the topic.
import type { Envelope, KeyOfGroup, ParkedKey } from '@stagebureau/shared'
import { type Connection, Schema } from 'mongoose'
import { isDuplicate } from '../../store/aggregate.ts'
import { oneOf } from '../../store/filters.ts'
import { readyIndexes } from '../../store/indexes.ts'
import { findMany, modelOf } from '../../store/read.ts'
import { toEnvelope } from './cloud-event.ts'
import type { Fetched } from './kafkajs.ts'

export type ParkedEvent = KeyOfGroup & {
  readonly _id: string
  readonly partition: number
  readonly offset: number
  readonly since: string
  readonly error: string
  readonly released: boolean
  readonly value: string
  readonly headers: Readonly<Record<string, string>>
}

const text = { type: String, required: true } as const
const schema = new Schema(
  {
    _id: text,
    group: text,
    topic: text,
    // A message of others may have no key.
    key: String,
    partition: { type: Number, required: true },
    offset: { type: Number, required: true },
    since: text,
    error: String,
    released: { type: Boolean, required: true },
    value: String,
    headers: { type: Schema.Types.Mixed, required: true },
  },
  {
    strict: 'throw',
    versionKey: false,
    minimize: false,
    collection: 'parkedEvents',
    autoIndex: false,
    autoCreate: false,
  },
)
schema.index({ group: 1, topic: 1, key: 1, offset: 1 })
schema.index({ released: 1, group: 1 })

export type ParkedStore = ReturnType<typeof createParkedStore>

export const nameOf = ({ group, topic, key }: KeyOfGroup) => `${group}\n${topic}\n${key}`

/** What an event says of itself; a placeholder for one that cannot be read. */
const envelopeOf = (event: ParkedEvent): Envelope => {
  try {
    return toEnvelope(event)
  } catch {
    const { key, offset, partition, since, value } = event
    return {
      id: `${event.topic}/${partition}/${offset}`,
      source: 'unreadable',
      type: event.headers.ce_type ?? 'unreadable',
      version: 0,
      subject: key,
      sequence: 0,
      time: event.headers.ce_time ?? since,
      data: value,
    }
  }
}

export const createParkedStore = (connection: Connection) => {
  const model = modelOf<ParkedEvent>(connection, 'ParkedEvent', schema)
  const inOrder = { sort: { offset: 1 } } as const
  const keyOf = ({ group, topic, key }: KeyOfGroup) => ({ group, topic, key })

  const eventsOf = (which: KeyOfGroup): Promise<ParkedEvent[]> => findMany(model, keyOf(which) as never, inOrder)
  return {
    prepare: async () => {
      await readyIndexes(connection)
    },
    /** The same event twice is one. */
    park: async (
      { group, topic, partition }: Pick<ParkedEvent, 'group' | 'topic' | 'partition'>,
      { key, offset, value, headers }: Fetched,
      error: string,
    ): Promise<void> => {
      const since = new Date().toISOString()
      const _id = `${group}|${topic}|${partition}|${offset}`
      try {
        await model.insertMany([
          { _id, group, topic, key, partition, offset, since, error, released: false, value, headers },
        ])
      } catch (fault) {
        if (!isDuplicate(fault)) throw fault
      }
    },
    /** Those of these keys that have something parked. */
    keysAmong: async (group: string, topic: string, keys: readonly string[]): Promise<Set<string>> => {
      const found = await findMany(model, { group, topic, key: oneOf(keys) }, { fields: ['key'] })
      return new Set(found.map(({ key }) => key))
    },
    keysOf: async (group: string): Promise<KeyOfGroup[]> => {
      const events = await findMany(model, { group } as never, { fields: ['group', 'topic', 'key'] })
      return [...new Map(events.map((event) => [nameOf(event), keyOf(event)])).values()]
    },
    eventsOf,
    /** Keys that somebody wants handled again, with the partition they are in. */
    released: async (): Promise<(KeyOfGroup & { readonly partition: number })[]> => {
      const events = await findMany(model, { released: true } as never, inOrder)
      return [...new Map(events.map((event) => [nameOf(event), event])).values()]
    },
    release: async (which: KeyOfGroup, released: boolean): Promise<void> => {
      await model.updateMany(keyOf(which) as never, { $set: { released } } as never)
    },
    remove: async (_id: string): Promise<void> => {
      await model.deleteOne({ _id } as never)
    },
    discard: async (which: KeyOfGroup): Promise<number> => (await model.deleteMany(keyOf(which) as never)).deletedCount,
    list: async (): Promise<ParkedKey[]> => {
      const byKey = Map.groupBy(await findMany(model, {}, inOrder), nameOf)
      const keys = [...byKey.values()].map((events) => ({
        ...keyOf(events[0]!),
        events: events.length,
        since: events.map(({ since }) => since).toSorted()[0]!,
        error: events[0]!.error,
        released: events.some(({ released }) => released),
      }))
      return keys.toSorted((a, b) => (a.since < b.since ? -1 : 1))
    },
    show: async (which: KeyOfGroup): Promise<Envelope[]> => (await eventsOf(which)).map(envelopeOf),
  }
}
