// Puts the places that would suit a student best beside the one that the plan gives, with what stands in the way of each.
import { type Said, said } from '@stagebureau/shared'
import { studentValue } from '../engine/carousel-value.ts'
import { carouselTask, carouselWeights } from './carousel-task.ts'
import type { Choices } from './draft-plan.ts'
import { openingsFor } from './eligible.ts'
import type { OpeningFacts, Situation, StudentFacts } from './facts.ts'
import type { Whereabouts } from './moves.ts'
import { placementWeights } from './placement-task.ts'
import { tasksOf, worthOfPlaces } from './standing-placement.ts'
import { createTravelTimes } from './travel.ts'
import { brokenRule } from './why-not.ts'
import { notWished, wishRank } from './wishes.ts'

/** Another opening for the same student, in the units of the plan. */
export type Alternative = {
  readonly openingId: string
  readonly minutes: number
  /** 1 for the first wish; absent when it was not wished for. */
  readonly wish?: number | undefined
  /** How many points worse it is for this student than where he is (less than 0: better); absent when he has no place. */
  readonly worse?: number | undefined
  /** Whether no hard rule forbids it. */
  readonly possible: boolean
  readonly reason: Said
}

export type Beside = {
  readonly situation: Situation
  readonly choices: Choices
  readonly rows: readonly Whereabouts[]
  readonly studentId: string
  /** The round of a carousel; undefined for a placement. */
  readonly round?: number | undefined
}

/** So many are told. */
const most = 5

type Considered = { readonly opening: OpeningFacts; readonly minutes: number; readonly cost: number }

const best = (considered: readonly Considered[], own: string | undefined): Considered[] =>
  considered
    .filter(({ opening }) => opening.openingId !== own)
    .toSorted((a, b) => a.cost - b.cost || (a.opening.openingId < b.opening.openingId ? -1 : 1))
    .slice(0, most)

/** How many students the plan has at each opening, in that round or in all. */
const load = (rows: readonly Whereabouts[], round: number | undefined): ReadonlyMap<string, number> => {
  const stops = rows.flatMap((row) => row.stops.filter((stop) => stop.round === round))
  return new Map([...Map.groupBy(stops, ({ openingId }) => openingId)].map(([id, all]) => [id, all.length]))
}

const whereThereIsRoom = (worse: number | undefined): Said => {
  if (worse === undefined) return said('alternative/room')
  if (worse === 0) return said('alternative/as-good')
  return worse > 0 ? said('alternative/worse', { points: worse }) : said('alternative/better', { points: -worse })
}

const rankIn = ({ companies }: Situation, student: StudentFacts, { companyId }: OpeningFacts) =>
  wishRank(student, companies.get(companyId)!)
const wishOf = (situation: Situation, student: StudentFacts, opening: OpeningFacts): number | undefined => {
  const rank = rankIn(situation, student, opening)
  return rank === notWished ? undefined : rank + 1
}

const reachable = ({ season, centres, companies }: Situation, student: StudentFacts) => {
  const times = createTravelTimes(season.travel, centres, companies)
  return ({ companyId }: OpeningFacts) => times.minutes(student.area, student.means, companyId)
}

