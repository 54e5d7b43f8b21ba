// Mends a plan by moves of one student and exchanges of two, where that helps the schools that are worst off.
import { burdensOf, costOf, type FairTask } from './school-means.ts'

/**
 * Student i is at opening `at[i]` for `cost[i]`; the opening `outside`, one past the last, is staying unplaced. Those at
 * opening j are seats[j]. `sums` is the cost of each school; `share` what a student's cost adds to his school's burden.
 */
type State = {
  readonly task: FairTask
  readonly outside: number
  readonly at: Int32Array
  readonly cost: Float64Array
  readonly seats: readonly number[][]
  readonly sums: Float64Array
  readonly share: Float64Array
  /** How far below the worst burden one still counts: the soft maximum is softness x log of the sum of all `power`. */
  softness: number
  worst: number
  all: number
  readonly power: Float64Array
  /** What a cost of 1 more in a school adds to the total and the soft maximum, at least. */
  readonly slope: Float64Array
}

/** Each softness is at most gone through so often. */
const MOST_PASSES = 3
/** A pass that changes less than one student in so many is the last at its softness. */
const ENOUGH = 1000
/** Rounding may make nothing look like a gain up to this. */
const NOTHING = 1e-6

/**
 * A plan with no greater total + soft maximum of burdens. `softness` has how soft the maximum is, falling: a hard one alone
 * would stop where no single exchange helps the worst school without harming the next. An exchange sends a student to
 * another's opening and that one to his, so the rest of the plan stays as it is; the outside counts as an opening. A pass
 * is O(arcs x places of an opening).
 */
export const mendFairness = (task: FairTask, assignment: Int32Array, softness: readonly number[]): Int32Array => {
  const state = createState(task, assignment)
  const backCosts = costsByOpening(task)
  for (const soft of softness) {
    state.softness = soft
    weigh(state)
    for (let pass = 0; pass < MOST_PASSES; pass++) {
      let changes = 0
      for (let j = state.outside; j >= 0; j--) {
        const backCost = backCosts(j)
        for (const i of state.seats[j].slice()) if (changeFor(state, i, backCost)) changes++
      }
      if (changes * ENOUGH < task.school.length) break
    }
  }
  return state.at.map((j) => (j === state.outside ? -1 : j))
}

const createState = (task: FairTask, assignment: Int32Array): State => {
  const { pairs, school, schools } = task
  const outside = pairs.capacity.length
  const at = assignment.map((j) => (j === -1 ? outside : j))
  const cost = Float64Array.from(assignment, (j, i) => costOf(task, i, j))
  const seats = Array.from({ length: outside + 1 }, (): number[] => [])
  const sums = new Float64Array(schools)
  for (let i = 0; i < at.length; i++) {
    seats[at[i]].push(i)
    sums[school[i]] += cost[i]
  }
  const share = burdensOf(task, new Float64Array(schools).fill(1))
  const power = new Float64Array(schools)
  return { task, outside, at, cost, seats, sums, share, softness: 1, worst: 0, all: 0, power, slope: power.slice() }
}

/** Works out the soft maximum and its slopes anew. */
const weigh = (state: State) => {
  const { sums, share, power, slope, softness } = state
  state.worst = Number.NEGATIVE_INFINITY
  for (let g = 0; g < sums.length; g++) {
    if (sums[g] * share[g] > state.worst) state.worst = sums[g] * share[g]
  }
  state.all = 0
  for (let g = 0; g < sums.length; g++) {
    power[g] = Math.exp((sums[g] * share[g] - state.worst) / softness)
    state.all += power[g]
  }
  for (let g = 0; g < sums.length; g++) slope[g] = 1 + (power[g] / state.all) * share[g]
}

/** Makes the first change found that is a gain for the student at hand and perhaps one other; tells whether there is one. */
const changeFor = (state: State, student: number, backCost: Float64Array): boolean => {
  const { task, at, cost, seats, slope } = state
  const { pairs, school } = task
  const from = at[student]
  const slopeHere = slope[school[student]]
  for (let a = pairs.offsets[student]; a < pairs.offsets[student + 1]; a++) {
    const to = pairs.openings[a]
    if (to === from) continue
    const more = pairs.costs[a] - cost[student]
    if (seats[to].length < pairs.capacity[to]) {
      if (more * slopeHere >= -NOTHING || rise(state, student, more, student, 0) >= -NOTHING) continue
      move(state, student, to, pairs.costs[a])
      weigh(state)
      return true
    }
    for (const other of seats[to]) {
      const back = backCost[other]
      const otherMore = back - cost[other]
      // Also false where `other` has no pair with `from`: then `back` is not a number.
      if (!(more * slopeHere + otherMore * slope[school[other]] < -NOTHING)) continue
      if (rise(state, student, more, other, otherMore) >= -NOTHING) continue
      move(state, other, from, back)
      move(state, student, to, pairs.costs[a])
      weigh(state)
      return true
    }
  }
  return false
}

/** What two changes of cost add to the total and the soft maximum. */
const rise = (
  { task, sums, share, power, all, worst, softness }: State,
  i: number,
  more: number,
  k: number,
  moreToo: number,
) => {
  const g = task.school[i]
  const h = task.school[k]
  const powerAt = (school: number, change: number) =>
    Math.exp(((sums[school] + change) * share[school] - worst) / softness) - power[school]
  const change = g === h ? powerAt(g, more + moreToo) : powerAt(g, more) + powerAt(h, moreToo)
  return more + moreToo + softness * Math.log1p(change / all)
}

const move = ({ task, at, cost, seats, sums }: State, student: number, to: number, costThere: number) => {
  const before = seats[at[student]]
  before[before.indexOf(student)] = before[before.length - 1]
  before.pop()
  seats[to].push(student)
  sums[task.school[student]] += costThere - cost[student]
  at[student] = to
  cost[student] = costThere
}

/** For one opening after the other what each student would cost there; NaN where there is no such pair. */
const costsByOpening = ({ pairs, school, unplacedCost }: FairTask) => {
  const { offsets, openings, costs, capacity } = pairs
  const first = new Int32Array(capacity.length + 1)
  for (const j of openings) first[j + 1]++
  for (let j = 0; j < capacity.length; j++) first[j + 1] += first[j]
  const students = new Int32Array(openings.length)
  const studentCosts = new Int32Array(openings.length)
  const fill = first.slice()
  for (let i = 0; i < school.length; i++) {
    for (let a = offsets[i]; a < offsets[i + 1]; a++) {
      const at = fill[openings[a]]++
      students[at] = i
      studentCosts[at] = costs[a]
    }
  }
  const known = new Float64Array(school.length).fill(Number.NaN)
  const outside = new Float64Array(school.length).fill(unplacedCost)
  let shown = 0
  return (opening: number): Float64Array => {
    if (opening === capacity.length) return outside
    for (let k = first[shown]; k < first[shown + 1]; k++) known[students[k]] = Number.NaN
    shown = opening
    for (let k = first[opening]; k < first[opening + 1]; k++) known[students[k]] = studentCosts[k]
    return known
  }
}
