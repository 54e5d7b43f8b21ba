// Knows whether other processes work on the same database, so that one that is alone need not share anything.
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Connection } from 'mongoose'
import { deadMilliseconds } from './claims.ts'

type Instance = { readonly _id: string; readonly beat: number }

const lookMilliseconds = 1000
/** What was seen counts for so long; a process that stood still looks again before it goes on. */
const freshMilliseconds = 2000
/** By then everyone else has looked, and what was begun before is done. */
const heardMilliseconds = 4000

export type Instances = {
  /** Waits, as a newcomer, until the others have heard of this process. */
  readonly alone: () => Promise<boolean>
  readonly leave: () => Promise<void>
}

export const createInstances = (connection: Connection): Instances => {
  const collection = connection.collection<Instance>('instances')
  const _id = randomUUID()
  let beat = 0
  let others = 0
  let lookedAt = Number.NEGATIVE_INFINITY
  let looking: Promise<void> | undefined
  let timer: NodeJS.Timeout | undefined
  let left = false
  const met = new Map<string, { readonly beat: number; readonly since: number }>()

  const look = async (): Promise<void> => {
    const begun = performance.now()
    // New here, or held for dead by the others.
    const { upsertedCount } = await collection.updateOne({ _id }, { $set: { beat: ++beat } }, { upsert: true })
    const found = await collection.find({ _id: { $ne: _id } }).toArray()
    for (const one of found) {
      const before = met.get(one._id)
      if (before?.beat !== one.beat) met.set(one._id, { beat: one.beat, since: begun })
      else if (begun - before.since > deadMilliseconds) await collection.deleteOne(one)
    }
    others = found.length
    if (upsertedCount === 1 && others > 0) await sleep(heardMilliseconds)
    lookedAt = upsertedCount === 1 ? performance.now() : begun
  }
  const lookOnce = (): Promise<void> => {
    looking ??= look().finally(() => {
      looking = undefined
      if (!left) timer = setTimeout(() => void lookOnce().catch(() => {}), lookMilliseconds).unref()
    })
    return looking
  }

  return {
    alone: async () => {
      while (performance.now() - lookedAt > freshMilliseconds) {
        clearTimeout(timer)
        await lookOnce()
      }
      return others === 0
    },
    leave: async () => {
      left = true
      clearTimeout(timer)
      await looking?.catch(() => {})
      if (beat > 0) await collection.deleteOne({ _id })
    },
  }
}
