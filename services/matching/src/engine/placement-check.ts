// Checks a placement plan from the input, the assignment and the prices alone; trusts and shares nothing with the solvers.
import type { Placement } from './placement-network.ts'

type ProvenLevel = {
  readonly goal: string
  readonly objective: number
  readonly bound: number
  readonly prices: Float64Array
}
type ClaimedPlan = { readonly assignment: Int32Array; readonly placed: number; readonly levels: readonly ProvenLevel[] }

/** One way through the network: between two nodes, with room, the flow that the plan sends, and its cost at each goal. */
type Arc = {
  readonly from: number
  readonly to: number
  readonly room: number
  readonly flow: number
  readonly costs: { readonly [goal: string]: number }
}

/**
 * What is wrong with a plan, in words; empty when it is feasible and proven best at every goal in exact order.
 *
 * A flow is cheapest exactly when prices exist for which no arc that costs less than nothing (cost + price of its start -
 * price of its end) has room left and none that costs more than nothing is used. Each level is checked so, among the arcs
 * that the prices of the levels before it leave free. Linear in pairs times levels.
 */
export const checkPlacement = (input: Placement, plan: ClaimedPlan): string[] => {
  const flaws = misplaced(input, plan)
  if (flaws.length > 0) return flaws
  const { arcs, nodes } = network(input, plan.assignment)
  for (const { room, flow, from, to } of arcs)
    if (flow > room) flaws.push(`${flow} go from ${from} to ${to}, ${room} fit`)
  const wanted = goals(input).join(', ')
  const given = plan.levels.map(({ goal }) => goal).join(', ')
  if (given !== wanted) flaws.push(`the levels are ${given}, not ${wanted}`)
  const settled = new Uint8Array(arcs.length)
  for (const { goal, objective, bound, prices } of plan.levels) {
    if (prices.length !== nodes) return [...flaws, `${goal}: ${prices.length} prices for ${nodes} nodes`]
    if (!prices.every((price) => Number.isInteger(price) && Math.abs(price) < 2 ** 51))
      flaws.push(`${goal}: a price is no safe whole number`)
    let sum = 0
    arcs.forEach(({ from, to, room, flow, costs }, a) => {
      const cost = costs[goal] ?? 0
      sum += cost * flow
      const reduced = cost + prices[from] - prices[to]
      if (settled[a] === 0 && reduced < 0 && flow < room) flaws.push(`${goal}: more should go from ${from} to ${to}`)
      if (settled[a] === 0 && reduced > 0 && flow > 0) flaws.push(`${goal}: less should go from ${from} to ${to}`)
      if (reduced !== 0) settled[a] = 1
    })
    if (sum !== objective) flaws.push(`${goal}: the objective is ${sum}, not ${objective}`)
    if (bound !== objective) flaws.push(`${goal}: the bound is ${bound}, the objective ${objective}`)
  }
  return flaws
}

const goals = ({ school, beyond, lots }: Placement) => [
  'placed',
  ...(school === undefined ? [] : ['fairness']),
  ...(beyond === undefined ? [] : ['beyond']),
  'cost',
  ...(lots === undefined ? [] : ['lot']),
]

const misplaced = ({ offsets, openings }: Placement, { assignment, placed }: ClaimedPlan): string[] => {
  const students = offsets.length - 1
  if (assignment.length !== students) return [`the plan has ${assignment.length} students, not ${students}`]
  const flaws: string[] = []
  assignment.forEach((j, i) => {
    if (j !== -1 && !openings.subarray(offsets[i], offsets[i + 1]).includes(j))
      flaws.push(`student ${i} cannot be at ${j}`)
  })
  const counted = assignment.filter((j) => j !== -1).length
  if (placed !== counted) flaws.push(`${counted} are placed, not ${placed}`)
  return flaws
}

