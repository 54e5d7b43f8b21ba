// Turns a placement round: per opening the students who could be there, for searches that start from openings.
import type { Pairs } from './placement-network.ts'
import { createRows, type Rows } from './short-list.ts'

/**
 * A row of students per opening. Staying unplaced is to cost everyone `emptyCost`, which is the dearest of `unplacedCost`,
 * so a student for whom it costs less is that much dearer everywhere. Openings with 0 in `seeks` get an empty row; who has
 * a pair with one of them has pairs with no others.
 */
export const rowsOfOpenings = (
  { offsets, openings, costs, capacity }: Pairs,
  unplacedCost: Int32Array,
  emptyCost: number,
  seeks: Uint8Array,
): Rows => {
  const starts = new Int32Array(capacity.length + 1)
  for (let a = 0; a < openings.length; a++) starts[openings[a] + 1] += seeks[openings[a]]
  for (let j = 0; j < capacity.length; j++) starts[j + 1] += starts[j]
  const students = new Int32Array(starts[capacity.length])
  const studentCosts = new Int32Array(students.length)
  const fill = starts.slice()
  for (let i = 0; i + 1 < offsets.length; i++) {
    const dearer = emptyCost - unplacedCost[i]
    for (let a = offsets[i]; a < offsets[i + 1]; a++) {
      if (seeks[openings[a]] === 0) break
      const at = fill[openings[a]]++
      students[at] = i
      studentCosts[at] = costs[a] + dearer
    }
  }
  return createRows(starts, students, studentCosts, (j) => capacity[j])
}
