// What every document store must do; any adapter is put through it. Keeps to what MongoDB standalone and FerretDB 1.24 share.
import mongoose, { type Connection, Schema } from 'mongoose'

const { Long, ObjectId, UUID } = mongoose.mongo

export type OpenStore = { readonly connection: Connection; readonly close: () => Promise<void> }

const companySchema = new Schema(
  {
    kvk: { type: String, required: true, unique: true },
    name: String,
    place: { type: String, index: true },
    size: Number,
    since: Date,
    address: { street: String, postcode: String },
    profiles: { type: [String], index: true },
    contacts: [{ _id: false, name: String, phone: String }],
    version: { type: Number, default: 0 },
  },
  { strict: 'throw', versionKey: false },
)
const company = (i: number) => ({
  kvk: String(10_000_000 + i),
  name: `Company ${String(i).padStart(3, '0')}`,
  place: ['Doetinchem', 'Zutphen', 'Winterswijk'][i % 3]!,
  size: i,
  since: new Date(Date.UTC(2000 + (i % 20), i % 12, 1)),
  profiles: i % 2 === 0 ? ['BWI', 'PIE'] : ['M&T'],
})

const refusal = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'not refused',
    (error: unknown) => error,
  )

export type Lacks = {
  /**
   * FerretDB 1.24 reads and writes of an update apart: of several updates guarded by the same version, sent at the same
   * moment, more than one may succeed.
   */
  readonly guardsAtTheSameMoment?: true
}

