// Measures how long teams take to get their cases by every rule, by the clock and by the processor, over several Ateliers.
import { solveAtelier } from '../services/matching/src/engine/atelier.ts'
import { checkAtelier } from '../services/matching/src/engine/atelier-check.ts'
import { below, seededRandom } from '../services/matching/src/engine/random.ts'
import type { Atelier, Rule } from '../services/matching/src/engine/teams-and-cases.ts'
import { keepResults, median, type Row } from './results.ts'

const SEEDS = 5
const ROUNDS = 3

type Size = { readonly teams: number; readonly cases: number; readonly companies: number; readonly list: number }

/** Cases of unequal popularity, two places for three teams on average at each, companies with 85 % of their cases' places. */
const invent = ({ teams, cases, companies, list }: Size, seed: number): Atelier => {
  const random = seededRandom(seed)
  const company = Int32Array.from({ length: cases }, () => below(random, companies))
  const capacity = Int32Array.from({ length: cases }, () => 1 + below(random, Math.floor((2.3 * teams) / cases) - 1))
  const offered = new Int32Array(companies)
  capacity.forEach((room, p) => {
    offered[company[p]!]! += room
  })
  const chances = new Float64Array(cases)
  let total = 0
  for (let p = 0; p < cases; p++) chances[p] = total += Math.exp((1.6 * below(random, 1000)) / 1000)
  const pick = () => {
    const drawn = (total * below(random, 1 << 30)) / (1 << 30)
    return chances.findIndex((end) => drawn < end)
  }
  const lists = Array.from({ length: teams }, () => {
    const wanted = new Set<number>()
    while (wanted.size < list) wanted.add(pick())
    return [...wanted]
  })
  return {
    offsets: Int32Array.from({ length: teams + 1 }, (_, i) => i * list),
    cases: Int32Array.from(lists.flat()),
    capacity,
    company,
    companyCapacity: offered.map((places) => Math.max(1, Math.ceil(0.85 * places))),
  }
}

const measure = (size: Size, rule: Rule, bar: number): Row => {
  const times: number[] = []
  const used: number[] = []
  for (let seed = 1; seed <= SEEDS; seed++) {
    const task = invent(size, seed)
    const rounds = Array.from({ length: ROUNDS }, () => {
      const before = process.cpuUsage()
      const start = performance.now()
      const plan = solveAtelier(task, rule)
      const milliseconds = performance.now() - start
      const { user, system } = process.cpuUsage(before)
      if (checkAtelier(task, plan).length > 0) throw new Error(`a ${rule} plan does not pass its check`)
      return { milliseconds, processor: (user + system) / 1000 }
    })
    times.push(median(rounds.map(({ milliseconds }) => milliseconds)))
    used.push(median(rounds.map(({ processor }) => processor)))
  }
  const { teams, cases, list } = size
  const round = (value: number) => Math.round(value * 10) / 10
  const [middle, worst, processor] = [median(times), Math.max(...times), median(used)].map(round)
  return { teams, cases, list, rule, median: middle!, worst: worst!, processor: processor!, bar }
}

export const run = async (): Promise<void> => {
  const sizes = [
    { size: { teams: 1000, cases: 300, companies: 120, list: 10 }, bar: 60 },
    { size: { teams: 5000, cases: 1500, companies: 500, list: 8 }, bar: 300 },
  ]
  const rules = ['generous', 'greedy', 'ranksum', 'stable'] as const
  keepResults(
    'atelier',
    sizes.flatMap(({ size, bar }) => rules.map((rule) => measure(size, rule, bar))),
  )
}
