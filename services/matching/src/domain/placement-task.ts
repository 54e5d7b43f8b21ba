// Makes a placement programme into a task for the engine.
import type { Placement } from '../engine/placement-network.ts'
import { type Eligible, eligiblePairs, openingsFor, participants } from './eligible.ts'
import type { OpeningFacts, Situation, StudentFacts } from './facts.ts'
import { lotFor } from './lots.ts'
import { mostOccupied } from './occupancy.ts'
import { heldElsewhere } from './rules.ts'
import { companyChoice, wishRank } from './wishes.ts'

/** What a wish weighs against minutes of travel. */
export type PlacementWeights = { readonly minute: number; readonly wish: number }
export const placementWeights: PlacementWeights = { minute: 1, wish: 100 }

export type PlacementTask = {
  readonly students: readonly StudentFacts[]
  readonly openings: readonly OpeningFacts[]
  /** Places of each opening that no other programme holds at the same time. */
  readonly left: Int32Array
  readonly eligible: Eligible
  /** Students who have another placement at the same time. */
  readonly held: ReadonlySet<string>
  readonly input: Placement
}

export const placementTask = (situation: Situation, weights: PlacementWeights = placementWeights): PlacementTask => {
  const { programme, companies } = situation
  const held = heldElsewhere(programme, situation.held)
  const students = participants(situation)
  const openings = openingsFor(situation)
  const eligible = eligiblePairs(situation, students, openings)
  const stay = {
    from: programme.from!,
    until: programme.until!,
    weekdays: programme.weekdays,
    daypart: programme.daypart,
  }
  const occupied = mostOccupied(stay, situation.held)
  const left = Int32Array.from(openings, ({ openingId, places }) =>
    Math.max(0, places - (occupied.get(openingId) ?? 0)),
  )

  const offsets = new Int32Array(students.length + 1)
  const found: number[] = []
  const costs: number[] = []
  const lots: number[] = []
  students.forEach((student, i) => {
    const end = held.has(student.studentId) ? eligible.offsets[i]! : eligible.offsets[i + 1]!
    for (let a = eligible.offsets[i]!; a < end; a++) {
      const j = eligible.openings[a]!
      const { openingId, companyId } = openings[j]!
      const company = companies.get(companyId)!
      found.push(j)
      costs.push(weights.minute * eligible.minutes[a]! + weights.wish * wishRank(student, company))
      // Of places that are equally good otherwise, one that the student chose by name comes before all that lots decide.
      const drawn = lotFor(student.lot, `${company.key} ${openingId.slice(openingId.indexOf('.'))}`)
      lots.push(companyChoice(student, company) ?? drawn)
    }
    offsets[i + 1] = found.length
  })
  const schools = new Map<string, number>()
  const school = Int32Array.from(students, ({ schoolId }) => {
    const number = schools.get(schoolId) ?? schools.size
    schools.set(schoolId, number)
    return number
  })
  const input: Placement = {
    offsets,
    openings: Int32Array.from(found),
    costs: Int32Array.from(costs),
    capacity: left,
    // Without students there are no schools between which to be fair.
    ...(students.length === 0 ? {} : { school }),
    lots: Int32Array.from(lots),
  }
  return { students, openings, left, eligible, held, input }
}
