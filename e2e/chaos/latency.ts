// How long events waited for the bus, from the figures that the bureau shows, added up over its lives.
export type Latency = { readonly add: (figures: string) => void; readonly quantile: (share: number) => number }

export const createLatency = (): Latency => {
  const buckets = new Map<number, number>()
  return {
    add: (figures) => {
      for (const [, edge, count] of figures.matchAll(
        /^stagebureau_relay_latency_seconds_bucket\{le="([\d.]+|\+Inf)".*\} (\d+)/gm,
      )) {
        const at = edge === '+Inf' ? Number.POSITIVE_INFINITY : Number(edge)
        buckets.set(at, (buckets.get(at) ?? 0) + Number(count))
      }
    },
    /** Seconds, rounded up to the edge of a bucket. */
    quantile: (share) => {
      const edges = [...buckets].sort(([a], [b]) => a - b)
      const all = edges.at(-1)?.[1] ?? 0
      return edges.find(([, count]) => count >= share * all)?.[0] ?? Number.NaN
    },
  }
}
