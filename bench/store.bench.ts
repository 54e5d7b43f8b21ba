// Measures the embedded store through mongoose beside plain node:sqlite doing the same work, in one run.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { connectEmbedded } from '@stagebureau/infra'
import mongoose, { Schema } from 'mongoose'
import { keepResults, median, type Row } from './results.ts'

const ROUNDS = 7
const STORED = 10_000

const schema = new Schema(
  {
    email: { type: String, unique: true },
    name: String,
    age: Number,
    active: Boolean,
    score: Number,
    group: { type: String, index: true },
    owner: Schema.Types.ObjectId,
    address: { street: String, city: String, zip: String },
    tags: [String],
    version: Number,
    createdAt: Date,
  },
  { versionKey: false },
)

/** About 340 bytes of JSON. */
const sample = (i: number) => ({
  _id: new mongoose.Types.ObjectId(),
  email: `person${i}@example.org`,
  name: `Person Number ${i}`,
  age: i % 90,
  active: i % 3 === 0,
  score: i / 7,
  group: `group ${i % 1000}`,
  owner: new mongoose.Types.ObjectId(),
  address: { street: `Street ${i}`, city: 'Doetinchem', zip: '7001 AB' },
  tags: ['metal', 'wood', 'water'],
  version: 0,
  createdAt: new Date(1_700_000_000_000 + i),
})
type Sample = ReturnType<typeof sample>

type Side<Input> = { readonly prepare: (n: number) => Input; readonly run: (input: Input) => unknown }

const microseconds = async (work: () => unknown): Promise<number> => {
  const start = process.hrtime.bigint()
  await work()
  return Number(process.hrtime.bigint() - start) / 1000
}

/** The sides take turns in every round, so that other load on the machine meets them alike; the first round warms up. */
const compare = async (n: number, sides: Readonly<Record<string, Side<never>>>): Promise<Record<string, number>> => {
  const times: Record<string, number[]> = {}
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [name, side] of Object.entries(sides)) {
      const input = side.prepare(n)
      const each = (await microseconds(() => side.run(input))) / n
      if (round > 0) times[name] = [...(times[name] ?? []), each]
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, each]) => [name, median(each)]))
}

const side = <Input>(prepare: Side<Input>['prepare'], run: Side<Input>['run']) =>
  ({ prepare, run }) as unknown as Side<never>

/** Plain JSON in node:sqlite, with the same two indexes and prepared statements: what the store is measured against. */
const openRaw = (file: string) => {
  const database = new DatabaseSync(file)
  database.exec(`PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16384;
    CREATE TABLE people (rid INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, doc TEXT NOT NULL) STRICT;
    CREATE UNIQUE INDEX email ON people (json_extract(doc,'$.email'));
    CREATE INDEX grp ON people (json_extract(doc,'$.group'))`)
  const insert = database.prepare('INSERT INTO people (id,doc) VALUES (?,?)')
  const byId = database.prepare('SELECT doc FROM people WHERE id=?')
  const byGroup = database.prepare("SELECT doc FROM people WHERE json_extract(doc,'$.group')=?")
  const update = database.prepare(
    "UPDATE people SET doc=json_set(doc,'$.score',?,'$.version',?) WHERE id=? AND json_extract(doc,'$.version')=?",
  )
  const upsert = database.prepare(
    "INSERT INTO people (id,doc) VALUES (?,?) ON CONFLICT(id) DO UPDATE SET doc=json_set(doc,'$.score',?)",
  )
  const count = database.prepare("SELECT count(*) AS n FROM people WHERE json_extract(doc,'$.age')=?")
  const groups = database.prepare(
    "SELECT json_extract(doc,'$.age') AS age, count(*) AS n FROM people WHERE json_extract(doc,'$.active') GROUP BY 1 ORDER BY 1",
  )
  return {
    save: (one: Sample) => insert.run(one._id.toHexString(), JSON.stringify(one)),
    upsert: (one: Sample) => upsert.run(one._id.toHexString(), JSON.stringify(one), one.score),
    find: (one: Sample) => JSON.parse(String(byId.get(one._id.toHexString())?.doc)) as unknown,
    findGroup: (one: Sample) => byGroup.all(one.group).map(({ doc }) => JSON.parse(String(doc)) as unknown),
    update: (one: Sample, version: number) => update.run(Math.random(), version + 1, one._id.toHexString(), version),
    count: (age: number) => count.get(age),
    groups: () => groups.all(),
    together: (work: () => void) => {
      database.exec('BEGIN')
      work()
      database.exec('COMMIT')
    },
    close: () => database.close(),
  }
}

const versions = () => {
  const known = new Map<Sample, number>()
  return (one: Sample): number => {
    const version = known.get(one) ?? 0
    known.set(one, version + 1)
    return version
  }
}

const row = (measure: string, figures: Record<string, number>, bar: number | string = ''): Row => {
  const { store = 0, raw = 0 } = figures
  const round = (value: number) => Math.round(value * 10) / 10
  return {
    measure,
    'store µs': round(store),
    'raw µs': round(raw),
    'store : raw': Math.round((store / raw) * 100) / 100,
    bar,
  }
}

