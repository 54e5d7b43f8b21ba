// npm run chaos -- --runtime embedded|cluster --minutes M --seed S: breaks a bureau at work and counts what it lost.
import { existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { chance } from '@stagebureau/infra'
import { openClusterRig } from './cluster-rig.ts'
import { openEmbeddedRig } from './embedded-rig.ts'
import { mutants } from './places.ts'
import { setClock } from './plan.ts'
import type { Rig } from './rig.ts'
import { run } from './run.ts'
import { createTally } from './tally.ts'
import { judge } from './verdict.ts'

const usage = `usage: npm run chaos -- --runtime embedded|cluster --minutes M --seed S
  [--mutant NAME]      plant a fault that the run must notice: ${Object.keys(mutants).join(', ')}
  [--instances N]      so many of each service and of the gateway, on a cluster
  [--servers PROGRAM]  break the servers of the cluster too: called with kill, start, pause or resume and kafka-1, ... or mongodb
  [--outage SECONDS]   at the end no broker answers for so long; needs --servers
  [--report FILE]      write how many promises were kept and broken`

class UsageError extends Error {}

const readArguments = () => {
  const options = {
    runtime: { type: 'string', default: 'embedded' },
    minutes: { type: 'string', default: '2' },
    seed: { type: 'string', default: '1' },
    instances: { type: 'string', default: '1' },
    outage: { type: 'string', default: '0' },
    mutant: { type: 'string' },
    servers: { type: 'string' },
    report: { type: 'string' },
  } as const
  const { values } = parseArgs({ options })
  const { runtime, servers, mutant, report } = values
  const [minutes, seed, instances, outage] = (['minutes', 'seed', 'instances', 'outage'] as const).map((name) =>
    Number(values[name]),
  ) as [number, number, number, number]
  const known = runtime === 'embedded' || runtime === 'cluster'
  const planted = mutant === undefined || mutant in mutants
  const whole = [seed, instances].every(Number.isSafeInteger) && instances >= 1
  const isCluster = runtime === 'cluster'
  const possible = (outage === 0 || (isCluster && servers !== undefined)) && (instances === 1 || isCluster)
  if (!known || !planted || !(minutes > 0) || !whole || !(outage >= 0) || !possible) throw new UsageError(usage)
  return { runtime, minutes, seed, instances, outage, mutant, servers, report }
}

const main = async (): Promise<boolean> => {
  const { runtime, minutes, seed, instances, outage, mutant, servers, report } = readArguments()
  const draw = chance(seed)
  const tally = createTally()
  const folder = mkdtempSync(join(tmpdir(), 'chaos-'))
  let rig: Rig | undefined
  const ledger = join(folder, 'ledger.jsonl')
  let isLedgerWanted = true
  // Nothing that was started or made stays behind, except what a run that went wrong was about.
  process.once('exit', () => {
    if (isLedgerWanted && existsSync(ledger)) {
      renameSync(ledger, `${folder}.jsonl`)
      process.stderr.write(`the ledger of this run is ${folder}.jsonl\n`)
    }
    rmSync(folder, { recursive: true, force: true })
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, async () => {
      isLedgerWanted = false
      await rig?.stop()
      process.exit(2)
    })
  const clock = join(folder, 'clock')
  setClock(clock)
  const planted = { mutant, clock }
  rig =
    runtime === 'cluster'
      ? await openClusterRig({ folder, planted, draw, tally, servers, instances })
      : await openEmbeddedRig(folder, planted, draw, tally)
  try {
    const verdict = judge(await run({ rig, tally, ledgerFile: ledger, clock, minutes, outageSeconds: outage }))
    process.stdout.write(`${verdict.lines.join('\n')}\n`)
    if (report !== undefined) writeFileSync(report, JSON.stringify({ passed: verdict.passed, failed: verdict.failed }))
    isLedgerWanted = verdict.failed > 0
    return verdict.failed === 0
  } finally {
    // Not worth more than what the run has to say, which an error here would hide.
    await rig.stop().catch(({ message }) => process.stderr.write(`not everything could be taken away: ${message}\n`))
  }
}

try {
  process.exit((await main()) ? 0 : 1)
} catch (error) {
  process.stderr.write(`${error instanceof UsageError ? error.message : (error as Error).stack}\n`)
  process.exit(2)
}
