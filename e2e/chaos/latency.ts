// How long events waited for the bus, from the figures that the bureau shows, added up over its lives.
export type Latency = {
  /** `counted`: earlier figures of the same lives, of which nothing is counted again. */
  readonly add: (figures: string, counted?: string) => void
  /** Milliseconds; not a number while nothing was added. */
  readonly quantile: (share: number) => number
}

const bucket = /^stagebureau_relay_latency_seconds_bucket\{le="([\d.]+|\+Inf)".*\} (\d+)/gm

export const createLatency = (): Latency => {
  const buckets = new Map<number, number>()
  const addTimes = (figures: string, times: 1 | -1) => {
    for (const [, edge, count] of figures.matchAll(bucket)) {
      const at = edge === '+Inf' ? Number.POSITIVE_INFINITY : Number(edge)
      buckets.set(at, (buckets.get(at) ?? 0) + times * Number(count))
    }
  }
  return {
    add: (figures, counted = '') => {
      addTimes(figures, 1)
      addTimes(counted, -1)
    },
    // Evenly spread within a bucket, as Prometheus' histogram_quantile has it.
    quantile: (share) => {
      const edges = [...buckets].sort(([a], [b]) => a - b)
      const wanted = share * (edges.at(-1)?.[1] ?? 0)
      const at = edges.findIndex(([, count]) => count >= wanted)
      const [[from, before], [until, within]] = [edges[at - 1] ?? [0, 0], edges[at] ?? [Number.NaN, 0]]
      return Math.round((from + ((until - from) * (wanted - before)) / (within - before)) * 1000)
    },
  }
}
