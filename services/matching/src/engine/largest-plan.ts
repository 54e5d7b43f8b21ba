// Places as many students as can be placed at all, whatever it costs.
import type { Pairs } from './placement-network.ts'

export type LargestPlan = {
  readonly assignment: Int32Array
  readonly placed: number
  /** Per opening 1 when a chain of moves leads there from a student without a place; all these openings are full. */
  readonly reached: Uint8Array
}

const CLOSED = 0x7fffffff

type Question = Omit<Pairs, 'costs'>

/**
 * A plan with the most students placed. With a feasible plan to `start` from, everyone placed there stays placed.
 *
 * Source: depth-first augmentation in rounds with look-ahead (Pothen and Fan, 1990). In a round every opening is entered at
 * most once; an opening that is full stays full, so a student's look for room passes each pair once in all. A search that
 * fails without meeting any other search of its round has found a set of openings that nobody gets out of: it is closed
 * for good, and no plan serves the students in it better (König 1931, Hall 1935). O(arcs) a round, few rounds in practice.
 */
export const largestPlan = ({ offsets, openings, capacity }: Question, start?: Int32Array): LargestPlan => {
  const students = offsets.length - 1
  const assignment = start?.slice() ?? new Int32Array(students).fill(-1)
  const first = new Int32Array(capacity.length + 1)
  for (let j = 0; j < capacity.length; j++) first[j + 1] = first[j] + Math.min(capacity[j], students)
  const seats = new Int32Array(first[capacity.length])
  const load = new Int32Array(capacity.length)
  /** The search that last entered an opening, or CLOSED; whether the present search met another one of its round. */
  const entered = new Int32Array(capacity.length)
  const trail = new Int32Array(capacity.length)
  let search = 0
  let round = 0
  let met = false
  let length = 0
  /** Who entered an opening in this round, and the seat whose student is being tried. */
  const via = new Int32Array(capacity.length)
  const turn = new Int32Array(capacity.length)
  const looked = offsets.slice(0, students)
  const next = new Int32Array(students)

  const room = (i: number): number => {
    const end = offsets[i + 1]
    for (let a = looked[i]; a < end; a++) {
      const j = openings[a]
      if (load[j] === capacity[j]) continue
      looked[i] = a
      return j
    }
    looked[i] = end
    return -1
  }

  /** Enters the next opening that nobody has entered in this round, or -1. */
  const enter = (i: number): number => {
    const end = offsets[i + 1]
    for (let a = next[i]; a < end; a++) {
      const j = openings[a]
      if (entered[j] > round) {
        if (entered[j] < search) met = true
        continue
      }
      entered[j] = search
      trail[length++] = j
      if (load[j] === 0) continue
      next[i] = a + 1
      via[j] = i
      turn[j] = first[j]
      return j
    }
    next[i] = end
    return -1
  }

  /** Everyone in the chain moves on by one; its last student takes the free place. */
  const settle = (last: number, free: number, source: number) => {
    let i = last
    let j = free
    let seat = first[free] + load[free]++
    for (;;) {
      const before = assignment[i]
      seats[seat] = i
      assignment[i] = j
      if (i === source) return
      j = before
      seat = turn[before]
      i = via[before]
    }
  }

  const seatStudent = (source: number): boolean => {
    let i = source
    search++
    met = false
    length = 0
    next[i] = offsets[i]
    let free = room(i)
    while (free === -1) {
      const inside = enter(i)
      if (inside !== -1) i = seats[first[inside]]
      else {
        if (i === source) {
          if (!met) for (let k = 0; k < length; k++) entered[trail[k]] = CLOSED
          return false
        }
        const j = assignment[i]
        if (++turn[j] === first[j] + load[j]) {
          i = via[j]
          continue
        }
        i = seats[turn[j]]
      }
      next[i] = offsets[i]
      free = room(i)
    }
    settle(i, free, source)
    return true
  }

  let waiting: number[] = []
  for (let i = 0; i < students; i++) {
    const j = assignment[i]
    if (j !== -1) seats[first[j] + load[j]++] = i
  }
  for (let i = 0; i < students; i++) {
    if (assignment[i] !== -1) continue
    const free = room(i)
    if (free === -1) waiting.push(i)
    else settle(i, free, i)
  }
  for (;;) {
    round = search
    const left = waiting.filter((i) => !seatStudent(i))
    if (left.length === waiting.length) break
    waiting = left
  }
  return {
    assignment,
    placed: students - waiting.length,
    reached: Uint8Array.from(entered, (by) => (by > round ? 1 : 0)),
  }
}
