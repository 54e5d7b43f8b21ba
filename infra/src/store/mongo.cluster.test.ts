// The store on a server passes the suite that every store passes, and gives what the embedded one gives.
import { testServers } from '../testing/servers.ts'
import { connectMongo } from './connect-mongo.ts'
import { differential } from './differential.ts'
import { storeSuite } from './store.suite.ts'
import type { DocumentCollection } from './testing/memory-collection.ts'
import { temporaryStores } from './testing/temporary-store.ts'

const { mongodbUri: uri, namespace } = testServers()
const seed = Number(process.env.STORE_SEED ?? 1)
const operations = Number(process.env.STORE_OPERATIONS ?? 5000)

const open = async () => {
  const connection = await connectMongo({ uri, database: namespace() })
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

storeSuite('on a server', open, (await isFerretDb()) ? { guardsAtTheSameMoment: true } : {})

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
