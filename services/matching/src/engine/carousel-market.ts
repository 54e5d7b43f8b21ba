// A carousel ready for solving: in the order of the lots, pinned visits taken out, each student's stations sorted by world.
import { type CarouselTask, OWN } from './carousel-task.ts'

/**
 * What is left to decide. Students and stations are renumbered in the order of their lots (`studentOf`, `stationOf` lead
 * back). A segment is what one student can reach in one world, or of the own profile; student i has segments
 * `segments[i] .. segments[i + 1] - 1`, segment s has reaches `reaches[s] .. reaches[s + 1] - 1`.
 *
 * Visits pinned to a round are in `fixed` (-1 elsewhere), their places taken off `capacity`, their companies out of reach,
 * their rewards accounted for: `ownLeft` own visits are still rewarded, `others` worlds are earned. Visits pinned to any
 * round have `pinned[e]` = 1. `free[i * rounds + r]` is 1 for the rounds that are to be filled, `visits` counts them.
 */
export type Market = {
  readonly rounds: number
  readonly students: number
  readonly stations: number
  readonly studentOf: Int32Array
  readonly stationOf: Int32Array
  readonly capacity: Int32Array
  readonly company: Int32Array
  readonly fixed: Int32Array
  readonly free: Uint8Array
  readonly visits: Int32Array
  readonly ownLeft: Int32Array
  readonly others: Int32Array
  readonly segments: Int32Array
  readonly world: Int32Array
  readonly wish: Int32Array
  readonly earned: Uint8Array
  readonly shared: Uint8Array
  readonly reaches: Int32Array
  readonly station: Int32Array
  readonly minutes: Int32Array
  readonly pinned: Uint8Array
  readonly ownReward: number
  readonly otherRewards: Int32Array
  readonly emptyCost: number
}

/** The order in which lots put n things; equal lots and no lots at all keep the given order. */
const drawn = (n: number, lots: Float64Array | undefined): Int32Array => {
  const order = Int32Array.from({ length: n }, (_, k) => k)
  return lots === undefined ? order : order.sort((a, b) => lots[a] - lots[b] || a - b)
}

const inverse = (order: Int32Array): Int32Array => {
  const place = new Int32Array(order.length)
  order.forEach((k, at) => {
    place[k] = at
  })
  return place
}

/** The places of the keys 0 .. limit-1 in ascending order; `order` says in which order equal keys come. O(keys + limit). */
const sorted = (keys: Int32Array, limit: number, order: Int32Array): Int32Array => {
  const place = new Int32Array(limit + 1)
  for (const key of keys) place[key + 1]++
  for (let key = 0; key < limit; key++) place[key + 1] += place[key]
  const result = new Int32Array(keys.length)
  for (const at of order) result[place[keys[at]]++] = at
  return result
}

/** What pins and prohibitions say about one student, in market numbers. */
type Decided = {
  readonly fixed: Set<number>
  readonly wanted: Set<number>
  readonly forbidden: Set<number>
  readonly companies: Set<number>
}

