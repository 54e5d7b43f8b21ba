// The words of an Atelier: teams with lists of cases, the caps of cases and companies, and the plan that joins them.
import type { Level } from './optimal-face.ts'
import { type PlacementNetwork, placementNetwork } from './placement-network.ts'

/**
 * Teams rank cases: the list of team i is cases[offsets[i]] .. cases[offsets[i + 1] - 1], most wanted first, each at most
 * once. Case p takes `capacity[p]` teams and belongs to company `company[p]`, which takes `companyCapacity` in all.
 */
export type Atelier = {
  readonly offsets: Int32Array
  readonly cases: Int32Array
  readonly capacity: Int32Array
  readonly company: Int32Array
  readonly companyCapacity: Int32Array
  /** Per case the fewest teams with which it runs; with fewer it has none at all. */
  readonly minimum?: Int32Array
  /** Per entry of a list a number drawn by lot; of plans that are otherwise equally good the least sum wins. */
  readonly lots?: Int32Array
  /** Per company the teams that it takes, most wanted first; a company without a row takes all, in their order. */
  readonly companyLists?: readonly (ArrayLike<number> | undefined)[]
}

/**
 * What counts first: the fewest at the worst rank (generous), the most firsts (greedy) or the least sum of ranks, each among
 * the plans that leave the fewest teams without a case; or that nobody has a reason to leave the plan (stable).
 */
export type Rule = ProfileRule | 'stable'
export type ProfileRule = 'generous' | 'greedy' | 'ranksum'

/** Per case what was decided about it: 1 it runs, -1 it does not, 0 nothing. */
export type Runs = Int32Array

/** What a level counts: teams without a case, teams at one rank (0 is the first wish), the sum of ranks, or the lots. */
export type Counted = 'unassigned' | 'ranks' | 'lots' | number

/**
 * One or several goals proven at once: `weights[k]` is what one more of `goals[k]` costs, negative where more is better.
 * Prices belong to the nodes of the network: teams, cases, companies, sink.
 */
export type AtelierLevel = Level & { readonly goals: readonly Counted[]; readonly weights: readonly number[] }

/** `assignment` has the case of each team or -1; `profile[r]` counts teams at rank r. A stable plan needs no levels. */
export type AtelierPlan = {
  readonly rule: Rule
  readonly assignment: Int32Array
  readonly profile: Int32Array
  readonly unassigned: number
  readonly levels: readonly AtelierLevel[]
  /** The choices under which the levels are proofs; absent where there was no choice. */
  readonly runs?: Runs
  /**
   * 0 when no plan is better. Otherwise the share of teams by which another choice of running cases could be better at the
   * first goal that is not proven.
   */
  readonly gap: number
}

/** The flow network of an Atelier is that of a placement with companies as groups of openings. */
export const atelierNetwork = ({ offsets, cases, capacity, company, companyCapacity }: Atelier): PlacementNetwork =>
  placementNetwork({
    offsets,
    openings: cases,
    costs: new Int32Array(0),
    capacity,
    groups: { of: company, parent: companyCapacity.map(() => -1), capacity: companyCapacity },
  })

/** The length of the longest list. */
export const longestList = ({ offsets }: Atelier): number => {
  let longest = 0
  for (let i = 0; i + 1 < offsets.length; i++) longest = Math.max(longest, offsets[i + 1] - offsets[i])
  return longest
}

/** The position of each team's case within `cases`, -1 without one. */
export const chosenEntries = ({ offsets, cases }: Atelier, assignment: Int32Array): Int32Array =>
  assignment.map((p, i) => {
    for (let a = offsets[i]; p !== -1 && a < offsets[i + 1]; a++) if (cases[a] === p) return a
    return -1
  })

/** How many teams are at each rank, and how many at none. */
export const profileOf = (task: Atelier, assignment: Int32Array) => {
  const profile = new Int32Array(longestList(task))
  const entries = chosenEntries(task, assignment)
  let unassigned = 0
  entries.forEach((a, i) => {
    if (a === -1) unassigned++
    else profile[a - task.offsets[i]]++
  })
  return { profile, unassigned }
}
