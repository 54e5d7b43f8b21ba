// Aggregations on the embedded store: the common stages exactly as MongoDB runs them, the rest by mingo or refused.
import mongoose, { type Connection } from 'mongoose'
import { temporaryStores } from './testing/temporary-store.ts'

const { Decimal128, Long, ObjectId } = mongoose.mongo

describe('aggregation on the embedded store', () => {
  const stores = temporaryStores()
  let connection: Connection
  beforeAll(async () => {
    connection = await stores.open('pipelines')
    await connection.collection('sales').insertMany([
      {
        _id: 1 as never,
        shop: 'a',
        price: 1.1,
        items: [
          { k: 'x', n: 2 },
          { k: 'y', n: 1 },
        ],
        at: new Date(1e12),
      },
      { _id: 2 as never, shop: 'b', price: 2.2, items: [{ k: 'x', n: 5 }], at: new Date(2e12) },
      { _id: 3 as never, shop: 'a', price: 3.3, items: [] },
      { _id: 4 as never, shop: null, price: 'free' },
      { _id: 5 as never, price: 4 },
    ])
    await connection.collection('shops').insertMany([
      { _id: 'a' as never, place: 'Zutphen' },
      { _id: 'b' as never, place: 'Lochem' },
    ])
  })
  afterAll(() => stores.remove())

  const run = (stages: object[], collection = 'sales') => connection.collection(collection).aggregate(stages).toArray()

  it('groups with sums, averages, extremes and lists', async () => {
    const groups = await run([
      { $group: { _id: '$shop', n: { $sum: 1 }, total: { $sum: '$price' }, mean: { $avg: '$price' } } },
      { $sort: { _id: 1 } },
    ])
    expect(groups).toEqual([
      { _id: null, n: 2, total: 4, mean: 4 },
      { _id: 'a', n: 2, total: 4.4, mean: 2.2 },
      { _id: 'b', n: 1, total: 2.2, mean: 2.2 },
    ])
    const lists = await run([
      { $match: { shop: 'a' } },
      {
        $group: {
          _id: null,
          first: { $first: '$_id' },
          last: { $last: '$_id' },
          low: { $min: '$price' },
          high: { $max: '$price' },
          all: { $push: '$_id' },
        },
      },
    ])
    expect(lists).toEqual([{ _id: null, first: 1, last: 3, low: 1.1, high: 3.3, all: [1, 3] }])
    expect(
      await run([{ $group: { _id: { shop: '$shop' }, n: { $count: {} } } }, { $sort: { n: -1, _id: 1 } }]),
    ).toEqual([
      { _id: { shop: 'a' }, n: 2 },
      { _id: {}, n: 1 },
      { _id: { shop: null }, n: 1 },
      { _id: { shop: 'b' }, n: 1 },
    ])
  })

  it('groups alike in SQL and over documents', async () => {
    const stages = [{ $group: { _id: '$shop', n: { $sum: 1 }, total: { $sum: '$price' } } }, { $sort: { _id: 1 } }]
    // The second $match keeps SQLite from grouping by itself.
    expect(await run([{ $match: { _id: { $mod: [1, 0] } } }, ...stages])).toEqual(await run(stages))
  })

  it('adds decimals and 64-bit integers without losing a digit', async () => {
    const money = connection.collection('money')
    await money.insertMany([
      { d: Decimal128.fromString('0.1'), l: Long.fromString('9007199254740993') },
      { d: Decimal128.fromString('0.2'), l: Long.fromNumber(2) },
    ])
    const [sum] = await run(
      [{ $group: { _id: null, d: { $sum: '$d' }, mean: { $avg: '$d' }, l: { $sum: '$l' } } }],
      'money',
    )
    expect([String(sum?.d), String(sum?.mean), String(sum?.l)]).toEqual(['0.3', '0.15', '9007199254740995'])
  })

  it('refuses to calculate with them where mingo would go wrong', async () => {
    await expect(run([{ $project: { twice: { $multiply: ['$d', 2] } } }], 'money')).rejects.toMatchObject({
      code: 'store/unsupported',
      message: expect.stringMatching(/^\$project over decimals/),
    })
  })

  it('unwinds arrays, also those that are missing', async () => {
    const unwound = await run([
      { $match: { _id: { $lte: 3 } } },
      { $unwind: { path: '$items', includeArrayIndex: 'at', preserveNullAndEmptyArrays: true } },
      { $project: { items: 1, at: 1 } },
    ])
    expect(unwound).toEqual([
      { _id: 1, items: { k: 'x', n: 2 }, at: 0 },
      { _id: 1, items: { k: 'y', n: 1 }, at: 1 },
      { _id: 2, items: { k: 'x', n: 5 }, at: 0 },
      { _id: 3, at: null },
    ])
    expect(await run([{ $unwind: '$items' }, { $sortByCount: '$items.k' }])).toEqual([
      { _id: 'x', count: 2 },
      { _id: 'y', count: 1 },
    ])
  })

  it('joins, unites and splits', async () => {
    const joined = await run([
      { $match: { _id: { $in: [1, 4] } } },
      { $lookup: { from: 'shops', localField: 'shop', foreignField: '_id', as: 'place' } },
      { $project: { place: 1 } },
      { $sort: { _id: 1 } },
    ])
    expect(joined).toEqual([
      { _id: 1, place: [{ _id: 'a', place: 'Zutphen' }] },
      { _id: 4, place: [] },
    ])
    expect(
      await run([{ $match: { _id: 1 } }, { $project: { _id: 1 } }, { $unionWith: 'shops' }, { $count: 'n' }]),
    ).toEqual([{ n: 3 }])
    expect(
      await run([{ $facet: { few: [{ $limit: 1 }, { $project: { _id: 1 } }], count: [{ $count: 'n' }] } }]),
    ).toEqual([{ few: [{ _id: 1 }], count: [{ n: 5 }] }])
  })

  it('computes fields by mingo and goes on with its own stages', async () => {
    const computed = await run([
      { $match: { shop: { $type: 'string' } } },
      { $addFields: { doubled: { $multiply: ['$price', 2] }, pieces: { $sum: '$items.n' } } },
      { $sort: { doubled: -1 } },
      { $project: { doubled: 1, pieces: 1 } },
      { $limit: 2 },
    ])
    expect(computed).toEqual([
      { _id: 3, doubled: 6.6, pieces: 0 },
      { _id: 2, doubled: 4.4, pieces: 5 },
    ])
    const [made] = await run([{ $limit: 1 }, { $project: { _id: 0, id: { $toObjectId: '650000000000000000000001' } } }])
    expect(made?.id).toEqual(new ObjectId('650000000000000000000001'))
  })

  it('filters by expressions', async () => {
    const sales = connection.collection('sales')
    const found = await sales.find({ $expr: { $gt: ['$price', 2] }, shop: { $ne: null } } as never).toArray()
    expect(found.map(({ _id }) => _id)).toEqual([2, 3])
  })

  it('says what is wrong with a pipeline', async () => {
    await expect(run([{ $group: { n: { $sum: 1 } } }])).rejects.toMatchObject({ code: 15955 })
    await expect(run([{ $limit: 0 }])).rejects.toMatchObject({ code: 5107200 })
    await expect(run([{ $match: {}, $limit: 1 }])).rejects.toMatchObject({ code: 40323 })
    await expect(run([{ $nonsense: 1 }])).rejects.toMatchObject({ code: 9 })
    await expect(run([{ $project: { a: { $nonsense: 1 } } }])).rejects.toMatchObject({ code: 9 })
  })
})
