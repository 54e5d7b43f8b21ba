// Knows for which keys of a group something may be parked, so that the documents are asked about those alone.
import type { ParkedStore } from './parked-store.ts'

export type ParkedKeys = {
  /** Those of these keys that have something parked. */
  readonly among: (topic: string, keys: readonly string[]) => Promise<Set<string>>
  /** This member is about to park an event of the key. */
  readonly add: (topic: string, key: string) => void
  /** Partitions have changed hands, and whoever had them before may have parked something. */
  readonly forget: () => void
}

const nameOf = (topic: string, key: string) => `${topic}\n${key}`

export const createParkedKeys = (group: string, parked: Pick<ParkedStore, 'keysOf' | 'keysAmong'>): ParkedKeys => {
  const own = new Set<string>()
  let found: ReadonlySet<string> | undefined
  return {
    among: async (topic, keys) => {
      found ??= new Set((await parked.keysOf(group)).map(({ topic: of, key }) => nameOf(of, key)))
      // More than are parked now: what was replayed or discarded is asked about once more, and found not to wait.
      const may = keys.filter((key) => found?.has(nameOf(topic, key)) || own.has(nameOf(topic, key)))
      return may.length === 0 ? new Set() : parked.keysAmong(group, topic, may)
    },
    add: (topic, key) => void own.add(nameOf(topic, key)),
    forget: () => {
      found = undefined
    },
  }
}
