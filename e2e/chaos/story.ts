// What people do at the bureau while it is being broken: commands one after the other, and what must be true of them in the end.
import type { Entry } from './ledger.ts'

/** Sends a query or command until somebody answers it; throws what the bureau refuses. */
// biome-ignore lint/suspicious/noExplicitAny: whoever asks knows what comes back
export type Send = (query: string, variables?: object) => Promise<any>

export type Acknowledged = (step: string, of: string, facts?: Entry['facts']) => void

export type Findings = {
  /** Acknowledged and not there. */
  readonly lost: readonly string[]
  /** There, but something that follows from it is not. */
  readonly halfApplied: readonly string[]
  readonly doubleEffects: readonly string[]
}

/** What the bureau knows when it has come to rest. */
export type Known = {
  readonly send: Send
  readonly letters: readonly { readonly to: string; readonly subject: string }[]
}

export type Story = {
  readonly name: string
  /** So many people at a time. */
  readonly people: number
  /** Between two errands. */
  readonly restMilliseconds?: number
  /** One person's errand; false when there is nothing left to do. */
  readonly errand: (send: Send, acknowledged: Acknowledged) => Promise<boolean>
  /** Compares its own entries of the ledger with what the bureau knows. */
  readonly check: (known: Known, entries: readonly Entry[]) => Promise<Findings>
}
