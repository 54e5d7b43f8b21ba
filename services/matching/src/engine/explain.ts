// Explains one student's place: what it is made of, what the best others would have been, and what stands in their way.
import type { Pairs } from './placement-network.ts'
import type { WhyNot } from './why-not.ts'

/** Another place for the same student. All costs and terms in the units of the caller. */
export type Alternative = {
  readonly opening: number
  readonly cost: number
  readonly terms: readonly number[]
  /** What one more place there is worth; 0 when there is room or nobody else wants it. */
  readonly place: number
  /** How much the whole plan would cost more, and how many others would move; null when it cannot be. */
  readonly rise: number | null
  readonly othersMoved: number
  /** What the others together would lose by it. */
  readonly othersCost: number | null
}

export type Explanation = {
  readonly opening: number
  readonly cost: number | null
  readonly terms: readonly number[]
  readonly alternatives: readonly Alternative[]
}

/**
 * The student's place beside the alternatives that would cost him least, at most `count`. `terms` are the parts of the cost
 * (minutes, wish, balance ...), one array per part with a number per pair. Says nothing about who the others are.
 */
export const explainStudent = (
  { offsets, openings, costs }: Pairs,
  { assignment, ask }: WhyNot,
  places: Float64Array,
  student: number,
  terms: readonly Int32Array[],
  count = 5,
): Explanation => {
  const arcs = Array.from({ length: offsets[student + 1] - offsets[student] }, (_, k) => offsets[student] + k)
  const own = arcs.find((a) => openings[a] === assignment[student])
  const partsOf = (a: number) => terms.map((term) => term[a])
  const alternatives = arcs
    .filter((a) => a !== own)
    .sort((a, b) => costs[a] - costs[b] || openings[a] - openings[b])
    .slice(0, count)
    .map((a): Alternative => {
      const { rise, moves } = ask(student, openings[a])
      const others = own === undefined || rise === null ? null : rise - (costs[a] - costs[own])
      return {
        opening: openings[a],
        cost: costs[a],
        terms: partsOf(a),
        place: places[openings[a]],
        rise,
        othersMoved: Math.max(0, moves.length - 1),
        othersCost: others,
      }
    })
  return {
    opening: assignment[student],
    cost: own === undefined ? null : costs[own],
    terms: own === undefined ? [] : partsOf(own),
    alternatives,
  }
}
