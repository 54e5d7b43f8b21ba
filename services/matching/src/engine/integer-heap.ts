// A priority queue with 32-bit integer keys, for the innermost loops: plain functions on plain arrays, four children a node.

/**
 * Smallest key first. The same item may wait several times; whoever takes it out skips what is out of date.
 * Source: d-ary heaps (Johnson, 1975). push O(log4 n), pop O(4 log4 n).
 */
export type IntegerHeap = { keys: Int32Array; items: Int32Array; size: number }

export const createIntegerHeap = (room: number): IntegerHeap => ({
  keys: new Int32Array(room),
  items: new Int32Array(room),
  size: 0,
})

export const pushItem = (heap: IntegerHeap, key: number, item: number) => {
  if (heap.size === heap.keys.length) grow(heap)
  const { keys, items } = heap
  let at = heap.size++
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

/** Takes out the item with the smallest key; only when size > 0, its key is keys[0] before. */
export const popItem = (heap: IntegerHeap): number => {
  const { keys, items } = heap
  const top = items[0]
  const size = --heap.size
  const key = keys[size]
  const item = items[size]
  let at = 0
  for (;;) {
    const first = at * 4 + 1
    if (first >= size) break
    const end = Math.min(first + 4, size)
    let least = first
    for (let child = first + 1; child < end; child++) if (keys[child] < keys[least]) least = child
    if (keys[least] >= key) break
    keys[at] = keys[least]
    items[at] = items[least]
    at = least
  }
  keys[at] = key
  items[at] = item
  return top
}

const grow = (heap: IntegerHeap) => {
  const { keys, items } = heap
  heap.keys = new Int32Array(keys.length * 2)
  heap.items = new Int32Array(items.length * 2)
  heap.keys.set(keys)
  heap.items.set(items)
}