const measure = async (folder: string): Promise<readonly Row[]> => {
  const connection = await connectEmbedded({ file: join(folder, 'store.sqlite') })
  const Person = connection.model('Person', schema)
  await Person.init()
  const raw = openRaw(join(folder, 'raw.sqlite'))

  let serial = 1_000_000
  const fresh = (n: number): Sample[] => Array.from({ length: n }, () => sample(++serial))
  const people = Array.from({ length: STORED }, (_, i) => sample(i))
  await Person.insertMany(people, { lean: true })
  raw.together(() => people.forEach(raw.save))
  const some = (n: number): Sample[] => Array.from({ length: n }, () => people[Math.floor(Math.random() * STORED)]!)
  const spread = (n: number): Sample[] => {
    const start = Math.floor(Math.random() * STORED)
    return Array.from({ length: n }, (_, i) => people[(start + i * 7) % STORED]!)
  }
  const times = (n: number) => n
  const [storeVersion, rawVersion] = [versions(), versions()]
  const oneByOne = (work: (one: Sample) => unknown) => async (all: readonly Sample[]) => {
    for (const one of all) await work(one)
  }
  const rows: Row[] = []

  rows.push(
    row(
      'find by id, lean',
      await compare(5000, {
        store: side(
          some,
          oneByOne((one) => Person.findById(one._id).lean()),
        ),
        raw: side(some, (all) => all.forEach(raw.find)),
      }),
      2.5,
    ),
    row(
      'find by an indexed field, 10 hits, lean',
      await compare(2000, {
        store: side(
          some,
          oneByOne((one) => Person.find({ group: one.group }).lean()),
        ),
        raw: side(some, (all) => all.forEach(raw.findGroup)),
      }),
    ),
    row(
      'count without an index over 10,000',
      await compare(10, {
        store: side(times, async (n) => {
          for (let i = 0; i < n; i += 1) await Person.countDocuments({ age: 7 })
        }),
        raw: side(times, (n) => {
          for (let i = 0; i < n; i += 1) raw.count(7)
        }),
      }),
    ),
    row(
      'group and count over 10,000',
      await compare(5, {
        store: side(times, async (n) => {
          const stages = [
            { $match: { active: true } },
            { $group: { _id: '$age', n: { $sum: 1 } } },
            { $sort: { _id: 1 as const } },
          ]
          for (let i = 0; i < n; i += 1) await Person.aggregate(stages)
        }),
        raw: side(times, (n) => {
          for (let i = 0; i < n; i += 1) raw.groups()
        }),
      }),
    ),
    row(
      'update by id and version',
      await compare(500, {
        store: side(spread, async (all: readonly Sample[]) => {
          for (const one of all) {
            const version = storeVersion(one)
            const change = { $set: { score: Math.random() }, $inc: { version: 1 } }
            const { modifiedCount } = await Person.updateOne({ _id: one._id, version }, change)
            if (modifiedCount !== 1) throw new Error('an update was lost')
          }
        }),
        raw: side(spread, (all) => {
          for (const one of all)
            if (raw.update(one, rawVersion(one)).changes !== 1) throw new Error('an update was lost')
        }),
      }),
      2.2,
    ),
  )
  const saves = await compare(500, {
    store: side(
      fresh,
      oneByOne((one) => new Person(one).save()),
    ),
    raw: side(fresh, (all) => all.forEach(raw.save)),
    parallel: side(fresh, async (all: readonly Sample[]) => {
      for (let i = 0; i < all.length; i += 64)
        await Promise.all(all.slice(i, i + 64).map((one) => new Person(one).save()))
    }),
  })
  rows.push(
    row('save', saves, 2),
    row('save, 64 at a time against one by one', { store: saves.parallel!, raw: saves.store! }, '1/3'),
    row(
      'insertMany of 10,000 with lean, per document',
      await compare(10_000, {
        store: side(fresh, (all) => Person.insertMany(all, { lean: true })),
        raw: side(fresh, (all) => raw.together(() => all.forEach(raw.save))),
      }),
      4,
    ),
    row(
      'bulkWrite of 1,000 upserts, per document',
      await compare(1000, {
        store: side(some, (all) =>
          Person.bulkWrite(
            all.map((one) => ({
              updateOne: { filter: { _id: one._id }, update: { $set: { score: Math.random() } }, upsert: true },
            })),
          ),
        ),
        raw: side(some, (all) => raw.together(() => all.forEach(raw.upsert))),
      }),
    ),
  )
  await connection.close()
  raw.close()
  return rows
}

export const run = async (options: readonly string[]): Promise<void> => {
  const folder = mkdtempSync(join(options[0] ?? tmpdir(), 'store-bench-'))
  try {
    keepResults('store', await measure(folder))
  } finally {
    rmSync(folder, { recursive: true })
  }
}
