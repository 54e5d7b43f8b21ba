// Says whether a bureau is at rest: nobody works on it and nothing is on its way, so that its documents are all of it.
import type { Bus } from '@stagebureau/shared'
import type { Connection } from 'mongoose'

/** What processes say to each other while they run; nothing of the bureau itself. */
const ofProcesses = ['claims', 'instances']

/** The collections of a database by name, in order. */
export const collectionsOf = async (connection: Connection): Promise<readonly string[]> =>
  (await connection.db!.listCollections().toArray())
    .map(({ name }) => name)
    .filter((name) => !name.startsWith('system.') && !ofProcesses.includes(name))
    .toSorted()

/** What is on its way, in words; empty when the bureau is at rest. */
export const unrestOf = async (bus: Bus, connections: readonly Connection[]): Promise<readonly string[]> => {
  const unrest: string[] = []
  const note = (count: number, what: string) => {
    if (count > 0) unrest.push(`${count} ${what}`)
  }
  if ((await bus.use()).attended) unrest.push('its processes are running')
  for (const connection of connections)
    for (const name of await collectionsOf(connection)) {
      const collection = connection.db!.collection(name)
      if (name === 'letters')
        note(await collection.countDocuments({ state: { $in: ['queued', 'sending'] } }), 'letters are not sent')
      else note(await collection.countDocuments({ pending: true }), `documents of ${name} have events to publish`)
    }
  for (const { group, events } of await bus.lag()) note(events, `events wait for ${group}`)
  note((await bus.parked.list()).length, 'keys have parked events')
  return unrest
}
