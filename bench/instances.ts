// Makes placement instances for benchmarks: regions with towns and travel, and plain random ones; the same for the same seed.
import { below, seededRandom, shuffled } from '../services/matching/src/engine/random.ts'

export type Instance = {
  readonly students: number
  readonly openings: readonly number[]
  readonly arcs: readonly (readonly [student: number, opening: number, cost: number])[]
  readonly unplacedCost: number
}

/** `tight` is places per student. */
export type Size = {
  readonly students: number
  readonly openings: number
  readonly tight: number
  readonly seed: number
}

const PROFILES = 16
const ARCS = 30

/**
 * A region of ten towns, the first the largest. Students and openings have a home and a profile, some more common than
 * others; a pair counts when profiles match and the way takes at most 75 minutes, the nearest 20 and 10 further ones
 * each. Costs are minutes times ten plus the rank of a wish.
 */
export const region = ({ students, openings, tight, seed }: Size): Instance => {
  const random = seededRandom(seed)
  const share = () => random() / 4294967296
  const bell = () => Math.sqrt(-2 * Math.log(share() + 1e-12)) * Math.cos(2 * Math.PI * share())
  const towns = Array.from({ length: 10 }, () => [share() * 60, share() * 60] as const)
  const common = (kinds: number) => Math.min(kinds - 1, Math.floor(share() ** 1.8 * kinds))
  const home = () => towns[common(towns.length)].map((at) => at + bell() * 6)
  const places = Array.from({ length: openings }, () => ({ at: home(), profile: common(PROFILES) }))
  const byProfile = Array.from({ length: PROFILES }, (_, p) =>
    Array.from(places.keys()).filter((j) => places[j].profile === p),
  )
  const arcs: [number, number, number][] = []
  for (let i = 0; i < students; i++) {
    const at = home()
    const near = byProfile[common(PROFILES)]
      .map((j) => ({ j, minutes: Math.round(5 + 1.8 * Math.hypot(at[0] - places[j].at[0], at[1] - places[j].at[1])) }))
      .filter(({ minutes }) => minutes <= 75)
      .sort((a, b) => a.minutes - b.minutes || a.j - b.j)
    const further = near.splice(20)
    for (const k of shuffled(random, further.length).subarray(0, ARCS - 20)) near.push(further[k])
    const wishes = shuffled(random, near.length).subarray(0, 5)
    near.forEach(({ j, minutes }, k) => {
      const rank = wishes.indexOf(k)
      arcs.push([i, j, minutes * 10 + (rank === -1 ? 300 : rank * 40) + below(random, 10)])
    })
  }
  const raw = places.map(() => Math.exp(0.7 * bell()))
  const sum = raw.reduce((a, b) => a + b, 0)
  const capacity = raw.map((x) => Math.max(1, Math.round((x / sum) * students * tight)))
  return { students, openings: capacity, arcs, unplacedCost: 20_000 }
}

/** Every student has 30 openings drawn at random, at costs from 1 to 1,000. */
export const uniform = ({ students, openings, tight, seed }: Size): Instance => {
  const random = seededRandom(seed)
  const total = Math.floor(students * tight)
  const capacity = Array.from(
    { length: openings },
    (_, j) => Math.floor(total / openings) + (j < total % openings ? 1 : 0),
  )
  const arcs: [number, number, number][] = []
  for (let i = 0; i < students; i++) {
    const drawn = new Set<number>()
    while (drawn.size < ARCS) drawn.add(below(random, openings))
    for (const j of drawn) arcs.push([i, j, 1 + below(random, 1000)])
  }
  return { students, openings: capacity, arcs, unplacedCost: 100_000 }
}
