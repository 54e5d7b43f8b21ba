// Places students at openings with every goal in exact order: placed, fairly, near, cheaply, and the rest by lot.
import { rankMarginals } from './fair-shares.ts'
import type { Checkpoint } from './flow-network.ts'
import { type Level, solveInOrder } from './optimal-face.ts'
import { type Placement, type PlacementNetwork, placementNetwork } from './placement-network.ts'

/** placed: unplaced students, priority groups first; fairness: ranks of shares; beyond: flagged pairs; cost; lot. */
export type Goal = 'placed' | 'fairness' | 'beyond' | 'cost' | 'lot'

/**
 * `assignment` has the opening of each student or -1. `levels` has a proof for each goal that the input asks for, in order;
 * its prices belong to the nodes of the placement network (students, openings, school caps, groups, schools, sink), `flow` to
 * its arcs.
 */
export type PlacementPlan = {
  readonly assignment: Int32Array
  readonly flow: Int32Array
  readonly placed: number
  readonly levels: readonly (Level & { readonly goal: Goal })[]
}

/**
 * The best plan by goals in exact order (see `solveInOrder` for how).
 *
 * (1) As many students of priority 0 as possible, then of 1, and so on; one level suffices, with costs that fall by one per
 * priority, because the placeable sets form a matroid whose best bases depend on the order of the weights alone, and every
 * one of them places as many as can be. (2) With schools: the least sum over schools of unplaced^2 / students, see
 * `rankMarginals`. (3) The fewest pairs marked beyond. (4) The cost of pairs and load. (5) The lots.
 * Lots drawn from a wide range make the best plan unique, so that no order of students or openings can favour anyone.
 */
export const solvePlacement = (input: Placement, checkpoint?: Checkpoint): PlacementPlan => {
  const built = placementNetwork(input)
  const goals = levelCosts(input, built)
  const { flow, levels } = solveInOrder(
    built.network,
    goals.map(({ cost }) => cost),
    checkpoint,
  )
  const assignment = new Int32Array(built.students).fill(-1)
  let placed = 0
  for (let i = 0; i < built.students; i++) {
    for (let a = input.offsets[i]; a < input.offsets[i + 1]; a++) {
      if (flow[a] === 0) continue
      assignment[i] = input.openings[a]
      placed++
    }
  }
  return { assignment, flow, placed, levels: levels.map((level, k) => ({ goal: goals[k].goal, ...level })) }
}

/** The goals that the input asks for, each with its cost per arc of the network. */
export const levelCosts = (input: Placement, built: PlacementNetwork) => {
  const { unplaced, loads, shares, students, loadCosts, schoolSizes } = built
  const arcs = built.network.tail.length
  const level = (goal: Goal, fill: (cost: Int32Array) => void) => {
    const cost = new Int32Array(arcs)
    fill(cost)
    return { goal, cost }
  }
  const lowest = input.priority?.reduce((most, p) => Math.max(most, p), 0) ?? 0
  const levels = [
    level('placed', (cost) => {
      for (let i = 0; i < students; i++) cost[unplaced + i] = 1 + lowest - (input.priority?.[i] ?? 0)
    }),
  ]
  if (schoolSizes.length > 0) {
    levels.push(
      level('fairness', (cost) => {
        let at = shares
        for (const ranks of rankMarginals(schoolSizes)) {
          cost.set(ranks, at)
          at += ranks.length
        }
      }),
    )
  }
  const { beyond, lots } = input
  if (beyond !== undefined) levels.push(level('beyond', (cost) => cost.set(beyond)))
  levels.push(
    level('cost', (cost) => {
      cost.set(input.costs)
      cost.set(loadCosts, loads)
    }),
  )
  if (lots !== undefined) levels.push(level('lot', (cost) => cost.set(lots)))
  return levels
}
