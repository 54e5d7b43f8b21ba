// The kind `placement`: students to openings at the least cost, with the prices that prove it.
import { placePairs } from '../engine/bare-placement.ts'
import { checkPairs } from '../engine/certificate.ts'
import { kindOf } from './kind.ts'
import { readPairs } from './pairs.ts'
import { field, list, number, whole } from './reader.ts'

/** Without an unplaced cost the figures count only the arcs; the certificate is always for `unplacedCost`. */
export const placement = kindOf({
  read: readPairs,
  solve: ({ pairs, unplacedCost }) => placePairs(pairs, unplacedCost),
  write: (plan, { counted }) => {
    const missing = counted ? 0 : (plan.assignment.length - plan.placed) * plan.unplacedCost
    return {
      assignment: Array.from(plan.assignment),
      placed: plan.placed,
      objective: plan.objective - missing,
      bound: plan.bound - missing,
      gap: plan.objective - plan.bound,
      certificate: {
        studentPrices: Array.from(plan.studentPrices),
        openingPrices: Array.from(plan.openingPrices),
      },
    }
  },
  check: ({ pairs, unplacedCost, counted }, answer) => {
    const students = pairs.offsets.length - 1
    const any = number(-Number.MAX_VALUE, Number.MAX_VALUE)
    const placed = field(answer, 'placed', whole(0, students))
    const missing = counted ? 0 : (students - placed) * unplacedCost
    const objective = field(answer, 'objective', any)
    const bound = field(answer, 'bound', any)
    const gap = field(answer, 'gap', any)
    const claim = field(answer, 'certificate', (certificate) => ({
      studentPrices: field(certificate, 'studentPrices', list(any)),
      openingPrices: field(certificate, 'openingPrices', list(any)),
    }))
    const assignment = field(answer, 'assignment', list(whole(-1, pairs.capacity.length - 1)))
    const flaws = checkPairs(pairs, unplacedCost, {
      assignment,
      placed,
      objective: objective + missing,
      bound: bound + missing,
      ...claim,
    })
    return gap === objective - bound ? flaws : [...flaws, `the gap is ${objective - bound}, not ${gap}`]
  },
})
