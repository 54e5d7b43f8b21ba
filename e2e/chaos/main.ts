// npm run chaos -- --runtime embedded|cluster --minutes M --seed S [--mutant NAME] [--servers PROGRAM]: breaks a bureau at work and counts what it lost.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { chance } from '@stagebureau/infra'
import { check } from './check.ts'
import { openClusterRig } from './cluster-rig.ts'
import { drive } from './drive.ts'
import { openEmbeddedRig } from './embedded-rig.ts'
import { openLedger, readLedger } from './ledger.ts'
import { setClock } from './plan.ts'
import type { Rig } from './rig.ts'
import { createTally } from './tally.ts'

const usage =
  'usage: npm run chaos -- --runtime embedded|cluster --minutes M --seed S [--mutant NAME] [--servers PROGRAM] [--report FILE]'
const settleMilliseconds = 300_000
/** Of the commands that were acknowledged, so many events are put in that nobody can handle. */
const poisonShare = 0.01

const readArguments = () => {
  const options = {
    runtime: { type: 'string', default: 'embedded' },
    minutes: { type: 'string', default: '2' },
    seed: { type: 'string', default: '1' },
    mutant: { type: 'string' },
    servers: { type: 'string' },
    report: { type: 'string' },
  } as const
  const { values } = parseArgs({ options })
  const [minutes, seed] = [Number(values.minutes), Number(values.seed)]
  if (!['embedded', 'cluster'].includes(values.runtime) || !(minutes > 0) || !Number.isSafeInteger(seed))
    throw new Error(usage)
  return { ...values, minutes, seed }
}

/** False when something is still on its way after five minutes. */
const settled = async (rig: Rig): Promise<boolean> => {
  const figure = /^stagebureau_(outbox_depth|consumer_lag_events|letters\{.*state="(queued|sending)")\S* (\d+)/gm
  const deadline = performance.now() + settleMilliseconds
  for (let calm = 0; calm < 3; await sleep(300)) {
    const figures = [...(await rig.figures()).matchAll(figure)]
    calm = figures.length > 0 && figures.every(([, , , count]) => count === '0') ? calm + 1 : 0
    if (performance.now() > deadline) return false
  }
  return true
}

/** Each promise by its name: what breaks it, one line each. */
type Promises = Readonly<Record<string, readonly string[]>>

const main = async (): Promise<boolean> => {
  const { runtime, minutes, seed, mutant, servers, report } = readArguments()
  const draw = chance(seed)
  const tally = createTally()
  const folder = mkdtempSync(join(tmpdir(), 'chaos-'))
  const file = join(folder, 'ledger.jsonl')
  const clock = join(folder, 'clock')
  setClock(clock)
  const planted = { mutant, clock }
  const rig =
    runtime === 'cluster'
      ? await openClusterRig(folder, planted, draw, tally, servers)
      : await openEmbeddedRig(folder, planted, draw, tally)
  try {
    const ledger = openLedger(file)
    const driver = drive(rig, ledger)
    const end = performance.now() + minutes * 60_000
    while (performance.now() < end) {
      await rig.round(Math.ceil(poisonShare * ledger.written()) - tally.count('poisoned') + 1)
      if (process.stderr.isTTY)
        process.stderr.write(`\racknowledged ${ledger.written()}, kills ${tally.count('kills')} `)
    }
    await driver.stop()
    ledger.close()
    setClock(clock)

    await rig.calmDown()
    const settling = performance.now()
    const calm = await settled(rig)
    tally.recovered('everything (backlog gone)', performance.now() - settling)
    const { lost, halfApplied, doubleEffects, acknowledged } = await check(rig, readLedger(file))
    const parked = await rig.parkedKeys()
    const promises: Promises = {
      'nothing acknowledged is lost': lost,
      'nothing is half applied': halfApplied,
      'no effect comes twice': doubleEffects,
      'what cannot be handled is parked': Array.from(
        { length: tally.count('poisoned') },
        (_, n) => `poison-${n}`,
      ).filter((one) => !parked.has(one)),
      'nothing else is parked': [...parked].filter((one) => !one.startsWith('poison-')),
      'everything comes to rest': calm ? [] : ['events or letters still wait after five minutes'],
      'there was something to lose': acknowledged > 0 && tally.count('kills') > 0 ? [] : ['nothing was done'],
    }
    const broken = Object.entries(promises).filter(([, breaches]) => breaches.length > 0)
    const lines = [
      `acknowledged ${acknowledged}, lost ${lost.length}, half applied ${halfApplied.length}, double effects ${doubleEffects.length}`,
      `parked ${parked.size} of ${tally.count('poisoned')} poisoned`,
      ...tally.lines(),
      `relay latency p50 <= ${tally.relay.quantile(0.5)} s, p95 <= ${tally.relay.quantile(0.95)} s`,
      ...driver.refused(),
      ...broken.flatMap(([promise, breaches]) => [
        `BROKEN: ${promise}`,
        ...breaches.slice(0, 5).map((one) => `  ${one}`),
      ]),
    ]
    process.stdout.write(`${lines.join('\n')}\n`)
    const [passed, failed] = [Object.keys(promises).length - broken.length, broken.length]
    if (report !== undefined) writeFileSync(report, JSON.stringify({ passed, failed }))
    return broken.length === 0
  } finally {
    await rig.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

try {
  process.exit((await main()) ? 0 : 1)
} catch (error) {
  process.stderr.write(`${(error as Error).stack}\n`)
  process.exit(2)
}
