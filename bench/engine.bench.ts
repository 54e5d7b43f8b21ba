// Measures the matching engine beside HiGHS and, where it is at hand, LEMON (native code), each on the same instance.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import highs from 'highs'
import { askList } from '../services/matching/src/engine/ask-list.ts'
import { placePairs } from '../services/matching/src/engine/bare-placement.ts'
import { createLiveRepair } from '../services/matching/src/engine/live-repair.ts'
import { placeBySimplex } from '../services/matching/src/engine/placement-by-simplex.ts'
import type { Pairs } from '../services/matching/src/engine/placement-network.ts'
import { below, seededRandom } from '../services/matching/src/engine/random.ts'
import { shortages } from '../services/matching/src/engine/shortage.ts'
import { prepareWhyNot } from '../services/matching/src/engine/why-not.ts'
import { readPairs } from '../services/matching/src/solve/pairs.ts'
import { type Instance, region, uniform } from './instances.ts'
import { keepResults, median, type Row } from './results.ts'

const RUNS = 5

const timed = (work: () => unknown): number => {
  const start = performance.now()
  work()
  return performance.now() - start
}
/** After one run to warm up. */
const medianOf = (work: () => unknown) => {
  work()
  return median(Array.from({ length: RUNS }, () => timed(work)))
}
const rounded = (value: number) => Math.round(value * 1000) / 1000
const percentile = (values: readonly number[], share: number) =>
  values.toSorted((a, b) => a - b)[Math.floor(share * values.length)]

/** The same question for `lemon FILE.min RUNS`: a program that prints a line of JSON with solver and milliseconds each. */
const dimacs = ({ students, openings, arcs, unplacedCost }: Instance): string => {
  const sink = students + openings.length + 1
  const lines = [`p min ${sink} ${arcs.length + students + openings.length}`]
  for (let i = 1; i <= students; i++) lines.push(`n ${i} 1`)
  lines.push(`n ${sink} ${-students}`)
  for (let i = 1; i <= students; i++) lines.push(`a ${i} ${sink} 0 1 ${unplacedCost}`)
  for (const [i, j, cost] of arcs) lines.push(`a ${i + 1} ${students + j + 1} 0 1 ${cost}`)
  openings.forEach((places, j) => {
    lines.push(`a ${students + j + 1} ${sink} 0 ${places} 0`)
  })
  return `${lines.join('\n')}\n`
}

