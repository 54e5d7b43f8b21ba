// Checks an Atelier plan from the lists, the caps, the plan and its prices alone; shares nothing with the solvers.

type Question = {
  readonly offsets: Int32Array
  readonly cases: Int32Array
  readonly capacity: Int32Array
  readonly company: Int32Array
  readonly companyCapacity: Int32Array
  readonly lots?: Int32Array
  readonly companyLists?: readonly (ArrayLike<number> | undefined)[]
  readonly minimum?: Int32Array
}
type ProvenLevel = {
  readonly goals: readonly (string | number)[]
  readonly weights: readonly number[]
  readonly objective: number
  readonly bound: number
  readonly prices: Float64Array
}
type Claim = {
  readonly rule: string
  readonly assignment: Int32Array
  readonly profile: Int32Array
  readonly unassigned: number
  readonly levels: readonly ProvenLevel[]
  readonly runs?: Int32Array
}

/**
 * What is wrong with a plan, in words; empty when it keeps to the lists and caps, its figures are true, and it is proven best
 * by its rule: by prices level by level (an arc that costs less than nothing is full, one that costs more is empty, among
 * the arcs that the levels before left free), or, when stable, because no team and case would rather have each other.
 * Where it was decided which cases run, the proof is about plans that keep to that.
 */
export const checkAtelier = (task: Question, plan: Claim): string[] => {
  const flaws = misassigned(task, plan)
  if (flaws.length > 0) return flaws
  if (plan.rule === 'stable') {
    for (const [team, p] of blockingPairs(task, plan.assignment))
      flaws.push(`team ${team} and case ${p} would rather have each other`)
    return flaws
  }
  return [...misordered(task, plan), ...unproven(task, plan)]
}

const rankOf = ({ offsets, cases }: Question, team: number, p: number) =>
  p === -1 ? -1 : cases.subarray(offsets[team], offsets[team + 1]).indexOf(p)

/** Where a plan leaves lists or caps, or tells false figures. */
export const misassigned = (
  task: Question,
  { assignment, profile, unassigned }: Pick<Claim, 'assignment' | 'profile' | 'unassigned'>,
): string[] => {
  const teams = task.offsets.length - 1
  if (assignment.length !== teams) return [`the plan has ${assignment.length} teams, not ${teams}`]
  const flaws: string[] = []
  const atCase = new Int32Array(task.capacity.length)
  const atCompany = new Int32Array(task.companyCapacity.length)
  const counted: number[] = []
  let without = 0
  assignment.forEach((p, i) => {
    if (p === -1) {
      without++
      return
    }
    const rank = rankOf(task, i, p)
    if (rank === -1) {
      flaws.push(`team ${i} did not list case ${p}`)
      return
    }
    counted[rank] = (counted[rank] ?? 0) + 1
    atCase[p]++
    atCompany[task.company[p]]++
  })
  atCase.forEach((load, p) => {
    const least = task.minimum?.[p] ?? 0
    if (load > 0 && load < least) flaws.push(`case ${p} has ${load} teams, it needs ${least}`)
    if (load > task.capacity[p]) flaws.push(`case ${p} has ${load} teams, ${task.capacity[p]} fit`)
  })
  atCompany.forEach((load, c) => {
    if (load > task.companyCapacity[c]) flaws.push(`company ${c} has ${load} teams, ${task.companyCapacity[c]} fit`)
  })
  if (unassigned !== without) flaws.push(`${without} teams are without a case, not ${unassigned}`)
  for (let rank = 0; rank < Math.max(profile.length, counted.length); rank++) {
    if (profile[rank] !== (counted[rank] ?? 0))
      flaws.push(`${counted[rank] ?? 0} teams are at rank ${rank}, not ${profile[rank]}`)
  }
  return flaws
}

/** The goals in the order of the rule, and packed so that an earlier goal outweighs all teams at the later ones. */
const misordered = (task: Question, { rule, levels, profile }: Claim): string[] => {
  const teams = task.offsets.length - 1
  const flaws: string[] = []
  const ranks = Array.from(profile.keys())
  const order: (string | number)[] = ['unassigned']
  if (rule === 'generous') order.push(...ranks.slice(1).toReversed())
  else if (rule === 'greedy') order.push(...ranks.slice(0, -1))
  else if (rule === 'ranksum') order.push('ranks')
  else flaws.push(`there is no rule ${rule}`)
  if (task.lots !== undefined) order.push('lots')
  const given = levels.flatMap(({ goals }) => goals)
  if (given.join() !== order.join()) flaws.push(`the goals are ${given.join()}, not ${order.join()}`)
  for (const { goals, weights, objective } of levels) {
    if (weights.length !== goals.length) flaws.push(`${goals.length} goals have ${weights.length} weights`)
    const sign = rule === 'greedy' && typeof goals[0] === 'number' ? -1 : 1
    const steep = weights.every((w, k) => w * sign > 0 && (k === 0 || weights[k - 1] * sign >= (teams + 1) * w * sign))
    const allAtNothing = objective === 0 && weights.every((w) => w > 0) && sign === 1
    const alone = goals.length === 1 || goals.every((goal) => typeof goal === 'number')
    if (!((steep || allAtNothing) && alone))
      flaws.push(`the weights ${weights.join()} do not keep ${goals.join()} in order`)
  }
  return flaws
}

type Arc = {
  readonly from: number
  readonly to: number
  readonly least?: number
  readonly room: number
  readonly flow: number
  readonly rank?: number
  readonly entry?: number
}

