// Hands parked events of released keys to their group again, in order; what fails again stays parked.
import type { Consumer, KeyOfGroup } from '@stagebureau/shared'
import { deliver } from '../deliver.ts'
import { toEnvelope } from './cloud-event.ts'
import type { ParkedStore } from './parked-store.ts'

type Parts = {
  readonly handle: Consumer['handle']
  readonly parked: ParkedStore
  readonly onError: (error: unknown) => void
}

export const replayKey = async (which: KeyOfGroup, { handle, parked, onError }: Parts): Promise<void> => {
  // Events of the key that came meanwhile have joined the queue, so it is read anew until it is empty.
  for (;;) {
    const events = await parked.eventsOf(which)
    if (events.length === 0) return
    for (const event of events) {
      try {
        await deliver(handle, toEnvelope(event))
      } catch (error) {
        onError(error)
        return parked.release(which, false)
      }
      await parked.remove(event._id)
    }
  }
}
