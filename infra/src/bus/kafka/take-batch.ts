// What a group does with a batch: key by key in order, several keys at a time; what cannot be handled is parked with its key.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Consumer } from '@stagebureau/shared'
import { inParallel } from '../../in-parallel.ts'
import { isPassing } from '../../store/passing-fault.ts'
import { deliver } from '../deliver.ts'
import { toEnvelope } from './cloud-event.ts'
import type { Batch, Fetched } from './kafkajs.ts'
import type { ParkedKeys } from './parked-keys.ts'
import type { ParkedStore } from './parked-store.ts'

const chunkSize = 256
const keysAtATime = 64
const pauseMilliseconds = 1000

type Parts = {
  readonly group: string
  /** The topic's name as the port knows it. */
  readonly topicOf: (name: string) => string
  readonly handle: Consumer['handle']
  readonly parked: Pick<ParkedStore, 'park'>
  readonly parkedKeys: ParkedKeys
  /** Tells the world of a parked event; harmless to repeat. */
  readonly announce: (message: Fetched, error: string) => Promise<void>
  readonly onError: (error: unknown) => void
}

export const createTakeBatch = ({ group, topicOf, handle, parked, parkedKeys, announce, onError }: Parts) => {
  const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

  const takeChunk = async (batch: Batch, chunk: readonly Fetched[]): Promise<void> => {
    const topic = topicOf(batch.topic)
    const byKey = Map.groupBy(chunk, ({ key }) => key)
    const waiting = await parkedKeys.among(topic, [...byKey.keys()])
    const park = async (message: Fetched, error: string) => {
      waiting.add(message.key)
      parkedKeys.add(topic, message.key)
      await announce(message, error)
      await parked.park({ group, topic, partition: batch.partition }, message, error)
    }
    const take = async (message: Fetched): Promise<void> => {
      if (waiting.has(message.key)) return park(message, 'an earlier event of this key waits')
      try {
        await deliver(handle, toEnvelope(message))
      } catch (error) {
        // Not the fault of the event: it is taken again, and nobody need look at it.
        if (isPassing(error)) throw error
        onError(error)
        await park(message, reasonOf(error))
      }
    }
    const queues = [...byKey.values()]
    await inParallel(queues, keysAtATime, async (queue) => {
      for (const message of queue) if (batch.going()) await take(message)
    })
  }

  /** Tries until it succeeds: an event is neither handled nor parked while the documents cannot be reached. */
  return async (batch: Batch): Promise<void> => {
    for (let at = 0; at < batch.messages.length && batch.going(); ) {
      const chunk = batch.messages.slice(at, at + chunkSize)
      try {
        await takeChunk(batch, chunk)
        if (!batch.going()) return
        await batch.done(chunk.at(-1)!.offset)
        at += chunk.length
      } catch (error) {
        onError(error)
        await sleep(pauseMilliseconds)
      }
    }
  }
}
