// The bus on Kafka passes the suite that every bus passes.
import { randomUUID } from 'node:crypto'
import { connectMongo } from '../../store/connect-mongo.ts'
import { testServers } from '../../testing/servers.ts'
import { busSuite } from '../bus.suite.ts'
import { createKafkaBus, type KafkaBus } from './kafka-bus.ts'

const { kafkaBrokers: brokers, mongodbUri: uri, namespace, clear } = testServers()
let current: KafkaBus

const open = async () => {
  const space = namespace()
  const prefix = `${space}.`
  let connection = await connectMongo({ uri, database: `${space}-events` })
  const make = () => createKafkaBus({ brokers, prefix, connection, sessionMilliseconds: 6000, stopMilliseconds: 500 })
  current = await make()
  return {
    bus: current,
    reopen: async () => {
      await current.close()
      await connection.close()
      connection = await connectMongo({ uri, database: `${space}-events` })
      current = await make()
      return current
    },
    close: async () => {
      await current.close()
      await connection.close()
      await clear(space)
    },
  }
}

busSuite('the bus on Kafka', open, async () => {
  const name = `topic-${randomUUID()}`
  await current.prepare([name])
  return name
})
