// A priority queue of numbered things by numeric key, four children a node: shallower and kinder to caches than a binary one.

/**
 * Smallest key first; the same number may be pushed again with a smaller key, the reader skips what it has settled already.
 * Source: d-ary heaps (Johnson, 1975). push O(log4 n), pop O(4 log4 n). Chosen where keys are spread too widely for buckets.
 */
export type Heap = {
  readonly clear: () => void
  readonly size: () => number
  /** The smallest key; only when size() > 0. */
  readonly smallest: () => number
  readonly push: (key: number, item: number) => void
  /** Removes the item with the smallest key and returns it; only when size() > 0. */
  readonly pop: () => number
}

export const createHeap = (room = 1024): Heap => {
  let keys = new Float64Array(room)
  let items = new Int32Array(room)
  let size = 0

  const grow = () => {
    const wideKeys = new Float64Array(keys.length * 2)
    const wideItems = new Int32Array(keys.length * 2)
    wideKeys.set(keys)
    wideItems.set(items)
    keys = wideKeys
    items = wideItems
  }

  const push = (key: number, item: number) => {
    if (size === keys.length) grow()
    let at = size++
    while (at > 0) {
      const above = (at - 1) >> 2
      if (keys[above] <= key) break
      keys[at] = keys[above]
      items[at] = items[above]
      at = above
    }
    keys[at] = key
    items[at] = item
  }

  const pop = () => {
    const top = items[0]
    const key = keys[--size]
    const item = items[size]
    let at = 0
    for (;;) {
      const first = at * 4 + 1
      if (first >= size) break
      const end = Math.min(first + 4, size)
      let least = first
      let leastKey = keys[first]
      for (let child = first + 1; child < end; child++) {
        if (keys[child] < leastKey) {
          leastKey = keys[child]
          least = child
        }
      }
      if (leastKey >= key) break
      keys[at] = leastKey
      items[at] = items[least]
      at = least
    }
    keys[at] = key
    items[at] = item
    return top
  }

  return {
    clear: () => {
      size = 0
    },
    size: () => size,
    smallest: () => keys[0],
    push,
    pop,
  }
}
