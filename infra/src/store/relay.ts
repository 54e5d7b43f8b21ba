// Brings events from the outboxes of the aggregates to the bus, in order per aggregate, and then takes them out.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Bus, Envelope } from '@stagebureau/shared'
import type { Model } from 'mongoose'
import { createBell } from '../bell.ts'
import type { InTurn } from '../in-turn.ts'
import type { Kept, Outlet } from './aggregate.ts'
import { createTakeOut } from './take-out.ts'

type AnyModel = Model<unknown>
export type Relay = Outlet & {
  readonly start: () => void
  readonly stop: () => Promise<void>
  /** True while this process knows of events that wait; false says nothing of those that others left. */
  readonly busy: () => boolean
  /** How many documents wait and for how long the oldest of their events has (seconds). */
  readonly backlog: () => Promise<{ readonly depth: number; readonly oldestSeconds: number }>
}

type Parts = {
  readonly models: readonly AnyModel[]
  readonly bus: Pick<Bus, 'publish'>
  readonly topic: string
  /** Lets the writes of a document wait for each other, and saves those that would fail. */
  readonly inTurn: InTurn
  /** `seconds`: from the write of the event to its being on the bus. */
  readonly onPublished: (envelope: Envelope, seconds: number) => void
  readonly onError: (error: unknown) => void
}

const batchSize = 500
const sweepMilliseconds = 1000
/** At the end so long is waited for what is on the bus to be taken out. */
const takeOutMilliseconds = 2000
/** Where looking takes long, it is done less often: it takes no more than this share of the time. */
const sweepShare = 0.02
/** After a failure it tries again this much later, and later each time. */
const [leastPause, mostPause] = [50, 5000]
const remembered = 20_000
/** What another process has not published after so long is taken over; that process may be dead. */
const adoptMilliseconds = 5000

export const createRelay = ({ models, bus, topic, inTurn, onPublished, onError }: Parts): Relay => {
  type Waiting = { readonly document: Kept; readonly since: number }
  const waiting = new Map<AnyModel, Map<string, Waiting>>(models.map((model) => [model, new Map()]))
  /** Per aggregate the last sequence that this relay published, so that a document saved meanwhile is not sent twice. */
  const sent = new Map<string, number>()
  /** Documents of others that wait, and since when; and the models of which everything that waits is taken. */
  const noticed = new Map<AnyModel, ReadonlyMap<string, number>>()
  const adopting = new Set<AnyModel>(models)
  const markOf = ({ _id, version }: Kept) => `${_id} ${version}`
  const takeOut = createTakeOut({ models, inTurn, onError })
  let stopping = false
  let running: Promise<unknown> = Promise.resolve()
  const [work, end] = [createBell(), createBell()]

  const published = (id: string): number => sent.get(id) ?? 0
  const remember = (id: string, sequence: number) => {
    sent.delete(id)
    sent.set(id, sequence)
    if (sent.size > remembered) sent.delete(sent.keys().next().value as string)
  }

  const publish = async (batch: readonly Waiting[]) => {
    const fresh = batch.flatMap(({ document: { _id, outbox }, since }) =>
      outbox.filter(({ sequence }) => sequence > published(_id)).map((envelope) => ({ envelope, since })),
    )
    if (fresh.length > 0)
      await bus.publish(
        topic,
        fresh.map(({ envelope }) => envelope),
      )
    for (const { envelope, since } of fresh) {
      remember(envelope.subject, envelope.sequence)
      onPublished(envelope, (performance.now() - since) / 1000)
    }
  }

  /** What waits in all models goes together: each time costs a wait for the disk, however little it is. */
  const drain = async (): Promise<boolean> => {
    const batches = [...waiting].map(([model, documents]) => {
      const batch = [...documents.values()].slice(0, batchSize)
      for (const { document } of batch) documents.delete(document._id)
      return { model, documents, batch }
    })
    const all = batches.flatMap(({ batch }) => batch)
    if (all.length === 0) return false
    try {
      await publish(all)
    } catch (error) {
      for (const { documents, batch } of batches)
        for (const one of batch) {
          const there = documents.get(one.document._id)
          if (there === undefined || there.document.version < one.document.version) documents.set(one.document._id, one)
        }
      throw error
    }
    // Not waited for: the next events need not wait until these are out.
    for (const { model, batch } of batches)
      takeOut.add(
        model,
        batch.map(({ document }) => document),
      )
    return true
  }

  /** Finds what an earlier process left behind, and what another one does not get done. */
  const sweep = async () => {
    for (const [model, documents] of waiting) {
      const left = (await model.find({ pending: true }).limit(batchSize).lean()) as unknown as Kept[]
      const now = performance.now()
      const others = left.filter((one) => !documents.has(one._id) && !takeOut.has(model, one))
      const since = new Map(others.map((one) => [markOf(one), noticed.get(model)?.get(markOf(one)) ?? now]))
      noticed.set(model, since)
      const adopted = others.filter((one) => adopting.has(model) || now - since.get(markOf(one))! > adoptMilliseconds)
      for (const document of adopted) documents.set(document._id, { document, since: now })
      // Where so much is left there is more, and its process is not at work.
      if (left.length < batchSize) adopting.delete(model)
      else if (adopted.length > 0) adopting.add(model)
    }
  }

  const publishing = async () => {
    let pause = leastPause
    while (!stopping)
      try {
        while (await drain());
        pause = leastPause
        await work.rung()
      } catch (error) {
        onError(error)
        // While the bus is away everybody's documents wait.
        noticed.clear()
        pause = Math.min(pause * 2, mostPause)
        await work.rung(pause)
      }
  }

  /** Beside the publishing, which need not wait for it. */
  const sweeping = async () => {
    while (!stopping) {
      const start = performance.now()
      await sweep().catch(onError)
      work.ring()
      await end.rung(Math.max(sweepMilliseconds, (performance.now() - start) / sweepShare))
    }
  }

  return {
    start: () => {
      running = Promise.all([publishing(), sweeping()])
    },
    stop: async () => {
      stopping = true
      work.ring()
      end.ring()
      await running
      // One last time, so that a clean end leaves nothing behind; a failing bus leaves it to the next start.
      while (await drain().catch(() => false));
      // What stays in is published once more, which is harmless.
      await Promise.race([takeOut.done(), sleep(takeOutMilliseconds, undefined, { ref: false })])
    },
    nudge: (model, document) => {
      const documents = waiting.get(model)
      const since = documents?.get(document._id)?.since ?? performance.now()
      documents?.set(document._id, { document, since })
      takeOut.forget(model, document._id)
      work.ring()
    },
    published,
    busy: () => takeOut.busy() || [...waiting.values()].some(({ size }) => size > 0),
    backlog: async () => {
      let depth = 0
      let oldest = Number.POSITIVE_INFINITY
      for (const model of models) {
        // What is on the bus and only has to be taken out waits no more.
        const published = takeOut.size(model)
        const count = (await model.countDocuments({ pending: true })) - published
        if (count <= 0) continue
        depth += count
        const some = (await model
          .find({ pending: true })
          .limit(published + 1)
          .lean()) as unknown as Kept[]
        const time = some.find((one) => !takeOut.has(model, one))?.outbox[0]?.time
        if (time !== undefined) oldest = Math.min(oldest, Date.parse(time))
      }
      return { depth, oldestSeconds: Number.isFinite(oldest) ? Math.max(0, (Date.now() - oldest) / 1000) : 0 }
    },
  }
}
