// Hands one event to a consumer as every adapter does: a few tries for a passing fault, none for an unreadable event.
import { setTimeout as sleep } from 'node:timers/promises'
import { type Envelope, UnreadableEvent } from '@stagebureau/shared'
import { inTrace } from '../trace.ts'

const pauses = [50, 100, 250]

/** Resolves when handled; rejects with the last error when the key has to be parked. */
export const deliver = async (handle: (envelope: Envelope) => Promise<void>, envelope: Envelope): Promise<void> => {
  for (let attempt = 0; ; attempt++) {
    try {
      return await inTrace(envelope.traceparent, () => handle(envelope))
    } catch (error) {
      const pause = pauses[attempt]
      if (error instanceof UnreadableEvent || pause === undefined) throw error
      await sleep(pause)
    }
  }
}