/** Declares the tests of a store; `open` gives a connection to a database for the tests, and closes it. */
export const storeSuite = (name: string, open: () => Promise<OpenStore>, lacks: Lacks = {}): void => {
  describe(`the store ${name}`, () => {
    let store: OpenStore
    let serial = 0
    beforeAll(async () => {
      store = await open()
    })
    afterAll(() => store.close())

    /** A model on a collection of its own, indexes built. */
    const fresh = async (schema: unknown): Promise<mongoose.Model<Record<string, unknown>>> => {
      serial += 1
      const collection = `suite_${process.pid}_${Date.now()}_${serial}`
      const model = store.connection.model<Record<string, unknown>>(collection, schema as Schema, collection)
      await model.init()
      return model
    }
    const companies = async (count: number) => {
      const Company = await fresh(companySchema)
      await Company.insertMany(Array.from({ length: count }, (_, i) => company(i)))
      return Company
    }

    describe('given values of every type', () => {
      it('gives back what went in', async () => {
        const Thing = await fresh(
          new Schema({
            when: Date,
            counts: { type: Map, of: Number },
            bytes: Buffer,
            key: Schema.Types.UUID,
            large: BigInt,
            owner: Schema.Types.ObjectId,
            yes: Boolean,
            anything: Schema.Types.Mixed,
          }),
        )
        const thing = {
          when: new Date('2026-09-01T08:30:00.123Z'),
          counts: new Map([['monday', 3]]),
          bytes: Buffer.from([0, 127, 255]),
          key: new UUID('7b1c2e9a-0c1c-4a6e-9d7c-0123456789ab'),
          large: 9_007_199_254_740_993n,
          owner: new ObjectId(),
          yes: false,
          anything: { list: [1, 'two', null, { three: 3.5 }], text: 'ü \u{1F600} "quoted" \\ \n' },
        }
        const { _id } = await Thing.create(thing)
        const found = await Thing.findById(_id).orFail()
        expect(found.when).toEqual(thing.when)
        expect((found.counts as Map<string, number>).get('monday')).toBe(3)
        expect([...(found.bytes as Buffer)]).toEqual([0, 127, 255])
        expect(String(found.key)).toBe(String(thing.key))
        expect(found.large).toBe(thing.large)
        expect(found.owner).toEqual(thing.owner)
        expect(found.yes).toBe(false)
        expect(found.anything).toEqual(thing.anything)
      })

      it('keeps the order of fields and 64-bit integers in plain reads', async () => {
        const Any = await fresh(new Schema({}, { strict: false, versionKey: false }))
        await Any.collection.insertOne({ z: 1, a: { y: 1, x: 2 }, big: Long.fromString('9007199254740993') } as never)
        const found = (await Any.findOne().lean().orFail()) as Record<string, unknown>
        expect(Object.keys(found)).toEqual(['_id', 'z', 'a', 'big'])
        expect(Object.keys(found.a as object)).toEqual(['y', 'x'])
        expect(String(found.big)).toBe('9007199254740993')
      })
    })

    describe('given unique indexes', () => {
      it('refuses a second document with the same key by E11000', async () => {
        const Company = await companies(1)
        expect(await refusal(Company.create({ kvk: '10000000' }))).toMatchObject({
          name: 'MongoServerError',
          code: 11000,
        })
        expect(await Company.countDocuments()).toBe(1)
      })

      it('refuses a second document with the same _id', async () => {
        const Seat = await fresh(new Schema({ _id: String }))
        await Seat.create({ _id: 'a' })
        expect(await refusal(Seat.create({ _id: 'a' }))).toMatchObject({ code: 11000 })
      })

      it('lets exactly one of many through who come at the same moment', async () => {
        const Invitation = await fresh(
          new Schema({ season: String, company: String }).index({ season: 1, company: 1 }, { unique: true }),
        )
        const asks = Array.from({ length: 50 }, () => Invitation.create({ season: '2026', company: 'bakery' }))
        const outcomes = await Promise.allSettled(asks)
        expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
        expect(await Invitation.countDocuments()).toBe(1)
      })

      it('tells apart documents that differ in one field of a compound key', async () => {
        const Invitation = await fresh(
          new Schema({ season: String, company: String }).index({ season: 1, company: 1 }, { unique: true }),
        )
        await Invitation.create([
          { season: '2026', company: 'bakery' },
          { season: '2027', company: 'bakery' },
        ])
        expect(await Invitation.countDocuments({ company: 'bakery' })).toBe(2)
      })
    })

    describe('given documents to find', () => {
      it('answers the common filters', async () => {
        const Company = await companies(30)
        const count = (filter: object) => Company.countDocuments(filter as never)
        expect(await count({ place: 'Zutphen' })).toBe(10)
        expect(await count({ place: { $ne: 'Zutphen' } })).toBe(20)
        expect(await count({ size: { $gte: 10, $lt: 20 } })).toBe(10)
        expect(await count({ place: { $in: ['Zutphen', 'Winterswijk'] } })).toBe(20)
        expect(await count({ place: { $nin: ['Zutphen', 'Winterswijk'] } })).toBe(10)
        expect(await count({ $or: [{ size: 1 }, { size: 2 }] })).toBe(2)
        expect(await count({ $and: [{ size: { $gt: 3 } }, { place: 'Zutphen' }] })).toBe(9)
        expect(await count({ $nor: [{ size: { $gt: 3 } }] })).toBe(4)
        expect(await count({ size: { $not: { $gt: 3 } } })).toBe(4)
        expect(await count({ 'address.street': { $exists: false } })).toBe(30)
        expect(await count({ name: /^Company 02/ })).toBe(10)
        expect(await count({ name: { $regex: 'COMPANY 00', $options: 'i' } })).toBe(10)
        expect(await count({ profiles: 'PIE' })).toBe(15)
        expect(await count({ profiles: { $all: ['PIE', 'BWI'] } })).toBe(15)
        expect(await count({ profiles: { $size: 1 } })).toBe(15)
        expect(await count({ since: { $lt: new Date('2005-01-01') } })).toBe(10)
      })

      it('counts null and missing as one in equality', async () => {
        const Any = await fresh(new Schema({ a: Schema.Types.Mixed }))
        await Any.collection.insertMany([{ a: null }, { b: 1 }, { a: 0 }, { a: '' }] as never[])
        expect(await Any.countDocuments({ a: null })).toBe(2)
        expect(await Any.countDocuments({ a: { $exists: true } })).toBe(3)
      })

      it('compares only values of one type in a range', async () => {
        const Any = await fresh(new Schema({ a: Schema.Types.Mixed }))
        await Any.collection.insertMany([{ a: 5 }, { a: '5' }, { a: true }, { a: new Date(5) }, { a: [7] }] as never[])
        expect(await Any.countDocuments({ a: { $gt: 4 } })).toBe(2)
        expect(await Any.countDocuments({ a: { $gte: '' } })).toBe(1)
        expect(await Any.countDocuments({ a: { $lte: new Date(9) } })).toBe(1)
      })

      it('sorts, skips and limits', async () => {
        const Company = await companies(10)
        const sizes = async (query: { lean: () => PromiseLike<readonly { size?: number | null }[]> }) =>
          (await query.lean()).map(({ size }) => size)
        expect(await sizes(Company.find().sort({ size: -1 }).limit(3))).toEqual([9, 8, 7])
        expect(await sizes(Company.find().sort({ size: 1 }).skip(4).limit(2))).toEqual([4, 5])
        expect(await sizes(Company.find().sort({ place: 1, size: -1 }).limit(4))).toEqual([9, 6, 3, 0])
      })

      it('sorts values of several types in the order of BSON', async () => {
        const Any = await fresh(new Schema({ a: Schema.Types.Mixed }))
        const values = [new Date(0), 'text', true, 12, null, 3.5, 'Text']
        await Any.collection.insertMany(values.map((a) => ({ a })) as never[])
        const sorted = (await Any.find().sort({ a: 1 }).lean()).map(({ a }) => a as unknown)
        expect(sorted).toEqual([null, 3.5, 12, 'Text', 'text', true, new Date(0)])
      })

      it('gives the chosen fields', async () => {
        const Company = await companies(1)
        await Company.updateOne({}, { $set: { address: { street: 'Markt', postcode: '7001 AB' } } })
        const chosen = await Company.findOne().select({ name: 1, 'address.street': 1, _id: 0 }).lean()
        expect(chosen).toEqual({ name: 'Company 000', address: { street: 'Markt' } })
        const rest = (await Company.findOne().select({ contacts: 0, since: 0 }).lean()) as object
        expect(rest).not.toHaveProperty('since')
        expect(rest).toHaveProperty('size', 0)
      })

      it('lists the different values at a path', async () => {
        const Company = await companies(9)
        expect((await Company.collection.distinct('place', { size: { $lt: 2 } })).sort()).toEqual([
          'Doetinchem',
          'Zutphen',
        ])
        expect((await Company.collection.distinct('profiles')).sort()).toEqual(['BWI', 'M&T', 'PIE'])
      })

      it('goes through a long result by cursor while writes happen', async () => {
        const Company = await companies(450)
        const seen: unknown[] = []
        for await (const one of Company.find().sort({ size: 1 }).lean().cursor({ batchSize: 100 })) {
          seen.push(one.size)
          if (one.size === 10) await Company.updateOne({ size: 10 }, { $set: { name: 'changed meanwhile' } })
        }
        expect(seen).toEqual(Array.from({ length: 450 }, (_, i) => i))
      })

      it('counts and estimates', async () => {
        const Company = await companies(7)
        expect(await Company.estimatedDocumentCount()).toBe(7)
        expect(await Company.countDocuments({ size: { $gt: 4 } })).toBe(2)
        expect(await Company.exists({ kvk: 'none' })).toBeNull()
      })
    })

    describe('given changes', () => {
      it('updates one, many and none', async () => {
        const Company = await companies(6)
        expect(await Company.updateOne({ kvk: '10000001' }, { $set: { name: 'x' }, $inc: { size: 10 } })).toMatchObject(
          {
            matchedCount: 1,
            modifiedCount: 1,
          },
        )
        expect(await Company.updateMany({ place: 'Doetinchem' }, { $unset: { name: 1 } })).toMatchObject({
          modifiedCount: 2,
        })
        expect(await Company.updateOne({ kvk: 'none' }, { $set: { name: 'y' } })).toMatchObject({ matchedCount: 0 })
        expect(await Company.findOne({ kvk: '10000001' }).lean()).toMatchObject({ name: 'x', size: 11 })
      })

      it('guards a replacement by its version', async () => {
        const Company = await companies(1)
        const { _id, ...state } = await Company.findOne().lean().orFail()
        const next = { ...state, name: 'renamed', version: 1 }
        expect(await Company.replaceOne({ _id, version: 0 }, next)).toMatchObject({ matchedCount: 1, modifiedCount: 1 })
        expect(await Company.replaceOne({ _id, version: 0 }, next)).toMatchObject({ matchedCount: 0, modifiedCount: 0 })
        expect(await Company.findById(_id).lean()).toMatchObject({ name: 'renamed', version: 1, kvk: '10000000' })
      })

      it('lets one of many guarded writers win each version', async () => {
        const Counter = await fresh(new Schema({ _id: String, version: Number, n: Number }, { versionKey: false }))
        await Counter.create({ _id: 'c', version: 0, n: 0 })
        const addOne = async (): Promise<void> => {
          for (;;) {
            const { version, n } = (await Counter.findById('c').lean().orFail()) as unknown as {
              version: number
              n: number
            }
            const change = { $set: { version: version + 1, n: n + 1 } }
            const { modifiedCount } = await Counter.updateOne({ _id: 'c', version }, change)
            if (modifiedCount === 1) return
          }
        }
        if (lacks.guardsAtTheSameMoment) for (let i = 0; i < 20; i += 1) await addOne()
        else await Promise.all(Array.from({ length: 20 }, addOne))
        expect(await Counter.findById('c').lean()).toMatchObject({ n: 20, version: 20 })
      })

      it('refuses to save a document that someone else saved first', async () => {
        const Plan = await fresh(new Schema({ title: String }, { optimisticConcurrency: true }))
        const { _id } = await Plan.create({ title: 'draft' })
        const [first, second] = [await Plan.findById(_id).orFail(), await Plan.findById(_id).orFail()]
        first.title = 'mine'
        second.title = 'yours'
        await first.save()
        expect(await refusal(second.save())).toMatchObject({ name: 'VersionError' })
      })

      it('changes arrays in place', async () => {
        const Company = await companies(1)
        await Company.updateOne({}, { $push: { contacts: { name: 'Ans', phone: '1' } } })
        await Company.updateOne({}, { $push: { contacts: { $each: [{ name: 'Bo', phone: '2' }] } } })
        await Company.updateOne({}, { $addToSet: { profiles: 'BWI' } })
        await Company.updateOne({}, { $pull: { profiles: 'PIE' } })
        await Company.updateOne({ 'contacts.name': 'Bo' }, { $set: { 'contacts.1.phone': '3' } })
        const found = await Company.findOne().lean()
        expect(found?.contacts).toEqual([
          { name: 'Ans', phone: '1' },
          { name: 'Bo', phone: '3' },
        ])
        expect(found?.profiles).toEqual(['BWI'])
      })

      it('takes the smaller, the larger, the product and the renamed', async () => {
        const Any = await fresh(new Schema({}, { strict: false }))
        await Any.collection.insertOne({ low: 5, high: 5, times: 5, old: 1 } as never)
        const change = { $min: { low: 3 }, $max: { high: 9 }, $mul: { times: 2 }, $rename: { old: 'fresh' } }
        await Any.collection.updateOne({}, change as never)
        expect(await Any.findOne().lean()).toMatchObject({ low: 3, high: 9, times: 10, fresh: 1 })
      })

      it('inserts by upsert once and updates after that', async () => {
        const Company = await companies(0)
        const change = { $set: { name: 'a' }, $setOnInsert: { size: 5 } }
        const first = await Company.updateOne({ kvk: '1' }, change, { upsert: true })
        expect(first.upsertedCount).toBe(1)
        await Company.updateOne({ kvk: '1' }, { $set: { name: 'b' }, $setOnInsert: { size: 6 } }, { upsert: true })
        expect(await Company.find().lean()).toMatchObject([{ kvk: '1', name: 'b', size: 5, _id: first.upsertedId }])
      })

      it('gives the document before or after the change', async () => {
        const Company = await companies(3)
        const after = { returnDocument: 'after' as const }
        expect(await Company.findOneAndUpdate({ size: 1 }, { $set: { name: 'n' } }).lean()).toMatchObject({
          name: 'Company 001',
        })
        expect(await Company.findOneAndUpdate({ size: 1 }, { $set: { name: 'm' } }, after).lean()).toMatchObject({
          name: 'm',
        })
        const last = await Company.findOneAndUpdate(
          {},
          { $set: { name: 'last' } },
          { ...after, sort: { size: -1 } },
        ).lean()
        expect(last).toMatchObject({ size: 2 })
        expect(await Company.findOneAndDelete({ size: 2 }).lean()).toMatchObject({ name: 'last' })
        expect(await Company.findOneAndUpdate({ size: 99 }, { $set: { name: 'n' } })).toBeNull()
      })

      it('deletes one and many', async () => {
        const Company = await companies(9)
        expect(await Company.deleteOne({ place: 'Zutphen' })).toMatchObject({ deletedCount: 1 })
        expect(await Company.deleteMany({ place: 'Doetinchem' })).toMatchObject({ deletedCount: 3 })
        expect(await Company.countDocuments()).toBe(5)
      })

      it('refuses what cannot be, and changes nothing', async () => {
        const Any = await fresh(new Schema({}, { strict: false }))
        await Any.collection.insertOne({ text: 'x' } as never)
        expect(await refusal(Any.collection.updateOne({}, { $inc: { text: 1 } } as never))).toMatchObject({ code: 14 })
        expect(await refusal(Any.collection.updateOne({}, { $push: { text: 1 } } as never))).toMatchObject({ code: 2 })
        expect(await refusal(Any.collection.updateOne({}, { $set: { a: 1 }, $inc: { a: 1 } } as never))).toMatchObject({
          code: 40,
        })
        expect(await refusal(Any.collection.find({ a: { $nonsense: 1 } } as never).toArray())).toMatchObject({
          code: 2,
        })
        expect(await Any.findOne().lean()).toMatchObject({ text: 'x' })
      })
    })

    describe('given many writes at once', () => {
      it('stops an ordered insertMany at the first failure', async () => {
        const Company = await companies(1)
        const error = await refusal(Company.insertMany([company(1), company(0), company(2)]))
        expect(error).toMatchObject({ name: 'MongoBulkWriteError', code: 11000 })
        expect(await Company.countDocuments()).toBe(2)
      })

      it('goes on after a failure when unordered', async () => {
        const Company = await companies(1)
        const error = await refusal(Company.insertMany([company(1), company(0), company(2)], { ordered: false }))
        expect(error).toMatchObject({ code: 11000 })
        expect(await Company.countDocuments()).toBe(3)
      })

      it('mixes inserts, updates, upserts and deletes in one bulk write', async () => {
        const Company = await companies(3)
        const result = await Company.bulkWrite([
          { insertOne: { document: company(7) as never } },
          { updateOne: { filter: { kvk: '10000000' }, update: { $set: { name: 'x' } } as never } },
          { updateOne: { filter: { kvk: '555' }, update: { $set: { name: 'up' } } as never, upsert: true } },
          { replaceOne: { filter: { kvk: '10000001' }, replacement: { kvk: '10000001', name: 'r' } as never } },
          { deleteOne: { filter: { kvk: '10000002' } } },
        ])
        expect(result).toMatchObject({ insertedCount: 1, matchedCount: 2, upsertedCount: 1, deletedCount: 1 })
        const names = (await Company.find().sort({ kvk: 1 }).lean()).map((one) => one.name)
        expect(names).toEqual(['x', 'r', 'Company 007', 'up'])
      })
    })

    describe('given pipelines', () => {
      it('matches, groups, sorts and counts', async () => {
        const Company = await companies(9)
        const grouped = (accumulators: Record<string, { $sum: unknown }>) =>
          Company.aggregate<object>([
            { $match: { size: { $gte: 3 } } },
            { $group: { _id: '$place', ...accumulators } },
            { $sort: { _id: 1 } },
          ] as mongoose.PipelineStage[])
        expect(await grouped({ n: { $sum: 1 } })).toEqual([
          { _id: 'Doetinchem', n: 2 },
          { _id: 'Winterswijk', n: 2 },
          { _id: 'Zutphen', n: 2 },
        ])
        expect(await grouped({ total: { $sum: '$size' } })).toEqual([
          { _id: 'Doetinchem', total: 9 },
          { _id: 'Winterswijk', total: 13 },
          { _id: 'Zutphen', total: 11 },
        ])
        expect(await Company.aggregate([{ $match: { place: 'Zutphen' } }, { $count: 'n' }])).toEqual([{ n: 3 }])
      })

      it('sorts, skips, limits and chooses fields', async () => {
        const Company = await companies(6)
        const found = await Company.aggregate<object>([
          { $match: { size: { $gt: 0 } } },
          { $sort: { size: -1 } },
          { $skip: 1 },
          { $limit: 2 },
          { $project: { _id: 0, name: 1, size: 1 } },
        ])
        expect(found).toEqual([
          { name: 'Company 004', size: 4 },
          { name: 'Company 003', size: 3 },
        ])
      })
    })

    describe('given declared indexes', () => {
      it('lists them, and finds nothing to change afterwards', async () => {
        const Company = await companies(1)
        const names = (await Company.listIndexes()).map(({ name: one }) => one as string).sort()
        expect(names).toEqual(['_id_', 'kvk_1', 'place_1', 'profiles_1'])
        expect(await Company.syncIndexes()).toEqual([])
        expect(await Company.diffIndexes()).toEqual({ toDrop: [], toCreate: [] })
      })

      it('builds one over documents that are there, unless they break it', async () => {
        const Any = await fresh(new Schema({}, { strict: false }))
        await Any.collection.insertMany([{ a: 1 }, { a: 1 }] as never[])
        expect(await refusal(Any.collection.createIndex({ a: 1 }, { unique: true }))).toHaveProperty('code')
        await Any.collection.createIndex({ a: 1 })
        expect(await Any.countDocuments({ a: 1 })).toBe(2)
      })

      it('drops one and drops a collection', async () => {
        const Company = await companies(1)
        await Company.collection.dropIndex('place_1')
        expect(await Company.countDocuments({ place: 'Doetinchem' })).toBe(1)
        await Company.collection.drop()
        expect(await Company.countDocuments()).toBe(0)
      })
    })
  })
}
