// What a run has done to the bureau, and how long the bureau took to be well again.
import { createLatency, type Latency } from './latency.ts'

/** Beyond the last bucket only that is known: events that waited for a broker that was killed. */
const inWords = (milliseconds: number): string =>
  Number.isFinite(milliseconds) ? `${milliseconds} ms` : 'longer than any bucket'

const quantiles = ({ quantile }: Latency): string => `p50 ${inWords(quantile(0.5))}, p95 ${inWords(quantile(0.95))}`

export const createTally = () => {
  const deeds = new Map<string, number>()
  const recoveries = new Map<string, number[]>()
  const count = (deed: string) => deeds.get(deed) ?? 0
  const relay = createLatency()
  const relayWithoutServers = createLatency()
  return {
    relay,
    /** While a server was broken, and until what had waited for it was on the bus. */
    relayWithoutServers,
    note: (deed: string, times = 1) => deeds.set(deed, count(deed) + times),
    count,
    recovered: (after: string, milliseconds: number) =>
      recoveries.set(after, [...(recoveries.get(after) ?? []), milliseconds / 1000]),
    lines: (): string[] => [
      [...deeds].map(([deed, times]) => `${deed} ${times}`).join(', '),
      ...[...recoveries].map(([after, seconds]) => {
        const sorted = seconds.toSorted((a, b) => a - b)
        const median = sorted[Math.floor(sorted.length / 2)]!
        return `well again after ${after}: ${median.toFixed(1)} s (median), ${sorted.at(-1)!.toFixed(1)} s (most)`
      }),
      `relay latency ${quantiles(relay)}`,
      ...(Number.isNaN(relayWithoutServers.quantile(0.5))
        ? []
        : [`relay latency while a server was broken ${quantiles(relayWithoutServers)}`]),
    ],
  }
}
export type Tally = ReturnType<typeof createTally>
