// Knows for which keys of a group something may be parked, so that the documents are asked about those alone.
import { nameOf, type ParkedStore } from './parked-store.ts'

export type ParkedKeys = {
  /** Those of these keys that have something parked. */
  readonly among: (topic: string, keys: readonly string[]) => Promise<Set<string>>
  /** This member is about to park an event of the key. */
  readonly add: (topic: string, key: string) => void
  /** Partitions have changed hands, and whoever had them before may have parked something. */
  readonly forget: () => void
}

export const createParkedKeys = (group: string, parked: Pick<ParkedStore, 'keysOf' | 'keysAmong'>): ParkedKeys => {
  const own = new Set<string>()
  let found: Promise<ReadonlySet<string>> | undefined
  const load = async () => new Set((await parked.keysOf(group)).map(nameOf))
  return {
    among: async (topic, keys) => {
      found ??= load()
      const loading = found
      const known = await loading.catch((error: unknown) => {
        if (found === loading) found = undefined
        throw error
      })
      const mayWait = (key: string) => {
        const name = nameOf({ group, topic, key })
        return known.has(name) || own.has(name)
      }
      // More than are parked now: what was replayed or discarded is asked about once more, and found not to wait.
      const may = keys.filter(mayWait)
      return may.length === 0 ? new Set() : parked.keysAmong(group, topic, may)
    },
    add: (topic, key) => void own.add(nameOf({ group, topic, key })),
    forget: () => {
      found = undefined
    },
  }
}
