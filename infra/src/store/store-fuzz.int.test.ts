// Generated stories and filters: the embedded store against a plain model, against itself without indexes, and against mingo.
import { find as findByMingo } from 'mingo'
import mongoose, { type Connection } from 'mongoose'
import { differential } from './differential.ts'
import { chanceFrom } from './testing/chance.ts'
import { type DocumentCollection, memoryCollection } from './testing/memory-collection.ts'
import type { Doc } from './testing/model-values.ts'
import { randomDocument, randomFilter } from './testing/random-documents.ts'
import { temporaryStores } from './testing/temporary-store.ts'

/** Longer runs: STORE_FUZZ=20 npm test -- store-fuzz. Another story: STORE_SEED=7. */
const TIMES = Number(process.env.STORE_FUZZ ?? 1)
const SEED = Number(process.env.STORE_SEED ?? 1)

const INDEXES: readonly Record<string, 1 | -1>[] = [
  { n: 1 },
  { s: 1, n: -1 },
  { d: 1 },
  { m: 1 },
  { 'o.x': 1 },
  { a: 1 },
  { 'l.k': 1 },
  { 'l.v': 1, 'l.k': 1 },
]

const { EJSON } = mongoose.mongo.BSON

describe('the embedded store under generated use', () => {
  const stores = temporaryStores()
  let connection: Connection
  beforeAll(async () => {
    connection = await stores.open('fuzz')
  })
  afterAll(() => stores.remove())

  const collectionOf = (name: string) => connection.collection(name) as unknown as DocumentCollection
  const indexed = async (name: string): Promise<DocumentCollection> => {
    const collection = collectionOf(name)
    for (const key of INDEXES) await collection.createIndex(key)
    return collection
  }

  it('does what a plain model in memory does', async () => {
    const parted = await differential(SEED, 1500 * TIMES, await indexed('wide'), memoryCollection(), 'wide')
    expect(parted).toBeUndefined()
  }, 600_000)

  it('keeps to the model within what every store can do', async () => {
    const parted = await differential(SEED + 1, 1000 * TIMES, await indexed('common'), memoryCollection())
    expect(parted).toBeUndefined()
  }, 600_000)

  it('answers alike with and without indexes', async () => {
    const parted = await differential(SEED + 2, 1000 * TIMES, await indexed('with'), collectionOf('without'), 'wide')
    expect(parted).toBeUndefined()
  }, 600_000)

  describe('given filters as mingo understands them', () => {
    /** Where mingo departs from MongoDB: names of types, remainders of fractions. */
    const isBeyondMingo = (text: string): boolean => /\$type|\$mod/.test(text)

    it('finds the same documents', async () => {
      const chance = chanceFrom(SEED)
      const collection = await indexed('mingo')
      const documents = Array.from({ length: 150 }, (_, i) => randomDocument(chance, 'common', i))
      await collection.insertMany(documents)
      const kept = await collection.find({}).toArray()
      let compared = 0
      for (let i = 0; i < 700 * TIMES; i += 1) {
        const filter = randomFilter(chance, 'common')
        const text = EJSON.stringify(filter)
        if (isBeyondMingo(text)) continue
        const idsOf = (found: readonly Doc[]) => found.map(({ _id }) => _id as number).sort((a, b) => a - b)
        const found = idsOf(await collection.find(filter).toArray())
        const wanted = idsOf(findByMingo<Doc>(kept, filter as never).all())
        expect({ seed: SEED, text, found }).toEqual({ seed: SEED, text, found: wanted })
        compared += 1
      }
      expect(compared).toBeGreaterThan(400 * TIMES)
    }, 600_000)
  })
})
