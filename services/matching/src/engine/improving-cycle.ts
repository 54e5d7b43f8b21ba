// Finds out whether a plan of teams and cases could be better by its rule, from the plan alone; shares nothing with the solvers.

type Question = {
  readonly offsets: Int32Array
  readonly cases: Int32Array
  readonly capacity: Int32Array
  readonly company: Int32Array
  readonly companyCapacity: Int32Array
  readonly minimum?: Int32Array
}
type Way = { readonly from: number; readonly to: number; readonly cost: bigint }

/**
 * The nodes (teams, cases, companies, then one for places and for staying without) of a ring of moves that makes the plan
 * better by the rule, or undefined when there is none; then the plan is best, since two plans differ by rings of moves (Klein,
 * 1967). Costs are exact: a count that comes first outweighs all teams at every later one, in whole numbers of any length.
 * The plan keeps to lists and caps. Where cases need more than one team it is compared with plans that run the same cases.
 *
 * Bellman (1958) and Ford (1956); a ring shows as soon as the ways found back run into themselves. O(nodes x entries) at
 * worst, a few rounds over the entries in practice.
 */
export const improvingCycle = (task: Question, rule: string, assignment: ArrayLike<number>): number[] | undefined => {
  const ways = possibleMoves(task, rule, assignment)
  const nodes = assignment.length + task.capacity.length + task.companyCapacity.length + 1
  const distance = new Array<bigint>(nodes).fill(0n)
  const back = new Int32Array(nodes).fill(-1)
  for (let changed = true; changed; ) {
    changed = false
    for (const { from, to, cost } of ways) {
      const reached = distance[from] + cost
      if (reached >= distance[to]) continue
      distance[to] = reached
      back[to] = from
      changed = true
    }
    const ring = changed ? ringIn(back) : undefined
    if (ring !== undefined) return ring
  }
  return undefined
}

/** What one team at a rank costs by the rule, and last what one without a case does. */
const costs = (rule: string, longest: number, teams: number): bigint[] => {
  const base = BigInt(teams + 1)
  const ranks = Array.from({ length: longest }, (_, rank) => {
    if (rule === 'generous') return base ** BigInt(rank)
    return rule === 'greedy' ? -(base ** BigInt(longest - 1 - rank)) : BigInt(rank)
  })
  return [...ranks, rule === 'ranksum' ? BigInt(longest) * base : base ** BigInt(longest + 1)]
}

const possibleMoves = (task: Question, rule: string, assignment: ArrayLike<number>): Way[] => {
  const { offsets, cases, capacity, company, companyCapacity, minimum } = task
  const teams = assignment.length
  const firstCompany = teams + capacity.length
  const sink = firstCompany + companyCapacity.length
  let longest = 0
  for (let i = 0; i < teams; i++) longest = Math.max(longest, offsets[i + 1] - offsets[i])
  const price = costs(rule, longest, teams)
  const atCase = new Int32Array(capacity.length)
  const atCompany = new Int32Array(companyCapacity.length)
  const ways: Way[] = []
  const move = (from: number, to: number, cost: bigint, taken: boolean) =>
    ways.push(taken ? { from: to, to: from, cost: -cost } : { from, to, cost })
  for (let i = 0; i < teams; i++) {
    for (let entry = offsets[i]; entry < offsets[i + 1]; entry++)
      move(i, teams + cases[entry], price[entry - offsets[i]], assignment[i] === cases[entry])
    move(i, sink, price[longest], assignment[i] === -1)
    if (assignment[i] === -1) continue
    atCase[assignment[i]]++
    atCompany[company[assignment[i]]]++
  }
  atCase.forEach((load, p) => {
    const needed = minimum?.[p] ?? 0
    const least = needed > 1 && load > 0 ? needed : 0
    const room = needed > 1 && load === 0 ? 0 : capacity[p]
    if (load < room) move(teams + p, firstCompany + company[p], 0n, false)
    if (load > least) move(teams + p, firstCompany + company[p], 0n, true)
  })
  atCompany.forEach((load, c) => {
    if (load < companyCapacity[c]) move(firstCompany + c, sink, 0n, false)
    if (load > 0) move(firstCompany + c, sink, 0n, true)
  })
  return ways
}

/** A ring among the ways back, if there is one. */
const ringIn = (back: Int32Array): number[] | undefined => {
  const seen = new Int32Array(back.length)
  for (let start = 0; start < back.length; start++) {
    let node = start
    while (node !== -1 && seen[node] === 0) {
      seen[node] = start + 1
      node = back[node]
    }
    if (node === -1 || seen[node] !== start + 1) continue
    const ring = [node]
    for (let other = back[node]; other !== node; other = back[other]) ring.push(other)
    return ring
  }
  return undefined
}