const byLemon = (program: string, instance: Instance): { readonly cost: number; readonly milliseconds: number } => {
  const folder = mkdtempSync(join(tmpdir(), 'engine-bench-'))
  try {
    const file = join(folder, 'instance.min')
    writeFileSync(file, dimacs(instance))
    const { stdout } = spawnSync(program, [file, String(RUNS)], { encoding: 'utf8' })
    const simplex = stdout.split('\n').find((line) => line.includes('network simplex'))
    if (simplex === undefined) throw new Error(`${program} printed no line for its network simplex`)
    return JSON.parse(simplex)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const byHighs = async ({ students, openings, arcs, unplacedCost }: Instance) => {
  const rows = Array.from({ length: students }, (_, i) => [`u${i}`])
  const columns = openings.map((): string[] => [])
  arcs.forEach(([i, j], a) => {
    rows[i].push(`x${a}`)
    columns[j].push(`x${a}`)
  })
  const costs = [...arcs.map(([, , cost], a) => `${cost} x${a}`), ...rows.map((_, i) => `${unplacedCost} u${i}`)]
  const problem = `Minimize\n obj: ${costs.join('\n + ')}\nSubject To\n${[
    ...rows.map((row, i) => ` r${i}: ${row.join(' + ')} = 1`),
    ...columns.flatMap((column, j) => (column.length === 0 ? [] : [` c${j}: ${column.join(' + ')} <= ${openings[j]}`])),
  ].join('\n')}\nEnd\n`
  const solver = await (highs as unknown as () => Promise<{ solve: (lp: string) => { ObjectiveValue: number } }>)()
  const start = performance.now()
  const { ObjectiveValue: cost } = solver.solve(problem)
  return { cost, milliseconds: performance.now() - start }
}

const same = (name: string, ours: number, theirs: number) => {
  if (Math.abs(ours - theirs) > 0.5) throw new Error(`${name}: the engine finds ${ours}, the other ${theirs}`)
}

const placements = async (lemon: string | undefined, short: boolean): Promise<Row[]> => {
  const sizes = short ? [2000] : [5000, 10_000, 20_000, 40_000]
  const makers = [
    ...[1.1, 1, 0.9].map((tight) => ({ name: 'region', make: region, tight })),
    { name: 'uniform', make: uniform, tight: 1 },
  ]
  const rows: Row[] = []
  for (const students of sizes) {
    for (const { name, make, tight } of makers) {
      const instance = make({ students, openings: students / 5, tight, seed: students })
      const { pairs, unplacedCost } = readPairs(instance)
      const milliseconds = medianOf(() => placePairs(pairs, unplacedCost))
      const plan = placePairs(pairs, unplacedCost)
      const row: Record<string, string | number> = { work: `place ${name} ${students} tight ${tight}` }
      row.milliseconds = rounded(milliseconds)
      row.gap = plan.objective - plan.bound
      const simplex = timed(() => placeBySimplex(pairs, new Float64Array(students).fill(unplacedCost)))
      row['x own simplex'] = rounded(milliseconds / simplex)
      if (lemon !== undefined) {
        const other = byLemon(lemon, instance)
        same(row.work as string, plan.objective, other.cost)
        row['x lemon'] = rounded(milliseconds / other.milliseconds)
      }
      if (name === 'region' && (students <= 5000 || (students === 20_000 && tight === 1))) {
        const other = await byHighs(instance)
        same(row.work as string, plan.objective, other.cost)
        row['times faster than highs'] = rounded(other.milliseconds / milliseconds)
      }
      rows.push(row)
    }
  }
  return rows
}

/** What instances before this one left behind must not hide what solving takes. */
const collectGarbage = () => {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
}

/** How time grows with four times the students, and the memory that solving adds. */
const growth = (): Row => {
  const of = (students: number) => readPairs(region({ students, openings: students / 5, tight: 1.1, seed: 3 }))
  const small = of(20_000)
  const first = medianOf(() => placePairs(small.pairs, small.unplacedCost))
  const large = of(80_000)
  collectGarbage()
  const before = process.memoryUsage()
  let most = 0
  const watch = () => {
    const { arrayBuffers, heapUsed } = process.memoryUsage()
    most = Math.max(most, arrayBuffers + heapUsed - before.arrayBuffers - before.heapUsed)
  }
  placePairs(large.pairs, large.unplacedCost, watch)
  const second = medianOf(() => placePairs(large.pairs, large.unplacedCost))
  return {
    work: 'place region 80000 tight 1.1',
    milliseconds: rounded(second),
    'growth exponent': rounded(Math.log(second / first) / Math.log(4)),
    'memory MB': Math.round(most / 1e6),
  }
}

/** Placing again from the former plan and prices, beside placing afresh: openings gone, or other costs for some students. */
const again = (students: number, tight: number): Row[] => {
  const { pairs, unplacedCost } = readPairs(region({ students, openings: students / 5, tight, seed: 12 }))
  const former = placePairs(pairs, unplacedCost)
  const random = seededRandom(5)
  const other = new Set(Array.from({ length: students / 100 }, () => below(random, students)))
  const costs = pairs.costs.slice()
  for (const i of other) for (let a = pairs.offsets[i]; a < pairs.offsets[i + 1]; a++) costs[a] += below(random, 100)
  const capacity = pairs.capacity.slice()
  for (let k = 0; k < 20; k++) capacity[below(random, capacity.length)] = 0
  const changes = { '20 openings gone': { ...pairs, capacity }, 'other costs for one in 100': { ...pairs, costs } }
  return Object.entries(changes).map(([change, now]) => {
    same(change, placePairs(now, unplacedCost, undefined, former).objective, placePairs(now, unplacedCost).objective)
    const afresh = medianOf(() => placePairs(now, unplacedCost))
    const milliseconds = medianOf(() => placePairs(now, unplacedCost, undefined, former))
    const work = `place again ${students} tight ${tight}, ${change}`
    return { work, milliseconds: rounded(milliseconds), 'x afresh': rounded(milliseconds / afresh) }
  })
}

const answers = (students: number, tight: number): Row[] => {
  const { pairs, unplacedCost } = readPairs(region({ students, openings: students / 5, tight, seed: 11 }))
  const name = `${students} tight ${tight}`
  const random = seededRandom(2)
  const { ask } = prepareWhyNot(pairs, unplacedCost)
  const questions = Array.from({ length: 1000 }, () => {
    const a = below(random, pairs.openings.length)
    const i = pairs.offsets.findIndex((end) => end > a) - 1
    return timed(() => ask(i, pairs.openings[a]))
  })
  const events = season(pairs, placePairs(pairs, unplacedCost).assignment, random)
  const all = Array.from(pairs.capacity.keys())
  const offers = { opening: Int32Array.from(all), places: Int32Array.from(all, () => 3), company: Int32Array.from(all) }
  const list = askList(pairs, offers, new Float64Array(all.length).fill(1))
  return [
    { work: `why not ${name}`, milliseconds: rounded(questions.reduce((a, b) => a + b, 0) / questions.length) },
    { work: `shortage ${name}`, milliseconds: rounded(medianOf(() => shortages(pairs))) },
    { work: `repair one event ${name}`, milliseconds: rounded(median(events)), p95: rounded(percentile(events, 0.95)) },
    {
      work: `ask list ${name}`,
      milliseconds: rounded(timed(() => askList(pairs, offers, new Float64Array(all.length).fill(1)))),
      gap: rounded(list.bound === 0 ? 0 : (list.cost - list.bound) / list.bound),
    },
  ]
}

/** Five hundred events after a hundred to warm up: a company gone, a place more, a student gone, a new one, in turn. */
const season = (pairs: Pairs, assignment: Int32Array, random: () => number): number[] => {
  const live = createLiveRepair(pairs, assignment)
  const times = Array.from({ length: 600 }, (_, k) => {
    const j = below(random, pairs.capacity.length)
    const i = below(random, assignment.length)
    const row = [pairs.offsets[i], pairs.offsets[i + 1]] as const
    const arrival = { openings: pairs.openings.subarray(...row), costs: pairs.costs.subarray(...row) }
    const changes = [
      { places: [[j, 0]] },
      { places: [[j, pairs.capacity[j] + 1]] },
      { gone: [i] },
      { arrived: [arrival] },
    ] as const
    return timed(() => live.answer(changes[k % 4]))
  })
  return times.slice(100)
}

/** Options: --lemon PROGRAM (or the environment variable LEMON) for the native yardstick, --short for a quick look. */
export const run = async (options: readonly string[]) => {
  const { values } = parseArgs({
    args: [...options],
    options: { lemon: { type: 'string', default: process.env.LEMON }, short: { type: 'boolean', default: false } },
  })
  const rows: Row[] = await placements(values.lemon, values.short)
  if (!values.short) rows.push(growth())
  for (const tight of [1.1, 1, 0.9]) rows.push(...again(values.short ? 2000 : 20_000, tight))
  for (const tight of [1.1, 1, 0.9]) rows.push(...answers(values.short ? 2000 : 20_000, tight))
  if (values.short) console.table(rows)
  else keepResults('engine', rows)
}
