// Remembers what was worked out from a situation for as long as somebody keeps that situation.
import type { Situation } from './facts.ts'

const known = new WeakMap<Situation, Map<string, unknown>>()

/** What `make` gives: made once per situation and name. The name says everything else that it depends on. */
export const once = <Value>(situation: Situation, name: string, make: () => Value): Value => {
  const mine = known.get(situation) ?? new Map<string, unknown>()
  known.set(situation, mine)
  if (!mine.has(name)) mine.set(name, make())
  return mine.get(name) as Value
}
