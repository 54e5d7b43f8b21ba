// What is still open in a carousel that is to be mended: who may go where in which round, and what a change costs.
import { type CarouselPin, type CarouselTask, OWN } from './carousel-task.ts'

/** Of a round in the former plan: there was a visit which cannot be any more, so that the round changes in any case. */
export const GONE = -2

export type Visit = { readonly student: number; readonly station: number; readonly round: number }

/**
 * A plan to be mended. `task` is as it is after the event. `was[i * rounds + r]` is the station of student i in round r
 * before it, -1 for none, or GONE. Rounds in `frozen` stay as they were, whatever the task says of them; visits in `barred`
 * are forbidden in their round only. A change must save `changePrice` points (a whole number) to be worth it; when that is
 * infinite, the fewest empty rounds come first, then the fewest changes, then points.
 */
export type CarouselRepair = {
  readonly task: CarouselTask
  readonly was: Int32Array
  readonly frozen: readonly number[]
  readonly barred?: readonly Visit[]
  readonly changePrice: number
}

/** Points that one changed round and one empty round cost besides what the task says. */
export type Weights = { readonly change: number; readonly empty: number }

/**
 * `fixed` is the plan as far as it is decided: `open[i * rounds + r]` is 1 where it is not. `room` has the places of each slot
 * that are left for open rounds, `allowed[e * rounds + r]` says whether reach e may be used in round r.
 */
export type Options = {
  readonly task: CarouselTask
  readonly was: Int32Array
  readonly weights: Weights
  readonly company: Int32Array
  readonly fixed: Int32Array
  readonly open: Uint8Array
  readonly room: Int32Array
  readonly allowed: Uint8Array
}

/** The options when `pins` hold, each in its round; pins in frozen rounds say nothing new. */
export const openOptions = (repair: CarouselRepair, pins: readonly CarouselPin[]): Options => {
  const { task, was, frozen, barred = [] } = repair
  const { rounds, offsets, stations, groupSize = 1 } = task
  const students = offsets.length - 1
  const company = Int32Array.from({ length: task.capacity.length / rounds }, (_, j) => task.company?.[j] ?? j)
  const fixed = new Int32Array(students * rounds).fill(-1)
  const open = Uint8Array.from(fixed, (_, cell) => (task.present?.[cell] === 0 ? 0 : 1))
  const room = task.capacity.map((places) => Math.floor(places / groupSize))
  for (const r of frozen) {
    for (let cell = r; cell < open.length; cell += rounds) {
      open[cell] = 0
      fixed[cell] = Math.max(-1, was[cell])
    }
  }
  for (const { student, station, round } of pins) {
    const cell = student * rounds + round
    if (open[cell] === 0) continue
    open[cell] = 0
    fixed[cell] = station
    room[station * rounds + round]--
  }
  const allowed = new Uint8Array(stations.length * rounds)
  for (let i = 0; i < students; i++) {
    const met = new Set(Array.from(fixed.subarray(i * rounds, (i + 1) * rounds), (j) => (j < 0 ? -1 : company[j])))
    for (let e = offsets[i]; e < offsets[i + 1]; e++) {
      if (met.has(company[stations[e]])) continue
      for (let r = 0; r < rounds; r++) {
        if (open[i * rounds + r] === 1 && room[stations[e] * rounds + r] > 0) allowed[e * rounds + r] = 1
      }
    }
  }
  const reachTo = (student: number, station: number) => {
    const at = stations.subarray(offsets[student], offsets[student + 1]).indexOf(station)
    return at === -1 ? -1 : offsets[student] + at
  }
  for (const { student, station } of task.forbidden ?? []) {
    const e = reachTo(student, station)
    if (e !== -1) allowed.fill(0, e * rounds, (e + 1) * rounds)
  }
  for (const { student, station, round } of barred) {
    const e = reachTo(student, station)
    if (e !== -1) allowed[e * rounds + round] = 0
  }
  return { task, was, weights: weightsOf(repair), company, fixed, open, room, allowed }
}

/**
 * With an infinite price a change outweighs all points that plans can differ by, and an empty round all changes, each twice:
 * so a bound that is not quite reached may still prove the number of changes.
 */
const weightsOf = ({ task, changePrice }: CarouselRepair): Weights => {
  if (Number.isFinite(changePrice)) return { change: changePrice, empty: 0 }
  const change = 2 * widestDifference(task)
  return { change, empty: 2 * task.rounds * (task.offsets.length - 1) * change }
}

/** More than two plans can differ in points, empty rounds aside. */
export const widestDifference = ({ rounds, offsets, minutes, rewards, ownVisits }: CarouselTask): number => {
  const rewarded =
    rewards.own * Math.min(rounds, ownVisits) +
    rewards.other.slice(0, rounds).reduce((sum, each) => sum + each, 0) +
    rewards.wish * rounds
  const farthest = minutes.reduce((most, each) => Math.max(most, each), 0)
  return 1 + (offsets.length - 1) * (rewarded + rounds * farthest)
}

/** Keeps count of one student's visits, so that one more can be valued. */
export const createCount = ({ worlds, wished, rewards, ownVisits }: CarouselTask) => {
  const seen = new Int32Array(worlds.reduce((most, world) => Math.max(most, world), 0) + 1)
  const counted: number[] = []
  let own = 0
  let others = 0
  /** What reach e would add to the visits so far, minutes aside. */
  const next = (e: number): number => {
    const world = worlds[e]
    if (world === OWN) return own < ownVisits ? rewards.own : 0
    if (seen[world] > 0) return 0
    return (rewards.other[others] ?? 0) + (wished?.[e] === 1 ? rewards.wish : 0)
  }
  /** Counts reach e; returns what it adds. */
  const add = (e: number): number => {
    const worth = next(e)
    counted.push(e)
    if (worlds[e] === OWN) own++
    else if (seen[worlds[e]]++ === 0) others++
    return worth
  }
  const clear = () => {
    for (const e of counted) if (worlds[e] !== OWN) seen[worlds[e]] = 0
    counted.length = 0
    own = 0
    others = 0
  }
  return { next, add, clear }
}
