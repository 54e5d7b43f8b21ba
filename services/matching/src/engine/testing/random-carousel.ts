// Random carousels with companies, closed rounds and whatever else a task may ask, for tests.
import { type CarouselPin, type CarouselTask, contradictoryPin, OWN } from '../carousel-task.ts'
import { below, seededRandom, shuffled } from '../random.ts'

export type CarouselSize = {
  readonly students: number
  readonly stations: number
  readonly rounds: number
  /** Stations within reach of a student; one in ten students reaches no more than a third of them. */
  readonly near: number
  /** Places in all per round, closures not counted; by chance about one per student when left out. */
  readonly places?: number
  /** How many (station, round) pairs are closed. */
  readonly closed?: number
  /** Some companies have several stations. */
  readonly companies?: boolean
  /** Pins, forbidden stations, wishes, late students, groups of two and lots. */
  readonly special?: boolean
}

/** The same carousel for the same seed: stations and students lie in a square, travel is straight. */
export const randomCarousel = (seed: number, size: CarouselSize): CarouselTask => {
  const {
    students,
    stations,
    rounds,
    near,
    places = students + 2,
    closed = 0,
    companies = false,
    special = false,
  } = size
  const random = seededRandom(seed)
  const draw = (limit: number) => below(random, limit)
  const groupSize = special && draw(3) === 0 ? 2 : 1
  const owners = companies ? Math.ceil((stations * 3) / 4) : stations
  const company = Int32Array.from({ length: stations }, (_, j) => (j < owners ? j : draw(owners)))
  const site = Array.from({ length: owners }, () => ({ x: draw(40), y: draw(40), world: draw(7) }))
  const profile = Int32Array.from({ length: stations }, () => draw(8))
  const seats = new Int32Array(stations)
  for (let k = 0; k < places; k++) seats[k < stations ? k : draw(stations)]++
  const capacity = Int32Array.from(
    { length: stations * rounds },
    (_, slot) => seats[Math.floor(slot / rounds)] * groupSize,
  )
  for (let k = 0; k < closed; k++) capacity[draw(capacity.length)] = 0

  const rows = Array.from({ length: students }, () => {
    const home = { x: draw(40), y: draw(40), profile: draw(8), wished: draw(7) }
    const within = draw(10) === 0 ? 1 + draw(Math.ceil(near / 3)) : near
    return shuffled(random, stations)
      .reduce<{ j: number; minutes: number; world: number; wished: number }[]>((list, j) => {
        const { x, y, world } = site[company[j]]
        const minutes = Math.round(4 + 2 * Math.hypot(home.x - x, home.y - y))
        const own = profile[j] === home.profile
        list.push({ j, minutes, world: own ? OWN : world, wished: !own && world === home.wished ? 1 : 0 })
        return list
      }, [])
      .sort((a, b) => a.minutes - b.minutes || a.j - b.j)
      .slice(0, within)
  })
  const offsets = new Int32Array(students + 1)
  rows.forEach((row, i) => {
    offsets[i + 1] = offsets[i] + row.length
  })
  const all = rows.flat()
  const task: CarouselTask = {
    rounds,
    offsets,
    stations: Int32Array.from(all, ({ j }) => j),
    minutes: Int32Array.from(all, ({ minutes }) => minutes),
    worlds: Int32Array.from(all, ({ world }) => world),
    capacity,
    company,
    ownVisits: 2,
    emptyCost: 10_000,
    rewards: { own: 2000, other: [1000, 900, 800, 700, 600, 500], wish: 50 },
  }
  return special
    ? withWishes(
        random,
        { ...task, groupSize },
        all.map(({ wished }) => wished),
      )
    : task
}

const withWishes = (random: () => number, task: CarouselTask, wished: readonly number[]): CarouselTask => {
  const { rounds, offsets, stations } = task
  const students = offsets.length - 1
  const draw = (limit: number) => below(random, limit)
  const present = new Uint8Array(students * rounds).fill(1)
  if (students > 1) present.fill(0, 0, draw(rounds))
  let free: CarouselTask = {
    ...task,
    wished: Uint8Array.from(wished),
    present,
    lots: {
      students: Float64Array.from({ length: students }, () => random()),
      stations: Float64Array.from({ length: task.capacity.length / rounds }, () => random()),
    },
    pins: [],
    forbidden: [],
  }
  for (let k = 0; k <= students / 4; k++) {
    const student = draw(students)
    const station = stations[offsets[student] + draw(offsets[student + 1] - offsets[student])]
    if (draw(2) === 0) {
      const pin: CarouselPin = { student, station, round: draw(rounds + 1) - 1 }
      const tried = { ...free, pins: [...(free.pins ?? []), pin] }
      if (contradictoryPin(tried) === undefined) free = tried
    } else if (!free.pins?.some((pin) => pin.student === student && pin.station === station)) {
      free = { ...free, forbidden: [...(free.forbidden ?? []), { student, station }] }
    }
  }
  return free
}
