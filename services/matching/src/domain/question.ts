// Who could go where and for how many there is room, whatever the kind of programme: what shortages are found from.
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

export const questionOf = (situation: Situation): Question =>
  situation.programme.kind === 'placement' ? placementQuestion(situation) : nowhere(situation)
