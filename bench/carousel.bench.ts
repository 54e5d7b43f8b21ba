// Measures carousels, each solved in a fresh process, beside LEMON (native code) on the flow that chooses the visits.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Carousel, carousel } from './instances.ts'
import { keepResults, median, type Row } from './results.ts'

const RUNS = 5
const kinds = [
  { work: '60 nearest', near: 60, closed: 0 },
  { work: 'all stations', near: Number.POSITIVE_INFINITY, closed: 0 },
  { work: '15 % closed', near: 60, closed: 0.15 },
  { work: '30 % closed', near: 60, closed: 0.3 },
]
const solver = join(import.meta.dirname, '../services/matching/src/solve/main.ts')
const flowAlone = join(import.meta.dirname, 'carousel-flow-alone.ts')

/** The visits as a flow for `lemon FILE.min RUNS`; places of a station in all rounds together. */
const dimacs = ({ rounds, students, stations, ownVisits, emptyCost, rewards }: Carousel): string => {
  const worlds = 1 + Math.max(...stations.map(({ world }) => world))
  const visitsOf = 2 * students.length
  const stationAt = visitsOf + students.length * worlds + 1
  const sink = stationAt + stations.length
  const arcs: string[] = []
  const arc = (from: number, to: number, units: number, cost: number) => arcs.push(`a ${from} ${to} 0 ${units} ${cost}`)
  students.forEach(({ world: own, travel }, i) => {
    const others = students.length + i + 1
    arc(i + 1, sink, rounds, emptyCost)
    for (const reward of rewards.other) arc(i + 1, others, 1, -reward)
    for (const world of new Set(travel.map(([j]) => stations[j].world))) {
      const node = visitsOf + i * worlds + world + 1
      arc(i + 1, node, rounds, 0)
      if (world === own) arc(i + 1, node, ownVisits, -rewards.own)
      else arc(others, node, 1, 0)
    }
    for (const [j, minutes] of travel) arc(visitsOf + i * worlds + stations[j].world + 1, stationAt + j, 1, minutes)
  })
  stations.forEach(({ capacity, closed }, j) => {
    arc(stationAt + j, sink, capacity * (rounds - closed.length), 0)
  })
  const supply = [...students.map((_, i) => `n ${i + 1} ${rounds}`), `n ${sink} ${-students.length * rounds}`]
  return `${[`p min ${sink} ${arcs.length}`, ...supply, ...arcs].join('\n')}\n`
}

type Answer = {
  readonly bound: number
  readonly gap: number
  readonly pointsPerStudent: number
  readonly milliseconds: number
}

/** Options: --lemon PROGRAM (or the environment variable LEMON) for the native yardstick, --short for a quick look. */
export const run = async (options: readonly string[]) => {
  const { values } = parseArgs({
    args: [...options],
    options: { lemon: { type: 'string', default: process.env.LEMON }, short: { type: 'boolean', default: false } },
  })
  const folder = mkdtempSync(join(tmpdir(), 'carousel-bench-'))
  const printed = (program: string, args: readonly string[]): string => {
    const output = join(folder, 'output')
    const { status } = spawnSync(program, args, { stdio: ['ignore', openSync(output, 'w'), 'inherit'] })
    if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${status}`)
    return readFileSync(output, 'utf8')
  }
  const size = values.short ? { students: 300, stations: 60 } : { students: 3000, stations: 400 }
  const rows = kinds.map(({ work, near, closed }): Row => {
    const instance = carousel({ ...size, rounds: 6, near, tight: 1.1, closed, seed: 7 })
    const input = join(folder, 'input.json')
    writeFileSync(input, JSON.stringify(instance))
    const network = join(folder, 'flow.min')
    if (values.lemon !== undefined) writeFileSync(network, dimacs(instance))
    // In turn, so that what else the machine does disturbs all alike.
    const solved: Answer[] = []
    const alone: number[] = []
    const others: { cost: number; milliseconds: number }[] = []
    for (let k = 0; k < RUNS; k++) {
      solved.push(JSON.parse(printed(process.execPath, [solver, 'carousel', input])))
      alone.push(Number(printed(process.execPath, [flowAlone, input])))
      if (values.lemon === undefined) continue
      const line = printed(values.lemon, [network, '1'])
        .split('\n')
        .find((text) => text.includes('cost scaling'))
      if (line === undefined) throw new Error(`${values.lemon} printed no line for its cost scaling`)
      others.push(JSON.parse(line))
    }
    const { gap, pointsPerStudent, bound } = solved[0]
    const milliseconds = median(solved.map((answer) => answer.milliseconds))
    const flow = median(alone)
    const row = { work, milliseconds: Math.round(milliseconds), 'gap %': gap * 100, points: pointsPerStudent }
    if (values.lemon === undefined) return { ...row, 'flow only': Math.round(flow) }
    if (-others[0].cost !== bound)
      throw new Error(`${work}: the bound is ${bound}, that of the other ${-others[0].cost}`)
    const lemon = median(others.map((other) => other.milliseconds))
    const times = (value: number) => Math.round((value / lemon) * 100) / 100
    return { ...row, 'x lemon': times(milliseconds), 'flow only': Math.round(flow), 'flow x lemon': times(flow) }
  })
  rmSync(folder, { recursive: true })
  if (values.short) console.table(rows)
  else keepResults('carousel', rows)
}
