// Makes the engine's answer for a placement programme into rows for people.
import { type Said, said } from '@stagebureau/shared'
import type { PlacementPlan } from '../engine/placement.ts'
import { type Drafted, type DraftedRow, qualityOf } from './drafted.ts'
import { rulesBroken } from './eligible.ts'
import type { Situation } from './facts.ts'
import type { PlacementTask, PlacementWeights } from './placement-task.ts'
import { whyUnplaced } from './unplaced.ts'
import { companyChoice, notWished, wishRank } from './wishes.ts'

/** What the place is made of, and how many places would have cost this student less but went to others. */
const whyThere = (
  { companies }: Situation,
  { students, openings, input }: PlacementTask,
  i: number,
  j: number,
  minutes: number,
): Said => {
  const arcs = Array.from({ length: input.offsets[i + 1]! - input.offsets[i]! }, (_, k) => input.offsets[i]! + k)
  const own = arcs.find((a) => input.openings[a] === j)!
  const better = arcs.filter((a) => input.costs[a]! < input.costs[own]!).length
  const company = companies.get(openings[j]!.companyId)!
  const rank = wishRank(students[i]!, company)
  const choice = companyChoice(students[i]!, company)
  const values = { minutes, wish: rank + 1, possible: arcs.length, better }
  if (choice !== undefined)
    return said(better === 0 ? 'reason/best-chosen' : 'reason/full-chosen', { ...values, choice: choice + 1 })
  if (rank === notWished) return said(better === 0 ? 'reason/best-unwished' : 'reason/full-unwished', values)
  return said(better === 0 ? 'reason/best-wished' : 'reason/full-wished', values)
}

export const placementPlan = (
  situation: Situation,
  task: PlacementTask,
  weights: PlacementWeights,
  { plan, milliseconds }: { readonly plan: PlacementPlan; readonly milliseconds: number },
): Drafted => {
  const { programme } = situation
  const { students, openings, eligible, held } = task
  const rows = students.map((student, i): DraftedRow => {
    const j = plan.assignment[i]!
    const common = { studentId: student.studentId, schoolId: student.schoolId, gaps: [], reasons: [], pinned: false }
    if (j === -1) {
      const masks = rulesBroken(situation, student, openings)
      const reason = whyUnplaced({ programme, student, openings, masks, held: held.has(student.studentId) })
      return { ...common, stops: [], unplaced: reason }
    }
    const at = eligible.openings.indexOf(j, eligible.offsets[i]!)
    const { companyId, openingId } = openings[j]!
    const { from, until } = programme
    const minutes = eligible.minutes[at]!
    const stop = { companyId, openingId, from: from!, until: until!, minutes }
    return { ...common, stops: [stop], reasons: [{ reason: whyThere(situation, task, i, j, minutes) }] }
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
