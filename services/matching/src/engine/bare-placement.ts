// Places students at openings by one cost alone, as fast as it can be done, with the prices that prove the plan.
import type { Checkpoint } from './flow-network.ts'
import { placeBySimplex } from './placement-by-simplex.ts'
import type { Pairs } from './placement-network.ts'
import { LARGEST_COST, type ProvenPairs, shortestAugmentations } from './shortest-augmentations.ts'
import { type FormerPlan, warmStart } from './warm-start.ts'

/**
 * A plan, what it costs (`objective` = costs of its pairs + `unplacedCost` per student not placed), and the proof: the sum
 * of studentPrices less capacity times openingPrices is `bound`, and no plan costs less (see ProvenPairs).
 */
export type BarePlan = ProvenPairs & {
  readonly placed: number
  readonly unplacedCost: number
  readonly objective: number
  readonly bound: number
}

/**
 * The cheapest plan. Without `unplacedCost` as many students as possible are placed first of all, for which the cost
 * 1 + 2 * students * largest |cost| is enough: one more student placed moves others along a path that uses each student's
 * old and new pair at most once.
 *
 * Shortest augmentations in 32-bit numbers do it, unless a cost is too large for them: then the network simplex does. A very
 * large unplaced cost is first capped. If then no student without a place can reach an opening with room by a chain of
 * moves, the number placed cannot grow at any price, so the plan is right for the full cost as well, and the prices of all
 * whom such chains reach rise by the difference.
 *
 * With a `former` plan of much the same question the answer is as good and comes sooner (see `warmStart`); between plans of
 * the same cost the choice may differ.
 */
export const placePairs = (
  pairs: Pairs,
  unplacedCost?: number,
  checkpoint?: Checkpoint,
  former?: FormerPlan,
): BarePlan => {
  const full = unplacedCost ?? enoughToPlaceAll(pairs)
  const small = withSmallNumbers(pairs, full)
  if (small === undefined)
    return judge(pairs, placeBySimplex(pairs, new Float64Array(pairs.offsets.length - 1).fill(full), checkpoint), full)
  if (small.unplacedCost <= 0) return judge(pairs, nobodyPlaced(pairs, full), full)
  const students = pairs.offsets.length - 1
  const unplaced = new Int32Array(students).fill(small.unplacedCost)
  const plan =
    former === undefined
      ? shortestAugmentations(small.pairs, unplaced, checkpoint)
      : warmStart(small.pairs, unplaced, former, checkpoint)
  const raised = raise(pairs, plan, full - small.shift - small.unplacedCost, small.shift)
  return judge(
    pairs,
    raised ? plan : placeBySimplex(pairs, new Float64Array(pairs.offsets.length - 1).fill(full), checkpoint),
    full,
  )
}

/** A cost of staying unplaced at which every plan of least cost places as many students as can be. */
export const enoughToPlaceAll = ({ offsets, costs }: Pairs): number => {
  const { least, largest } = range(costs)
  return 1 + 2 * (offsets.length - 1) * Math.max(largest, -least)
}

/**
 * The same question in numbers that fit the 32-bit solvers: `shift` taken off all costs, so that none is negative, and the
 * unplaced cost capped, and `widest`, the largest cost there then is; undefined when the costs of pairs are too far apart.
 */
export const withSmallNumbers = (pairs: Pairs, unplacedCost: number) => {
  const { least: shift, largest } = range(pairs.costs)
  if (largest - shift > LARGEST_COST) return undefined
  const shifted = shift === 0 ? pairs : { ...pairs, costs: pairs.costs.map((cost) => cost - shift) }
  return { pairs: shifted, shift, unplacedCost: Math.min(unplacedCost - shift, LARGEST_COST), widest: largest - shift }
}

const range = (costs: Int32Array) => {
  let least = 0
  let largest = 0
  for (let a = 0; a < costs.length; a++) {
    if (costs[a] < least) least = costs[a]
    if (costs[a] > largest) largest = costs[a]
  }
  return { least, largest }
}

const nobodyPlaced = ({ offsets, capacity }: Pairs, unplacedCost: number): ProvenPairs => ({
  assignment: new Int32Array(offsets.length - 1).fill(-1),
  studentPrices: new Float64Array(offsets.length - 1).fill(unplacedCost),
  openingPrices: new Float64Array(capacity.length),
})

/**
 * Makes a plan for a capped unplaced cost one for `more` on top of it; false when it is not one. All prices of students also
 * rise by `shift`, which was taken off all costs.
 */
const raise = (
  pairs: Pairs,
  { assignment, studentPrices, openingPrices }: ProvenPairs,
  more: number,
  shift: number,
) => {
  if (more !== 0) {
    const reached = reachedFromUnplaced(pairs, assignment)
    if (reached.hasRoom) return false
    for (const i of reached.students) studentPrices[i] += more
    for (const j of reached.openings) openingPrices[j] += more
  }
  for (let i = 0; i < studentPrices.length; i++) studentPrices[i] += shift
  return true
}

/** The students and openings that chains of moves lead to from the unplaced, and whether any such opening has room. */
export const reachedFromUnplaced = ({ offsets, openings, capacity }: Pairs, assignment: Int32Array) => {
  const load = new Int32Array(capacity.length)
  for (const j of assignment) if (j !== -1) load[j]++
  const first = new Int32Array(capacity.length + 1)
  for (let j = 0; j < capacity.length; j++) first[j + 1] = first[j] + load[j]
  const seats = new Int32Array(first[capacity.length])
  const fill = first.slice()
  const students: number[] = []
  assignment.forEach((j, i) => {
    if (j === -1) students.push(i)
    else seats[fill[j]++] = i
  })
  const seen = new Uint8Array(capacity.length)
  const reached: number[] = []
  let hasRoom = false
  for (let k = 0; k < students.length; k++) {
    for (let a = offsets[students[k]]; a < offsets[students[k] + 1]; a++) {
      const j = openings[a]
      if (seen[j] === 1) continue
      seen[j] = 1
      reached.push(j)
      if (load[j] < capacity[j]) hasRoom = true
      for (let seat = first[j]; seat < first[j + 1]; seat++) students.push(seats[seat])
    }
  }
  return { students, openings: reached, hasRoom }
}

const judge = ({ offsets, openings, costs, capacity }: Pairs, plan: ProvenPairs, unplacedCost: number): BarePlan => {
  let placed = 0
  let objective = 0
  let bound = 0
  plan.assignment.forEach((j, i) => {
    bound += plan.studentPrices[i]
    if (j === -1) {
      objective += unplacedCost
      return
    }
    placed++
    let a = offsets[i]
    while (openings[a] !== j) a++
    objective += costs[a]
  })
  plan.openingPrices.forEach((price, j) => {
    bound -= price * capacity[j]
  })
  return { ...plan, placed, unplacedCost, objective, bound }
}
