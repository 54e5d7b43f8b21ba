// Reads the students, openings and arcs of a placement into the rows of the engine.

import type { Pairs } from '../engine/placement-network.ts'
import { LARGEST_COST } from '../engine/shortest-augmentations.ts'
import { BadInput, field, forEach, LARGEST, optional, type Read, refused, whole, wholes } from './reader.ts'

/** `counted`: whether the input gives the unplaced cost; if not it is so large that the number placed comes first. */
export type PairsQuestion = { readonly pairs: Pairs; readonly unplacedCost: number; readonly counted: boolean }

/** More students, or numbers that add up to more than this, cannot be handled exactly. */
const MOST_STUDENTS = 10_000_000
const MOST = Number.MAX_SAFE_INTEGER

export const readPairs: Read<PairsQuestion> = (input) => {
  const students = field(input, 'students', whole(0, MOST_STUDENTS))
  const capacity = field(input, 'openings', wholes(0, LARGEST))
  const { largest, ...rows } = field(input, 'arcs', arcsOf(students, capacity.length))
  const most = Math.floor(MOST / (students + 1))
  const given = field(input, 'unplacedCost', optional(whole(-most, most)))
  const unplacedCost = given ?? 1 + 2 * students * largest
  // Costs this large are solved in floating point, where a price can be the largest cost once per node.
  const heaviest = Math.max(largest, Math.abs(unplacedCost)) * (students + capacity.length + 2)
  if (unplacedCost > most || (largest > LARGEST_COST / 2 && heaviest > MOST)) {
    throw new BadInput('arcs', `a cost of ${largest} is too large for exact sums with so many students`)
  }
  return { pairs: { ...rows, capacity }, unplacedCost, counted: given !== undefined }
}

/** Seats students one by one; throws at `path` where there is no arc or no place left. `stay` or `be`: how that is said. */
export const createSeating = ({ offsets, openings, capacity }: Pairs) => {
  const left = capacity.slice()
  return (path: string, i: number, j: number, how: 'be' | 'stay') => {
    const no = (why: string) => new BadInput(path, `student ${i} cannot ${how} at opening ${j}: ${why}`)
    if (!openings.subarray(offsets[i], offsets[i + 1]).includes(j)) throw no('there is no such arc')
    if (left[j]-- === 0) throw no('it is full')
  }
}

/** The arcs in rows by student, in the order given. */
const arcsOf =
  (students: number, openings: number): Read<Omit<Pairs, 'capacity'> & { readonly largest: number }> =>
  (value) => {
    const readStudent = whole(0, students - 1)
    const readOpening = whole(0, openings - 1)
    const readCost = whole(-LARGEST, LARGEST)
    const starts = new Int32Array(students + 1)
    let largest = 0
    forEach(value, (arc) => {
      if (!Array.isArray(arc)) throw refused(arc, '[student, opening, cost]')
      if (arc.length !== 3) throw new BadInput('', `has ${arc.length} entries, not [student, opening, cost]`)
      forEach(arc, (entry, k) => {
        if (k === 0) starts[readStudent(entry) + 1]++
        else if (k === 1) readOpening(entry)
        else largest = Math.max(largest, Math.abs(readCost(entry)))
      })
    })
    for (let i = 0; i < students; i++) starts[i + 1] += starts[i]
    const opening = new Int32Array(starts[students])
    const cost = new Int32Array(starts[students])
    const fill = starts.slice()
    for (const [i, j, c] of value as [number, number, number][]) {
      opening[fill[i]] = j
      cost[fill[i]++] = c
    }
    refuseTwins(starts, opening, openings, value as [number, number, number][])
    return { offsets: starts, openings: opening, costs: cost, largest }
  }

/** Throws at the first arc of a pair that is there already. */
const refuseTwins = (
  starts: Int32Array,
  opening: Int32Array,
  openings: number,
  arcs: readonly (readonly number[])[],
) => {
  const last = new Int32Array(openings).fill(-1)
  for (let i = 0; i + 1 < starts.length; i++) {
    for (let a = starts[i]; a < starts[i + 1]; a++) {
      const j = opening[a]
      if (last[j] >= starts[i]) {
        const second = arcs.findLastIndex((arc) => arc[0] === i && arc[1] === j)
        throw new BadInput(`[${second}]`, `student ${i} and opening ${j} are listed twice`)
      }
      last[j] = a
    }
  }
}
