// The kind `repair`: mends a plan with the fewest changes.
import { repair as mend, type RepairQuestion } from '../engine/repair.ts'
import { checkRepair } from '../engine/repair-check.ts'
import { kindOf } from './kind.ts'
import { createSeating, readPairs } from './pairs.ts'
import { BadInput, field, list, number, optional, whole, wholes } from './reader.ts'

export const repair = kindOf({
  read: (input) => {
    const question = field(input, 'placement', readPairs)
    const { offsets, capacity } = question.pairs
    const students = offsets.length - 1
    const previous = field(input, 'previous', wholes(-1, capacity.length - 1, students))
    const frozen = field(input, 'frozen', wholes(0, students - 1))
    refuseImpossible({ pairs: question.pairs, previous, frozen })
    return { ...question, previous, frozen }
  },
  solve: (question) => mend(question),
  write: ({ assignment, placed, changed, cost, proof }, { unplacedCost, counted }) => {
    const objective = cost + (counted ? (assignment.length - placed) * unplacedCost : 0)
    return {
      assignment: Array.from(assignment),
      placed,
      objective,
      bound: objective,
      gap: 0,
      changed,
      ...(proof === undefined
        ? {}
        : {
            certificate: {
              weights: proof.weights,
              studentPrices: Array.from(proof.studentPrices),
              openingPrices: Array.from(proof.openingPrices),
            },
          }),
    }
  },
  check: (question, answer) => {
    const { pairs, unplacedCost, counted } = question
    const students = pairs.offsets.length - 1
    const any = number(-Number.MAX_VALUE, Number.MAX_VALUE)
    const placed = field(answer, 'placed', whole(0, students))
    const objective = field(answer, 'objective', any)
    const proof = field(
      answer,
      'certificate',
      optional((certificate) => ({
        weights: field(certificate, 'weights', (weights) => ({
          unplaced: field(weights, 'unplaced', any),
          change: field(weights, 'change', any),
        })),
        studentPrices: field(certificate, 'studentPrices', list(any)),
        openingPrices: field(certificate, 'openingPrices', list(any)),
      })),
    )
    const flaws = checkRepair(question, {
      assignment: field(answer, 'assignment', list(whole(-1, pairs.capacity.length - 1))),
      placed,
      changed: field(answer, 'changed', whole(0, students)),
      cost: objective - (counted ? (students - placed) * unplacedCost : 0),
      ...(proof === undefined ? {} : { proof }),
    })
    if (proof === undefined) flaws.push('there is no certificate')
    if (field(answer, 'bound', any) !== objective || field(answer, 'gap', any) !== 0) flaws.push('there is a gap')
    return flaws
  },
})

/** Frozen students must have a pair and a place where they were. */
const refuseImpossible = ({ pairs, previous, frozen }: RepairQuestion) => {
  const seat = createSeating(pairs)
  const seen = new Set<number>()
  frozen.forEach((i, k) => {
    if (seen.has(i)) throw new BadInput(`frozen[${k}]`, `${i} is listed twice`)
    seen.add(i)
    if (previous[i] !== -1) seat(`frozen[${k}]`, i, previous[i], 'stay')
  })
}
