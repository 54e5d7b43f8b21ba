// Which counts a rule puts in which order, packed so that a few exact levels settle them all.
import { type Atelier, type AtelierLevel, type Counted, longestList, type ProfileRule } from './teams-and-cases.ts'

export type Pack = Pick<AtelierLevel, 'goals' | 'weights'>

/** Costs and prices stay whole numbers that doubles hold exactly. */
const safe = 2 ** 51

/**
 * The goals of a rule once the number of teams without a case is settled and no plan need go further down than `reach`
 * ranks (counted from 1), in packs. The last rank is left out where the number of teams settles it.
 *
 * Within a pack a goal weighs more than every team at all later goals together, so that the pack is as exact as its goals one
 * after the other (weights are powers of teams + 1), and few enough go in one that a price, at most the largest weight
 * times the number of nodes, is exact.
 * Rules: Kwanashie, Irving, Manlove and Sng, "Profile-based optimal matchings in the student/project allocation problem"
 * (2014); greedy is rank-maximal among the largest matchings.
 */
export const packsOf = (task: Atelier, rule: ProfileRule, reach: number): readonly Pack[] => {
  const longest = longestList(task)
  const teams = task.offsets.length - 1
  const nodes = teams + task.capacity.length + task.companyCapacity.length + 1
  if (rule === 'ranksum') return [{ goals: ['ranks'], weights: [1] }]
  const packs: Pack[] = []
  if (rule === 'generous' && Math.max(1, reach) < longest) {
    // Nobody need be at these ranks, so all of them are at their best together and no order between them is needed.
    const beyond = upTo(longest).slice(Math.max(1, reach)).toReversed()
    packs.push({ goals: beyond, weights: beyond.map(() => 1) })
  }
  const goals = rule === 'generous' ? upTo(reach).slice(1).toReversed() : upTo(longest).slice(0, -1)
  const size = Math.max(1, Math.floor(Math.log(safe / nodes) / Math.log(teams + 1)) + 1)
  for (let from = 0; from < goals.length; from += size) {
    const some = goals.slice(from, from + size)
    const sign = rule === 'generous' ? 1 : -1
    packs.push({ goals: some, weights: some.map((_, k) => sign * (teams + 1) ** (some.length - 1 - k)) })
  }
  return packs
}

const upTo = (end: number): number[] => Array.from({ length: end }, (_, rank) => rank)

/** What a pack costs at every rank. */
export const costAtRank = ({ goals, weights }: Pack, longest: number): Float64Array => {
  const counts = (goal: Counted, rank: number) => (goal === 'ranks' ? rank : goal === rank ? 1 : 0)
  return Float64Array.from({ length: longest }, (_, rank) =>
    goals.reduce<number>((sum, goal, k) => sum + weights[k] * counts(goal, rank), 0),
  )
}
