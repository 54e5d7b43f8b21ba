// A question of one level, signed in: embedded and on the cluster against a bare graphql-yoga, and where the time goes.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openBureau } from '@stagebureau/gateway'
import { createLog, readConfig } from '@stagebureau/infra'
import type { Call } from '@stagebureau/shared'
import { ask, figuresOf, start, timed } from './bureau-process.ts'
import type { Region } from './cluster-instances.ts'
import { median, type Row } from './results.ts'

const query = '{ season { id region } }'
const call: Call = { viewer: { role: 'coordinator' }, language: 'nl', requestId: 'bench' }
const now = '2026-11-16T08:00:00Z'
const questions = 1000
const atATime = 8
const rounds = 3

type Asked = { readonly url: URL; readonly headers: Record<string, string> }

/** Questions a second, some at a time. */
const perSecond = async ({ url, headers }: Asked, count: number): Promise<number> => {
  let left = count
  const begin = performance.now()
  const worker = async () => {
    while (left-- > 0) await ask(url, headers, query, {})
  }
  await Promise.all(Array.from({ length: atATime }, worker))
  return Math.round((count * 1000) / (performance.now() - begin))
}

const startBare = async () => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'bare-yoga.ts')], { stdio: ['ignore', 'pipe', 2] })
  for await (const chunk of child.stdout!) return { child, url: new URL(String(chunk).trim()) }
  throw new Error('the bare server has ended')
}

const startEmbedded = async (folder: string) => {
  const config = { ...readConfig({}), data: folder }
  const bureau = await openBureau(config, createLog('silent'), { clock: { now: () => now } })
  const travel = { detour: 1, means: { fiets: { kmPerHour: 15, startMinutes: 0 } } }
  const days = { from: '2026-08-31', until: '2027-07-09', holidays: [] }
  await bureau.placements.openSeason({ region: 'Lindervoort', ...days, travel, crebos: {}, seed: 1 }, call)
  const { key } = await bureau.door.makeApiKey(config.coordinator, 1)
  await bureau.settled()
  await bureau.stop()
  return { running: await start(folder, now), headers: { authorization: `Bearer ${key}` } }
}

/** Embedded against bare, in turn. */
export const measureEmbedded = async (): Promise<Row[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'stagebureau-bench-'))
  const bare = await startBare()
  const { running, headers } = await startEmbedded(folder)
  try {
    const rows: Row[] = []
    for (let round = 0; round <= rounds; round++) {
      const raw = await perSecond({ url: bare.url, headers: {} }, questions)
      const ours = await perSecond({ url: running.url, headers }, questions)
      // The first round warms both up.
      if (round > 0)
        rows.push({ what: `embedded question ${round}`, raw, ours, share: Math.round((ours * 100) / raw) / 100 })
    }
    return rows
  } finally {
    bare.child.kill()
    running.child.kill('SIGTERM')
    await new Promise((resolve) => running.child.once('exit', resolve))
    rmSync(folder, { recursive: true })
  }
}

/** Milliseconds from service to answer, as the gateway has counted them. */
const callsOf = async (url: URL) => {
  const text = await (await fetch(new URL('/metrics', url))).text()
  const read = (what: string) =>
    Number(
      new RegExp(`^stagebureau_request_seconds_${what}\\{[^}]*operation="seasons"[^}]*\\} (.+)$`, 'm').exec(
        text,
      )?.[1] ?? 0,
    )
  return { seconds: read('sum'), count: read('count') }
}

/** One at a time, so that nothing waits: the whole, and the share of each hop in it. Whose key it is, is looked up once a second. */
export const measureHops = async ({ urls, headers, connect }: Region): Promise<Row[]> => {
  const url = urls[0]!
  const whole: number[] = []
  const finds: number[] = []
  const connection = await connect('placements')
  const before = await callsOf(url)
  for (let n = 0; n < 200; n++) {
    await timed(() => ask(url, headers, query, {}), whole)
    await timed(() => connection.collection('seasons').find().toArray(), finds)
  }
  const after = await callsOf(url)
  await connection.close()
  const service = ((after.seconds - before.seconds) * 1000) / (after.count - before.count)
  const mean = whole.reduce((sum, one) => sum + one, 0) / whole.length
  const find = median(finds)
  const hop = (what: string, milliseconds: number): Row => ({
    what,
    milliseconds: Math.round(milliseconds * 10) / 10,
    share: Math.round((milliseconds * 100) / mean) / 100,
  })
  return [
    { ...hop('cluster question', mean), ...figuresOf(whole) },
    hop('gateway itself', mean - service),
    hop('HTTP, token and service', service - find),
    hop('store: the question', find),
  ]
}
