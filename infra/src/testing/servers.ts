// The servers that cluster tests run on: KAFKA_BROKERS and MONGODB_URI of the environment, in a space of their own.
import { randomUUID } from 'node:crypto'
import { administer } from '../bus/kafka/administer.ts'
import { openKafka } from '../bus/kafka/kafkajs.ts'
import { readConfig } from '../config.ts'
import { connectMongo } from '../store/connect-mongo.ts'

export type TestServers = {
  readonly kafkaBrokers: readonly string[]
  readonly mongodbUri: string
  /** A name that no other run uses. */
  readonly namespace: () => string
  /** Takes away what a bureau of this name left: its topics, its databases, and those of other parts. */
  readonly clear: (namespace: string, others?: readonly string[]) => Promise<void>
}

const databases = ['companies', 'placements', 'matching', 'gateway', 'mail', 'events']

export const testServers = (): TestServers => {
  const { kafkaBrokers, mongodbUri } = readConfig()
  if (kafkaBrokers.length === 0 || mongodbUri === undefined)
    throw new Error('cluster tests need running servers: set KAFKA_BROKERS and MONGODB_URI')

  const dropDatabases = async (names: readonly string[]) => {
    const connection = await connectMongo({ uri: mongodbUri, database: 'none' })
    for (const name of names) await connection.getClient().db(name).dropDatabase()
    await connection.close()
  }
  const forgetTopics = async (namespace: string) => {
    const client = openKafka(kafkaBrokers, 'cleaning')
    const admin = administer(client)
    const ours = (await admin.topicNames()).filter((name) => name.startsWith(`${namespace}.`))
    if (ours.length > 0) await admin.forgetTopics(ours)
    await client.close()
  }
  return {
    kafkaBrokers,
    mongodbUri,
    namespace: () => `test-${randomUUID().slice(0, 8)}`,
    clear: async (namespace, others = []) => {
      // By name: FerretDB 1.24 can lock up when it is asked which databases there are while somebody writes.
      await dropDatabases([...databases, ...others].map((name) => `${namespace}-${name}`))
      await forgetTopics(namespace)
    },
  }
}
