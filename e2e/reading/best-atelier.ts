// Finds the generous-maximum profile once more with HiGHS: most teams, then fewest at the last rank, at the one before...
import { linearProgramme } from './linear-programme.ts'

/** `lists[team]` holds the cases, most wanted first. Gives the number of teams at each rank, first rank first. */
export const generousProfile = async (
  lists: readonly (readonly number[])[],
  capacities: readonly number[],
): Promise<readonly number[]> => {
  const programme = linearProgramme()
  const choices = lists.flatMap((cases, team) =>
    cases.map((place, rank) => ({ team, place, rank, variable: programme.variable(0, 1) })),
  )
  const ones = (some: typeof choices) => some.map(({ variable }) => [variable, 1] as const)
  for (const [, own] of Map.groupBy(choices, ({ team }) => team)) programme.row(0, ones(own), 1)
  for (const [place, own] of Map.groupBy(choices, (choice) => choice.place)) {
    programme.row(0, ones(own), capacities[place] ?? 0)
  }
  const ranks = [...Map.groupBy(choices, ({ rank }) => rank)].sort(([one], [other]) => other - one)
  const { goals } = await programme.minimise([
    choices.map(({ variable }) => [variable, -1]),
    ...ranks.map(([, own]) => ones(own)),
  ])
  return goals.slice(1).reverse().map(Math.round)
}
