// The durable log of the embedded bus: topics in partitions, the place of every group, and the parked keys, in one SQLite file.
import type { DatabaseSync } from 'node:sqlite'
import type { Envelope, KeyOfGroup, Lag, ParkedKey } from '@stagebureau/shared'
import { inWords } from '../../store/embedded/sqlite-fault.ts'

const tables = `
  CREATE TABLE IF NOT EXISTS event (
    position INTEGER PRIMARY KEY AUTOINCREMENT, topic TEXT NOT NULL, partition INTEGER NOT NULL,
    at INTEGER NOT NULL, envelope TEXT NOT NULL) STRICT;
  CREATE INDEX IF NOT EXISTS event_by_partition ON event (topic, partition, position);
  CREATE TABLE IF NOT EXISTS place (
    team TEXT NOT NULL, topic TEXT NOT NULL, partition INTEGER NOT NULL, position INTEGER NOT NULL,
    PRIMARY KEY (team, topic, partition)) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS parked (
    team TEXT NOT NULL, topic TEXT NOT NULL, key TEXT NOT NULL, position INTEGER NOT NULL, since TEXT NOT NULL,
    error TEXT NOT NULL, released INTEGER NOT NULL DEFAULT 0, envelope TEXT NOT NULL,
    PRIMARY KEY (team, topic, key, position)) STRICT, WITHOUT ROWID;`

export type Logged = { readonly position: number; readonly envelope: Envelope }
/** How far a group has come in a partition. */
export type Place = { readonly topic: string; readonly partition: number; readonly position: number }
export type EventLog = ReturnType<typeof createEventLog>

/** Same key, same partition, for ever: FNV-1a over the UTF-16 units. */
export const partitionOf = (key: string, partitions: number): number => {
  let hash = 0x811c9dc5
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193)
  return (hash >>> 0) % partitions
}

/** Writes throw a StoreError when the file or the disk is at fault; `file` is its name. */
export const createEventLog = (database: DatabaseSync, partitions: number, file: string) => {
  database.exec(tables)
  const begin = database.prepare('BEGIN IMMEDIATE')
  const commit = database.prepare('COMMIT')
  const rollback = database.prepare('ROLLBACK')
  const insert = database.prepare('INSERT INTO event (topic, partition, at, envelope) VALUES (?, ?, ?, ?)')
  const read = database.prepare(
    'SELECT position, envelope FROM event WHERE topic = ? AND partition = ? AND position > ? ORDER BY position LIMIT ?',
  )
  const place = database.prepare('SELECT position FROM place WHERE team = ? AND topic = ? AND partition = ?')
  const keepPlace = database.prepare(
    'INSERT INTO place VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET position = excluded.position',
  )
  const lag = database.prepare(
    `SELECT team, topic, partition,
       (SELECT count(*) FROM event e WHERE e.topic = p.topic AND e.partition = p.partition AND e.position > p.position) AS events
     FROM place p ORDER BY team, topic, partition`,
  )
  const park = database.prepare(
    'INSERT OR IGNORE INTO parked (team, topic, key, position, since, error, envelope) VALUES (?, ?, ?, ?, ?, ?, ?)',
  )
  const parkedKeys = database.prepare('SELECT DISTINCT topic, key FROM parked WHERE team = ?')
  const parkedList = database.prepare(
    `SELECT team, topic, key, count(*) AS events, min(since) AS since, max(released) AS released,
       (SELECT error FROM parked q WHERE q.team = p.team AND q.topic = p.topic AND q.key = p.key ORDER BY position LIMIT 1) AS error
     FROM parked p GROUP BY team, topic, key ORDER BY since, team, topic, key`,
  )
  const parkedEvents = database.prepare(
    'SELECT position, envelope FROM parked WHERE team = ? AND topic = ? AND key = ? ORDER BY position',
  )
  const release = database.prepare('UPDATE parked SET released = ? WHERE team = ? AND topic = ? AND key = ?')
  const released = database.prepare('SELECT DISTINCT topic, key FROM parked WHERE team = ? AND released = 1')
  const unpark = database.prepare('DELETE FROM parked WHERE team = ? AND topic = ? AND key = ? AND position = ?')
  const discard = database.prepare('DELETE FROM parked WHERE team = ? AND topic = ? AND key = ?')
  const any = database.prepare('SELECT EXISTS (SELECT 1 FROM event) AS found')
  const trim = database.prepare(
    `DELETE FROM event WHERE at < ? AND position <= coalesce((SELECT min(position) FROM place p
       WHERE p.topic = event.topic AND p.partition = event.partition), position)`,
  )

  const atomically = <T>(write: () => T): T => {
    begin.run()
    try {
      const result = write()
      commit.run()
      return result
    } catch (error) {
      // A full disk has ended the transaction already.
      if (database.isTransaction) rollback.run()
      throw inWords(error, file)
    }
  }
  const logged = (row: Record<string, unknown>): Logged => ({
    position: row.position as number,
    envelope: JSON.parse(row.envelope as string) as Envelope,
  })

  return {
    partitions,
    atomically,
    /** Returns the partition in which it stands. */
    append: (topic: string, key: string, envelope: string): number => {
      const partition = partitionOf(key, partitions)
      insert.run(topic, partition, Date.now(), envelope)
      return partition
    },
    read: (topic: string, partition: number, after: number, limit: number) =>
      read.all(topic, partition, after, limit).map(logged),
    placeOf: (group: string, topic: string, partition: number) =>
      (place.get(group, topic, partition)?.position as number | undefined) ?? 0,
    /** Not synced by itself: a power cut before the next event takes the places back, and events come again. */
    keepPlaces: (group: string, places: readonly Place[]) => {
      database.exec('PRAGMA synchronous = NORMAL')
      try {
        atomically(() => {
          for (const { topic, partition, position } of places) keepPlace.run(group, topic, partition, position)
        })
      } finally {
        database.exec('PRAGMA synchronous = FULL')
      }
    },
    lag: (): Lag[] =>
      lag.all().map((row) => ({
        group: row.team as string,
        topic: row.topic as string,
        partition: row.partition as number,
        events: row.events as number,
      })),
    park: (group: string, topic: string, { position, envelope }: Logged, error: string) =>
      park.run(group, topic, envelope.subject, position, new Date().toISOString(), error, JSON.stringify(envelope)),
    parkedKeys: (group: string) =>
      new Set(parkedKeys.all(group).map((row) => keyName(row.topic as string, row.key as string))),
    parkedList: (): ParkedKey[] =>
      parkedList.all().map((row) => ({
        group: row.team as string,
        topic: row.topic as string,
        key: row.key as string,
        events: row.events as number,
        since: row.since as string,
        error: row.error as string,
        released: row.released === 1,
      })),
    parkedEvents: ({ group, topic, key }: KeyOfGroup) => parkedEvents.all(group, topic, key).map(logged),
    release: ({ group, topic, key }: KeyOfGroup, yes: boolean) => release.run(yes ? 1 : 0, group, topic, key),
    released: (group: string) =>
      released.all(group).map((row) => ({ group, topic: row.topic as string, key: row.key as string })),
    unpark: ({ group, topic, key }: KeyOfGroup, position: number) => unpark.run(group, topic, key, position),
    discard: ({ group, topic, key }: KeyOfGroup) => Number(discard.run(group, topic, key).changes),
    hasEvents: (): boolean => any.get()?.found === 1,
    /** Forgets events older than an instant (milliseconds) that every group of their partition has seen. */
    trim: (before: number) => Number(trim.run(before).changes),
  }
}

export const keyName = (topic: string, key: string) => `${topic}\n${key}`
