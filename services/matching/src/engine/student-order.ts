// Puts students in an order that depends on what they can choose from and not on how they were numbered.
import type { Pairs } from './placement-network.ts'

/** Student numbers sorted by school, then by their pairs in the order given; students who are alike stay in order. */
export const orderStudents = ({ offsets, openings, costs }: Pairs, school: Int32Array): Int32Array => {
  const compare = (i: number, k: number) => {
    const bySchool = school[i] - school[k]
    if (bySchool !== 0) return bySchool
    const length = offsets[i + 1] - offsets[i]
    const byLength = length - (offsets[k + 1] - offsets[k])
    if (byLength !== 0) return byLength
    for (let a = offsets[i], b = offsets[k]; a < offsets[i + 1]; a++, b++) {
      const byPair = openings[a] - openings[b] || costs[a] - costs[b]
      if (byPair !== 0) return byPair
    }
    return 0
  }
  return Int32Array.from(school.keys()).sort(compare)
}

/** The rows of these students alone, in this order. */
export const rowsOf = ({ offsets, openings, costs, capacity }: Pairs, students: Int32Array): Pairs => {
  const starts = new Int32Array(students.length + 1)
  students.forEach((i, k) => {
    starts[k + 1] = starts[k] + offsets[i + 1] - offsets[i]
  })
  const picked = {
    offsets: starts,
    openings: new Int32Array(starts[students.length]),
    costs: new Int32Array(starts[students.length]),
    capacity,
  }
  students.forEach((i, k) => {
    picked.openings.set(openings.subarray(offsets[i], offsets[i + 1]), starts[k])
    picked.costs.set(costs.subarray(offsets[i], offsets[i + 1]), starts[k])
  })
  return picked
}
