// The bureau under test: a process that is started, killed, paused and started again on the same data.
import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const root = join(import.meta.dirname, '../..')
const startMilliseconds = 120_000

export type Plan = {
  readonly mutant?: string | undefined
  readonly point?: string | undefined
  readonly passes?: number
}
export type BureauProcess = {
  readonly url: string
  readonly running: () => boolean
  readonly ended: Promise<void>
  readonly signal: (signal: NodeJS.Signals) => void
}

/** Resolves when it is ready; undefined when it died before that, as a planted death may have it. */
export const startBureau = async (data: string, port: number, plan: Plan): Promise<BureauProcess | undefined> => {
  const settings = { CHAOS_MUTANT: plan.mutant, CHAOS_POINT: plan.point, CHAOS_PASSES: String(plan.passes ?? 0) }
  const args = ['--disable-warning=ExperimentalWarning', '--import', join(import.meta.dirname, 'plant.mjs')]
  const program = [join(root, 'gateway/src/all-in-one.ts'), '--empty', '--data', data, '--port', String(port)]
  const child: ChildProcess = spawn(process.execPath, [...args, ...program], {
    cwd: root,
    env: { PATH: process.env.PATH, LOG_LEVEL: 'error', ...settings },
    stdio: ['ignore', 'ignore', 2],
  })
  const running = () => child.exitCode === null && child.signalCode === null
  const ended = new Promise<void>((resolve) => void child.once('exit', () => resolve()))
  const url = `http://127.0.0.1:${port}`
  const deadline = performance.now() + startMilliseconds
  while (running()) {
    const ready = await fetch(`${url}/ready`).then(
      ({ ok }) => ok,
      () => false,
    )
    if (ready) return { url, running, ended, signal: (signal) => void child.kill(signal) }
    if (performance.now() > deadline) throw new Error('the bureau is not ready after two minutes')
    await sleep(50)
  }
  if (child.exitCode !== null) throw new Error(`the bureau ended by itself with code ${child.exitCode}`)
  return undefined
}

export type Answer = { readonly data?: unknown; readonly errors?: readonly { readonly message: string }[] }

// biome-ignore lint/suspicious/noExplicitAny: whoever asks knows what comes back
export const ask = async (url: string, query: string, variables: object = {}): Promise<any> => {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-graphql-yoga-csrf': '1' },
    body: JSON.stringify({ query, variables }),
    signal: AbortSignal.timeout(60_000),
  })
  const { data, errors } = (await response.json()) as Answer
  if (errors !== undefined) throw new Error(errors[0]?.message)
  return data
}
