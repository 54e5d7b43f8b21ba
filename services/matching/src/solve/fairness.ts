// The kind `fairness`: a placement in which no school is much worse off than others, with a bound and its proof.
import { isExact } from '../engine/fair-scale.ts'
import { placeFairly } from '../engine/fairness.ts'
import { checkFairness } from '../engine/fairness-check.ts'
import { kindOf } from './kind.ts'
import { readPairs } from './pairs.ts'
import { BadInput, field, list, number, whole, wholes } from './reader.ts'

const MOST_SCHOOLS = 100_000

/** A placement input with `schools`, the school of each student; here the cost of staying unplaced must be given. */
export const fairness = kindOf({
  read: (input) => {
    const { pairs, unplacedCost, counted } = readPairs(input)
    const school = field(input, 'schools', wholes(0, MOST_SCHOOLS - 1, pairs.offsets.length - 1))
    if (!counted) throw new BadInput('unplacedCost', 'missing, expected an integer')
    if (!isExact({ pairs, unplacedCost })) {
      throw new BadInput('arcs', 'costs are too far apart for exact sums with so many students')
    }
    return { pairs, school, unplacedCost }
  },
  solve: ({ pairs, school, unplacedCost }) => placeFairly(pairs, school, unplacedCost),
  write: ({ assignment, placed, objective, bound, gap, means, certificate }) => ({
    assignment: Array.from(assignment),
    placed,
    objective,
    bound,
    gap,
    means: Array.from(means),
    certificate: {
      factors: Array.from(certificate.factors),
      denominator: certificate.denominator,
      studentPrices: Array.from(certificate.studentPrices),
      openingPrices: Array.from(certificate.openingPrices),
    },
  }),
  check: ({ pairs, school, unplacedCost }, answer) => {
    const any = number(-Number.MAX_VALUE, Number.MAX_VALUE)
    return checkFairness(pairs, school, unplacedCost, {
      assignment: field(answer, 'assignment', list(whole(-1, pairs.capacity.length - 1))),
      placed: field(answer, 'placed', any),
      objective: field(answer, 'objective', any),
      bound: field(answer, 'bound', any),
      gap: field(answer, 'gap', any),
      means: field(answer, 'means', list(any)),
      certificate: field(answer, 'certificate', (certificate) => ({
        factors: field(certificate, 'factors', list(any)),
        denominator: field(certificate, 'denominator', any),
        studentPrices: field(certificate, 'studentPrices', list(any)),
        openingPrices: field(certificate, 'openingPrices', list(any)),
      })),
    })
  },
})
