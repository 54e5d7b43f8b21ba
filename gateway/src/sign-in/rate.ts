// Counts what somebody does in a while, and says when it is too much.

/** True while `name` stays within `most` times in `windowMilliseconds`; old counts are forgotten. */
export const createRate = (most: number, windowMilliseconds: number, now: () => number = Date.now) => {
  const counted = new Map<string, { count: number; until: number }>()
  return (name: string): boolean => {
    const at = now()
    if (counted.size > 10_000) for (const [key, { until }] of counted) if (until < at) counted.delete(key)
    const known = counted.get(name)
    const current = known === undefined || known.until < at ? { count: 0, until: at + windowMilliseconds } : known
    current.count++
    counted.set(name, current)
    return current.count <= most
  }
}
