// Makes placements and carousels for benchmarks: regions with towns and travel, and plain random ones; the same for a seed.
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

/** A carousel in the format of `npm run -s solve`. */
export type Carousel = {
  readonly rounds: number
  readonly students: readonly { readonly world: number; readonly travel: readonly (readonly [number, number])[] }[]
  readonly stations: readonly {
    readonly world: number
    readonly capacity: number
    readonly closed: readonly number[]
  }[]
  readonly ownVisits: number
  readonly emptyCost: number
  readonly rewards: { readonly own: number; readonly other: readonly number[] }
}

/** `near` stations are within reach of each student; `closed` is the share of stations times rounds without places. */
export type CarouselSize = {
  readonly students: number
  readonly stations: number
  readonly rounds: number
  readonly near: number
  readonly tight: number
  readonly closed: number
  readonly seed: number
}

/** Six towns, seven worlds, some more common than others; minutes above 45 count four times. */
export const carousel = ({ students, stations, rounds, near, tight, closed, seed }: CarouselSize): Carousel => {
  const random = seededRandom(seed)
  const share = () => random() / 4294967296
  const bell = () => Math.sqrt(-2 * Math.log(share() + 1e-12)) * Math.cos(2 * Math.PI * share())
  const towns = Array.from({ length: 6 }, () => [share() * 40, share() * 40] as const)
  const common = (kinds: number) => Math.min(kinds - 1, Math.floor(share() ** 1.6 * kinds))
  const around = () => towns[common(towns.length)].map((at) => at + bell() * 5)
  const sites = Array.from({ length: stations }, () => ({
    at: around(),
    world: common(7),
    size: Math.exp(0.6 * bell()),
  }))
  const sum = sites.reduce((total, { size }) => total + size, 0)
  const far = (minutes: number) => minutes + Math.max(0, minutes - 45) * 3
  const travel = (at: readonly number[]) =>
    sites
      .map((site, j) => [j, Math.round(4 + 2 * Math.hypot(at[0] - site.at[0], at[1] - site.at[1]))] as const)
      .sort((a, b) => a[1] - b[1] || a[0] - b[0])
      .slice(0, near)
      .map(([j, minutes]) => [j, far(minutes)] as const)
  return {
    rounds,
    students: Array.from({ length: students }, () => ({ world: common(7), travel: travel(around()) })),
    stations: sites.map(({ world, size }) => ({
      world,
      capacity: Math.max(1, Math.round((size / sum) * students * tight)),
      closed: Array.from({ length: rounds }, (_, r) => r).filter(() => share() < closed),
    })),
    ownVisits: 2,
    emptyCost: 10_000,
    rewards: { own: 2000, other: Array.from({ length: rounds }, (_, m) => 1000 - 100 * m) },
  }
}
