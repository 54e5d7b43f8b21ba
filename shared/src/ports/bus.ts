// What the bureau asks of an event bus: durable topics, order per key, groups that each see everything at least once.
import type { Envelope } from '../kernel/contract.ts'

export type Consumer = {
  /** The name under which its place in the topics is kept; members of one group share the work. */
  readonly group: string
  readonly topics: readonly string[]
  /** Every process with this consumer sees every event from now on, and none keeps its place: for telling listeners. */
  readonly alone?: boolean
  /** Called in order per key, for several keys at a time; may see an event twice. */
  readonly handle: (envelope: Envelope) => Promise<void>
}

export type Subscription = {
  /** Takes nothing new, finishes what is in hand; what was not finished comes again to whoever is next. */
  readonly stop: () => Promise<void>
  /** False while the consumer cannot make progress. */
  readonly ready: () => boolean
}

export type Lag = {
  readonly group: string
  readonly topic: string
  readonly partition: number
  readonly events: number
}

/** A key whose first event could not be handled; it and all later events of that key wait here, in order. */
export type ParkedKey = {
  readonly group: string
  readonly topic: string
  readonly key: string
  readonly events: number
  readonly since: string
  readonly error: string
  /** Asked to be handled again, not yet done. */
  readonly released: boolean
}
export type KeyOfGroup = Pick<ParkedKey, 'group' | 'topic' | 'key'>

export type ParkedEvents = {
  readonly list: () => Promise<readonly ParkedKey[]>
  readonly show: (which: KeyOfGroup) => Promise<readonly Envelope[]>
  /** Hands the key's events to its group again, in order; what fails again stays parked. */
  readonly replay: (which: KeyOfGroup) => Promise<void>
  /** Forgets the key's events; returns how many. */
  readonly discard: (which: KeyOfGroup) => Promise<number>
}

/** Whether events were ever published, and whether somebody takes them at this moment. */
export type BusUse = { readonly published: boolean; readonly attended: boolean }

export type Bus = {
  /** Resolves when all of them are on disk; order is kept per subject. */
  readonly publish: (topic: string, envelopes: readonly Envelope[]) => Promise<void>
  readonly consume: (consumer: Consumer) => Promise<Subscription>
  /** What each group has still to see, per partition; nothing for groups that never consumed. */
  readonly lag: () => Promise<readonly Lag[]>
  readonly parked: ParkedEvents
  readonly use: () => Promise<BusUse>
  readonly close: () => Promise<void>
}
