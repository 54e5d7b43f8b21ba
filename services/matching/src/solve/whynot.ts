// The kind `whynot`: by how much the best plan would cost more with a given student at a given opening.
import { prepareWhyNot } from '../engine/why-not.ts'
import { kindOf } from './kind.ts'
import { readPairs } from './pairs.ts'
import { BadInput, field, forEach, list, type Read, refused, whole } from './reader.ts'

export const whynot = kindOf({
  read: (input) => {
    const question = field(input, 'placement', readPairs)
    const { offsets, capacity } = question.pairs
    const openings = capacity.length
    const students = offsets.length - 1
    const assignment = field(input, 'assignment', list(whole(-1, openings - 1)))
    if (assignment.length !== students) {
      throw new BadInput('assignment', `has ${assignment.length} entries, not ${students}`)
    }
    const queries = field(input, 'queries', list(couple(students, openings)))
    return { ...question, assignment, queries }
  },
  solve: ({ pairs, unplacedCost, queries }) => {
    const { ask } = prepareWhyNot(pairs, unplacedCost)
    return queries.map(([student, opening]) => ask(student, opening).rise)
  },
  write: (deltas) => ({ deltas }),
})

const couple =
  (students: number, openings: number): Read<readonly [student: number, opening: number]> =>
  (value) => {
    if (!Array.isArray(value) || value.length !== 2) throw refused(value, '[student, opening]')
    forEach(value, (entry, k) => whole(0, (k === 0 ? students : openings) - 1)(entry))
    return value as [number, number]
  }