/** Reads a task of single-round visits, without contradictory pins, into a market. O(reaches + slots). */
export const carouselMarket = (task: CarouselTask): Market => {
  const { rounds, offsets, rewards, groupSize = 1 } = task
  const students = offsets.length - 1
  const stations = task.capacity.length / rounds
  const studentOf = drawn(students, task.lots?.students)
  const stationOf = drawn(stations, task.lots?.stations)
  const studentAt = inverse(studentOf)
  const stationAt = inverse(stationOf)
  const company = stationOf.map((j) => task.company?.[j] ?? j)
  const capacity = new Int32Array(stations * rounds)
  for (let slot = 0; slot < capacity.length; slot++) {
    const places = task.capacity[stationOf[Math.floor(slot / rounds)] * rounds + (slot % rounds)]
    capacity[slot] = Math.floor(places / groupSize)
  }
  const free = new Uint8Array(students * rounds).fill(1)
  task.present?.forEach((here, at) => {
    free[studentAt[Math.floor(at / rounds)] * rounds + (at % rounds)] = here
  })

  const fixed = new Int32Array(students * rounds).fill(-1)
  const decided = new Map<number, Decided>()
  const about = (student: number): Decided => {
    const i = studentAt[student]
    const known = decided.get(i)
    if (known !== undefined) return known
    const fresh: Decided = { fixed: new Set(), wanted: new Set(), forbidden: new Set(), companies: new Set() }
    decided.set(i, fresh)
    return fresh
  }
  for (const { student, station } of task.forbidden ?? []) about(student).forbidden.add(stationAt[station])
  for (const { student, station, round } of task.pins ?? []) {
    const j = stationAt[station]
    about(student).companies.add(company[j])
    if (round === -1) about(student).wanted.add(j)
    else {
      about(student).fixed.add(j)
      fixed[studentAt[student] * rounds + round] = j
      free[studentAt[student] * rounds + round] = 0
      capacity[j * rounds + round]--
    }
  }
  const visits = new Int32Array(students)
  free.forEach((here, at) => {
    visits[Math.floor(at / rounds)] += here
  })
  const open = new Uint8Array(stations)
  capacity.forEach((places, slot) => {
    if (places > 0) open[Math.floor(slot / rounds)] = 1
  })

  // All reaches by student, then world (own first), then station.
  const total = offsets[students]
  const given = Int32Array.from({ length: total }, (_, e) => e)
  const stationOfReach = task.stations.map((j) => stationAt[j])
  const worlds = task.worlds.reduce((most, w) => Math.max(most, w), 0) + 2
  const rank = new Int32Array(total)
  for (let k = 0; k < students; k++) {
    for (let e = offsets[k]; e < offsets[k + 1]; e++) rank[e] = studentAt[k] * worlds + task.worlds[e] - OWN
  }
  const order = sorted(rank, students * worlds, sorted(stationOfReach, stations, given))

  const segments = new Int32Array(students + 1)
  const world = new Int32Array(total)
  const wish = new Int32Array(total)
  const earned = new Uint8Array(total)
  const shared = new Uint8Array(total)
  const reaches = new Int32Array(total + 1)
  const station = new Int32Array(total)
  const minutes = new Int32Array(total)
  const pinned = new Uint8Array(total)
  const ownLeft = new Int32Array(students).fill(task.ownVisits)
  const others = new Int32Array(students)
  const lastOf = new Int32Array(company.reduce((most, c) => Math.max(most, c), 0) + 1).fill(-1)
  let segment = 0
  let reach = 0
  for (let k = 0; k < total; ) {
    const here = rank[order[k]]
    const i = Math.floor(here / worlds)
    const about = decided.get(i)
    const start = reach
    let done = 0
    let wished = 0
    for (; k < total && rank[order[k]] === here; k++) {
      const e = order[k]
      const j = stationOfReach[e]
      if (task.wished?.[e] === 1) wished = rewards.wish
      if (about?.fixed.has(j)) done++
      if (open[j] === 0 || about?.forbidden.has(j)) continue
      if (about?.companies.has(company[j]) && !about.wanted.has(j)) continue
      if (lastOf[company[j]] === segment) shared[segment] = 1
      lastOf[company[j]] = segment
      station[reach] = j
      minutes[reach] = task.minutes[e]
      pinned[reach] = about?.wanted.has(j) ? 1 : 0
      reach++
    }
    const isOwn = here % worlds === 0
    if (isOwn) ownLeft[i] = Math.max(0, ownLeft[i] - done)
    else if (done > 0) others[i]++
    if (reach === start) continue
    world[segment] = (here % worlds) + OWN
    wish[segment] = isOwn ? 0 : wished
    earned[segment] = done > 0 && !isOwn ? 1 : 0
    reaches[++segment] = reach
    segments[i + 1] = segment
  }
  for (let i = 0; i < students; i++) segments[i + 1] = Math.max(segments[i], segments[i + 1])
  return {
    rounds,
    students,
    stations,
    studentOf,
    stationOf,
    capacity,
    company,
    fixed,
    free,
    visits,
    ownLeft,
    others,
    segments,
    world: world.subarray(0, segment),
    wish: wish.subarray(0, segment),
    earned: earned.subarray(0, segment),
    shared: shared.subarray(0, segment),
    reaches: reaches.subarray(0, segment + 1),
    station: station.subarray(0, reach),
    minutes: minutes.subarray(0, reach),
    pinned: pinned.subarray(0, reach),
    ownReward: rewards.own,
    otherRewards: Int32Array.from({ length: rounds + 1 }, (_, m) => rewards.other[m] ?? 0),
    emptyCost: task.emptyCost,
  }
}
