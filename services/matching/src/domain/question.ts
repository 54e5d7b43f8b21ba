// Who could go where and for how many there is room, whatever the kind of programme: what shortages are found from.
import { atelierTask } from './atelier-task.ts'
import { carouselTask, carouselWeights } from './carousel-task.ts'
import { eligiblePairs, participants } from './eligible.ts'
import type { OpeningFacts, Situation, StudentFacts } from './facts.ts'
import { once } from './once.ts'
import { tasksOf } from './standing-placement.ts'

/**
 * Student i may go to the places `openings[offsets[i] .. offsets[i+1]-1]`, of which each takes `capacity` students.
 * A student counts as placed with one place; in a carousel that is one stop.
 */
export type Question = {
  readonly students: readonly StudentFacts[]
  /** How many students go with each of them, himself included; one when left out. */
  readonly sizes?: readonly number[]
  /** Students who can go nowhere because they have a placement at the same time already. */
  readonly held: ReadonlySet<string>
  readonly places: readonly { readonly companyId: string; readonly openingId: string }[]
  readonly offsets: Int32Array
  readonly openings: Int32Array
  readonly capacity: Int32Array
}

const placementQuestion = (situation: Situation): Question => {
  const { students, openings: places, input, held } = tasksOf(situation, { weights: {} }).free
  return { students, held, places, offsets: input.offsets, openings: input.openings, capacity: input.capacity }
}

/** Teams reach every case. Each is asked for by its first member. */
const atelierQuestion = (situation: Situation): Question => {
  const { teams, cases, input } = atelierTask(situation)
  const places = cases.map(({ companyId, caseId }) => ({ companyId, openingId: caseId }))
  const students = teams.map(({ members }) => members[0]!)
  const sizes = teams.map(({ members }) => members.length)
  return {
    students,
    sizes,
    held: new Set(),
    places,
    offsets: input.offsets,
    openings: input.cases,
    capacity: input.capacity,
  }
}

/** One stop is a place; a station takes in all rounds together what it takes in each. */
const carouselQuestion = (situation: Situation): Question => {
  const {
    students,
    openings: places,
    task,
  } = carouselTask(situation, carouselWeights(situation.programme.rounds.length))
  const capacity = Int32Array.from(places, (_, j) =>
    task.capacity.subarray(j * task.rounds, (j + 1) * task.rounds).reduce((sum, places) => sum + places, 0),
  )
  return { students, held: new Set(), places, offsets: task.offsets, openings: task.stations, capacity }
}

const nowhere = (situation: Situation): Question => {
  const students = participants(situation)
  return {
    students,
    held: new Set(),
    places: [],
    offsets: new Int32Array(students.length + 1),
    openings: new Int32Array(0),
    capacity: new Int32Array(0),
  }
}

export const questionOf = (situation: Situation): Question => once(situation, 'question', () => asQuestion(situation))

const asQuestion = (situation: Situation): Question => {
  const { kind } = situation.programme
  if (kind === 'placement') return placementQuestion(situation)
  if (kind === 'carousel') return carouselQuestion(situation)
  if (kind === 'atelier') return atelierQuestion(situation)
  return nowhere(situation)
}

/** The same question with places besides that the students may go to by the same rules; they come after the others. */
export const withPlaces = (
  situation: Situation,
  question: Question,
  more: readonly OpeningFacts[],
  room: readonly number[],
): Question => {
  const { students, places, held } = question
  const everyone = situation.programme.kind === 'atelier'
  const { offsets: starts, openings: reached } = eligiblePairs(situation, everyone ? [] : students, more)
  const all = Int32Array.from(more.keys())
  const none = new Int32Array(0)
  const added = students.map(({ studentId }, i) => {
    if (held.has(studentId)) return none
    return everyone ? all : reached.subarray(starts[i], starts[i + 1])
  })
  const offsets = new Int32Array(students.length + 1)
  added.forEach((row, i) => {
    offsets[i + 1] = offsets[i]! + question.offsets[i + 1]! - question.offsets[i]! + row.length
  })
  const openings = new Int32Array(offsets[students.length]!)
  added.forEach((row, i) => {
    openings.set(question.openings.subarray(question.offsets[i], question.offsets[i + 1]), offsets[i])
    openings.set(
      row.map((k) => places.length + k),
      offsets[i + 1]! - row.length,
    )
  })
  return {
    ...question,
    places: [...places, ...more],
    offsets,
    openings,
    capacity: Int32Array.from([...question.capacity, ...room]),
  }
}
