// Mends a plan after something changed: as many placed as possible, then the fewest changes, then the least cost, proven.
import type { Checkpoint } from './flow-network.ts'
import { solveInOrder } from './optimal-face.ts'
import type { Pairs } from './placement-network.ts'
import { placementNetwork } from './placement-network.ts'
import {
  createSearch,
  giveDue,
  quitCost,
  type RepairState,
  sit,
  type Weights,
  weightOf,
  weightsFor,
} from './repair-state.ts'

/**
 * `pairs` as they are now; where each student was (-1 nowhere), and the students who must stay as they were. Throws a
 * RangeError when a frozen student cannot.
 */
export type RepairQuestion = { readonly pairs: Pairs; readonly previous: Int32Array; readonly frozen: Int32Array }

/**
 * `changed` counts the students who are not where they were; `cost` is that of the pairs. `proof`: prices for the weights,
 * over the students who are not frozen and the places that the frozen leave (see `checkRepair`); absent when the numbers
 * were too large for weights and the goals were reached one after the other.
 */
export type Repaired = {
  readonly assignment: Int32Array
  readonly placed: number
  readonly changed: number
  readonly cost: number
  readonly proof?: RepairProof
}
export type RepairProof = {
  readonly weights: Weights
  readonly studentPrices: Float64Array
  readonly openingPrices: Float64Array
}

/** The repair itself. Only those who lost their place, or had none, search; see `giveDue`. */
export const repair = (question: RepairQuestion, checkpoint?: Checkpoint): Repaired => {
  const { pairs, previous } = question
  const { offsets, costs } = pairs
  let largest = 0
  for (let a = 0; a < costs.length; a++) largest = Math.max(largest, Math.abs(costs[a]))
  const weights = weightsFor(offsets.length - 1, largest)
  if (weights === undefined) return repairInOrder(question, checkpoint)
  const { state, waiting } = standingPlan(question, weights)
  waiting.forEach((student, k) => {
    if ((k & 63) === 0) checkpoint?.({ stage: 'repair', done: k, total: waiting.length })
    giveDue(state, student)
  })
  const proof: RepairProof = { weights, studentPrices: studentPrices(state), openingPrices: state.price }
  return { ...planFigures(pairs, previous, state.at), proof }
}

/** Everyone who can keeps his place; the others wait. */
export const standingPlan = ({ pairs, previous, frozen }: RepairQuestion, weights: Weights) => {
  const { offsets, openings, costs, capacity } = pairs
  const students = offsets.length - 1
  const state: RepairState = {
    start: offsets.slice(0, students),
    end: offsets.slice(1),
    openings: openings.slice(),
    costs: Float64Array.from(costs),
    previous: previous.slice(),
    at: new Int32Array(students).fill(-1),
    by: new Int32Array(students).fill(-1),
    next: new Int32Array(students).fill(-1),
    back: new Int32Array(students).fill(-1),
    frozen: new Uint8Array(students),
    capacity: capacity.slice(),
    load: new Int32Array(capacity.length),
    head: new Int32Array(capacity.length).fill(-1),
    price: new Float64Array(capacity.length),
    closed: new Uint8Array(capacity.length),
    weights,
    search: createSearch(capacity.length),
  }
  const keep = (i: number): boolean => {
    if (previous[i] === -1) return false
    const arc = openings.subarray(offsets[i], offsets[i + 1]).indexOf(previous[i])
    if (arc === -1 || state.load[previous[i]] >= capacity[previous[i]]) return false
    sit(state, i, offsets[i] + arc)
    return true
  }
  for (const i of frozen) {
    if (state.frozen[i] === 1) continue
    state.frozen[i] = 1
    if (previous[i] !== -1 && !keep(i)) throw new RangeError(`student ${i} cannot stay at opening ${previous[i]}`)
  }
  const waiting: number[] = []
  for (let i = 0; i < students; i++) if (state.frozen[i] === 0 && !keep(i)) waiting.push(i)
  return { state, waiting }
}

/** The least each student could pay at these prices, being nowhere included; 0 for the frozen. */
const studentPrices = (state: RepairState): Float64Array => {
  const { start, end, openings, price, frozen } = state
  return Float64Array.from(start, (first, i) => {
    if (frozen[i] === 1) return 0
    let least = quitCost(state, i)
    for (let a = first; a < end[i]; a++) least = Math.min(least, weightOf(state, i, a) + price[openings[a]])
    return least
  })
}

/** The figures of a plan beside the one before it. */
export const planFigures = ({ offsets, openings, costs }: Pairs, previous: Int32Array, assignment: Int32Array) => {
  let placed = 0
  let changed = 0
  let cost = 0
  assignment.forEach((j, i) => {
    if (j !== previous[i]) changed++
    if (j === -1) return
    placed++
    cost += costs[offsets[i] + openings.subarray(offsets[i], offsets[i + 1]).indexOf(j)]
  })
  return { assignment, placed, changed, cost }
}

/** The same by three goals in exact order, for numbers of any size; takes the general solver and its time. */
export const repairInOrder = ({ pairs, previous, frozen }: RepairQuestion, checkpoint?: Checkpoint): Repaired => {
  const { offsets, openings, costs } = pairs
  const students = offsets.length - 1
  const { network, unplaced } = placementNetwork(pairs)
  const level = (fill: (cost: Float64Array) => void) => {
    const cost = new Float64Array(network.tail.length)
    fill(cost)
    return cost
  }
  const changes = level((cost) => {
    for (let i = 0; i < students; i++) {
      for (let a = offsets[i]; a < offsets[i + 1]; a++) cost[a] = openings[a] === previous[i] ? 0 : 1
      cost[unplaced + i] = previous[i] === -1 ? 0 : 1
    }
  })
  const moves = level((cost) => {
    for (const i of frozen) {
      for (let a = offsets[i]; a < offsets[i + 1]; a++) cost[a] = changes[a]
      cost[unplaced + i] = changes[unplaced + i]
    }
  })
  const goals = [
    moves,
    level((cost) => cost.fill(1, unplaced, unplaced + students)),
    changes,
    level((cost) => cost.set(costs)),
  ]
  const { flow, levels } = solveInOrder(network, goals, checkpoint)
  if (levels[0].objective > 0) throw new RangeError('not every frozen student can stay')
  const assignment = new Int32Array(students).fill(-1)
  for (let i = 0; i < students; i++) {
    for (let a = offsets[i]; a < offsets[i + 1]; a++) if (flow[a] === 1) assignment[i] = openings[a]
  }
  return planFigures(pairs, previous, assignment)
}
