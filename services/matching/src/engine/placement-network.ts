// The words of a placement (students, openings, eligible pairs, caps) and the flow network they stand for.
import type { FlowNetwork } from './flow-network.ts'

/**
 * The bare problem, in rows: the eligible pairs of student i are the arcs offsets[i] .. offsets[i + 1] - 1, each to opening
 * `openings[a]` at the whole-number cost `costs[a]`; opening j has `capacity[j]` places. A pair occurs at most once.
 */
export type Pairs = {
  readonly offsets: Int32Array
  readonly openings: Int32Array
  readonly costs: Int32Array
  readonly capacity: Int32Array
}

/** Caps above openings, as a forest: opening j counts for group `of[j]`, group g for group `parent[g]`; -1 is none. */
export type Groups = { readonly of: Int32Array; readonly parent: Int32Array; readonly capacity: Int32Array }

/** At most `capacity[k]` students of school `school[k]` at opening `opening[k]`; each such couple at most once. */
export type SchoolCaps = { readonly opening: Int32Array; readonly school: Int32Array; readonly capacity: Int32Array }

/**
 * Rising costs of load: row r (opening r, or group r - openings) pays `costs[k]` for each of the next `units[k]` students,
 * k from offsets[r] to offsets[r + 1] - 1, costs not falling. An empty row pays nothing. They count with the costs of pairs.
 */
export type Balance = { readonly offsets: Int32Array; readonly units: Int32Array; readonly costs: Int32Array }

export type Placement = Pairs & {
  /** Per student its school, 0 .. schools-1; needed for fairness and school caps. */
  readonly school?: Int32Array
  /** Per student: 0 is placed before 1, and so on. Without it all are equal. */
  readonly priority?: Int32Array
  readonly groups?: Groups
  readonly schoolCaps?: SchoolCaps
  readonly balance?: Balance
  /** Per pair 1 when it is beyond the desired travel time or outside the student's list. */
  readonly beyond?: Uint8Array
  /** Per pair a number drawn by lot; of plans that are otherwise equally good the least sum wins. */
  readonly lots?: Int32Array
}

/**
 * Nodes: students, openings, school caps, groups, schools, then one node that receives everyone. Arcs: the pairs in input
 * order, each student's arc to staying unplaced, school caps, openings onward, groups onward, then per school its places
 * for unplaced students, one arc each.
 */
export type PlacementNetwork = {
  readonly network: Omit<FlowNetwork, 'cost'>
  readonly students: number
  /** The first arc of each kind. */
  readonly unplaced: number
  readonly loads: number
  readonly shares: number
  /** Per arc from `loads` to `shares` what a unit of load costs. */
  readonly loadCosts: readonly number[]
  /** Students per school; empty without schools. */
  readonly schoolSizes: Int32Array
}

export const placementNetwork = (input: Placement): PlacementNetwork => {
  const { offsets, openings, capacity, school, groups, schoolCaps, balance } = input
  const students = offsets.length - 1
  const schoolSizes = sizes(school)
  const firstOpening = students
  const firstSchoolCap = firstOpening + capacity.length
  const firstGroup = firstSchoolCap + (schoolCaps?.opening.length ?? 0)
  const firstSchool = firstGroup + (groups?.capacity.length ?? 0)
  const sink = firstSchool + schoolSizes.length
  const arcs: { tail: number[]; head: number[]; capacity: number[] } = { tail: [], head: [], capacity: [] }
  const arc = (from: number, to: number, units: number) => {
    arcs.tail.push(from)
    arcs.head.push(to)
    arcs.capacity.push(units)
  }
  const capNode = new Map(
    Array.from(schoolCaps?.opening ?? [], (j, k) => [`${j} ${schoolCaps?.school[k]}`, firstSchoolCap + k]),
  )

  for (let i = 0; i < students; i++) {
    for (let a = offsets[i]; a < offsets[i + 1]; a++) {
      const j = openings[a]
      const capped = capNode.size === 0 ? undefined : capNode.get(`${j} ${school?.[i]}`)
      arc(i, capped ?? firstOpening + j, 1)
    }
  }
  const unplaced = arcs.tail.length
  for (let i = 0; i < students; i++) arc(i, school === undefined ? sink : firstSchool + school[i], 1)
  schoolCaps?.opening.forEach((j, k) => {
    arc(firstSchoolCap + k, firstOpening + j, schoolCaps.capacity[k])
  })

  const loads = arcs.tail.length
  const loadCosts: number[] = []
  const onward = (row: number, from: number, to: number, units: number) => {
    const pieces = balance === undefined ? 0 : balance.offsets[row + 1] - balance.offsets[row]
    if (balance === undefined || pieces === 0) {
      arc(from, to, units)
      loadCosts.push(0)
      return
    }
    let left = units
    for (let k = balance.offsets[row]; k < balance.offsets[row + 1]; k++) {
      const piece = Math.min(left, balance.units[k])
      arc(from, to, piece)
      loadCosts.push(balance.costs[k])
      left -= piece
    }
  }
  const above = (group: number | undefined) => (group === undefined || group === -1 ? sink : firstGroup + group)
  capacity.forEach((units, j) => {
    onward(j, firstOpening + j, above(groups?.of[j]), units)
  })
  groups?.capacity.forEach((units, g) => {
    onward(capacity.length + g, firstGroup + g, above(groups.parent[g]), units)
  })

  const shares = arcs.tail.length
  schoolSizes.forEach((size, g) => {
    for (let k = 0; k < size; k++) arc(firstSchool + g, sink, 1)
  })
  const supply = new Int32Array(sink + 1).fill(1, 0, students)
  supply[sink] = -students
  return {
    network: {
      nodes: sink + 1,
      tail: Int32Array.from(arcs.tail),
      head: Int32Array.from(arcs.head),
      capacity: Int32Array.from(arcs.capacity),
      supply,
    },
    students,
    unplaced,
    loads,
    shares,
    loadCosts,
    schoolSizes,
  }
}

const sizes = (school?: Int32Array): Int32Array => {
  if (school === undefined) return new Int32Array(0)
  const counted = new Int32Array(school.reduce((most, g) => Math.max(most, g), -1) + 1)
  for (const g of school) counted[g]++
  return counted
}
