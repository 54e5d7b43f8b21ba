// The bureau under test as a process that is started, killed, paused and started again, and how it is asked.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Launched } from '@stagebureau/gateway'

const startMilliseconds = 120_000

/** `/ready` asks whether everything makes progress, `/health` only whether somebody answers. */
export const isWell = (url: string, path: '/ready' | '/health' = '/ready'): Promise<boolean> =>
  fetch(`${url}${path}`, { signal: AbortSignal.timeout(5000) }).then(
    ({ ok }) => ok,
    () => false,
  )

/** False when it died before it was ready, as a planted death may have it; throws when it ended by itself. */
export const becameReady = async (process: Launched, url: string): Promise<boolean> => {
  const deadline = performance.now() + startMilliseconds
  while (process.running()) {
    if (await isWell(url)) return true
    if (performance.now() > deadline) throw new Error(`${process.name} is not ready after two minutes`)
    await sleep(50)
  }
  const code = await process.ended
  if (code !== null) throw new Error(`${process.name} ended by itself with code ${code}`)
  return false
}

/** Stops for a while in which it answers nobody, and is not told of it. */
export const pause = async ({ signal }: Launched, milliseconds: number): Promise<void> => {
  signal('SIGSTOP')
  await sleep(milliseconds)
  signal('SIGCONT')
}

/** Empty when it does not answer. */
export const figuresOf = (url: string): Promise<string> =>
  fetch(`${url}/metrics`, { signal: AbortSignal.timeout(10_000) }).then(
    (answer) => answer.text(),
    () => '',
  )

export type Asked = { readonly url: string; readonly key: string }
type Answer = {
  readonly data?: unknown
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[]
}

/** What the bureau said instead of doing it; `code` as in the graph. */
export class Refused extends Error {
  readonly code: string
  constructor(message: string, code: string) {
    super(message)
    this.code = code
  }
}

// biome-ignore lint/suspicious/noExplicitAny: whoever asks knows what comes back
export const ask = async ({ url, key }: Asked, query: string, variables: object = {}): Promise<any> => {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify({ query, variables }),
    signal: AbortSignal.timeout(60_000),
  })
  const { data, errors } = (await response.json()) as Answer
  const [error] = errors ?? []
  if (error !== undefined) throw new Refused(error.message, error.extensions.code)
  return data
}