/** Nodes: teams, cases, companies, and one that receives everyone. */
const unproven = (task: Question, { assignment, levels, runs }: Claim): string[] => {
  const { offsets, cases, capacity, company, companyCapacity } = task
  const teams = assignment.length
  const firstCompany = teams + capacity.length
  const sink = firstCompany + companyCapacity.length
  const arcs: Arc[] = []
  const flaws: string[] = []
  if (runs !== undefined && runs.length !== capacity.length)
    return [`${runs.length} cases are decided, there are ${capacity.length}`]
  const count = (wanted: (p: number) => boolean) => assignment.filter((p) => p !== -1 && wanted(p)).length
  for (let i = 0; i < teams; i++) {
    for (let entry = offsets[i]; entry < offsets[i + 1]; entry++) {
      const flow = assignment[i] === cases[entry] ? 1 : 0
      arcs.push({ from: i, to: teams + cases[entry], room: 1, flow, rank: entry - offsets[i], entry })
    }
    arcs.push({ from: i, to: sink, room: 1, flow: assignment[i] === -1 ? 1 : 0, rank: -1 })
  }
  capacity.forEach((most, p) => {
    const flow = count((other) => other === p)
    const least = runs?.[p] === 1 ? Math.max(1, task.minimum?.[p] ?? 0) : 0
    const room = runs?.[p] === -1 ? 0 : most
    if (flow < least || flow > room) flaws.push(`case ${p} has ${flow} teams against what was decided`)
    arcs.push({ from: teams + p, to: firstCompany + company[p], least, room, flow })
  })
  companyCapacity.forEach((room, c) => {
    arcs.push({ from: firstCompany + c, to: sink, room, flow: count((p) => company[p] === c) })
  })

  const settled = new Uint8Array(arcs.length)
  for (const { goals, weights, objective, bound, prices } of levels) {
    const name = goals.join()
    if (prices.length !== sink + 1) return [...flaws, `${name}: ${prices.length} prices for ${sink + 1} nodes`]
    if (!prices.every((price) => Number.isInteger(price) && Math.abs(price) < 2 ** 52))
      flaws.push(`${name}: a price is no safe whole number`)
    const weightOf = new Map(goals.map((goal, k) => [goal, weights[k]]))
    let sum = 0
    arcs.forEach(({ from, to, least = 0, room, flow, rank, entry }, a) => {
      let cost = 0
      if (rank === -1) cost = weightOf.get('unassigned') ?? 0
      else if (rank !== undefined && entry !== undefined)
        cost =
          (weightOf.get(rank) ?? 0) +
          (weightOf.get('ranks') ?? 0) * rank +
          (weightOf.get('lots') ?? 0) * (task.lots?.[entry] ?? 0)
      sum += cost * flow
      const reduced = cost + prices[from] - prices[to]
      if (settled[a] === 0 && reduced < 0 && flow < room) flaws.push(`${name}: more should go from ${from} to ${to}`)
      if (settled[a] === 0 && reduced > 0 && flow > least) flaws.push(`${name}: less should go from ${from} to ${to}`)
      if (reduced !== 0) settled[a] = 1
    })
    if (sum !== objective) flaws.push(`${name}: the objective is ${sum}, not ${objective}`)
    if (bound !== objective) flaws.push(`${name}: the bound is ${bound}, the objective ${objective}`)
  }
  return flaws
}

/**
 * Team and case that would both rather have each other: the team lists the case above its own (or has none), its company
 * takes the team, and there is room at both, or room at the case while the company is full and either holds the team already
 * or has one it ranks lower, or the case is full and has a team that the company ranks lower. (Abraham, Irving and Manlove,
 * 2007, definition of stability.)
 */
export const blockingPairs = (task: Question, assignment: Int32Array): [team: number, p: number][] => {
  const { capacity, company, companyCapacity, companyLists } = task
  const teamsAt = capacity.map((_, p) => assignment.filter((other) => other === p).length)
  const blocking: [number, number][] = []
  const place = (c: number, team: number) => {
    const list = companyLists?.[c]
    return list === undefined ? team : Array.prototype.indexOf.call(list, team)
  }
  const worstAt = (c: number, counts: (p: number) => boolean) =>
    assignment.reduce((worst, p, team) => (p !== -1 && counts(p) ? Math.max(worst, place(c, team)) : worst), -1)
  const companyLoad = companyCapacity.map((_, c) => assignment.filter((p) => p !== -1 && company[p] === c).length)
  const lowestAtCase = Array.from(capacity, (_, p) => worstAt(company[p], (other) => other === p))
  const lowestAtCompany = Array.from(companyCapacity, (_, c) => worstAt(c, (p) => company[p] === c))
  assignment.forEach((own, team) => {
    if (own !== -1 && place(company[own], team) === -1) blocking.push([team, own])
    for (let entry = task.offsets[team]; entry < task.offsets[team + 1]; entry++) {
      const p = task.cases[entry]
      if (p === own) break
      const c = company[p]
      const mine = place(c, team)
      if (mine === -1) continue
      const roomAtCase = teamsAt[p] < capacity[p]
      const roomAtCompany = companyLoad[c] < companyCapacity[c]
      const there = own !== -1 && company[own] === c
      const blocks = roomAtCase ? roomAtCompany || there || mine < lowestAtCompany[c] : mine < lowestAtCase[p]
      if (blocks) blocking.push([team, p])
    }
  })
  return blocking
}
