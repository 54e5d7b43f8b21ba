// Who could go where and for how many there is room, whatever the kind of programme: what shortages are found from.
import { atelierTask } from './atelier-task.ts'
import { participants } from './eligible.ts'
import type { Situation, StudentFacts } from './facts.ts'
import { placementTask } from './placement-task.ts'

/**
 * Student i may go to the places `openings[offsets[i] .. offsets[i+1]-1]`, of which each takes `capacity` students.
 * A student counts as placed with one place; in a carousel that is one stop.
 */
export type Question = {
  readonly students: readonly StudentFacts[]
  readonly places: readonly { readonly companyId: string }[]
  readonly offsets: Int32Array
  readonly openings: Int32Array
  readonly capacity: Int32Array
}

const placementQuestion = (situation: Situation): Question => {
  const { students, openings: places, input } = placementTask(situation)
  return { students, places, offsets: input.offsets, openings: input.openings, capacity: input.capacity }
}

/** Teams reach every case. Each is asked for by its first member, so what is short counts teams. */
const atelierQuestion = (situation: Situation): Question => {
  const { teams, cases, input } = atelierTask(situation)
  const students = teams.map(({ members }) => members[0]!)
  return { students, places: cases, offsets: input.offsets, openings: input.cases, capacity: input.capacity }
}

const nowhere = (situation: Situation): Question => {
  const students = participants(situation)
  return {
    students,
    places: [],
    offsets: new Int32Array(students.length + 1),
    openings: new Int32Array(0),
    capacity: new Int32Array(0),
  }
}

export const questionOf = (situation: Situation): Question => {
  const { kind } = situation.programme
  if (kind === 'placement') return placementQuestion(situation)
  return kind === 'atelier' ? atelierQuestion(situation) : nowhere(situation)
}
