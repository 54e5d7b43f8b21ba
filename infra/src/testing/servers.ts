// The servers that cluster tests run on: KAFKA_BROKERS and MONGODB_URI of the environment, in a space of their own.
import { randomUUID } from 'node:crypto'
import { readConfig } from '../config.ts'

export type TestServers = {
  readonly kafkaBrokers: readonly string[]
  readonly mongodbUri: string
  /** A name that no other run uses. */
  readonly namespace: () => string
}

export const testServers = (): TestServers => {
  const { kafkaBrokers, mongodbUri } = readConfig()
  if (kafkaBrokers.length === 0 || mongodbUri === undefined)
    throw new Error('cluster tests need running servers: set KAFKA_BROKERS and MONGODB_URI')
  return { kafkaBrokers, mongodbUri, namespace: () => `test-${randomUUID().slice(0, 8)}` }
}
