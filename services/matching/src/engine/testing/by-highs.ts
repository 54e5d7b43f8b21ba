// States a question as an integer programme and has it solved by HiGHS, as a second opinion in tests.
import loadHighs from 'highs'
import { type CarouselTask, OWN } from '../carousel-task.ts'
import type { Pairs } from '../placement-network.ts'

type Solver = { readonly solve: (programme: string) => { readonly Status: string; readonly ObjectiveValue: number } }
// The package declares its types as those of a CommonJS module, but is loaded as an ES module.
const highs = (loadHighs as unknown as () => Promise<Solver>)()

const sum = (terms: readonly string[]) => terms.join('\n')
const term = (factor: number, name: string) => `${factor < 0 ? '-' : '+'} ${Math.abs(factor)} ${name}`
/** A row of the programme; nothing where it has no terms. */
const row = (terms: readonly (readonly [number, string])[], rest: string): string[] =>
  terms.length === 0 ? [] : [`${sum(terms.map(([factor, name]) => term(factor, name)))} ${rest}`]

/** The best objective of a programme; undefined when nothing satisfies it. */
const optimum = async (
  sense: 'Minimize' | 'Maximize',
  goal: string[],
  rows: string[],
  bounds: string[],
  whole: string[],
) => {
  const solver = await highs
  const text = [sense, 'obj:', ...goal, 'Subject To', ...rows, 'Bounds', ...bounds, 'General', ...whole, 'End'].join(
    '\n',
  )
  const { Status, ObjectiveValue } = solver.solve(text)
  return Status === 'Optimal' ? Math.round(ObjectiveValue * 1000) / 1000 : undefined
}

/** What the best plan of a carousel is worth; undefined when pins leave none. Without `whole` visits may be split. */
export const bestCarousel = (task: CarouselTask, whole: boolean): Promise<number | undefined> => {
  const { rounds, offsets, stations, minutes, worlds, wished, capacity, rewards, groupSize = 1 } = task
  const students = offsets.length - 1
  const goal: string[] = []
  const rows: string[] = []
  const bounds: string[] = []
  const names: string[] = []
  const slots = new Map<number, (readonly [number, string])[]>()
  const variable = (name: string, gain: number, most = 1) => {
    goal.push(term(gain, name))
    bounds.push(`0 <= ${name} <= ${most}`)
    names.push(name)
    return name
  }
  for (let i = 0; i < students; i++) {
    const here = Array.from({ length: rounds }, (_, r) => r).filter((r) => task.present?.[i * rounds + r] !== 0)
    const visits = Array.from({ length: offsets[i + 1] - offsets[i] }, (_, k) => offsets[i] + k)
      .filter((e) => !task.forbidden?.some((one) => one.student === i && one.station === stations[e]))
      .flatMap((e) => here.map((r) => ({ e, r, name: variable(`x${e}_${r}`, -minutes[e]) })))
    const ones = (of: typeof visits) => of.map(({ name }) => [1, name] as const)
    for (const { e, r, name } of visits) {
      const slot = stations[e] * rounds + r
      slots.set(slot, [...(slots.get(slot) ?? []), [1, name]])
    }
    for (const r of here) {
      const empty = variable(`u${i}_${r}`, -task.emptyCost)
      rows.push(...row([[1, empty], ...ones(visits.filter((one) => one.r === r))], '= 1'))
    }
    for (const same of Map.groupBy(visits, ({ e }) => task.company?.[stations[e]] ?? stations[e]).values())
      rows.push(...row(ones(same), '<= 1'))
    const met: (readonly [number, string])[] = []
    for (const [world, same] of Map.groupBy(visits, ({ e }) => worlds[e])) {
      const limit = world === OWN ? task.ownVisits : 1
      const gain = world === OWN ? rewards.own : (wished?.[same[0].e] ?? 0) * rewards.wish
      const counted = variable(`w${i}_${world - OWN}`, gain, limit)
      rows.push(...row([[1, counted], ...same.map(({ name }) => [-1, name] as const)], '<= 0'))
      if (world !== OWN) met.push([1, counted])
    }
    const earned = rewards.other.map((reward, m) => [-1, variable(`d${i}_${m}`, reward)] as const)
    rows.push(...row([...earned, ...met], '>= 0'))
    for (const { student, station, round } of task.pins ?? []) {
      if (student !== i) continue
      const pinned = visits.filter(({ e, r }) => stations[e] === station && (round === -1 || round === r))
      rows.push(...row(ones(pinned), '= 1'))
    }
  }
  for (const [slot, there] of slots) rows.push(...row(there, `<= ${Math.floor(capacity[slot] / groupSize)}`))
  return optimum('Maximize', goal, rows, bounds, whole ? names : [])
}

/** The least cost of placing students at openings, with `unplacedCost` for each who stays out. */
export const cheapestPairs = (pairs: Pairs, unplacedCost: number): Promise<number | undefined> => {
  const { offsets, openings, costs, capacity } = pairs
  const goal: string[] = []
  const rows: string[] = []
  const there: (readonly [number, string])[][] = Array.from(capacity, () => [])
  for (let i = 0; i + 1 < offsets.length; i++) {
    const names: (readonly [number, string])[] = [[1, `u${i}`]]
    goal.push(term(unplacedCost, `u${i}`))
    for (let a = offsets[i]; a < offsets[i + 1]; a++) {
      goal.push(term(costs[a], `x${a}`))
      names.push([1, `x${a}`])
      there[openings[a]].push([1, `x${a}`])
    }
    rows.push(...row(names, '= 1'))
  }
  capacity.forEach((places, j) => {
    rows.push(...row(there[j], `<= ${places}`))
  })
  return optimum('Minimize', goal, rows, [], [])
}
