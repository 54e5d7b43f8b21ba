// npm run -s season -- FOLDER [--out OUT] [--data DIR] [--seed N] [--json] [--cluster]: runs a whole season on a folder of files.
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createLog, readConfig } from '@stagebureau/infra'
import { type Call, clockAt } from '@stagebureau/shared'
import { openBureau } from '../bureau.ts'
import { openOnCluster } from '../cluster/open-on-cluster.ts'
import { collect } from './collect.ts'
import { inOneSentence } from './in-one-sentence.ts'
import { InputError } from './input-error.ts'
import { leaveNothingIn } from './leave-nothing.ts'
import { makeReport } from './make-report.ts'
import { progressTo } from './progress.ts'
import { readFiles, readSeasonFiles } from './read-folder.ts'
import { runSeason } from './run-season.ts'
import { summary } from './summary.ts'
import { seasonTables, writeSeason } from './write-files.ts'

const usage = 'usage: npm run -s season -- FOLDER [--out OUT] [--data DIR] [--seed N] [--json] [--cluster]'

const readArguments = (given: readonly string[]) => {
  const options = {
    out: { type: 'string' },
    data: { type: 'string' },
    seed: { type: 'string' },
    json: { type: 'boolean' },
    cluster: { type: 'boolean' },
  } as const
  try {
    const { values, positionals } = parseArgs({ args: [...given], options, allowPositionals: true })
    const [folder, ...more] = positionals
    if (folder === undefined || more.length > 0) throw new InputError(usage)
    const seed = values.seed === undefined ? undefined : Number(values.seed)
    if (seed !== undefined && !(Number.isSafeInteger(seed) && seed >= 0))
      throw new InputError(`--seed ${values.seed}: not a whole number of 0 or more.`)
    const out = values.out ?? 'out'
    const { data = join(out, '.bureau'), json = false, cluster = false } = values
    return { folder, out, data, seed, json, cluster }
  } catch (error) {
    if (error instanceof InputError) throw error
    throw new InputError(`${(error as Error).message}\n${usage}`)
  }
}

/** Companies are asked twelve weeks before the season; every time in the files follows from this. */
const dayOfAsking = (seasonFrom: string): string =>
  new Date(Date.parse(`${seasonFrom}T08:00:00Z`) - 84 * 24 * 3600 * 1000).toISOString()

const coordinator: Call = { viewer: { role: 'coordinator' }, language: 'nl', requestId: 'season' }

/** A command tells its progress and ends in one sentence; the log is for those who look for a fault. */
let logLevel = 'error'

const main = async (): Promise<void> => {
  const start = performance.now()
  const progress = progressTo(process.stderr)
  const { folder, out, data, seed, json, cluster } = readArguments(process.argv.slice(2))
  const files = readSeasonFiles(readFiles(folder), folder)
  const settings = readConfig()
  if (settings.logLevel === 'debug') logLevel = 'debug'
  // A season from files is for looking at: nothing of it leaves this machine.
  const config = { ...settings, data, logLevel, smtpUrl: undefined }
  const now = dayOfAsking(files.season.season.from)
  const takeBack = leaveNothingIn([data, out])
  const bureau = cluster
    ? await openOnCluster(data, now, logLevel)
    : await openBureau(config, createLog(logLevel), { clock: clockAt(now) })
  try {
    const before = (await bureau.keptMail?.count()) ?? 0
    const outcome = await runSeason(bureau, files, coordinator, progress, seed)
    progress('writing the files')
    const collected = await collect(bureau, outcome, coordinator)
    const tables = seasonTables(outcome, collected)
    const report = makeReport(outcome, collected, {
      mailed: ((await bureau.keptMail?.count()) ?? 0) - before,
      seconds: Math.round((performance.now() - start) / 100) / 10,
      peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
    })
    await writeSeason(out, bureau, outcome, tables, report)
    progress(`done; the files are in ${out}`)
    process.stdout.write(json ? `${JSON.stringify(report)}\n` : summary(report))
  } catch (error) {
    await bureau.stop()
    if (error instanceof InputError) takeBack()
    throw error
  }
  await bureau.stop()
}

try {
  await main()
  process.exit(0)
} catch (error) {
  const { code, text } = inOneSentence(error)
  process.stderr.write(`${text}\n`)
  if (logLevel === 'debug') process.stderr.write(`${error instanceof Error ? error.stack : error}\n`)
  process.exit(code)
}
