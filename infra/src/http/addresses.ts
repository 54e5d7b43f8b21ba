// The addresses of a service that runs several times: asked in turn, and one that does not answer is left alone for a while.
import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { type Breaker, createBreaker } from './breaker.ts'

export type Address = { readonly url: string; readonly breaker: Breaker }
export type Addresses = {
  /** All of them, each time another one first; those at rest too. */
  readonly inOrder: () => Promise<readonly Address[]>
  /** Whether anyone is left to ask. */
  readonly ready: () => boolean
}

/** Instances come and go behind a name. */
const lookMilliseconds = 5000

type Options = {
  /** Milliseconds, of any beginning. */
  readonly now?: () => number
  /** The addresses behind the name of a host. */
  readonly resolve?: (host: string) => Promise<readonly string[]>
}

const resolveByDns = async (host: string) => (await lookup(host, { all: true })).map(({ address }) => address)

/** A certificate is for the name, so names of https stay as they are; so does one that nobody knows at the moment. */
const behind = async (url: string, resolve: (host: string) => Promise<readonly string[]>): Promise<string[]> => {
  const { protocol, hostname, port, pathname } = new URL(url)
  const host = hostname.replace(/^\[|\]$/g, '')
  if (protocol !== 'http:' || isIP(host) !== 0) return [url]
  const found = await resolve(host).catch(() => [])
  const path = pathname.replace(/\/$/, '')
  const urls = found.map((address) => `http://${isIP(address) === 6 ? `[${address}]` : address}:${port || 80}${path}`)
  return urls.length === 0 ? [url] : urls
}

/** `urls` without a slash at the end, one at least; a name stands for every address behind it. */
export const createAddresses = (
  urls: readonly string[],
  { now = () => performance.now(), resolve = resolveByDns }: Options = {},
): Addresses => {
  let known: readonly Address[] = []
  let lookedAt = Number.NEGATIVE_INFINITY
  let turn = Math.floor(now())

  const look = async (): Promise<void> => {
    lookedAt = now()
    const found = new Set((await Promise.all(urls.map((url) => behind(url, resolve)))).flat())
    const before = new Map(known.map((one) => [one.url, one]))
    known = [...found].map((url) => before.get(url) ?? { url, breaker: createBreaker(now) })
  }

  return {
    inOrder: async () => {
      if (known.length === 0) await look()
      // Nobody waits for the name again.
      else if (now() - lookedAt > lookMilliseconds) void look()
      const first = turn++ % known.length
      return [...known.slice(first), ...known.slice(0, first)]
    },
    ready: () => known.length === 0 || known.some(({ breaker }) => breaker.closed()),
  }
}
