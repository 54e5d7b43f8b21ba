// Counterfactuals of plans with goals in exact order, against a full solve with the student held to that one opening.
import { assert, integer, property } from 'fast-check'
import { type PlacementPlan, solvePlacement } from './placement.ts'
import type { Placement } from './placement-network.ts'
import { randomPlacement } from './testing/random-placement.ts'
import { prepareInOrder } from './why-not-in-order.ts'

/** The student goes before all others and has one pair only. */
const forced = (input: Placement, student: number, arc: number): PlacementPlan => {
  const { offsets, openings, costs, lots, beyond } = input
  const kept = Array.from(openings.keys()).filter((a) => a === arc || a < offsets[student] || a >= offsets[student + 1])
  const pick = (numbers: Int32Array) => Int32Array.from(kept, (a) => numbers[a])
  const priority = Int32Array.from({ length: offsets.length - 1 }, (_, i) => 1 + (input.priority?.[i] ?? 0))
  return solvePlacement({
    ...input,
    offsets: offsets.map((end) => kept.filter((a) => a < end).length),
    openings: pick(openings),
    costs: pick(costs),
    lots: pick(lots!),
    ...(beyond === undefined ? {} : { beyond: Uint8Array.from(kept, (a) => beyond[a]) }),
    priority: priority.with(student, 0),
  })
}

describe('why not, with goals in exact order', () => {
  it('tells what a full solve with the student there tells: every goal, and every move', () => {
    let possible = 0
    let impossible = 0
    assert(
      property(integer(), (seed) => {
        const { schoolCaps: _, ...input } = randomPlacement(seed, { students: 12, openings: 7, arcs: 4 })
        const best = solvePlacement(input)
        const ask = prepareInOrder(input, best)
        for (let i = 0; i < 12; i++) {
          for (let a = input.offsets[i]; a < input.offsets[i + 1]; a++) {
            const j = input.openings[a]
            if (best.assignment[i] === j) continue
            const counts = {
              placed: 0,
              fairness: 0,
              beyond: input.beyond?.[a] ?? 0,
              cost: input.costs[a],
              lot: input.lots![a],
            }
            const answer = ask(
              i,
              j,
              best.levels.map(({ goal }) => counts[goal]),
            )
            const other = forced(input, i, a)
            if (other.assignment[i] !== j) {
              expect(answer).toBeUndefined()
              impossible++
              continue
            }
            const rises = other.levels.map(({ objective }, g) => objective - best.levels[g].objective)
            expect(answer?.rises).toEqual(rises)
            const moved = best.assignment.slice()
            for (const { student, to } of answer!.moves) moved[student] = to
            expect(moved).toEqual(other.assignment)
            expect(answer!.moves[0]).toEqual({ student: i, to: j })
            possible++
          }
        }
      }),
      { seed: 41, numRuns: 25 },
    )
    expect(possible).toBeGreaterThan(150)
    expect(impossible).toBeGreaterThan(5)
  })
})
