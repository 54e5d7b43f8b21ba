// Checks a fair placement and its bound from the input, the plan, the factors and the prices alone; shares no code with solvers.

type Claim = {
  readonly assignment: ArrayLike<number>
  readonly placed: number
  readonly objective: number
  readonly bound: number
  readonly gap: number
  readonly means: ArrayLike<number>
  readonly certificate: {
    readonly factors: ArrayLike<number>
    readonly denominator: number
    readonly studentPrices: ArrayLike<number>
    readonly openingPrices: ArrayLike<number>
  }
}

type Question = {
  readonly offsets: Int32Array
  readonly openings: Int32Array
  readonly costs: Int32Array
  readonly capacity: Int32Array
}

/**
 * What is wrong with a fair plan, in words; empty when it is feasible, its figures are true, and no plan has an objective
 * below its bound. The proof, with n students, D the denominator and f the factors: the highest mean M of a plan is at least
 * the mean of each school and the `least` cost of all. Factors are no less than D, and over all students they add up to 2nD
 * or less, by `lacking`. So the sum of cost x f is at most D x total + (nD - lacking) x M, which is at most
 * D x (total + n x M) - lacking x least. And by weak duality it is at least what the prices prove. Linear in pairs.
 */
export const checkFairness = (
  { offsets, openings, costs, capacity }: Question,
  school: Int32Array,
  unplacedCost: number,
  { assignment, placed, objective, bound, gap, means, certificate }: Claim,
): string[] => {
  const { factors, denominator, studentPrices: student, openingPrices: opening } = certificate
  const n = offsets.length - 1
  const schools = school.reduce((most, g) => Math.max(most, g + 1), 0)
  const lengths = [
    ['students in the plan', assignment.length, n],
    ['student prices', student.length, n],
    ['opening prices', opening.length, capacity.length],
    ['means', means.length, schools],
    ['factors', factors.length, schools],
  ] as const
  const short = lengths.filter(([, found, wanted]) => found !== wanted)
  if (short.length > 0) return short.map(([what, found, wanted]) => `there are ${found} ${what}, not ${wanted}`)
  const flaws: string[] = []
  const load = new Int32Array(capacity.length)
  const sums = new Float64Array(schools)
  const sizes = new Int32Array(schools)
  let least = unplacedCost
  let isPlaced = 0
  let total = 0
  let proven = 0
  let lacking = 2 * n * denominator
  if (!Number.isInteger(denominator) || denominator < 1) flaws.push(`${denominator} is no denominator`)
  for (let g = 0; g < schools; g++) {
    if (!Number.isInteger(factors[g]) || factors[g] < denominator) flaws.push(`${factors[g]} is no factor`)
  }
  for (let i = 0; i < n; i++) {
    const factor = factors[school[i]]
    lacking -= factor
    proven += student[i]
    if (!(student[i] <= factor * unplacedCost)) flaws.push(`the price of student ${i} is above staying unplaced`)
    let paid = assignment[i] === -1 ? unplacedCost : Number.NaN
    for (let a = offsets[i]; a < offsets[i + 1]; a++) {
      if (costs[a] < least) least = costs[a]
      if (openings[a] === assignment[i]) paid = costs[a]
      if (!(student[i] - opening[openings[a]] <= factor * costs[a]))
        flaws.push(`the prices of ${i} and ${openings[a]} exceed their cost`)
    }
    if (Number.isNaN(paid)) flaws.push(`student ${i} cannot be at ${assignment[i]}`)
    total += paid
    sums[school[i]] += paid
    sizes[school[i]]++
    if (assignment[i] === -1) continue
    isPlaced++
    load[assignment[i]]++
  }
  for (let j = 0; j < capacity.length; j++) {
    if (load[j] > capacity[j]) flaws.push(`opening ${j} holds ${load[j]} of ${capacity[j]}`)
    if (!(opening[j] >= 0)) flaws.push(`the price of opening ${j} is negative`)
    proven -= opening[j] * capacity[j]
  }
  if (!(lacking >= 0)) flaws.push(`the factors are ${-lacking} too many`)
  let worst = Number.NEGATIVE_INFINITY
  for (let g = 0; g < schools; g++) {
    const mean = sizes[g] === 0 ? 0 : (n * sums[g]) / sizes[g] / n
    if (means[g] !== mean) flaws.push(`the mean of school ${g} is ${mean}, not ${means[g]}`)
    if (sizes[g] > 0) worst = Math.max(worst, (n * sums[g]) / sizes[g])
  }
  const truth = n === 0 ? 0 : total + worst
  const proof = Math.min(truth, (proven + lacking * least) / denominator)
  if (placed !== isPlaced) flaws.push(`${isPlaced} are placed, not ${placed}`)
  if (objective !== truth) flaws.push(`the objective is ${truth}, not ${objective}`)
  if (bound !== proof) flaws.push(`the prices prove ${proof}, not ${bound}`)
  if (gap !== objective - bound) flaws.push(`the gap is ${objective - bound}, not ${gap}`)
  return flaws
}
