// The kind `whynot`: by how much the best plan would cost more with a given student at a given opening.
import type { Pairs } from '../engine/placement-network.ts'
import { prepareWhyNot } from '../engine/why-not.ts'
import { kindOf } from './kind.ts'
import { createSeating, readPairs } from './pairs.ts'
import { field, forEach, list, type Read, refused, whole, wholes } from './reader.ts'

export const whynot = kindOf({
  read: (input) => {
    const question = field(input, 'placement', readPairs)
    const { offsets, capacity } = question.pairs
    const openings = capacity.length
    const students = offsets.length - 1
    const assignment = field(input, 'assignment', wholes(-1, openings - 1, students))
    const queries = field(input, 'queries', list(couple(students, openings)))
    const seat = createSeating(question.pairs)
    assignment.forEach((j, i) => {
      if (j !== -1) seat(`assignment[${i}]`, i, j, 'be')
    })
    return { ...question, assignment, queries }
  },
  solve: ({ pairs, unplacedCost, assignment, queries }) => {
    const whyNot = prepareWhyNot(pairs, unplacedCost, assignment)
    return { deltas: queries.map(([student, opening]) => whyNot.ask(student, opening).rise), plan: whyNot.assignment }
  },
  // An assignment that is not a best plan is no reason to answer nothing: the answers are then about one that is.
  write: ({ deltas, plan }, { pairs, unplacedCost, assignment }) => ({
    deltas,
    ...(costOf(pairs, unplacedCost, plan) === costOf(pairs, unplacedCost, assignment)
      ? {}
      : { assignmentOptimal: false }),
  }),
})

const costOf = ({ offsets, openings, costs }: Pairs, unplacedCost: number, assignment: Int32Array): number =>
  assignment.reduce((sum, j, i) => sum + (j === -1 ? unplacedCost : costs[openings.indexOf(j, offsets[i])]), 0)

const couple =
  (students: number, openings: number): Read<readonly [student: number, opening: number]> =>
  (value) => {
    if (!Array.isArray(value) || value.length !== 2) throw refused(value, '[student, opening]')
    forEach(value, (entry, k) => whole(0, (k === 0 ? students : openings) - 1)(entry))
    return value as [number, number]
  }
