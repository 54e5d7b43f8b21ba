// Checks a repaired plan from the question, the plan and the prices alone; shares nothing with the solvers.

type Question = {
  readonly pairs: {
    readonly offsets: Int32Array
    readonly openings: Int32Array
    readonly costs: Int32Array
    readonly capacity: Int32Array
  }
  readonly previous: ArrayLike<number>
  readonly frozen: ArrayLike<number>
}

type Claim = {
  readonly assignment: ArrayLike<number>
  readonly placed: number
  readonly changed: number
  readonly cost: number
  readonly proof?: {
    readonly weights: { readonly unplaced: number; readonly change: number }
    readonly studentPrices: ArrayLike<number>
    readonly openingPrices: ArrayLike<number>
  }
}

/**
 * What is wrong with a repair, in words; empty when it is feasible, its figures are true, the frozen stand still and, when
 * there is a proof, no plan places more, changes fewer or costs less, in this order.
 *
 * The proof: the weights are so far apart that their sum follows that order, and everyone pays his own least price; openings
 * with room have price 0 (complementary slackness).
 */
export const checkRepair = ({ pairs, previous, frozen }: Question, claim: Claim): string[] => {
  const { offsets, openings, costs, capacity } = pairs
  const { assignment, proof } = claim
  const students = offsets.length - 1
  if (assignment.length !== students) return [`the plan has ${assignment.length} students, not ${students}`]
  const flaws: string[] = []
  const still = new Uint8Array(students)
  for (let k = 0; k < frozen.length; k++) still[frozen[k]] = 1
  const load = new Int32Array(capacity.length)
  let [placed, changed, cost, dearest] = [0, 0, 0, 0]
  for (let i = 0; i < students; i++) {
    const j = assignment[i]
    if (j !== previous[i]) changed++
    if (j !== previous[i] && still[i] === 1) flaws.push(`student ${i} is frozen and was moved`)
    let found = j === -1
    for (let a = offsets[i]; a < offsets[i + 1]; a++) {
      dearest = Math.max(dearest, Math.abs(costs[a]))
      if (openings[a] !== j) continue
      found = true
      cost += costs[a]
    }
    if (!found) flaws.push(`student ${i} cannot be at ${j}`)
    if (j === -1) continue
    placed++
    load[j]++
  }
  for (let j = 0; j < capacity.length; j++) {
    if (load[j] > capacity[j]) flaws.push(`opening ${j} holds ${load[j]} of ${capacity[j]}`)
  }
  if (claim.placed !== placed) flaws.push(`${placed} are placed, not ${claim.placed}`)
  if (claim.changed !== changed) flaws.push(`${changed} are changed, not ${claim.changed}`)
  if (claim.cost !== cost) flaws.push(`the pairs cost ${cost}, not ${claim.cost}`)
  if (proof === undefined || flaws.length > 0) return flaws

  const { weights, studentPrices, openingPrices } = proof
  if (!(weights.change > 2 * students * dearest)) flaws.push('a change weighs too little')
  if (!(weights.unplaced > (students + 1) * weights.change)) flaws.push('a student without a place weighs too little')
  for (let j = 0; j < capacity.length; j++) {
    if (!(openingPrices[j] >= 0)) flaws.push(`the price of opening ${j} is negative`)
    if (load[j] < capacity[j] && openingPrices[j] !== 0) flaws.push(`opening ${j} has room and a price`)
  }
  for (let i = 0; i < students; i++) {
    if (still[i] === 1) continue
    const quits = weights.unplaced + (previous[i] === -1 ? 0 : weights.change)
    let pays = assignment[i] === -1 ? quits : Number.NaN
    let least = quits
    for (let a = offsets[i]; a < offsets[i + 1]; a++) {
      const total = costs[a] + (openings[a] === previous[i] ? 0 : weights.change) + openingPrices[openings[a]]
      if (openings[a] === assignment[i]) pays = total
      if (!(total >= least)) least = total
    }
    if (!(pays === least && studentPrices[i] === least)) flaws.push(`student ${i} does not pay his least price`)
  }
  return flaws
}
