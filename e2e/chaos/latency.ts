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
    /** Milliseconds, evenly spread within a bucket as Prometheus' histogram_quantile has it. */
    quantile: (share) => {
      const edges = [...buckets].sort(([a], [b]) => a - b)
      const wanted = share * (edges.at(-1)?.[1] ?? 0)
      const at = edges.findIndex(([, count]) => count >= wanted)
      const [[from, before], [until, within]] = [edges[at - 1] ?? [0, 0], edges[at] ?? [Number.NaN, 0]]
      return Math.round((from + ((until - from) * (wanted - before)) / (within - before)) * 1000)
    },
  }
}
