// Finds the best placement plan once more with HiGHS: number placed, then fairness, then minutes and wishes, each exact.
import { linearProgramme } from './linear-programme.ts'

export type Arc = { readonly student: number; readonly opening: number; readonly cost: number }
export type Best = { readonly placed: number; readonly fairness: number; readonly cost: number }

/** Sum over schools of unplaced^2 / participants. */
export const unfairness = (unplaced: ReadonlyMap<string, number>, participants: ReadonlyMap<string, number>) =>
  [...unplaced].reduce((sum, [school, count]) => sum + count ** 2 / (participants.get(school) ?? 1), 0)

/**
 * The k-th unplaced student of a school of n adds (2k - 1) / n. Only the order of these steps decides which plans
 * are fairest (the sets of placeable students are a matroid), so their ranks stand in for them: small whole numbers.
 */
const stepRanks = (participants: ReadonlyMap<string, number>) => {
  const steps = [...participants].flatMap(([school, size]) =>
    Array.from({ length: size }, (_, k) => ({ school, rise: 2 * k + 1, size })),
  )
  steps.sort((one, other) => one.rise * other.size - other.rise * one.size)
  let rank = 0
  return steps.map((step, at) => {
    const before = steps[at - 1]
    if (before && before.rise * step.size !== step.rise * before.size) rank += 1
    return { ...step, rank }
  })
}

/** `schools[student]` is the student's school; `places[opening]` what is left there. */
export const bestPlacement = async (
  schools: readonly string[],
  places: readonly number[],
  arcs: readonly Arc[],
): Promise<Best> => {
  const programme = linearProgramme()
  const taken = arcs.map((arc) => ({ ...arc, variable: programme.variable(0, 1) }))
  const byStudent = Map.groupBy(taken, (arc) => arc.student)
  for (const [, own] of byStudent)
    programme.row(
      0,
      own.map(({ variable }) => [variable, 1] as const),
      1,
    )
  for (const [opening, own] of Map.groupBy(taken, (arc) => arc.opening)) {
    programme.row(
      0,
      own.map(({ variable }) => [variable, 1] as const),
      places[opening] ?? 0,
    )
  }
  const participants = new Map(
    [...Map.groupBy(schools, (school) => school)].map(([school, own]) => [school, own.length]),
  )
  const steps = stepRanks(participants).map((step) => ({ ...step, variable: programme.variable(0, 1) }))
  for (const [school, own] of Map.groupBy(steps, (step) => step.school)) {
    const placed = taken.filter(({ student }) => schools[student] === school)
    const all = participants.get(school) ?? 0
    programme.row(
      all,
      [...placed, ...own].map(({ variable }) => [variable, 1] as const),
      all,
    )
  }
  const { goals, at } = await programme.minimise([
    taken.map(({ variable }) => [variable, -1]),
    steps.map(({ variable, rank }) => [variable, rank]),
    taken.map(({ variable, cost }) => [variable, cost]),
  ])
  const unplaced = new Map([...participants].map(([school, all]) => [school, all]))
  for (const { student, variable } of taken) {
    const school = schools[student]!
    unplaced.set(school, unplaced.get(school)! - at[variable]!)
  }
  for (const [school, count] of unplaced) unplaced.set(school, Math.round(count))
  return {
    placed: -Math.round(goals[0]!),
    fairness: unfairness(unplaced, participants),
    cost: Math.round(goals[2]!),
  }
}
