// Forms teams of two inside a school by shared wishes and complementary profiles, three for the last of an odd number.
import { heaviestMatching, type Matching } from './blossom.ts'
import { seededRandom } from './random.ts'

/** Worlds by number, most wanted first; a profile by number; and the number drawn by lot for this student. */
export type Applicant = { readonly wishes: readonly number[]; readonly profile: number; readonly lot: number }

/**
 * `members` has students by their place in the input, each team and all teams in that order; `alone` is the one of a school
 * of one. `weights` and `matching` are the pairs' values and the proof that no other pairs have more.
 */
export type Teams = {
  readonly members: readonly (readonly number[])[]
  readonly alone: readonly number[]
  readonly weights: Float64Array
  readonly matching: Matching
}

/** What two profiles that complement each other count for beside wishes (a first wish of both counts for six). */
const otherProfile = 6
const wishesCounted = 3
const lotRange = 2 ** 16

/**
 * What a pair is worth: per world that both want, three for a first wish down to one for a third, from both; and six more
 * when their profiles differ, so that they have different things to bring.
 */
export const worthOf = (a: Applicant, b: Applicant): number => {
  const points = ({ wishes }: Applicant, world: number) => {
    const rank = wishes.slice(0, wishesCounted).indexOf(world)
    return rank === -1 ? 0 : wishesCounted - rank
  }
  const shared = a.wishes.filter((world) => points(a, world) > 0 && points(b, world) > 0)
  const wishes = shared.reduce((sum, world) => sum + points(a, world) + points(b, world), 0)
  return wishes + (a.profile === b.profile ? 0 : otherProfile)
}

/**
 * Pairs of the greatest total worth among all ways to leave at most one student over, then by lot; the one left over joins
 * the pair to whose members together he is worth most. The lots of a pair come from its two students alone, so the order of
 * students changes nothing. O(students^3); exact up to 2,000 students.
 */
export const formTeams = (students: readonly Applicant[]): Teams => {
  const n = students.length
  const weights = new Float64Array(n * n)
  // A point outweighs all lots, and a pair all points: as many pairs as possible, then the most points, then the lots.
  const point = lotRange * (Math.floor(n / 2) + 1)
  const most = 2 * wishesCounted * wishesCounted + otherProfile
  const pair = point * (most + 1) * (Math.floor(n / 2) + 1)
  const value = (u: number, v: number) => point * worthOf(students[u], students[v]) + lotOf(students[u], students[v])
  for (let u = 0; u < n; u++) for (let v = 0; v < n; v++) if (u !== v) weights[u * n + v] = pair + value(u, v)
  const matching = heaviestMatching(n, weights)
  const members: number[][] = []
  const over: number[] = []
  matching.mate.forEach((v, u) => {
    if (v === -1) over.push(u)
    else if (u < v) members.push([u, v])
  })
  if (members.length === 0) return { members, alone: over, weights, matching }
  for (const u of over) {
    const worth = members.map((team) => team.reduce((sum, v) => sum + value(u, v), 0))
    const best = worth.indexOf(Math.max(...worth))
    members[best] = [...members[best], u].toSorted((a, b) => a - b)
  }
  return { members: members.toSorted((a, b) => a[0] - b[0]), alone: [], weights, matching }
}

/** A number below 2^16 from the lots of two students, the same whoever comes first. */
const lotOf = (a: Applicant, b: Applicant): number => {
  const [low, high] = a.lot < b.lot ? [a.lot, b.lot] : [b.lot, a.lot]
  const first = seededRandom((low % 2 ** 32) ^ Math.floor(low / 2 ** 32))()
  return seededRandom(first ^ (high % 2 ** 32) ^ Math.floor(high / 2 ** 32))() >>> 16
}
