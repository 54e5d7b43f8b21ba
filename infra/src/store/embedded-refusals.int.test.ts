// What the embedded store does not have is refused by name, with what to use instead; nothing is silently left out.
import mongoose, { type Connection, type Model, Schema } from 'mongoose'
import { temporaryStores } from './testing/temporary-store.ts'

const refusal = async (work: () => unknown): Promise<Error> => {
  try {
    await work()
  } catch (error) {
    return error as Error
  }
  throw new Error('was not refused')
}

describe('the embedded store', () => {
  const stores = temporaryStores()
  let connection: Connection
  let Note: Model<Record<string, unknown>>
  beforeAll(async () => {
    connection = await stores.open('refusals')
    Note = connection.model('Note', new Schema({ a: Schema.Types.Mixed }, { strict: false })) as unknown as typeof Note
    await Note.init()
    await Note.create({ a: 1 })
  })
  afterAll(() => stores.remove())

  const native = () => connection.db!.collection('notes')
  const refused: readonly (readonly [name: string, work: () => unknown])[] = [
    ['$where', () => Note.find({ $where: 'true' })],
    ['$text', () => Note.find({ $text: { $search: 'x' } })],
    [
      '$near',
      () =>
        native()
          .find({ a: { $near: [1, 2] } })
          .toArray(),
    ],
    [
      '$geoWithin',
      () =>
        native()
          .find({ a: { $geoWithin: {} } })
          .toArray(),
    ],
    ['$jsonSchema', () => native().find({ $jsonSchema: {} }).toArray()],
    [
      '$bitsAllSet',
      () =>
        native()
          .find({ a: { $bitsAllSet: 1 } })
          .toArray(),
    ],
    ['The option collation', () => Note.find({ a: 'X' }).collation({ locale: 'en', strength: 2 })],
    ['The option tailable', () => Note.find().tailable()],
    ['Collection.watch()', () => native().watch()],
    ['Db.watch()', () => connection.db!.watch()],
    ['A transaction', () => connection.transaction(async () => undefined)],
    ['A transaction', async () => (await connection.startSession()).startTransaction()],
    ['A transaction', async () => (await connection.startSession()).withTransaction(async () => undefined)],
    ['useDb()', () => connection.useDb('other')],
    ['A pipeline as an update', () => native().updateOne({}, [{ $set: { a: 2 } }])],
    ['The stage $out', () => Note.aggregate([{ $out: 'elsewhere' }])],
    ['The stage $merge', () => Note.aggregate([{ $match: {} }, { $merge: { into: 'elsewhere' } }])],
    [
      'The stage $geoNear',
      () =>
        native()
          .aggregate([{ $geoNear: {} }])
          .toArray(),
    ],
    [
      'The index option partialFilterExpression',
      () => native().createIndex({ a: 1 }, { partialFilterExpression: { a: 1 } }),
    ],
    ['The index option expireAfterSeconds', () => native().createIndex({ a: 1 }, { expireAfterSeconds: 60 })],
    ['An index of the kind text', () => native().createIndex({ a: 'text' })],
    ['An index of the kind 2dsphere', () => native().createIndex({ a: '2dsphere' })],
    ['An index of the kind hashed', () => native().createIndex({ a: 'hashed' })],
    ['A wildcard index', () => native().createIndex({ '$**': 1 })],
    ['The option collation', () => native().createIndex({ a: 1 }, { collation: { locale: 'nl' } })],
    ['The collection option capped', () => connection.createCollection('capped', { capped: true, size: 1000 })],
    [
      'The collection option timeseries',
      () => connection.createCollection('times', { timeseries: { timeField: 't' } }),
    ],
    ['Collection.initializeOrderedBulkOp()', () => native().initializeOrderedBulkOp()],
    ['Collection.rename()', () => native().rename('other')],
    ['Db.command()', () => connection.db!.command({ ping: 1 })],
    [
      'The option x of $regex',
      () =>
        native()
          .find({ a: { $regex: 'a b', $options: 'x' } })
          .toArray(),
    ],
    ['A computed field (b) in a projection', () => native().findOne({}, { projection: { b: '$a' } })],
    ['The projection operator $meta', () => native().findOne({}, { projection: { b: { $meta: 'textScore' } } })],
    ['Sorting by $natural', () => native().find().sort({ $natural: -1 }).toArray()],
    [
      'A bulk write over several collections',
      () => connection.bulkWrite([{ model: 'Note', name: 'insertOne', document: { a: 3 } }]),
    ],
    ['An _id that is null or no number', () => native().insertOne({ _id: null as never })],
  ]

  it.each(refused)('refuses by name: %s', async (name, work) => {
    const error = await refusal(work)
    expect(error).toMatchObject({ code: 'store/unsupported' })
    expect(error.message).toContain(`${name} is not supported by the embedded store: `)
    expect(error.message).toMatch(/: \S.*\.$/)
  })

  it('has or refuses every method of the driver, and drops none', () => {
    const methods = Object.getOwnPropertyNames(mongoose.mongo.Collection.prototype).filter((name) => {
      const { value } = Object.getOwnPropertyDescriptor(mongoose.mongo.Collection.prototype, name)!
      return name !== 'constructor' && typeof value === 'function'
    })
    const collection = native() as unknown as Record<string, unknown>
    expect(methods.filter((name) => typeof collection[name] !== 'function')).toEqual([])
  })

  it('lets harmless options through', async () => {
    expect(
      await Note.find({ a: 1 }).maxTimeMS(1000).hint({ a: 1 }).comment('why').read('primary').countDocuments(),
    ).toBe(1)
    expect(await Note.find({}, null, { session: await connection.startSession() }).lean()).toHaveLength(1)
  })

  it('answers misuse with the errors of a server', async () => {
    const codes = async (...works: readonly (() => unknown)[]) =>
      Promise.all(works.map(async (work) => ((await refusal(work)) as unknown as { code: unknown }).code))
    expect(
      await codes(
        () =>
          native()
            .find({ a: { $in: 5 } })
            .toArray(),
        () => native().find({ $and: [] }).toArray(),
        () =>
          native()
            .find({ a: { $mod: [0, 1] } })
            .toArray(),
        () =>
          native()
            .find({ a: { $size: -1 } })
            .toArray(),
        () =>
          native()
            .find({ a: { $type: 'thing' } })
            .toArray(),
        () =>
          native()
            .find({ a: { $regex: '(' } })
            .toArray(),
        () => native().findOne({}, { projection: { a: 1, b: 0 } }),
        () => native().updateOne({}, { $unknown: { a: 1 } }),
        () => native().updateOne({}, { $set: { 'a..b': 1 } }),
        () => native().updateOne({}, { $set: { _id: 7 } }),
        () => native().updateOne({}, { $set: { 'a.b': 1 } }),
        () => native().updateOne({}, { $set: { 'b.$': 1 } }),
        () => native().updateOne({}, { $push: { b: { $each: 1 } } } as never),
        () => native().updateOne({}, { $set: { 'b.$[x]': 1 } }),
      ),
    ).toEqual([2, 2, 2, 9, 2, 2, 31254, 9, 56, 66, 28, 2, 2, 2])
    expect(await Note.find().lean()).toMatchObject([{ a: 1 }])
  })

  it('wraps operators that came from outside when asked to', async () => {
    const guarded = Note.find({ a: { $gt: 0 } } as never).setOptions({ sanitizeFilter: true })
    expect(await guarded.lean()).toEqual([])
  })
})
