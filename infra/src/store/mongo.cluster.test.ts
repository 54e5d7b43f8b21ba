// The store on a server passes the suite that every store passes, and gives what the embedded one gives.
import mongoose, { type Connection, type ConnectOptions, type Model, Schema } from 'mongoose'
import { testServers } from '../testing/servers.ts'
import { connectMongo, type MongoStore } from './connect-mongo.ts'
import { differential } from './differential.ts'
import { readyIndexes } from './indexes.ts'
import { storeSuite } from './store.suite.ts'
import type { DocumentCollection } from './testing/memory-collection.ts'
import { temporaryStores } from './testing/temporary-store.ts'

const { mongodbUri: uri, namespace } = testServers()
const seed = Number(process.env.STORE_SEED ?? 1)
const operations = Number(process.env.STORE_OPERATIONS ?? 5000)

const open = async (more: Partial<MongoStore> = {}) => {
  const connection = await connectMongo({ uri, database: namespace(), ...more })
  return {
    connection,
    close: async () => {
      await connection.dropDatabase()
      await connection.close()
    },
  }
}
/** FerretDB speaks MongoDB's wire and says in its build who it is; some of its updates do not guard each other. */
const isFerretDb = async () => {
  const { connection, close } = await open()
  const info = await connection.db!.admin().command({ buildInfo: 1 })
  await close()
  return Object.keys(info).some((name) => name.startsWith('ferretdb'))
}

storeSuite('on a server', () => open(), (await isFerretDb()) ? { guardsAtTheSameMoment: true } : {})

describe('the two stores', () => {
  it('do the same in a long generated story', async () => {
    const stores = temporaryStores()
    const embedded = await stores.open('story')
    const { connection, close } = await open()
    const collectionOf = (one: typeof connection) => one.collection('story') as unknown as DocumentCollection
    expect(await differential(seed, operations, collectionOf(embedded), collectionOf(connection))).toBeUndefined()
    await close()
    await stores.remove()
  }, 600_000)

  it('say which server does not answer', async () => {
    const away = connectMongo({ uri: 'mongodb://bureau:secret@127.0.0.1:1/', database: 'none' })
    await expect(away).rejects.toThrow(/127\.0\.0\.1:1 does not answer/)
    await expect(away).rejects.not.toThrow(/secret/)
  })
})

describe('mongoose on a server', () => {
  const note = new Schema(
    { _id: String, number: { type: String, unique: true } },
    { autoIndex: false, autoCreate: false },
  )
  type Note = { readonly _id: string; readonly number: string }
  const watched = `${uri}${uri.endsWith('/') || uri.includes('?') ? '' : '/'}${uri.includes('?') ? '&' : '?'}monitorCommands=true`
  /** What is sent to the server for a write and a question. */
  const sentOn = async (connection: Connection) => {
    const sent: Record<string, Record<string, unknown>> = {}
    connection.getClient().on('commandStarted', ({ commandName, command }) => {
      sent[commandName] = command as Record<string, unknown>
    })
    const model = connection.model('Note', note) as unknown as Model<Note>
    await model.insertMany([{ _id: 'a', number: '1' }])
    await model.find({ number: '1' }).lean()
    await connection.dropDatabase()
    await connection.close()
    return { write: sent.insert!.writeConcern, patience: sent.find!.maxTimeMS }
  }

  it('by itself does not wait for the journal and lets a question run for ever; with us it does neither', async () => {
    const options: ConnectOptions = { dbName: namespace(), autoCreate: false }
    const bare = await new mongoose.Mongoose().createConnection(watched, options).asPromise()
    expect(await sentOn(bare)).toEqual({ write: undefined, patience: undefined })
    const ours = await connectMongo({ uri: watched, database: namespace() })
    expect(await sentOn(ours)).toEqual({ write: { w: 'majority', j: true }, patience: 20_000 })
  })

  it('says at the start which index is missing, when it may not make it, and what to do', async () => {
    const { connection, close } = await open({ autoIndex: false })
    connection.model('Note', note)
    await expect(readyIndexes(connection)).rejects.toThrow(
      /\.notes has no index on number: run "npm run prepare-cluster"/,
    )
    await connection.model('Note').createIndexes()
    await expect(readyIndexes(connection)).resolves.toBeUndefined()
    await close()
  })
})
