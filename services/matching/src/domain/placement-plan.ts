// Makes the engine's answer for a placement programme into rows for people.
import type { PlacementPlan } from '../engine/placement.ts'
import { type Drafted, type DraftedRow, qualityOf } from './drafted.ts'
import type { Situation } from './facts.ts'
import type { PlacementTask, PlacementWeights } from './placement-task.ts'
import { whyUnplaced } from './unplaced.ts'

export const placementPlan = (
  { programme }: Situation,
  task: PlacementTask,
  weights: PlacementWeights,
  { plan, milliseconds }: { readonly plan: PlacementPlan; readonly milliseconds: number },
): Drafted => {
  const { students, openings, eligible, held } = task
  const rows = students.map((student, i): DraftedRow => {
    const j = plan.assignment[i]!
    const common = { studentId: student.studentId, schoolId: student.schoolId, gaps: [], pinned: false }
    if (j === -1) {
      const masks = eligible.masks.subarray(i * openings.length, (i + 1) * openings.length)
      const reason = whyUnplaced({ programme, student, openings, masks, held: held.has(student.studentId) })
      return { ...common, stops: [], unplaced: reason }
    }
    const at = eligible.openings.indexOf(j, eligible.offsets[i]!)
    const { companyId, openingId } = openings[j]!
    const { from, until } = programme
    return { ...common, stops: [{ companyId, openingId, from: from!, until: until!, minutes: eligible.minutes[at]! }] }
  })
  const cost = plan.levels.find(({ goal }) => goal === 'cost')!
  const reached = { objective: cost.objective, bound: cost.bound, milliseconds, wanted: students.length }
  return {
    rows,
    quality: qualityOf(rows, reached),
    levels: plan.levels.map(({ goal, objective, bound }) => ({ goal, objective, bound })),
    weights: { ...weights },
    prices: plan.levels.map(({ prices }) => prices),
  }
}
