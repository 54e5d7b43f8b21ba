// Declared indexes of the embedded store are used: SQLite's own query plan says so.
import { type Connection, type Model, Schema } from 'mongoose'
import { temporaryStores } from './testing/temporary-store.ts'

type Explained = {
  readonly steps: readonly string[]
  readonly testsDocuments: boolean
  readonly sortsDocuments: boolean
}
type Explainable = { readonly explain: () => PromiseLike<unknown> }

const explain = async (query: Explainable): Promise<Explained> => (await query.explain()) as Explained
const stepsOf = async (query: Explainable): Promise<string> => (await explain(query)).steps.join('; ')

describe('indexes of the embedded store', () => {
  const stores = temporaryStores()
  let connection: Connection
  let Person: Model<Record<string, unknown>>
  const schema = new Schema(
    {
      email: { type: String, unique: true, sparse: true },
      season: String,
      size: Number,
      since: Date,
      tags: { type: [String], index: true },
      contacts: [{ role: String, phone: String }],
      address: { place: { type: String, index: true } },
    },
    { versionKey: false },
  )
    .index({ season: 1, size: -1 })
    .index({ since: 1 })
    .index({ 'contacts.role': 1 })

  beforeAll(async () => {
    connection = await stores.open('indexes')
    Person = connection.model('Person', schema) as unknown as Model<Record<string, unknown>>
    await Person.init()
    await Person.insertMany(
      Array.from({ length: 300 }, (_, i) => ({
        ...(i % 3 === 0 && { email: `p${i}@example.org` }),
        season: i % 2 === 0 ? '2026' : '2027',
        size: i,
        since: new Date(i * 1e9),
        tags: [`t${i % 10}`, 'all'],
        contacts: [{ role: i % 5 === 0 ? 'owner' : 'clerk', phone: String(i) }],
        address: { place: i % 4 === 0 ? 'Zutphen' : null },
      })),
    )
  })
  afterAll(() => stores.remove())

  it('serve equality and ranges', async () => {
    expect(await stepsOf(Person.find({ email: 'p3@example.org' }))).toMatch(
      /SEARCH people USING INDEX people:email_1 \(k\d=\?\)/,
    )
    expect(await stepsOf(Person.find({ since: { $gte: new Date(0), $lt: new Date(1e12) } }))).toMatch(
      /USING INDEX people:since_1/,
    )
    expect(await stepsOf(Person.find({ 'address.place': { $in: ['Zutphen', null] } }))).toMatch(
      /USING INDEX people:address.place_1/,
    )
    expect(await stepsOf(Person.findOne({ _id: '650000000000000000000000' }))).toMatch(
      /USING INDEX sqlite_autoindex_people_1 \(id=\?\)/,
    )
  })

  it('serve a compound key with its order, without sorting', async () => {
    const query = () =>
      Person.find({ season: '2026', size: { $lt: 100 } })
        .sort({ size: -1 })
        .limit(3)
    const { steps, sortsDocuments, testsDocuments } = await explain(query())
    expect(steps.join()).toMatch(/people:season_1_size_-1 \(k\d=\? AND k\d>\? AND k\d<\?\)/)
    expect(steps.join()).not.toMatch(/TEMP B-TREE FOR ORDER BY/)
    expect([sortsDocuments, testsDocuments]).toEqual([false, false])
    expect((await query().lean()).map(({ size }) => size)).toEqual([98, 96, 94])
  })

  it('serve elements of arrays, also inside objects', async () => {
    expect(await stepsOf(Person.find({ tags: 't3' }))).toMatch(
      /SEARCH keys:people:tags_1 USING (PRIMARY KEY|COVERING INDEX)/,
    )
    expect(await stepsOf(Person.find({ 'contacts.role': 'owner' }))).toMatch(/SEARCH keys:people:contacts.role_1/)
    expect(await stepsOf(Person.find({ contacts: { $elemMatch: { role: 'owner', phone: '5' } } }))).toMatch(
      /SEARCH keys:people/,
    )
    expect(await Person.countDocuments({ tags: 't3' })).toBe(30)
    expect(await Person.countDocuments({ contacts: { $elemMatch: { role: 'owner', phone: '5' } } })).toBe(1)
  })

  it('serve a pattern with a fixed beginning, and both sides of an or', async () => {
    expect(await stepsOf(Person.find({ 'address.place': /^Zut/ }))).toMatch(/USING INDEX people:address.place_1/)
    const either = await stepsOf(Person.find({ $or: [{ email: 'p3@example.org' }, { since: new Date(5e9) }] }))
    expect(either).toMatch(/MULTI-INDEX OR.*people:email_1.*people:since_1/)
  })

  it('serve updates, deletes, counts and pipelines alike', async () => {
    const counted = Person.aggregate([{ $match: { season: '2026', size: { $gt: 250 } } }, { $count: 'n' }])
    expect(JSON.stringify(await counted.explain())).toMatch(/people:season_1_size_-1/)
    expect(await Person.countDocuments({ season: '2026', size: { $gt: 250 } })).toBe(24)
  })

  it('are kept right when documents change', async () => {
    await Person.updateOne({ size: 7 }, { $set: { season: 'moved', tags: ['fresh'] } })
    expect(await Person.countDocuments({ season: 'moved' })).toBe(1)
    expect(await Person.countDocuments({ tags: 'fresh' })).toBe(1)
    expect(await Person.countDocuments({ tags: 't7', size: 7 })).toBe(0)
    await Person.deleteOne({ size: 7 })
    expect(await Person.countDocuments({ tags: 'fresh' })).toBe(0)
  })

  describe('given a unique one', () => {
    it('counts missing and null as one value, unless it is sparse', async () => {
      const Strict = connection.model('Strict', new Schema({ code: { type: String, unique: true } }))
      await Strict.init()
      await Strict.create({})
      await expect(Strict.create({ code: null })).rejects.toMatchObject({ code: 11000, keyValue: { code: null } })
      await Person.create({ size: 1000 }, { size: 1001 })
      await Person.create({ email: null, size: 1002 })
      await expect(Person.create({ email: null, size: 1003 })).rejects.toMatchObject({ code: 11000 })
    })

    it('holds over the elements of arrays', async () => {
      const Badge = connection.model('Badge', new Schema({ numbers: { type: [Number], unique: true } }))
      await Badge.init()
      await Badge.create({ numbers: [1, 2, 2] })
      await expect(Badge.create({ numbers: [3, 2] })).rejects.toMatchObject({ code: 11000, keyPattern: { numbers: 1 } })
      await Badge.create({ numbers: [3] })
      expect(await Badge.countDocuments({ numbers: 3 })).toBe(1)
    })

    it('refuses to be built over documents that break it, and leaves nothing behind', async () => {
      const pairs = connection.collection('pairs')
      await pairs.insertMany([{ a: 1 }, { a: 2 }, { a: 1 }])
      await expect(pairs.createIndex({ a: 1 }, { unique: true })).rejects.toMatchObject({
        code: 11000,
        keyValue: { a: 1 },
      })
      expect(await pairs.indexes()).toHaveLength(1)
      await pairs.createIndex({ a: 1 })
      expect(await pairs.countDocuments({ a: 1 })).toBe(2)
    })
  })

  describe('given one that another version declares differently', () => {
    it('says so', async () => {
      const places = connection.collection('places')
      await places.createIndex({ name: 1 }, { name: 'by_name' })
      await expect(places.createIndex({ name: 1 }, { name: 'by_name', unique: true })).rejects.toMatchObject({
        code: 86,
      })
      await expect(places.createIndex({ other: 1 }, { name: 'by_name' })).rejects.toMatchObject({ code: 86 })
      await expect(places.createIndex({ name: 1 })).rejects.toMatchObject({ code: 85 })
      await expect(places.dropIndex('none')).rejects.toMatchObject({ code: 27 })
      expect(await places.createIndex({ name: 1 }, { name: 'by_name' })).toBe('by_name')
    })

    it('follows the schema by syncIndexes, also when the store is opened again', async () => {
      const first = await stores.open('evolving')
      await first.model('Note', new Schema({ a: { type: String, index: true }, b: String })).init()
      await first.collection('notes').insertOne({ a: 'x', b: ['y', 'z'] })
      await first.close()
      const second = await stores.open('evolving')
      const Note = second.model('Note', new Schema({ a: String, b: { type: [String], index: true } }), 'notes', {
        overwriteModels: true,
      })
      expect(await Note.syncIndexes()).toEqual(['a_1'])
      expect(await stepsOf(Note.find({ b: 'z' }))).toMatch(/SEARCH keys:notes:b_1/)
      expect(await Note.countDocuments({ b: 'z' })).toBe(1)
      expect(await Note.diffIndexes()).toEqual({ toDrop: [], toCreate: [] })
    })
  })
})
