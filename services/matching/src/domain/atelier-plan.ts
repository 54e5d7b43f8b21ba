// Has an Atelier solved, checks teams and plan independently, and makes them into rows for people.
import { said } from '@stagebureau/shared'
import { solveAtelier } from '../engine/atelier.ts'
import { checkAtelier } from '../engine/atelier-check.ts'
import type { Checkpoint } from '../engine/flow-network.ts'
import { checkMatching } from '../engine/matching-check.ts'
import { type AtelierLevel, type AtelierPlan, longestList, type Rule } from '../engine/teams-and-cases.ts'
import { type AtelierTask, atelierTask } from './atelier-task.ts'
import { type Drafted, type DraftedRow, qualityOf } from './drafted.ts'
import type { Situation } from './facts.ts'
import type { PlanLevel } from './plan.ts'
import { sound, timed } from './sound.ts'

/** Throws when a checker finds a flaw. */
export const atelierPlan = (situation: Situation, rule: Rule = 'generous', checkpoint?: Checkpoint): Drafted => {
  const task = atelierTask(situation)
  for (const { weights, matching } of task.formed) sound(checkMatching(matching.mate.length, weights, matching))
  const { plan, milliseconds } = timed(() => solveAtelier(task.input, rule, checkpoint))
  sound(checkAtelier(task.input, plan))
  const rows = rowsOf(situation, task, plan)
  const sum = sumOfRanks(task, plan)
  return {
    rows,
    quality: qualityOf(rows, { objective: sum, bound: sum, milliseconds, wanted: rows.length }),
    levels: plan.levels.flatMap((level) => goalsOf(level, plan)),
    weights: {},
    rule,
    prices: plan.levels.map(({ prices }) => prices),
  }
}

const rowsOf = ({ programme }: Situation, task: AtelierTask, { assignment }: AtelierPlan): DraftedRow[] => {
  const { teams, alone, cases, times, input } = task
  const stay = { from: programme.pitch!, until: programme.finalPitch! }
  const places = input.capacity.reduce((sum, room) => sum + room, 0)
  const full = said('unplaced/no-case', { teams: teams.length, places })
  return [
    ...teams.flatMap(({ name, members }, i) => {
      const p = assignment[i]!
      return members.map((member): DraftedRow => {
        const { studentId, schoolId, area, means } = member
        const common = { studentId, schoolId, gaps: [], reasons: [], pinned: false }
        if (p === -1) return { ...common, stops: [], unplaced: full }
        const { caseId, companyId } = cases[p]!
        const choice = member.caseIds?.indexOf(caseId) ?? -1
        // There is no travel limit, so someone whose area is not on the map takes part too, with a way of nothing.
        const minutes = times.minutes(area, means, companyId) ?? 0
        const rank = input.cases.indexOf(p, input.offsets[i]!) - input.offsets[i]! + 1
        return {
          ...common,
          stops: [{ companyId, openingId: caseId, ...stay, minutes }],
          team: name,
          caseId,
          rank,
          reasons: [
            choice === -1
              ? { reason: said('reason/case', { rank, cases: cases.length }) }
              : { reason: said('reason/chosen-case', { rank, cases: cases.length, choice: choice + 1 }) },
          ],
        }
      })
    }),
    ...alone.map(({ studentId, schoolId }): DraftedRow => {
      const unplaced = said('unplaced/alone', {})
      return { studentId, schoolId, gaps: [], reasons: [], pinned: false, stops: [], unplaced }
    }),
  ]
}

/** Ranks from 1, summed over the teams; a team without a case counts as one rank after the last. */
const sumOfRanks = ({ input }: AtelierTask, { profile, unassigned }: AtelierPlan): number =>
  profile.reduce((sum, teams, rank) => sum + teams * (rank + 1), unassigned * (longestList(input) + 1))

/** A level's goals one by one. Its prices prove each: no plan has another count there and is as good at the earlier goals. */
const goalsOf = (
  { goals, weights, objective, bound }: AtelierLevel,
  { profile, unassigned }: AtelierPlan,
): PlanLevel[] => {
  const ranks = goals.filter((goal) => typeof goal === 'number')
  if (objective === 0 && ranks.length > 1 && new Set(weights).size === 1)
    return [{ goal: `beyond rank ${Math.min(...ranks)}`, objective, bound }]
  return goals.map((goal) => {
    if (goal === 'ranks') return { goal: 'sum of ranks', objective, bound }
    if (goal === 'lots') return { goal: 'lot', objective, bound }
    if (goal === 'unassigned') return { goal: 'placed', objective: unassigned, bound: unassigned }
    return { goal: `rank ${goal + 1}`, objective: profile[goal]!, bound: profile[goal]! }
  })
}
