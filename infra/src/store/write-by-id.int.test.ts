// Conditional writes that read first do what they would do without, and ask the server for nothing but the _id.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Connection } from 'mongoose'
import { connectEmbedded } from './connect-embedded.ts'
import { writeById } from './write-by-id.ts'

const folder = mkdtempSync(join(tmpdir(), 'write-by-id-'))
let connection: Connection
/** The filters of the writes that came to the store. */
const asked: object[] = []
// biome-ignore lint/suspicious/noExplicitAny: any collection of the driver
let documents: any

beforeAll(async () => {
  connection = await connectEmbedded({ file: join(folder, 'store.sqlite') })
  const open = connection.collection.bind(connection)
  connection.collection = ((name: string) => {
    const collection = open(name)
    const { updateOne, replaceOne, bulkWrite } = collection
    return Object.assign(collection, {
      updateOne: (filter: object, ...rest: never[]) => {
        asked.push(filter)
        return updateOne.call(collection, filter, ...(rest as unknown as [never]))
      },
      replaceOne: (filter: object, ...rest: never[]) => {
        asked.push(filter)
        return replaceOne.call(collection, filter, ...(rest as unknown as [never]))
      },
      bulkWrite: (operations: { updateOne: { filter: object } }[], ...rest: never[]) => {
        asked.push(...operations.map(({ updateOne: { filter } }) => filter))
        return bulkWrite.call(collection, operations as never, ...rest)
      },
    })
  }) as typeof connection.collection
  writeById(connection)
  documents = connection.collection('documents')
})
afterAll(async () => {
  await connection.close()
  rmSync(folder, { recursive: true })
})
beforeEach(async () => {
  await documents.deleteMany({})
  await documents.insertMany([
    { _id: 'a', version: 1 },
    { _id: 'b', version: 2 },
  ])
  asked.length = 0
})
const versionOf = async (_id: string) => (await documents.findOne({ _id }))?.version

describe('a write to one document on a condition', () => {
  it('is made by the _id alone where the condition holds', async () => {
    expect(await documents.updateOne({ _id: 'a', version: 1 }, { $set: { version: 2 } })).toMatchObject({
      matchedCount: 1,
    })
    expect(await documents.replaceOne({ _id: 'b', version: 2 }, { version: 3 })).toMatchObject({ matchedCount: 1 })
    expect(asked).toEqual([{ _id: 'a' }, { _id: 'b' }])
    expect([await versionOf('a'), await versionOf('b')]).toEqual([2, 3])
  })

  it('is not made where it does not hold', async () => {
    expect(await documents.updateOne({ _id: 'a', version: 9 }, { $set: { version: 10 } })).toMatchObject({
      matchedCount: 0,
    })
    expect(await documents.replaceOne({ _id: 'none', version: 1 }, { version: 2 })).toMatchObject({ matchedCount: 0 })
    expect([await versionOf('a'), await versionOf('none')]).toEqual([1, undefined])
  })

  it('is made for each of many that holds', async () => {
    const filters = [
      { _id: 'a', version: 1 },
      { _id: 'b', version: 1 },
    ]
    const operations = filters.map((filter) => ({ updateOne: { filter, update: { $set: { version: 7 } } } }))
    expect(await documents.bulkWrite(operations, { ordered: false })).toMatchObject({ matchedCount: 1 })
    expect(asked).toEqual([{ _id: 'a' }, { _id: 'b', version: 1 }])
    expect([await versionOf('a'), await versionOf('b')]).toEqual([7, 2])
  })

  it('inserts what is not there, changes what is older, and is refused beside what is not', async () => {
    const keep = (sequence: number) =>
      documents.updateOne({ _id: 'c', sequence: { $lt: sequence } }, { $set: { sequence } }, { upsert: true })
    expect(await keep(3)).toMatchObject({ upsertedCount: 1 })
    expect(await keep(4)).toMatchObject({ matchedCount: 1 })
    expect(asked).toEqual([{ _id: 'c' }, { _id: 'c' }])
    await expect(keep(4)).rejects.toMatchObject({ code: 11000 })
    expect(await documents.findOne({ _id: 'c' })).toMatchObject({ sequence: 4 })
  })

  it('takes what must be equal into what it inserts', async () => {
    await documents.updateOne({ _id: 'd', version: 4 }, { $set: { name: 'D' } }, { upsert: true })
    expect(await versionOf('d')).toBe(4)
  })
})
