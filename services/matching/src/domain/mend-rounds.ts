// Mends a carousel round by round: each exactly, with the other rounds as they are, and with a price on every change.
import type { CarouselTask } from '../engine/carousel-task.ts'
import { OWN } from '../engine/carousel-task.ts'
import { solvePlacement } from '../engine/placement.ts'
import type { Placement } from '../engine/placement-network.ts'
import type { Visit } from './avoid-rounds.ts'

/** `was[i * rounds + r]` is the station of student i in round r, or -1 when there was none or it is gone. */
export type Mending = {
  readonly task: CarouselTask
  readonly was: Int32Array
  /** Rounds that may still be changed. */
  readonly open: readonly number[]
  /** Visits that are forbidden in their round. */
  readonly avoided: readonly Visit[]
  /** Points that a change must save; infinite: never for points alone. */
  readonly pricePerChange: number
}

/** More than a visit can be worth, so that what it lacks is a cost that is never negative. */
const mostWorth = ({ rewards, minutes }: CarouselTask): number =>
  rewards.own + Math.max(0, ...rewards.other) + rewards.wish + minutes.reduce((most, m) => Math.max(most, m), 0)

/** What pair e adds for a student who has these visits besides. */
const worthOf = (
  { worlds, wished, minutes, rewards, ownVisits }: CarouselTask,
  besides: readonly number[],
  e: number,
): number => {
  const world = worlds[e]!
  if (world === OWN) {
    const own = besides.filter((other) => worlds[other] === OWN).length
    return (own < ownVisits ? rewards.own : 0) - minutes[e]!
  }
  const seen = new Set(besides.map((other) => worlds[other]).filter((other) => other !== OWN))
  const wish = wished?.[e] === 1 ? rewards.wish : 0
  return (seen.has(world) ? 0 : (rewards.other[seen.size] ?? 0) + wish) - minutes[e]!
}

const mendRound = ({ task, was, avoided, pricePerChange }: Mending, plan: Int32Array, r: number): void => {
  const { rounds, offsets, stations, company, present, capacity, pins = [] } = task
  const students = offsets.length - 1
  const most = mostWorth(task)
  const starts = new Int32Array(students + 1)
  const openings: number[] = []
  const costs: number[] = []
  const changed: number[] = []
  const companyOf = (j: number) => company?.[j] ?? j
  const pinned = new Map(pins.flatMap(({ student, station, round }) => (round === r ? [[student, station]] : [])))
  const barred = new Set(
    avoided.flatMap(({ student, station, round }) => (round === r ? [`${student} ${station}`] : [])),
  )
  for (let i = 0; i < students; i++) {
    const others = Array.from({ length: rounds }, (_, other) => (other === r ? -1 : plan[i * rounds + other]!)).filter(
      (j) => j >= 0,
    )
    const visited = new Set(others.map(companyOf))
    const pairOf = (j: number) => stations.indexOf(j, offsets[i]!)
    const besides = others.map(pairOf)
    const cell = i * rounds + r
    for (let e = offsets[i]!; e < offsets[i + 1]! && present?.[cell] !== 0; e++) {
      const j = stations[e]!
      if (visited.has(companyOf(j)) || capacity[j * rounds + r] === 0) continue
      if ((pinned.get(i) ?? j) !== j || barred.has(`${i} ${j}`)) continue
      const change = was[cell] === j ? 0 : 1
      openings.push(j)
      costs.push(most - worthOf(task, besides, e) + (Number.isFinite(pricePerChange) ? pricePerChange * change : 0))
      changed.push(change)
    }
    starts[i + 1] = openings.length
  }
  const input: Placement = {
    offsets: starts,
    openings: Int32Array.from(openings),
    costs: Int32Array.from(costs),
    capacity: Int32Array.from({ length: capacity.length / rounds }, (_, j) => capacity[j * rounds + r]!),
    ...(pinned.size === 0
      ? {}
      : { priority: Int32Array.from({ length: students }, (_, i) => (pinned.has(i) ? 0 : 1)) }),
    ...(Number.isFinite(pricePerChange) ? {} : { beyond: Uint8Array.from(changed) }),
  }
  const { assignment } = solvePlacement(input)
  for (let i = 0; i < students; i++) plan[i * rounds + r] = assignment[i]!
}

/** Takes away visits to companies that are pinned to another round: nobody visits a company twice. */
const makeWay = ({ task: { rounds, company, pins = [] }, open }: Mending, plan: Int32Array): void => {
  const companyOf = (j: number) => company?.[j] ?? j
  for (const { student, station, round } of pins)
    for (const r of open) {
      const j = plan[student * rounds + r]!
      if (r !== round && j >= 0 && companyOf(j) === companyOf(station)) plan[student * rounds + r] = -1
    }
}

/** A plan with the same shape as `was`; rounds that are not open stay as they were. */
export const mendRounds = (mending: Mending): Int32Array => {
  const plan = Int32Array.from(mending.was)
  makeWay(mending, plan)
  for (const r of mending.open) mendRound(mending, plan, r)
  return plan
}
