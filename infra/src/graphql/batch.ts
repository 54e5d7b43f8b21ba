// Answers many questions of one request with one call: what is asked in the same moment is asked together.
import DataLoader from 'dataloader'

/** Looks things up by their id; null for what is not there. */
export const batchById = <Thing extends { readonly id: string }>(
  ask: (ids: readonly string[]) => Promise<readonly Thing[]>,
): DataLoader<string, Thing | null> =>
  new DataLoader<string, Thing | null>(async (ids) => {
    const found = new Map((await ask(ids)).map((thing) => [thing.id, thing]))
    return ids.map((id) => found.get(id) ?? null)
  })

/** Looks up the things that belong to an owner; an empty list when there are none. */
export const batchByOwner = <Thing>(
  ask: (owners: readonly string[]) => Promise<readonly Thing[]>,
  ownerOf: (thing: Thing) => string,
): DataLoader<string, readonly Thing[]> =>
  new DataLoader<string, readonly Thing[]>(async (owners) => {
    const found = Map.groupBy(await ask(owners), ownerOf)
    return owners.map((owner) => found.get(owner) ?? [])
  })

/** The same for things that belong to several owners at once. */
export const batchByMember = <Thing>(
  ask: (members: readonly string[]) => Promise<readonly Thing[]>,
  membersOf: (thing: Thing) => readonly string[],
): DataLoader<string, readonly Thing[]> =>
  new DataLoader<string, readonly Thing[]>(async (members) => {
    const found = await ask(members)
    return members.map((member) => found.filter((thing) => membersOf(thing).includes(member)))
  })

/** One batch per key, such as a season: made when it is first asked for. */
export const batchPer = <Key, Batch>(make: (key: Key) => Batch): ((key: Key) => Batch) => {
  const made = new Map<Key, Batch>()
  return (key) => {
    const batch = made.get(key) ?? make(key)
    made.set(key, batch)
    return batch
  }
}
