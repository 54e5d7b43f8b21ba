// The letters that a service has to send: one per cause, queued with the cause, sent in the background, never twice.
import { type Clock, type Letter, type Mail, systemClock } from '@stagebureau/shared'
import { type Connection, Schema } from 'mongoose'
import { createBell } from '../bell.ts'
import type { Log } from '../log.ts'
import { isDuplicate } from '../store/aggregate.ts'
import { oneOf } from '../store/filters.ts'
import { turnsOf } from '../store/turns.ts'
import { AddressRefused } from './address-refused.ts'

type State = 'queued' | 'sending' | 'sent' | 'bounced'
type QueuedLetter = {
  readonly _id: string
  readonly to: string
  readonly subject: string
  readonly text?: string | null
  readonly html?: string | null
  readonly date: string
  /** What the letter is about, for whoever wants to know that it did not arrive. */
  readonly about?: string | null
  readonly state: State
  readonly attempts: number
}

const schema = new Schema<QueuedLetter>(
  {
    _id: String,
    to: { type: String, required: true },
    subject: { type: String, required: true },
    text: String,
    html: String,
    date: { type: String, required: true },
    about: String,
    state: { type: String, required: true, index: true },
    attempts: { type: Number, required: true },
  },
  { strict: 'throw', versionKey: false, collection: 'letters', autoIndex: false, autoCreate: false },
)

export type LetterText = Pick<Letter, 'to' | 'subject' | 'text' | 'html'>
export type Bounced = (about: string, reason: string) => Promise<unknown>
export type Letters = {
  /** Queues a letter; a second one for the same cause is the same letter and changes nothing. */
  readonly queue: (cause: string, letter: LetterText, about?: string) => Promise<void>
  /** What to do about a letter that an address refused for good; harmless when repeated. One reaction a service. */
  readonly whenBounced: (react: Bounced) => void
  readonly start: () => void
  readonly stop: () => Promise<void>
  /** How many letters wait, are under way, and so on. */
  readonly counts: () => Promise<Readonly<Record<State, number>>>
}

type Parts = {
  readonly connection: Connection
  readonly mail: Mail
  readonly service: string
  readonly clock?: Clock
  readonly log: Log
}

const batchSize = 50
const pauseMilliseconds = 1000
/** Where looking for what others left takes long, it is done less often: it takes no more than this share of the time. */
const searchShare = 0.02
/** A round on a slow server is followed by a rest that many times as long: others have questions too. */
const restShare = 4
const unsent: readonly State[] = ['queued', 'sending']

export const createLetters = ({ connection, mail, service, clock = systemClock, log }: Parts): Letters => {
  const model = connection.model('Letter', schema)
  const { lead } = turnsOf(connection)
  let stopping = false
  let running: Promise<void> = Promise.resolve()
  const [work, end] = [createBell(), createBell()]

  let bounced: Bounced = async () => {}

  const sendOne = async (letter: QueuedLetter): Promise<State> => {
    const { _id, to, subject, text, html, date } = letter
    try {
      const messageId = `<${_id}.${service}@stagebureau.example>`
      await mail.send({ messageId, to, subject, text: text ?? '', html: html ?? '', date })
      return 'sent'
    } catch (error) {
      if (error instanceof AddressRefused) return bounce(letter, error.message)
      log.warn({ cause: _id, err: error }, 'the post did not take a letter; it is tried again')
      return 'sending'
    }
  }

  const bounce = async ({ _id, about }: QueuedLetter, reason: string): Promise<State> => {
    log.warn({ cause: _id, reason }, 'an address refused a letter; it is not tried again')
    try {
      if (about != null) await bounced(about, reason)
      return 'bounced'
    } catch (error) {
      log.warn({ cause: _id, err: error }, 'a bounce could not be told; it is tried again')
      return 'sending'
    }
  }

  /** Causes of letters that wait, as far as this process knows. */
  const waiting = new Set<string>()
  let nextSearch = 0

  /** Finds what an earlier process left behind, and what another one does not get done. */
  const search = async (): Promise<void> => {
    const start = performance.now()
    if (start < nextSearch) return
    const found = await model.find({ state: oneOf(unsent) }, { _id: 1 }).lean()
    for (const { _id } of found as unknown as QueuedLetter[]) waiting.add(_id)
    const took = performance.now() - start
    nextSearch = performance.now() + Math.max(pauseMilliseconds, took / searchShare)
  }

  const sendBatch = async (causes: readonly string[]): Promise<void> => {
    const there = (await model
      .find({ _id: oneOf(causes) })
      .sort({ _id: 1 })
      .lean()) as unknown as QueuedLetter[]
    const batch = there.filter(({ state }) => unsent.includes(state))
    const ids = batch.map(({ _id }) => _id)
    if (ids.length > 0)
      await model.updateMany({ _id: oneOf(ids) }, { $set: { state: 'sending' }, $inc: { attempts: 1 } })
    const outcomes = await Promise.all(batch.map(sendOne))
    for (const state of ['sent', 'bounced'] as const) {
      const done = ids.filter((_, i) => outcomes[i] === state)
      // What was written is with the receiver now; here it is enough to know that it went.
      if (done.length > 0)
        await model.updateMany({ _id: oneOf(done) }, { $set: { state }, $unset: { text: 1, html: 1 } })
    }
    const again = new Set(ids.filter((_, i) => outcomes[i] === 'sending'))
    for (const cause of causes) if (!again.has(cause)) waiting.delete(cause)
  }

  const sendAll = async (ids: readonly string[], still: () => boolean): Promise<void> => {
    for (let at = 0; at < ids.length && !stopping && still(); at += batchSize)
      await sendBatch(ids.slice(at, at + batchSize))
  }

  const run = async () => {
    while (!stopping) {
      const start = performance.now()
      try {
        await search()
        // Round by round, so that letters which are not taken never keep others waiting.
        if (waiting.size > 0) await lead('letters', (still) => sendAll([...waiting].toSorted(), still))
      } catch (error) {
        log.error({ err: error }, 'letters cannot be sent')
      }
      await end.rung((performance.now() - start) * restShare)
      await work.rung(pauseMilliseconds)
    }
  }

  return {
    whenBounced: (react) => {
      bounced = react
    },
    queue: async (cause, letter, about) => {
      try {
        await model.insertMany([{ ...letter, about, _id: cause, date: clock.now(), state: 'queued', attempts: 0 }])
      } catch (error) {
        if (!isDuplicate(error)) throw error
      }
      waiting.add(cause)
      work.ring()
    },
    start: () => {
      running = run()
    },
    stop: async () => {
      stopping = true
      work.ring()
      end.ring()
      await running
    },
    counts: async () => {
      const count = (state: State) => model.countDocuments({ state })
      const [queued, sending, sent, bounced] = await Promise.all(
        (['queued', 'sending', 'sent', 'bounced'] as const).map(count),
      )
      return { queued: queued!, sending: sending!, sent: sent!, bounced: bounced! }
    },
  }
}
