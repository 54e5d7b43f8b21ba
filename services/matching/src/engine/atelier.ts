// Gives teams a case each by the rule that was chosen, and proves that no plan is better by that rule.
import type { Checkpoint } from './flow-network.ts'
import { profilePlan } from './profile-plan.ts'
import { runningCases } from './running-cases.ts'
import { stableTeams } from './stable-teams.ts'
import { type Atelier, type AtelierPlan, profileOf, type Rule } from './teams-and-cases.ts'

/**
 * The best plan by the rule, in all but `stable` with a proof per level: first as few teams without a case as possible, then
 * by the rule, then by lot where lots are given. Lots from a wide range make the plan unique, so that no order of teams or
 * cases can favour anyone. A stable plan is the best for every team among all stable ones and depends on no order at all.
 * With minimums above one the levels prove the plan among those that run the same cases, and `gap` tells the rest.
 *
 * Throws what the checkpoint throws, and when a stable plan is asked for with a minimum above one: there may be none.
 */
export const solveAtelier = (task: Atelier, rule: Rule, checkpoint?: Checkpoint): AtelierPlan => {
  const bounded = task.minimum?.some((least) => least > 1) ?? false
  if (rule === 'stable') {
    if (bounded) throw new Error('a stable plan knows no minimum above one')
    const assignment = stableTeams(task)
    return { rule, assignment, ...profileOf(task, assignment), levels: [], gap: 0 }
  }
  if (!bounded) {
    const plan = profilePlan(task, rule, undefined, checkpoint)
    if (plan === undefined) throw new Error('there is always a plan: that without teams')
    return { rule, ...plan, ...profileOf(task, plan.assignment), gap: 0 }
  }
  const { assignment, levels, runs, reached, bound } = runningCases(task, rule, checkpoint)
  const at = reached.findIndex((value, k) => value !== bound[k])
  const gap = at === -1 || at === reached.length - 1 ? 0 : (reached[at] - bound[at]) / assignment.length
  return { rule, assignment, levels, runs, ...profileOf(task, assignment), gap }
}