/** For a placement: openings of the student's profile by minutes and wish. */
const besidePlacement = ({ situation, choices, rows, studentId }: Beside, student: StudentFacts): Alternative[] => {
  const weights = { ...placementWeights, ...choices.weights }
  const { pinned: task } = tasksOf(situation, choices)
  const number = new Map(task.openings.map(({ openingId }, j) => [openingId, j]))
  const minutesTo = reachable(situation, student)
  const considered = task.openings.flatMap((opening): Considered[] => {
    const minutes = minutesTo(opening)
    if (opening.profile !== student.profile || minutes === undefined) return []
    return [{ opening, minutes, cost: weights.minute * minutes + weights.wish * rankIn(situation, student, opening) }]
  })
  const own = rows.find((row) => row.studentId === studentId)?.stops[0]?.openingId
  const ownCost = considered.find(({ opening }) => opening.openingId === own)?.cost
  const filled = load(rows, undefined)
  const { enough, worth } = worthOfPlaces(situation, choices)
  const whenFull = (j: number): Said => {
    if (task.left[j] === 0) return said('alternative/held')
    if (worth[j]! === 0) return said('alternative/full')
    return worth[j]! > enough
      ? said('alternative/full-for-a-place')
      : said('alternative/full-worth', { worth: worth[j]! })
  }
  return best(considered, own).map(({ opening, minutes, cost }): Alternative => {
    const j = number.get(opening.openingId)!
    const broken = brokenRule(situation, student, opening)
    const worse = ownCost === undefined ? undefined : cost - ownCost
    const full = (filled.get(opening.openingId) ?? 0) >= task.left[j]!
    return {
      openingId: opening.openingId,
      minutes,
      wish: wishOf(situation, student, opening),
      worse,
      possible: broken === undefined,
      reason: broken ?? (full ? whenFull(j) : whereThereIsRoom(worse)),
    }
  })
}

/** For one round of a carousel: companies not visited otherwise, by what the student's row would be worth with that visit in it. */
const besideStop = ({ situation, choices, rows, studentId, round }: Beside, student: StudentFacts): Alternative[] => {
  const { programme } = situation
  const weights = { ...carouselWeights(programme.rounds.length), ...choices.weights }
  const { students, openings, task } = carouselTask(situation, weights)
  const i = students.findIndex((one) => one.studentId === studentId)
  const r = programme.rounds.findIndex(({ number }) => number === round)
  if (i === -1 || r === -1) return []
  const number = new Map(openings.map(({ openingId }, j) => [openingId, j]))
  const within = new Map(
    Array.from(task.stations.subarray(task.offsets[i], task.offsets[i + 1]), (j, k) => [j, task.offsets[i]! + k]),
  )
  const stops = rows.find((row) => row.studentId === studentId)?.stops ?? []
  const row = programme.rounds.map((one) => {
    const j = number.get(stops.find((stop) => stop.round === one.number)?.openingId ?? '')
    return j !== undefined && within.has(j) ? j : -1
  })
  const elsewhere = new Set(stops.flatMap((stop) => (stop.round === round ? [] : [stop.companyId])))
  const own = stops.find((stop) => stop.round === round)?.openingId
  const here = studentValue(task, i, row)
  const filled = load(rows, round)
  const fresh = [...within].filter(([j]) => !elsewhere.has(openings[j]!.companyId))
  const considered = fresh.map(
    ([j, e]): Considered => ({
      opening: openings[j]!,
      minutes: task.minutes[e]!,
      cost: here - studentValue(task, i, row.with(r, j)),
    }),
  )
  return best(considered, own).map(({ opening, minutes, cost }): Alternative => {
    const room = task.capacity[number.get(opening.openingId)! * task.rounds + r]!
    const worse = own === undefined ? undefined : cost
    const why = (): Said => {
      if (room === 0) return said('alternative/closed')
      return (filled.get(opening.openingId) ?? 0) >= room ? said('alternative/full-in-round') : whereThereIsRoom(worse)
    }
    return {
      openingId: opening.openingId,
      minutes,
      wish: wishOf(situation, student, opening),
      worse,
      possible: room > 0,
      reason: why(),
    }
  })
}

/** At most five, the best for the student first. Of other students nothing is told. */
export const alternatives = (beside: Beside): Alternative[] => {
  const { situation, studentId } = beside
  const student = situation.students.find((one) => one.studentId === studentId)
  if (student === undefined || openingsFor(situation).length === 0) return []
  const { kind } = situation.programme
  if (kind === 'placement') return besidePlacement(beside, student)
  return kind === 'carousel' ? besideStop(beside, student) : []
}
