// What a person may do about parked events, as commands that a running bureau answers too.
import type { KeyOfGroup, ParkedEvents } from '@stagebureau/shared'

export const parkedCommands = (parked: ParkedEvents) => ({
  list: async (_?: unknown) => parked.list(),
  show: async (which: KeyOfGroup) => parked.show(which),
  replay: async (which: KeyOfGroup) => parked.replay(which),
  discard: async (which: KeyOfGroup) => parked.discard(which),
})
