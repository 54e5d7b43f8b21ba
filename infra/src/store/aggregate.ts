// Keeps aggregates: one document each, changed by one conditional write together with the events that tell of the change.
import {
  type Call,
  type Decider,
  DomainError,
  type DomainEvent,
  type Envelope,
  type EventContract,
} from '@stagebureau/shared'
import { type Model, Schema, type SchemaDefinition } from 'mongoose'
import type { InTurn } from '../in-turn.ts'
import { currentTrace } from '../trace.ts'

/** What stands in every aggregate's document beside its state. `version` counts the events so far. */
export type Kept = {
  readonly _id: string
  readonly version: number
  readonly outbox: readonly Envelope[]
  readonly pending: boolean
}
export type Stored<State> = State & Kept

const mostPending = 200
const tries = 50

/** The schema of an aggregate: its own fields and those of the outbox; an unknown field is an error. */
export const aggregateSchema = (fields: SchemaDefinition, collection: string) =>
  new Schema(
    {
      ...fields,
      _id: { type: String, required: true },
      version: { type: Number, required: true },
      outbox: { type: [Schema.Types.Mixed], required: true },
      pending: { type: Boolean, required: true, index: true },
    },
    { strict: 'throw', versionKey: false, minimize: false, collection, autoIndex: false, autoCreate: false },
  )

/** True when a unique index refused the write. */
export const isDuplicate = (error: unknown): boolean => (error as { code?: unknown } | null)?.code === 11000

export type Outcome<State> = { readonly state: State; readonly version: number; readonly changed: boolean }
export type Aggregate<State, Command> = {
  /** Throws what the decider refuses; `conflict` when too many others change the same document at the same moment. */
  readonly execute: (id: string, command: Command, call?: Call) => Promise<Outcome<State>>
  /** The state, or undefined when there is no such document. */
  readonly read: (id: string) => Promise<State | undefined>
}

/** Brings events to the bus. */
export type Outlet = {
  /** A document has just been saved with events in its outbox. */
  readonly nudge: (model: Model<unknown>, document: Kept) => void
  /** The last sequence of this aggregate that is known to be on the bus. */
  readonly published: (id: string) => number
}

type Parts<State extends object, Command, Event extends DomainEvent> = {
  // biome-ignore lint/suspicious/noExplicitAny: any model made with aggregateSchema
  readonly model: Model<any>
  readonly decider: Decider<State, Command, Event>
  readonly contracts: Readonly<Record<Event['type'], EventContract>>
  readonly source: string
  readonly now: () => string
  /** Shared with the relay, by the id of the document. */
  readonly inTurn: InTurn
  readonly relay: Outlet
}

export const createAggregate = <State extends object, Command, Event extends DomainEvent>(
  parts: Parts<State, Command, Event>,
): Aggregate<State, Command> => {
  const { model, decider, contracts, source, now, inTurn, relay } = parts

  const load = async (id: string) => (await model.findOne({ _id: id }).lean()) as Stored<State> | null
  const stateOf = ({ _id, version, outbox, pending, ...state }: Stored<State>) => state as unknown as State

  const envelopes = (id: string, version: number, events: readonly Event[], time: string, call?: Call): Envelope[] => {
    const traceparent = call?.traceparent ?? currentTrace()
    return events.map((event, i) => {
      const declared = contracts[event.type as Event['type']]
      return {
        id: `${id}:${version + i + 1}`,
        source,
        type: event.type,
        version: declared.version,
        subject: id,
        sequence: version + i + 1,
        time,
        ...(traceparent === undefined ? {} : { traceparent }),
        data: declared.data.parse(event.data),
      }
    })
  }

  /** False when somebody else was first. */
  const save = async (document: Stored<State>, before: number): Promise<boolean> => {
    const { _id } = document
    if (before > 0)
      return inTurn([_id], async () => (await model.replaceOne({ _id, version: before }, document)).matchedCount === 1)
    try {
      // The model refuses what its schema does not know; saving through it would cost twice as much as the write itself.
      await model.collection.insertOne(new model(document).toObject())
      return true
    } catch (error) {
      // Another unique index than that of _id is the business of the caller.
      if (isDuplicate(error) && (await load(_id)) !== null) return false
      throw error
    }
  }

  const attempt = async (id: string, command: Command, call?: Call): Promise<Outcome<State> | undefined> => {
    const found = await load(id)
    const version = found?.version ?? 0
    const state = found === null ? decider.initial : stateOf(found)
    const time = now()
    const events = decider.decide(command, state, time)
    if (events.length === 0) return { state, version, changed: false }
    // A document that never rests is never emptied by the relay, and leaves behind by itself what is on the bus.
    const waiting = (found?.outbox ?? []).filter(({ sequence }) => sequence > relay.published(id))
    const outbox = [...waiting, ...envelopes(id, version, events, time, call)]
    if (outbox.length > mostPending) throw new DomainError('conflict', 'store/busy', { id })
    const next = events.reduce((current, event) => decider.evolve(current, event), state)
    const document = { ...next, _id: id, version: version + events.length, outbox, pending: true }
    if (!(await save(document, version))) return undefined
    relay.nudge(model as Model<unknown>, document)
    return { state: next, version: document.version, changed: true }
  }

  return {
    execute: async (id, command, call) => {
      for (let n = 0; n < tries; n++) {
        const outcome = await attempt(id, command, call)
        if (outcome !== undefined) return outcome
      }
      throw new DomainError('conflict', 'store/busy', { id })
    },
    read: async (id) => {
      const found = await load(id)
      return found === null ? undefined : stateOf(found)
    },
  }
}
