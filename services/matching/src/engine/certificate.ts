// Checks a bare placement from the input, the plan and the prices alone; shares nothing with the solvers.

type Claim = {
  readonly assignment: ArrayLike<number>
  readonly placed: number
  readonly objective: number
  readonly bound: number
  readonly studentPrices: ArrayLike<number>
  readonly openingPrices: ArrayLike<number>
}

type Question = {
  readonly offsets: Int32Array
  readonly openings: Int32Array
  readonly costs: Int32Array
  readonly capacity: Int32Array
}

/**
 * What is wrong with a plan, in words; empty when it is feasible, its figures are true, and its prices prove that no plan
 * costs less. The proof: a plan in which student i takes opening j costs at least studentPrices[i] - openingPrices[j] for
 * him, whatever the plan; openings take at most capacity students; so the sum of studentPrices less capacity times
 * openingPrices is a bound (weak duality). Linear in pairs.
 */
export const checkPairs = (question: Question, unplacedCost: number, claim: Claim): string[] => {
  const { offsets, openings, costs, capacity } = question
  const { assignment, studentPrices: student, openingPrices: opening } = claim
  const students = offsets.length - 1
  if (assignment.length !== students) return [`the plan has ${assignment.length} students, not ${students}`]
  if (student.length !== students) return [`there are ${student.length} student prices, not ${students}`]
  if (opening.length !== capacity.length) return [`there are ${opening.length} opening prices, not ${capacity.length}`]
  const flaws: string[] = []
  const load = new Int32Array(capacity.length)
  let placed = 0
  let objective = 0
  let bound = 0
  for (let i = 0; i < students; i++) {
    if (!(student[i] <= unplacedCost)) flaws.push(`the price of student ${i} is above the cost of staying unplaced`)
    bound += student[i]
    let paid = assignment[i] === -1 ? unplacedCost : Number.NaN
    for (let a = offsets[i]; a < offsets[i + 1]; a++) {
      if (!(student[i] - opening[openings[a]] <= costs[a]))
        flaws.push(`the prices of ${i} and ${openings[a]} exceed their cost`)
      if (openings[a] === assignment[i]) paid = costs[a]
    }
    if (Number.isNaN(paid)) flaws.push(`student ${i} cannot be at ${assignment[i]}`)
    objective += paid
    if (assignment[i] === -1) continue
    placed++
    load[assignment[i]]++
  }
  for (let j = 0; j < capacity.length; j++) {
    if (load[j] > capacity[j]) flaws.push(`opening ${j} holds ${load[j]} of ${capacity[j]}`)
    if (!(opening[j] >= 0)) flaws.push(`the price of opening ${j} is negative`)
    bound -= opening[j] * capacity[j]
  }
  if (claim.placed !== placed) flaws.push(`${placed} are placed, not ${claim.placed}`)
  if (claim.objective !== objective) flaws.push(`the objective is ${objective}, not ${claim.objective}`)
  if (claim.bound !== bound) flaws.push(`the prices prove ${bound}, not ${claim.bound}`)
  if (objective !== bound) flaws.push(`the plan costs ${objective}, the prices prove only ${bound}`)
  return flaws
}
