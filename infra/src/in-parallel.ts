// Does the same for many things, some at a time: enough to share a commit, few enough to stay polite.

/** Results in the order of the items; the first error ends it after what was under way. */
export const inParallel = async <Item, Result>(
  items: readonly Item[],
  atATime: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> => {
  const results: Result[] = new Array(items.length)
  let next = 0
  const worker = async () => {
    while (next < items.length) {
      const at = next++
      results[at] = await work(items[at]!)
    }
  }
  const finished = await Promise.allSettled(Array.from({ length: Math.min(atATime, items.length) }, worker))
  for (const one of finished) if (one.status === 'rejected') throw one.reason
  return results
}
