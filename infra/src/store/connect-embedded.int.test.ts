// The embedded store through mongoose: what goes in comes out, breaches and conflicts are MongoDB's own errors.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import mongoose, { Schema } from 'mongoose'
import { connectEmbedded } from './connect-embedded.ts'

const { Decimal128, ObjectId, UUID } = mongoose.mongo

describe('the embedded store', () => {
  const folder = mkdtempSync(join(tmpdir(), 'store-'))
  let connection: mongoose.Connection
  beforeAll(async () => {
    connection = await connectEmbedded({ file: join(folder, 'connect.sqlite'), synchronous: 'NORMAL' })
  })
  afterAll(async () => {
    await connection.close()
    rmSync(folder, { recursive: true })
  })

  describe('given a model with every kind of value', () => {
    const schema = new Schema({
      when: Date,
      price: Schema.Types.Decimal128,
      counts: { type: Map, of: Number },
      bytes: Buffer,
      key: Schema.Types.UUID,
      large: BigInt,
      owner: Schema.Types.ObjectId,
      nested: { deep: [{ yes: Boolean }] },
    })

    it('gives back what went in', async () => {
      const Thing = connection.model('Thing', schema)
      const thing = {
        when: new Date('2026-09-01T08:30:00.123Z'),
        price: Decimal128.fromString('12.50'),
        counts: new Map([['a', 1]]),
        bytes: Buffer.from([0, 1, 255]),
        key: new UUID('7b1c2e9a-0c1c-4a6e-9d7c-0123456789ab'),
        large: 9_007_199_254_740_993n,
        owner: new ObjectId(),
        nested: { deep: [{ yes: true }, { yes: false }] },
      }
      const { _id } = await Thing.create(thing)
      const found = await Thing.findById(_id)
      expect(found?.when).toEqual(thing.when)
      expect(String(found?.price)).toBe('12.50')
      expect(found?.counts?.get('a')).toBe(1)
      expect([...(found?.bytes ?? [])]).toEqual([0, 1, 255])
      expect(String(found?.key)).toBe('7b1c2e9a-0c1c-4a6e-9d7c-0123456789ab')
      expect(found?.large).toBe(9_007_199_254_740_993n)
      expect(found?.owner).toEqual(thing.owner)
      expect(found?.nested?.deep.map(({ yes }) => yes)).toEqual([true, false])
    })
  })

  describe('given a unique index', () => {
    it('refuses the second document with code, key pattern and key value', async () => {
      const Mail = connection.model(
        'Mail',
        new Schema({ season: String, company: String }).index({ season: 1, company: 1 }, { unique: true }),
      )
      await Mail.init()
      await Mail.create({ season: '2026', company: 'bakery' })
      await expect(Mail.create({ season: '2026', company: 'bakery' })).rejects.toMatchObject({
        name: 'MongoServerError',
        code: 11000,
        keyPattern: { season: 1, company: 1 },
        keyValue: { season: '2026', company: 'bakery' },
      })
      expect(await Mail.countDocuments()).toBe(1)
    })

    it('lets exactly one of many at the same moment through', async () => {
      const Seat = connection.model('Seat', new Schema({ seat: { type: Number, unique: true } }))
      await Seat.init()
      const outcomes = await Promise.allSettled(Array.from({ length: 200 }, () => Seat.create({ seat: 1 })))
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      expect(await Seat.countDocuments()).toBe(1)
    })
  })

  describe('given two readers of one document', () => {
    it('refuses the save of the one who comes second', async () => {
      const Plan = connection.model('Plan', new Schema({ title: String }, { optimisticConcurrency: true }))
      const { _id } = await Plan.create({ title: 'draft' })
      const [first, second] = [await Plan.findById(_id), await Plan.findById(_id)]
      first!.title = 'mine'
      second!.title = 'yours'
      await first!.save()
      await expect(second!.save()).rejects.toMatchObject({ name: 'VersionError' })
      expect(await Plan.findById(_id).lean()).toMatchObject({ title: 'mine', __v: 1 })
    })
  })
})
