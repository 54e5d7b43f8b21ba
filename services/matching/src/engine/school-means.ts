// How well each school is off under a plan: the mean cost of its students, those without a place included.
import type { Pairs } from './placement-network.ts'

/** Students of schools 0 .. schools-1, none without students, to be placed fairly; staying unplaced costs `unplacedCost`. */
export type FairTask = {
  readonly pairs: Pairs
  readonly school: Int32Array
  readonly schools: number
  readonly unplacedCost: number
}

/**
 * `total` is what all students cost; `burdens` has per school its mean times the number of all students, so that it weighs
 * as much as the total.
 */
export type Outcome = { readonly total: number; readonly burdens: Float64Array }

export const schoolSizes = ({ school, schools }: FairTask): Int32Array => {
  const sizes = new Int32Array(schools)
  for (const g of school) sizes[g]++
  return sizes
}

/** What the student costs where he is; NaN where he cannot be. */
export const costOf = (
  { pairs: { offsets, openings, costs }, unplacedCost }: FairTask,
  student: number,
  at: number,
) => {
  if (at === -1) return unplacedCost
  const row = openings.subarray(offsets[student], offsets[student + 1])
  const found = row.indexOf(at)
  return found === -1 ? Number.NaN : costs[offsets[student] + found]
}

export const outcomeOf = (task: FairTask, assignment: Int32Array): Outcome => {
  const sums = new Float64Array(task.schools)
  assignment.forEach((j, i) => {
    sums[task.school[i]] += costOf(task, i, j)
  })
  return { total: sums.reduce((a, b) => a + b, 0), burdens: burdensOf(task, sums) }
}

/** Per school its summed cost as a burden. */
export const burdensOf = (task: FairTask, sums: Float64Array): Float64Array => {
  const sizes = schoolSizes(task)
  return sums.map((sum, g) => (task.school.length * sum) / sizes[g])
}

/** What is minimised: the total and the burden of the school that is worst off. */
export const objectiveOf = ({ total, burdens }: Outcome): number =>
  burdens.length === 0 ? total : total + burdens.reduce((most, burden) => Math.max(most, burden))
