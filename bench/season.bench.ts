// Times whole seasons as processes of their own: a region as in the demonstration, and a whole province.
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inventRegion, type RegionSize, type Report } from '@stagebureau/gateway'
import { keepResults, median, type Row } from './results.ts'

const root = join(import.meta.dirname, '..')
const regions: readonly {
  readonly name: string
  readonly size?: RegionSize
  readonly folder?: string
  readonly runs: number
}[] = [
  { name: 'region', size: { seed: 2026, students: 640, schools: 12, companies: 174 }, runs: 3 },
  { name: 'province', size: { seed: 5, students: 9000, schools: 34, companies: 4000 }, runs: 1 },
]

const runSeason = (folder: string, out: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const args = [
      '--disable-warning=ExperimentalWarning',
      join(root, 'gateway/src/season/main.ts'),
      folder,
      '--out',
      out,
    ]
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] })
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`the season ended with code ${code}`))))
  })

const measure = async (folder: string): Promise<{ seconds: number; report: Report }> => {
  const out = mkdtempSync(join(tmpdir(), 'season-out-'))
  const start = performance.now()
  await runSeason(folder, out)
  const seconds = (performance.now() - start) / 1000
  const report = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')) as Report
  rmSync(out, { recursive: true })
  return { seconds, report }
}

const written = (size: RegionSize): string => {
  const folder = mkdtempSync(join(tmpdir(), 'season-in-'))
  mkdirSync(folder, { recursive: true })
  for (const [name, bytes] of inventRegion(size)) writeFileSync(join(folder, name), bytes)
  return folder
}

/** `npm run -s bench -- season [FOLDER]`: the invented regions, or the folder that is given. */
export const run = async ([given]: readonly string[]): Promise<void> => {
  const rows: Row[] = []
  for (const { name, size, folder, runs } of given === undefined
    ? regions
    : [{ name: 'given', folder: given, runs: 3 } as (typeof regions)[number]]) {
    const input = folder ?? written(size!)
    const measured: Awaited<ReturnType<typeof measure>>[] = []
    for (let n = 0; n < runs; n++) measured.push(await measure(input))
    if (folder === undefined) rmSync(input, { recursive: true })
    const { report } = measured[0]!
    rows.push({
      region: name,
      students: report.counts.students,
      companies: report.counts.companies,
      seconds: Math.round(median(measured.map(({ seconds }) => seconds)) * 10) / 10,
      peakMegabytes: Math.max(...measured.map((one) => one.report.peakMegabytes)),
      ...Object.fromEntries(report.programmes.map((one) => [`${one.name}: ms`, one.solveMilliseconds])),
      ...Object.fromEntries(report.programmes.map((one) => [`${one.name}: gap`, one.gap])),
    })
  }
  keepResults('season', rows)
}