const network = (input: Placement, assignment: Int32Array): { arcs: Arc[]; nodes: number } => {
  const { offsets, openings, capacity, school, priority, groups, schoolCaps, balance } = input
  const students = assignment.length
  const caps = schoolCaps?.opening.length ?? 0
  const groupNode = students + capacity.length + caps
  const schoolNode = groupNode + (groups?.capacity.length ?? 0)
  const schools = school === undefined ? 0 : Math.max(-1, ...new Set(school)) + 1
  const sink = schoolNode + schools
  const arcs: Arc[] = []
  const load = new Int32Array(sink + 1)
  const capOf = new Map<string, number>()
  for (let k = 0; k < caps; k++)
    capOf.set(`${schoolCaps?.school[k]} at ${schoolCaps?.opening[k]}`, students + capacity.length + k)
  const lowest = Math.max(0, ...new Set(priority ?? []))

  for (let i = 0; i < students; i++) {
    for (let a = offsets[i]; a < offsets[i + 1]; a++) {
      const flow = assignment[i] === openings[a] ? 1 : 0
      const to = capOf.get(`${school?.[i]} at ${openings[a]}`) ?? students + openings[a]
      load[to] += flow
      const costs = { beyond: input.beyond?.[a] ?? 0, cost: input.costs[a], lot: input.lots?.[a] ?? 0 }
      arcs.push({ from: i, to, room: 1, flow, costs })
    }
    const flow = assignment[i] === -1 ? 1 : 0
    const to = school === undefined ? sink : schoolNode + school[i]
    load[to] += flow
    arcs.push({ from: i, to, room: 1, flow, costs: { placed: 1 + lowest - (priority?.[i] ?? 0) } })
  }
  for (let k = 0; k < caps; k++) {
    const from = students + capacity.length + k
    const to = students + (schoolCaps?.opening[k] ?? 0)
    load[to] += load[from]
    arcs.push({ from, to, room: schoolCaps?.capacity[k] ?? 0, flow: load[from], costs: {} })
  }

  // A load fills its pieces from the cheapest on; what fits nowhere is charged to the last one, which then overflows.
  const onward = (from: number, to: number, room: number, row: number) => {
    load[to] += load[from]
    let units = room
    let flow = load[from]
    const end = balance?.offsets[row + 1] ?? 0
    for (let k = balance?.offsets[row] ?? 0; k < end; k++) {
      const piece = Math.min(units, balance?.units[k] ?? 0)
      const used = k === end - 1 ? flow : Math.min(flow, piece)
      arcs.push({ from, to, room: piece, flow: used, costs: { cost: balance?.costs[k] ?? 0 } })
      units -= piece
      flow -= used
    }
    if (end === (balance?.offsets[row] ?? 0)) arcs.push({ from, to, room, flow, costs: {} })
  }
  const above = (group: number) => (group === -1 ? sink : groupNode + group)
  capacity.forEach((room, j) => {
    onward(students + j, above(groups?.of[j] ?? -1), room, j)
  })
  for (const g of childrenFirst(groups?.parent ?? new Int32Array(0))) {
    onward(groupNode + g, above(groups?.parent[g] ?? -1), groups?.capacity[g] ?? 0, capacity.length + g)
  }

  const weights = shareWeights(school, schools)
  weights.forEach((ranks, g) => {
    ranks.forEach((rank, k) => {
      const flow = k < load[schoolNode + g] ? 1 : 0
      arcs.push({ from: schoolNode + g, to: sink, room: 1, flow, costs: { fairness: rank } })
    })
  })
  return { arcs, nodes: sink + 1 }
}

/** Groups ordered so that all groups inside a group come before it. */
const childrenFirst = (parent: Int32Array): number[] => {
  const depth = (g: number): number => (parent[g] === -1 ? 0 : 1 + depth(parent[g]))
  return Array.from(parent.keys()).sort((a, b) => depth(b) - depth(a))
}

/** Per school the places of the fractions (2k - 1) / students in the sorted list of all different fractions, from 1. */
const shareWeights = (school: Int32Array | undefined, schools: number): number[][] => {
  const students = Array.from({ length: schools }, () => 0)
  for (const g of school ?? []) students[g]++
  const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b))
  const fraction = (k: number, n: number) => {
    const shared = divisor(2 * k - 1, n)
    return { top: (2 * k - 1) / shared, under: n / shared }
  }
  const distinct = new Map<string, { top: number; under: number }>()
  const keys = students.map((n) =>
    Array.from({ length: n }, (_, k) => {
      const lowest = fraction(k + 1, n)
      const key = `${lowest.top}/${lowest.under}`
      distinct.set(key, lowest)
      return key
    }),
  )
  const sorted = [...distinct].sort(([, a], [, b]) => a.top * b.under - b.top * a.under)
  const rank = new Map(sorted.map(([key], k) => [key, k + 1]))
  return keys.map((row) => row.map((key) => rank.get(key) ?? 0))
}
