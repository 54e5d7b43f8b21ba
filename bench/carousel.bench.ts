// Measures carousels against the flow of LEMON's cost scaling: npm run -s bench -- carousel FOLDER [LEMON]
import { spawnSync } from 'node:child_process'
import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keepResults, median, type Row } from './results.ts'

const RUNS = 5
const instances = [
  { name: '60 nearest', options: ['near=60'] },
  { name: 'all stations', options: ['near=400'] },
  { name: '15 % closed', options: ['near=60', 'closed=0.15'] },
  { name: '30 % closed', options: ['near=60', 'closed=0.3'] },
]

type Answer = { readonly gap: number; readonly pointsPerStudent: number; readonly milliseconds: number }

/**
 * FOLDER holds `instances.mjs` (makes carousels of 3,000 students x 400 stations x 6 rounds) and `dimacs.mjs` (turns them
 * into flows); LEMON is a program that solves such a flow and prints JSON lines with `solver` and `milliseconds`.
 */
export const run = async ([folder, lemon]: readonly string[]) => {
  if (folder === undefined) throw new Error('usage: npm run -s bench -- carousel FOLDER [LEMON]')
  const work = mkdtempSync(join(tmpdir(), 'carousel-'))
  const call = (program: string, args: readonly string[], output: string) => {
    const { status } = spawnSync(program, args, { stdio: ['ignore', openSync(output, 'w'), 'inherit'] })
    if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${status}`)
    return readFileSync(output, 'utf8')
  }
  const solver = join(import.meta.dirname, '../services/matching/src/solve/main.ts')
  const rows = instances.map(({ name, options }): Row => {
    const input = join(work, 'input.json')
    call(process.execPath, [join(folder, 'instances.mjs'), 'carousel', ...options], input)
    const answers = Array.from({ length: RUNS }, (): Answer => {
      return JSON.parse(call(process.execPath, [solver, 'carousel', input], join(work, 'answer.json')))
    })
    const milliseconds = Math.round(median(answers.map((answer) => answer.milliseconds)))
    const { gap, pointsPerStudent } = answers[0]!
    const row = { instance: name, milliseconds, 'gap in %': gap * 100, 'points per student': pointsPerStudent }
    if (lemon === undefined) return row
    const flow = join(work, 'flow.min')
    call(process.execPath, [join(folder, 'dimacs.mjs'), 'carousel', input], flow)
    const lines = call(lemon, [flow, String(RUNS)], join(work, 'lemon.txt'))
      .trim()
      .split('\n')
    const scaling = lines
      .map((line) => JSON.parse(line) as { solver: string; milliseconds: number })
      .find((line) => line.solver.includes('cost scaling'))
    return { ...row, 'LEMON (flow only)': Math.round(scaling?.milliseconds ?? Number.NaN) }
  })
  rmSync(work, { recursive: true })
  keepResults('carousel', rows)
}
