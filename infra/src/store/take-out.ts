// Takes events that are on the bus out of the outboxes of their aggregates, many documents at a time, while the relay goes on.
import type { Model } from 'mongoose'
import type { InTurn } from '../in-turn.ts'
import type { Kept } from './aggregate.ts'

type AnyModel = Model<unknown>
type Parts = {
  readonly models: readonly AnyModel[]
  /** Shared with the aggregates, by the id of the document. */
  readonly inTurn: InTurn
  readonly onError: (error: unknown) => void
}

export type TakeOut = {
  /** Every event in the outboxes of these documents is on the bus. */
  readonly add: (model: AnyModel, documents: readonly Kept[]) => void
  /** The document has been saved with more events, and comes again when those are on the bus. */
  readonly forget: (model: AnyModel, id: string) => void
  /** True while this very version waits to be taken out. */
  readonly has: (model: AnyModel, document: Kept) => boolean
  readonly busy: () => boolean
  /** How many documents wait. */
  readonly size: (model: AnyModel) => number
  /** Resolves when nothing waits. */
  readonly done: () => Promise<void>
}

/** FerretDB 1.24 hangs for good when commands under way update about a hundred documents of a database one by one. */
const batchSize = 10

export const createTakeOut = ({ models, inTurn, onError }: Parts): TakeOut => {
  const waiting = new Map<AnyModel, Map<string, Kept>>(models.map((model) => [model, new Map()]))
  let working = false
  let worked: Promise<void> = Promise.resolve()

  /** What another process is changing at this moment is left to it. */
  const takeOut = (model: AnyModel, batch: readonly Kept[]) =>
    inTurn(
      batch.map(({ _id }) => _id),
      async (mine) => {
        // A document that has changed since keeps its outbox, and comes here again when that is on the bus.
        const emptied = batch
          .filter(({ _id }) => mine.has(_id))
          .map(({ _id, version }) => ({
            updateOne: { filter: { _id, version }, update: { $set: { outbox: [], pending: false } } },
          }))
        if (emptied.length > 0) await model.bulkWrite(emptied as never, { ordered: false })
      },
    )

  const work = async () => {
    working = true
    for (let found = true; found; ) {
      found = false
      for (const [model, documents] of waiting) {
        const batch = [...documents.values()].slice(0, batchSize)
        if (batch.length === 0) continue
        found = true
        // What cannot be taken out now stays pending, and the relay finds it again.
        await takeOut(model, batch).catch(onError)
        for (const one of batch) if (documents.get(one._id) === one) documents.delete(one._id)
      }
    }
    working = false
  }

  return {
    add: (model, documents) => {
      for (const document of documents) waiting.get(model)?.set(document._id, document)
      if (!working) worked = work()
    },
    forget: (model, id) => void waiting.get(model)?.delete(id),
    has: (model, { _id, version }) => waiting.get(model)?.get(_id)?.version === version,
    busy: () => working,
    size: (model) => waiting.get(model)?.size ?? 0,
    done: () => worked,
  }
}
