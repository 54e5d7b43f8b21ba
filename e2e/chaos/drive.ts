// Sends people through their stories as fast as the bureau takes it, and writes down what it has acknowledged.
import { setTimeout as sleep } from 'node:timers/promises'
import { ask, Refused } from './bureau-process.ts'
import type { Ledger } from './ledger.ts'
import type { Rig } from './rig.ts'
import type { Send, Story } from './story.ts'

const pauseMilliseconds = 50
/** Who reads that it does not work now waits before trying again; asking on and on would keep the machine from starting anew. */
const patienceMilliseconds = 1000
const anIncident = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/

/** Nobody was there, or whoever was there died while answering: whether it was done nobody knows. */
const isSilence = (error: unknown): boolean =>
  error instanceof TypeError || error instanceof SyntaxError || (error as Error).name === 'TimeoutError'

/** Silence, or the word of a bureau that something went wrong or is not to be had now. */
const isTrouble = (error: unknown): boolean =>
  isSilence(error) || (error instanceof Refused && ['INTERNAL_SERVER_ERROR', 'UNAVAILABLE'].includes(error.code))

/** Asks again until it is answered; throws what is refused, and the last trouble when `ended` says so. `hear` is told what a bureau in trouble says. */
export const persistent =
  ({ url, key }: Pick<Rig, 'url' | 'key'>, ended: () => boolean, hear: (error: unknown) => void = () => {}): Send =>
  async (query, variables) => {
    for (;;) {
      const at = url()
      try {
        if (at === undefined) throw new TypeError('nobody is there')
        return await ask({ url: at, key }, query, variables)
      } catch (error) {
        if (!isTrouble(error) || ended()) throw error
        if (!isSilence(error)) hear(error)
        await sleep(isSilence(error) ? pauseMilliseconds : patienceMilliseconds)
      }
    }
  }

export type Driver = {
  readonly stop: () => Promise<void>
  /** What the bureau said when it took a command and did not do it, most frequent first. */
  readonly refused: () => readonly string[]
}

export const drive = (rig: Pick<Rig, 'url' | 'key'>, ledger: Ledger, stories: readonly Story[]): Driver => {
  let stopping = false
  const end = new AbortController()
  const rest = (milliseconds: number) => sleep(milliseconds, undefined, { signal: end.signal }).catch(() => {})
  const refused = new Map<string, number>()
  const live = async ({ name, errand, restMilliseconds = 0 }: Story) => {
    const hear = (error: unknown) => {
      const message = `${name}: ${(error as Error).message.replace(anIncident, '...')}`
      refused.set(message, (refused.get(message) ?? 0) + 1)
    }
    const send = persistent(rig, () => stopping, hear)
    while (!stopping)
      try {
        if (!(await errand(send, (step, of, facts) => ledger.write({ story: name, step, of, facts })))) return
        if (restMilliseconds > 0) await rest(restMilliseconds)
      } catch (error) {
        if (!isSilence(error)) hear(error)
        await rest(pauseMilliseconds)
      }
  }
  const lives = Promise.all(stories.flatMap((story) => Array.from({ length: story.people }, () => live(story))))
  return {
    refused: () =>
      [...refused]
        .toSorted(([, a], [, b]) => b - a)
        .slice(0, 8)
        .map(([message, times]) => `refused ${times}: ${message}`),
    stop: async () => {
      stopping = true
      end.abort()
      await lives
    },
  }
}
