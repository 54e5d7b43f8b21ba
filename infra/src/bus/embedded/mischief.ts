// Makes the embedded bus behave as badly as a real one may: events come twice, late, and in another order across keys.
import type { Logged } from './event-log.ts'

export type Mischief = { readonly seed: number; readonly duplicate: number; readonly delayMilliseconds: number }

/** The same events with some of them twice and the keys shuffled; the order within a key stays. */
export const disturb = (events: readonly Logged[], mischief: Mischief, draw: () => number): Logged[] => {
  const twice = events.flatMap((event) => (draw() < mischief.duplicate ? [event, event] : [event]))
  const keys = new Map<string, number>()
  for (const { envelope } of twice) if (!keys.has(envelope.subject)) keys.set(envelope.subject, draw())
  return twice.toSorted((a, b) => keys.get(a.envelope.subject)! - keys.get(b.envelope.subject)!)
}
