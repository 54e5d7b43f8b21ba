// What a carousel asks: who can reach which station, what a visit is worth, and which places are open in which round.

/** The world of a visit in the student's own profile; such a visit counts for no world. */
export const OWN = -1

/** A visit that is decided: in that round, or in any round when `round` is -1. */
export type CarouselPin = { readonly student: number; readonly station: number; readonly round: number }

/**
 * A carousel: in each round every student visits one station, never the same company twice.
 *
 * Student i reaches `stations[e]` for e in `offsets[i] .. offsets[i + 1] - 1`, in `minutes[e]`, as a visit to world
 * `worlds[e]` (OWN or 0, 1, ...); `wished[e]` is 1 when the student wished for that world. `capacity[j * rounds + r]` is the
 * number of students that station j takes in round r, 0 when closed; it may differ per round. `company[j]` says whose station
 * j is (each its own when left out). `present[i * rounds + r]` is 0 for rounds that are not the student's, because of coming
 * late; those cost nothing. With `groupSize` g each "student" is a group of g.
 *
 * A plan is worth, in points: `rewards.own` for each own visit up to `ownVisits`, `rewards.other[m]` for the (m+1)-th
 * distinct other world (not rising, 0 beyond the list), `rewards.wish` for each wished world among those, minus the minutes,
 * minus `emptyCost` per empty round. All of it whole numbers, rewards not negative.
 *
 * `lots` break ties: students and stations are considered in the order of their lots, so that the plan depends neither on
 * the order of the input nor on anybody's name.
 */
export type CarouselTask = {
  readonly rounds: number
  readonly offsets: Int32Array
  readonly stations: Int32Array
  readonly minutes: Int32Array
  readonly worlds: Int32Array
  readonly wished?: Uint8Array
  readonly capacity: Int32Array
  readonly company?: Int32Array
  readonly present?: Uint8Array
  readonly pins?: readonly CarouselPin[]
  readonly forbidden?: readonly { readonly student: number; readonly station: number }[]
  readonly groupSize?: number
  readonly lots?: { readonly students: Float64Array; readonly stations: Float64Array }
  readonly ownVisits: number
  readonly emptyCost: number
  readonly rewards: { readonly own: number; readonly other: readonly number[]; readonly wish: number }
}

/**
 * Why no plan can be right, or undefined: pins that ask for the impossible. Everything else in a task can be met, if need be
 * with empty rounds.
 */
export const contradictoryPin = (task: CarouselTask): { pin: number; why: string } | undefined => {
  const { rounds, offsets, stations, capacity, company, present, pins = [], groupSize = 1 } = task
  const load = new Map<number, number>()
  const busy = new Set<number>()
  const companies = new Set<string>()
  const visits = new Map<number, number>()
  const roundsOf = (student: number) =>
    Array.from({ length: rounds }, (_, r) => r).filter((r) => present?.[student * rounds + r] !== 0)
  for (const [pin, { student, station, round }] of pins.entries()) {
    const no = (why: string) => ({ pin, why })
    if (!stations.subarray(offsets[student], offsets[student + 1]).includes(station)) return no('out of reach')
    if (task.forbidden?.some((f) => f.student === student && f.station === station)) return no('forbidden')
    const same = `${student} ${company?.[station] ?? station}`
    if (companies.has(same)) return no('the same company twice')
    companies.add(same)
    const count = (visits.get(student) ?? 0) + 1
    if (count > roundsOf(student).length) return no('more pins than rounds')
    visits.set(student, count)
    if (round === -1) continue
    if (present?.[student * rounds + round] === 0) return no("not the student's round")
    if (busy.has(student * rounds + round)) return no('two visits in one round')
    busy.add(student * rounds + round)
    const slot = station * rounds + round
    load.set(slot, (load.get(slot) ?? 0) + 1)
    if ((load.get(slot) ?? 0) * groupSize > capacity[slot]) return no('no place left in that round')
  }
  return undefined
}
