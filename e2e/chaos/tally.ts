// What a run has done to the bureau, and how long the bureau took to be well again.
import { createLatency } from './latency.ts'

/** Beyond the last bucket only that is known: events that waited for a broker that was killed. */
const inWords = (milliseconds: number): string =>
  Number.isFinite(milliseconds) ? `${milliseconds} ms` : 'longer than any bucket'

export const createTally = () => {
  const deeds = new Map<string, number>()
  const recoveries = new Map<string, number[]>()
  const count = (deed: string) => deeds.get(deed) ?? 0
  const relay = createLatency()
  return {
    relay,
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
      `relay latency p50 ${inWords(relay.quantile(0.5))}, p95 ${inWords(relay.quantile(0.95))}`,
    ],
  }
}
export type Tally = ReturnType<typeof createTally>
