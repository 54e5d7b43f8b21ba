// npm run chaos -- --runtime embedded --minutes M --seed S [--mutant NAME]: breaks a bureau at work and counts what it lost.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { inventRegion, openBureau, readSeasonFiles, runSeason } from '@stagebureau/gateway'
import { createLog, freePort, readConfig } from '@stagebureau/infra'
import type { Call } from '@stagebureau/shared'
import { type BureauProcess, startBureau } from './bureau-process.ts'
import { check } from './check.ts'
import { drive } from './drive.ts'
import { createLatency } from './latency.ts'
import { openLedger, readLedger } from './ledger.ts'
import { addPoison, parkedKeys } from './poison.ts'

const usage = 'usage: npm run chaos -- --runtime embedded --minutes M --seed S [--mutant NAME]'
const points = [undefined, undefined, 'after-commit', 'after-publish', 'before-remove', 'mid-batch'] as const
const call: Call = { viewer: { role: 'coordinator' }, language: 'nl', requestId: 'chaos' }
const profile = 'BWI'

/** A seeded generator of numbers in [0, 1) (mulberry32). */
const chance = (seed: number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const readArguments = () => {
  const options = {
    runtime: { type: 'string' },
    minutes: { type: 'string' },
    seed: { type: 'string' },
    mutant: { type: 'string' },
  } as const
  const { values } = parseArgs({ options })
  const { runtime = 'embedded', minutes = '2', seed = '1', mutant } = values
  if (runtime !== 'embedded' || !(Number(minutes) > 0) || !Number.isSafeInteger(Number(seed))) {
    process.stderr.write(`${usage}\n`)
    process.exit(2)
  }
  return { minutes: Number(minutes), seed: Number(seed), mutant }
}

/** A small season whose call is open, so that companies can be asked and can offer. */
const prepare = async (data: string) => {
  const bureau = await openBureau({ ...readConfig({}), data }, createLog('silent'))
  const region = readSeasonFiles(inventRegion({ seed: 3, students: 40, schools: 2, companies: 10 }), 'chaos')
  await runSeason(bureau, region, call, () => {}, undefined)
  await bureau.stop()
}

const settled = async (url: string): Promise<void> => {
  const figure = /^stagebureau_(outbox_depth|consumer_lag_events|letters\{.*state="(queued|sending)")\S* (\d+)/gm
  for (let calm = 0; calm < 3; await sleep(200)) {
    const figures = await (await fetch(`${url}/metrics`)).text()
    calm = [...figures.matchAll(figure)].every(([, , , count]) => count === '0') ? calm + 1 : 0
  }
}

const main = async (): Promise<boolean> => {
  const { minutes, seed, mutant } = readArguments()
  const draw = chance(seed)
  const folder = mkdtempSync(join(tmpdir(), 'chaos-'))
  const data = join(folder, 'data')
  const file = join(folder, 'ledger.jsonl')
  const port = await freePort('127.0.0.1')
  await prepare(data)
  const ledger = openLedger(file)
  const latency = createLatency()
  const recoveries: number[] = []
  let bureau: BureauProcess | undefined
  let [kills, pauses, poisoned] = [0, 0, 0]
  const driver = drive(() => (bureau?.running() ? bureau.url : undefined), ledger, profile)

  const end = performance.now() + minutes * 60_000
  while (performance.now() < end) {
    const point = points[Math.floor(draw() * points.length)]
    const down = performance.now()
    bureau = await startBureau(data, port, { mutant, point, passes: Math.floor(draw() * 400) })
    if (bureau !== undefined) recoveries.push((performance.now() - down) / 1000)
    const living = bureau
    if (living !== undefined) {
      await Promise.race([sleep(1000 + draw() * 4000), living.ended])
      if (living.running() && draw() < 0.1) {
        living.signal('SIGSTOP')
        await sleep(5000)
        living.signal('SIGCONT')
        pauses++
      }
      if (living.running()) {
        latency.add(
          await fetch(`${living.url}/metrics`, { signal: AbortSignal.timeout(5000) }).then(
            (answer) => answer.text(),
            () => '',
          ),
        )
        living.signal('SIGKILL')
      }
      await living.ended
    }
    kills++
    const count = 1 + Math.floor(draw() * 3)
    await addPoison(data, poisoned, count)
    poisoned += count
  }
  await driver.stop()
  ledger.close()

  bureau = await startBureau(data, port, { mutant })
  if (bureau === undefined) throw new Error('the bureau died without being killed')
  await settled(bureau.url)
  const verdict = await check(bureau.url, readLedger(file))
  bureau.signal('SIGTERM')
  await bureau.ended
  const parked = await parkedKeys(data)
  const strangers = [...parked].filter((key) => !key.startsWith('poison-'))
  const { acknowledged, lost, halfApplied, doubleEffects } = verdict
  const sorted = recoveries.toSorted((a, b) => a - b)
  const seconds = (value: number | undefined) => (value ?? Number.NaN).toFixed(1)
  const lines = [
    `acknowledged ${acknowledged}, kills ${kills}, pauses ${pauses}`,
    `lost ${lost.length}, half applied ${halfApplied.length}, double effects ${doubleEffects.length}`,
    `parked ${parked.size} of ${poisoned} poisoned, ${strangers.length} parked that were not`,
    `relay latency p50 <= ${latency.quantile(0.5)} s, p95 <= ${latency.quantile(0.95)} s`,
    `ready again after ${seconds(sorted[Math.floor(sorted.length / 2)])} s (median), ${seconds(sorted.at(-1))} s (most)`,
    ...(driver.refused().length === 0 ? [] : [`refused ${driver.refused().length}, first: ${driver.refused()[0]}`]),
    ...[...lost, ...halfApplied, ...doubleEffects].slice(0, 10).map((one) => `  ${one}`),
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
  const good =
    lost.length + halfApplied.length + doubleEffects.length + strangers.length === 0 && parked.size === poisoned
  if (good) rmSync(folder, { recursive: true })
  else process.stdout.write(`what is left is in ${folder}\n`)
  return good && acknowledged > 0
}

process.exit((await main()) ? 0 : 1)
