// A bureau as a process of its own, asked over HTTP as from outside, and how long its answers take.
import { type ChildProcess, spawn } from 'node:child_process'
import { Agent, request } from 'node:http'
import { join } from 'node:path'

export type Running = { readonly child: ChildProcess; readonly url: URL }
/** A bureau on these files that begins at an instant; everybody has to sign in. */
export const start = async (folder: string, now: string): Promise<Running> => {
  const root = join(import.meta.dirname, '..')
  const args = ['--disable-warning=ExperimentalWarning', join(root, 'gateway/src/all-in-one.ts')]
  const options = ['--empty', '--json', '--port', '0', '--data', folder, '--now', now]
  const child = spawn(process.execPath, [...args, ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: process.env.PATH, LOG_LEVEL: 'warn' },
  })
  let output = ''
  for await (const chunk of child.stdout!) {
    output += chunk
    if (output.includes('\n')) break
  }
  child.stdout!.resume()
  return { child, url: new URL((JSON.parse(output) as { url: string }).url) }
}

export const agent = new Agent({ keepAlive: true, maxSockets: 64 })
// biome-ignore lint/suspicious/noExplicitAny: a bench reads what it asked for
export const ask = (url: URL, headers: Record<string, string>, query: string, variables: object): Promise<any> =>
  new Promise((resolve, reject) => {
    const body = JSON.stringify({ query, variables })
    const sent = request(
      {
        agent,
        host: url.hostname,
        port: url.port,
        path: '/graphql',
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-graphql-yoga-csrf': '1',
          'content-length': Buffer.byteLength(body),
          ...headers,
        },
      },
      (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (chunk) => {
          text += chunk
        })
        response.on('end', () => {
          try {
            const { data, errors } = JSON.parse(text)
            if (errors === undefined) resolve(data)
            else reject(new Error(JSON.stringify(errors)))
          } catch {
            reject(new Error(text))
          }
        })
      },
    )
    sent.on('error', reject)
    sent.end(body)
  })

export const percentile = (values: readonly number[], share: number) =>
  Math.round(
    (values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0) * 10,
  ) / 10
export const timed = async (work: () => Promise<unknown>, into: number[]) => {
  const begin = performance.now()
  await work()
  into.push(performance.now() - begin)
}

/** Seconds of processor that the bureau has used so far: unlike the clock it does not mind what else the machine does. */
export const processorSeconds = async ({ url }: Running): Promise<number> => {
  const text = await (await fetch(new URL('/metrics', url))).text()
  return Number(/^process_cpu_seconds_total (.+)$/m.exec(text)?.[1] ?? 0)
}

/** Milliseconds. */
export const figuresOf = (times: readonly number[]) => ({
  p50: percentile(times, 0.5),
  p95: percentile(times, 0.95),
  p99: percentile(times, 0.99),
})
