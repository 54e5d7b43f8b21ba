// Keeps a consumer alive: opens it, watches for signs of life, and opens a new one when it has died.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Subscription } from '@stagebureau/shared'
import type { KafkaClient, Reader, Reading } from './kafkajs.ts'

const pauseMilliseconds = 1000
/** An idle consumer fetches four times a second and one at work beats every three: silence means that something is wrong. */
const readyMilliseconds = 5000
/** Waiting for others to leave the group may take their whole session and is no death. */
const deathMilliseconds = 120_000
const firstJoinMilliseconds = 10_000
const watchMilliseconds = 1000

export type KeepReading = Omit<Reading, 'onSign' | 'onCrash'> & {
  readonly client: Pick<KafkaClient, 'read'>
  readonly onError: (error: unknown) => void
  /** How long a stop waits for what is in hand. */
  readonly stopMilliseconds: number
}

/**
 * Resolves at once for a group, which goes on from its place whenever it has joined; that may take the whole session of
 * a member that was killed. Who reads from now on has joined by then, or ten seconds have passed: it goes on trying.
 */
export const keepReading = async ({
  client,
  onError,
  stopMilliseconds,
  ...reading
}: KeepReading): Promise<Subscription> => {
  let stopping = false
  let reader: Reader | undefined
  let joined = false
  let lastSign = 0
  let died = () => {}
  let hasJoined = () => {}
  const firstJoin = new Promise<void>((resolve) => {
    hasJoined = resolve
  })

  /** One life: resolves when it is over. */
  const live = async (): Promise<void> => {
    const over = new Promise<void>((resolve) => {
      died = resolve
    })
    lastSign = performance.now()
    const onSign = () => {
      lastSign = performance.now()
    }
    const onJoined: Reading['onJoined'] = (partitions) => {
      joined = true
      onSign()
      reading.onJoined(partitions)
      hasJoined()
    }
    const onCrash = (error: Error) => {
      onError(new Error(`the consumer ${reading.group} has died and is rebuilt: ${error.message}`, { cause: error }))
      died()
    }
    const onBatch: Reading['onBatch'] = async (batch) => {
      if (!stopping) await reading.onBatch(batch)
    }
    const opened = await client.read({ ...reading, onBatch, onJoined, onSign, onCrash })
    if (stopping) return opened.abandon()
    reader = opened
    const watch = setInterval(() => {
      if (performance.now() - lastSign > deathMilliseconds) onCrash(new Error('no sign of life for two minutes'))
    }, watchMilliseconds)
    await over
    clearInterval(watch)
    reader.abandon()
    reader = undefined
    joined = false
  }

  const run = async () => {
    while (!stopping) {
      try {
        await live()
      } catch (error) {
        onError(error)
      }
      if (!stopping) await sleep(pauseMilliseconds, undefined, { ref: false })
    }
  }
  const running = run()
  if (reading.from === 'now') {
    const patience = setTimeout(hasJoined, firstJoinMilliseconds)
    await firstJoin
    clearTimeout(patience)
  }

  return {
    ready: () => !stopping && joined && performance.now() - lastSign < readyMilliseconds,
    stop: async () => {
      stopping = true
      // Joining may take the session of a dead member; nobody waits for that, and nothing is taken after it.
      if (reader === undefined) return
      const deadline = new AbortController()
      await Promise.race([
        reader.stop().catch(() => {}),
        sleep(stopMilliseconds, undefined, { signal: deadline.signal }).catch(() => {}),
      ])
      deadline.abort()
      reader?.abandon()
      died()
      await running
    },
  }
}
