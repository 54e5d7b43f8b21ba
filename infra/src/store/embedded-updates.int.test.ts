// Updates and projections of the embedded store that not every server has, and the finer rules of the others.
import mongoose, { type Connection } from 'mongoose'
import { temporaryStores } from './testing/temporary-store.ts'

const { Decimal128, Long } = mongoose.mongo
type Document = Record<string, unknown>

describe('updates on the embedded store', () => {
  const stores = temporaryStores()
  let connection: Connection
  let serial = 0
  beforeAll(async () => {
    connection = await stores.open('updates')
  })
  afterAll(() => stores.remove())

  /** What an update makes of a document. */
  const changed = async (
    document: Document,
    update: Document,
    filter: Document = {},
    options: object = {},
  ): Promise<Document> => {
    serial += 1
    const collection = connection.collection(`c${serial}`)
    await collection.insertOne({ _id: 1, ...document } as never)
    await collection.updateOne(filter, update as never, options)
    const { _id, ...rest } = (await collection.findOne({}))!
    return rest
  }

  it('reach the element that the filter found, every element, and those that an array filter names', async () => {
    const list = {
      l: [
        { k: 'a', v: 1 },
        { k: 'b', v: 2 },
        { k: 'b', v: 3 },
      ],
    }
    expect(await changed(list, { $set: { 'l.$.v': 9 } }, { 'l.k': 'b' })).toEqual({
      l: [
        { k: 'a', v: 1 },
        { k: 'b', v: 9 },
        { k: 'b', v: 3 },
      ],
    })
    expect(
      await changed(list, { $set: { 'l.$.v': 9 } }, { l: { $elemMatch: { k: 'b', v: { $gt: 2 } } } }),
    ).toMatchObject({
      l: [{ v: 1 }, { v: 2 }, { v: 9 }],
    })
    expect(await changed(list, { $inc: { 'l.$[].v': 10 } })).toMatchObject({ l: [{ v: 11 }, { v: 12 }, { v: 13 }] })
    const options = { arrayFilters: [{ 'one.k': 'b', 'one.v': { $lt: 3 } }] }
    expect(await changed(list, { $set: { 'l.$[one].v': 0 } }, {}, options)).toMatchObject({
      l: [{ v: 1 }, { v: 0 }, { v: 3 }],
    })
  })

  it('combine bits and set the time', async () => {
    expect(await changed({ a: 13 }, { $bit: { a: { and: 10 }, b: { or: 6 } } })).toEqual({ a: 8, b: 6 })
    const { at } = await changed({}, { $currentDate: { at: true } })
    expect(Math.abs((at as Date).getTime() - Date.now())).toBeLessThan(60_000)
  })

  it('calculate with decimals and 64-bit integers exactly', async () => {
    const numbers = { d: Decimal128.fromString('0.1'), l: Long.fromString('9007199254740993') }
    const sums = await changed(numbers, { $inc: { d: Decimal128.fromString('0.2'), l: 2 } })
    expect([String(sums.d), String(sums.l)]).toEqual(['0.3', '9007199254740995'])
    const products = await changed({ d: Decimal128.fromString('1.5'), n: 3 }, { $mul: { d: 2, n: 0.5 } })
    expect([String(products.d), products.n]).toEqual(['3.0', 1.5])
  })

  it('put new fields in order of their names and leave the others in place', async () => {
    const after = await changed({ z: 1, y: 2 }, { $set: { b: 1, a: 1, z: 3 } })
    expect(Object.keys(after)).toEqual(['z', 'y', 'a', 'b'])
  })

  it('tell a change from none', async () => {
    const collection = connection.collection('same')
    await collection.insertOne({ a: 1, l: [1] })
    expect(await collection.updateOne({}, { $set: { a: 1 }, $addToSet: { l: 1 } } as never)).toMatchObject({
      matchedCount: 1,
      modifiedCount: 0,
    })
    expect(await collection.updateOne({}, { $max: { a: 2 } })).toMatchObject({ modifiedCount: 1 })
  })

  it('keep what was changed before a failure, as a whole document each', async () => {
    const collection = connection.collection('partly')
    await collection.insertMany([
      { _id: 1 as never, n: 1 },
      { _id: 2 as never, n: 'text' },
      { _id: 3 as never, n: 1 },
    ])
    await expect(collection.updateMany({}, { $inc: { n: 1 }, $set: { seen: true } } as never)).rejects.toMatchObject({
      code: 14,
    })
    expect(await collection.find({}).sort({ _id: 1 }).toArray()).toEqual([
      { _id: 1, n: 2, seen: true },
      { _id: 2, n: 'text' },
      { _id: 3, n: 1 },
    ])
  })

  it('start an upsert from the equalities of the filter', async () => {
    const collection = connection.collection('upserts')
    const filter = { a: 1, 'b.c': { $eq: 2 }, $and: [{ d: 'x' }], e: { $gt: 5 }, _id: 'mine' }
    await collection.updateOne(filter as never, { $set: { f: 1 }, $setOnInsert: { g: 2 } }, { upsert: true })
    expect(await collection.findOne({})).toEqual({ _id: 'mine', a: 1, b: { c: 2 }, d: 'x', f: 1, g: 2 })
    const replaced = await collection.replaceOne({ _id: 'other' as never }, { h: 1 }, { upsert: true })
    expect(replaced).toMatchObject({ upsertedCount: 1, upsertedId: 'other' })
  })

  it('give back part of an array, or the element that matched', async () => {
    const collection = connection.collection('slices')
    await collection.insertOne({ _id: 1 as never, a: [1, 2, 3, 4], l: [{ k: 'a' }, { k: 'b' }], x: 1 })
    const chosen = (projection: object, filter: object = {}) => collection.findOne(filter, { projection } as never)
    expect(await chosen({ a: { $slice: -2 } })).toMatchObject({ a: [3, 4], x: 1 })
    expect(await chosen({ a: { $slice: [1, 2] }, x: 1 })).toEqual({ _id: 1, a: [2, 3], x: 1 })
    expect(await chosen({ l: { $elemMatch: { k: 'b' } } })).toEqual({ _id: 1, l: [{ k: 'b' }] })
    expect(await chosen({ 'l.$': 1 }, { 'l.k': 'b' })).toEqual({ _id: 1, l: [{ k: 'b' }] })
  })

  it('compare decimals, 64-bit integers, the order of fields and UTF-8 as a server does', async () => {
    const collection = connection.collection('compared')
    await collection.insertMany([
      { d: Decimal128.fromString('10'), o: { x: 1, y: 2 }, s: '\u{1F600}', l: Long.fromString('9007199254740993') },
      { d: Decimal128.fromString('9'), o: { y: 2, x: 1 }, s: '\uFFFD', l: Long.fromString('9007199254740992') },
    ])
    await collection.createIndex({ d: 1 })
    await collection.createIndex({ s: 1 })
    await collection.createIndex({ l: 1 })
    const count = (filter: object) => collection.countDocuments(filter)
    expect(await count({ d: { $gt: 9 } })).toBe(1)
    expect(await count({ d: 10 })).toBe(1)
    expect(await count({ d: { $lt: Decimal128.fromString('9.5') } })).toBe(1)
    expect(await count({ o: { x: 1, y: 2 } })).toBe(1)
    expect(await count({ l: 9_007_199_254_740_993n })).toBe(1)
    expect(await count({ l: { $gt: 9_007_199_254_740_992n } })).toBe(1)
    expect((await collection.find({}).sort({ s: 1 }).toArray()).map(({ s }) => s)).toEqual(['\uFFFD', '\u{1F600}'])
    expect((await collection.find({}).sort({ d: 1 }).toArray()).map(({ d }) => String(d))).toEqual(['9', '10'])
  })
})
