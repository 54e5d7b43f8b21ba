// Makes a carousel programme into a task for the engine.
import { worlds } from '@stagebureau/shared'
import type { Visit } from '../engine/carousel-options.ts'
import { type CarouselTask, OWN } from '../engine/carousel-task.ts'
import { type Eligible, eligiblePairs, openingsFor, participants } from './eligible.ts'
import type { OpeningFacts, Situation, StudentFacts } from './facts.ts'
import { lotFor } from './lots.ts'
import { mostOccupied } from './occupancy.ts'

/** Points: for own visits, for each further other world less, for a wished world, and against an empty round. */
export type CarouselWeights = {
  readonly own: number
  readonly other: readonly number[]
  readonly wish: number
  readonly emptyRound: number
}
export const carouselWeights = (rounds: number): CarouselWeights => ({
  own: 2000,
  other: Array.from({ length: rounds }, (_, m) => Math.max(0, 1000 - 100 * m)),
  wish: 50,
  emptyRound: 10_000,
})

export type CarouselProgramme = {
  readonly students: readonly StudentFacts[]
  /** The stations, in the order of the engine. */
  readonly openings: readonly OpeningFacts[]
  readonly eligible: Eligible
  readonly task: CarouselTask
  /** Visits that are forbidden in one round; the task does not know of them. */
  readonly avoided: readonly Visit[]
}

/** Places per station and round: none when closed, and without those that another carousel holds at the same time. */
const roundCapacity = ({ programme, held }: Situation, openings: readonly OpeningFacts[]): Int32Array => {
  const { rounds, weekdays, daypart } = programme
  const occupied = rounds.map(({ from, until }) => mostOccupied({ from, until, weekdays, daypart }, held))
  return Int32Array.from({ length: openings.length * rounds.length }, (_, cell) => {
    const { openingId, places, closedRounds } = openings[Math.floor(cell / rounds.length)]!
    const r = cell % rounds.length
    if (closedRounds.includes(rounds[r]!.number)) return 0
    return Math.max(0, places - (occupied[r]!.get(openingId) ?? 0))
  })
}

const numbered = (names: readonly string[]): Int32Array => {
  const numbers = new Map<string, number>()
  return Int32Array.from(names, (name) => {
    const number = numbers.get(name) ?? numbers.size
    numbers.set(name, number)
    return number
  })
}

const avoidedIn = (
  { programme, forbids = [] }: Situation,
  students: readonly StudentFacts[],
  openings: readonly OpeningFacts[],
): Visit[] =>
  forbids.flatMap(({ studentId, openingId, round }) => {
    const student = students.findIndex((one) => one.studentId === studentId)
    const station = openings.findIndex((one) => one.openingId === openingId)
    const at = programme.rounds.findIndex(({ number }) => number === round)
    return student === -1 || station === -1 || at === -1 ? [] : [{ student, station, round: at }]
  })

export const carouselTask = (situation: Situation, weights: CarouselWeights): CarouselProgramme => {
  const { programme, companies, season } = situation
  const students = participants(situation)
  const openings = openingsFor(situation)
  const eligible = eligiblePairs(situation, students, openings)
  const worldOf = openings.map(({ companyId }) => companies.get(companyId)!.worlds[0])
  // A company without a world is a world of its own: there is something else to see.
  const worldNumber = (j: number): number => (worldOf[j] === undefined ? worlds.length : worlds.indexOf(worldOf[j]))

  const categories = new Int32Array(eligible.openings.length)
  const wished = new Uint8Array(eligible.openings.length)
  students.forEach(({ profile, wishes }, i) => {
    for (let a = eligible.offsets[i]!; a < eligible.offsets[i + 1]!; a++) {
      const j = eligible.openings[a]!
      const world = worldOf[j]
      categories[a] = openings[j]!.profile === profile ? OWN : worldNumber(j)
      wished[a] = world !== undefined && wishes.includes(world) ? 1 : 0
    }
  })
  const keyOf = ({ companyId, profile }: OpeningFacts) => `${companies.get(companyId)!.key} ${profile ?? ''}`
  return {
    students,
    openings,
    eligible,
    avoided: avoidedIn(situation, students, openings),
    task: {
      rounds: programme.rounds.length,
      offsets: eligible.offsets,
      stations: eligible.openings,
      minutes: eligible.minutes,
      worlds: categories,
      wished,
      capacity: roundCapacity(situation, openings),
      company: numbered(openings.map(({ companyId }) => companyId)),
      lots: {
        students: Float64Array.from(students, ({ lot }) => lot),
        stations: Float64Array.from(openings, (opening) => lotFor(season.seed, keyOf(opening))),
      },
      ownVisits: programme.ownProfileAtLeast ?? 0,
      emptyCost: weights.emptyRound,
      rewards: { own: weights.own, other: weights.other, wish: weights.wish },
    },
  }
}
