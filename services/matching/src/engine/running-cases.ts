// Decides which cases run when each needs a least number of teams, and says how much better another choice could be.
import type { Checkpoint } from './flow-network.ts'
import { type ProfilePlan, profilePlan } from './profile-plan.ts'
import { type Atelier, type ProfileRule, profileOf, type Runs } from './teams-and-cases.ts'

export type RunningPlan = ProfilePlan & {
  /** Under what choices the levels prove the plan: 1 for a case that must run, -1 for one that must not. */
  readonly runs: Runs
  /** What the rule counts, in its order, for the plan and at best for any plan. */
  readonly reached: readonly number[]
  readonly bound: readonly number[]
}

type Node = { readonly runs: Runs; readonly bound: readonly number[] }

/** Entries of lists looked at before the search stops and says what is not proven. */
const effort = 2_000_000

/**
 * The best plan by the rule in which every case has no team or at least its minimum, by branch and bound (Land and Doig,
 * 1960): without minimums the plan is as good as can be; a case that then has too few teams is closed in one branch and
 * made to run in the other, and branches that cannot beat the best plan found are left. NP-hard in general, so the search
 * ends after a fixed effort (the same on every machine) with what it has and the best that was not ruled out.
 */
export const runningCases = (task: Atelier, rule: ProfileRule, checkpoint?: Checkpoint): RunningPlan => {
  const minimum = task.minimum ?? new Int32Array(task.capacity.length)
  const least = (p: number) => Math.max(1, minimum[p])
  const undecided = minimum.map((needed, p) =>
    needed > Math.min(task.capacity[p], task.companyCapacity[task.company[p]]) ? -1 : 0,
  )
  const solve = (runs: Runs) => {
    const needs = runs.some((choice) => choice === 1)
    const open = { ...task, capacity: task.capacity.map((room, p) => (runs[p] === -1 ? 0 : room)) }
    const plan = profilePlan(open, rule, needs ? runs.map((choice, p) => (choice === 1 ? least(p) : 0)) : undefined)
    if (plan === undefined) return undefined
    const load = new Int32Array(minimum.length)
    for (const p of plan.assignment) if (p !== -1) load[p]++
    const short = Array.from(load.keys()).filter((p) => load[p] > 0 && load[p] < minimum[p])
    return { ...plan, runs, load, short, reached: countsOf(task, rule, plan) }
  }
  type Tried = NonNullable<ReturnType<typeof solve>>

  let best = closing(solve, minimum, undecided)
  const left: Node[] = [{ runs: undecided, bound: best.bound }]
  const better = (a: readonly number[], b: readonly number[]) => inOrder(a, b) < 0
  let nodes = Math.max(20, Math.floor(effort / (task.cases.length + 1)))
  for (; left.length > 0 && nodes > 0; nodes--) {
    checkpoint?.({ stage: 'running cases', done: left.length })
    const node = left.pop() as Node
    if (!better(node.bound, best.plan.reached)) continue
    const tried: Tried | undefined = solve(node.runs)
    if (tried === undefined || !better(tried.reached, best.plan.reached)) continue
    if (tried.short.length === 0) {
      best = { ...best, plan: tried }
      continue
    }
    const { load, short, reached: bound } = tried
    const doubt = (p: number) => Math.min(load[p], minimum[p] - load[p])
    const p = short.reduce((a, b) => (doubt(b) > doubt(a) ? b : a))
    const branches = [-1, 1].map((choice) => ({ runs: node.runs.with(p, choice), bound }))
    // The branch that changes less is looked at first, because it promises a good plan early.
    left.push(...(2 * load[p] < minimum[p] ? branches.toReversed() : branches))
  }
  const { assignment, levels, runs, reached } = best.plan
  const bound = left.map((node) => node.bound).reduce((a, b) => (better(b, a) ? b : a), reached)
  return { assignment, levels, runs, reached, bound }
}

/** A first plan: cases with too few teams are closed, the emptiest half of them at a time, until none is left. */
const closing = <Tried extends { short: readonly number[]; load: Int32Array; reached: readonly number[] }>(
  solve: (runs: Runs) => Tried | undefined,
  minimum: Int32Array,
  undecided: Runs,
): { readonly plan: Tried; readonly bound: readonly number[] } => {
  let runs = undecided
  let bound: readonly number[] | undefined
  for (;;) {
    // Closing alone never makes a plan impossible: teams may stay without a case.
    const tried = solve(runs) as Tried
    bound ??= tried.reached
    if (tried.short.length === 0) return { plan: tried, bound }
    const { load } = tried
    const emptiest = tried.short.toSorted((a, b) => load[a] * minimum[b] - load[b] * minimum[a] || a - b)
    runs = runs.slice()
    for (const p of emptiest.slice(0, Math.ceil(emptiest.length / 2))) runs[p] = -1
  }
}

/** What the rule counts, first things first and less is better, with the lots at the end. */
const countsOf = (task: Atelier, rule: ProfileRule, { assignment, levels }: ProfilePlan): number[] => {
  const { profile, unassigned } = profileOf(task, assignment)
  const counts = Array.from(profile)
  const lots = levels.findLast(({ goals }) => goals[0] === 'lots')?.objective ?? 0
  if (rule === 'generous') return [unassigned, ...counts.toReversed(), lots]
  if (rule === 'greedy') return [unassigned, ...counts.map((teams) => -teams), lots]
  return [unassigned, counts.reduce((sum, teams, rank) => sum + teams * rank, 0), lots]
}

const inOrder = (a: readonly number[], b: readonly number[]): number => {
  const at = a.findIndex((value, k) => value !== b[k])
  return at === -1 ? 0 : a[at] - b[at]
}
