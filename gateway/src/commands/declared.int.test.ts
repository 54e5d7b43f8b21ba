// What mongoose does by itself with documents, and that every collection of the bureau is safe from it.
import { join } from 'node:path'
import { connectEmbedded, createLog, modelOf, readConfig, readyIndexes } from '@stagebureau/infra'
import { openTestSurroundings, type TestSurroundings } from '@stagebureau/infra/testing'
import { type Connection, type Model, Schema } from 'mongoose'
import { declared } from './declared.ts'

let surroundings: TestSurroundings
let connection: Connection
let models: Model<unknown>[]
/** A model as mongoose makes it by itself. */
let bare: Model<{ _id: string; number: string }>
beforeAll(async () => {
  surroundings = await openTestSurroundings()
  const connections = await declared(surroundings.adapters, readConfig({}), createLog('silent'))
  models = connections.flatMap((connection) => Object.values(connection.models))
  const note = new Schema({ _id: String, number: { type: String, unique: true } }, { autoIndex: false })
  connection = await connectEmbedded({ file: join(surroundings.folder, 'bare.sqlite') })
  bare = modelOf(connection, 'Note', note)
})
afterAll(async () => {
  await connection.close()
  await surroundings.close()
})

describe('the documents of the bureau', () => {
  it('refuse a field that nobody has declared, which mongoose by itself drops without a word', async () => {
    await bare.create({ _id: 'a', number: '1', misspelt: 'lost' } as never)
    expect(await bare.findById('a').lean()).not.toHaveProperty('misspelt')
    expect(models.length).toBeGreaterThan(20)
    const lenient = models.filter((one) => one.schema.get('strict') !== 'throw')
    expect(lenient.map(({ modelName }) => modelName)).toEqual([])
  })

  it('are found by values alone: an operator that comes from outside is only a value', async () => {
    await bare.create({ _id: 'b', number: '2' })
    const asked = JSON.parse('{ "$gt": "" }')
    expect(await bare.find({ _id: asked }).lean()).not.toEqual([])
    for (const one of models) await expect(one.find({ _id: asked } as never).lean()).rejects.toThrow(/Cast/)
  })

  it('have the indexes that they declare once their part has started, without which duplicates are kept', async () => {
    await bare.create({ _id: 'c', number: '3' })
    await expect(bare.create({ _id: 'd', number: '3' })).resolves.toBeDefined()
    const lacking = async () => {
      const missing: string[] = []
      for (const one of models) if ((await one.diffIndexes()).toCreate.length > 0) missing.push(one.modelName)
      return missing
    }
    expect(await lacking()).not.toEqual([])
    for (const connection of new Set(models.map(({ db }) => db))) await readyIndexes(connection)
    expect(await lacking()).toEqual([])
  })
})
