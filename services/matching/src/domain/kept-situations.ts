// Keeps the situations that were asked about last, by the name of what each was made from.
import { openingsFor } from './eligible.ts'
import type { Situation } from './facts.ts'

/** Students times openings of all kept situations together: what is worked out from them takes memory in proportion. */
const room = 80_000_000

export type KeptSituations = ReturnType<typeof keepSituations>

/** At most `most` situations and what there is room for, the last one always; the one that was used longest ago goes first. */
export const keepSituations = (most = 8) => {
  const kept = new Map<string, Situation>()
  const size = (situation: Situation) => situation.students.length * openingsFor(situation).length
  const tooMany = () => kept.size > most || [...kept.values()].reduce((sum, one) => sum + size(one), 0) > room
  return {
    get: (key: string): Situation | undefined => {
      const situation = kept.get(key)
      if (situation === undefined) return undefined
      kept.delete(key)
      kept.set(key, situation)
      return situation
    },
    keep: (key: string, situation: Situation): Situation => {
      kept.delete(key)
      kept.set(key, situation)
      while (kept.size > 1 && tooMany()) kept.delete(kept.keys().next().value!)
      return situation
    },
  }
}
