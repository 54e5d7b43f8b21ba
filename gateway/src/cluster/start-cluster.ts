// Starts the services, and the gateway if wanted, as processes on the Kafka and MongoDB that the settings name.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Settings } from '@stagebureau/infra'
import { type Launched, launch } from './launch.ts'
import { type Seat, seatsOf, type Wanted } from './seats.ts'

/** Times the number of instances, which start at the same time. */
const readyMilliseconds = 90_000
const pauseMilliseconds = 1000
const longestPauseMilliseconds = 15_000

export class ClusterError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'ClusterError'
  }
}

export type StartOptions = Wanted & {
  /** Says only what went wrong, not what was made on the servers. */
  readonly quiet?: boolean
}

export type Cluster = {
  /** With these a gateway finds the services and is known by them. */
  readonly settings: Settings
  /** Of the gateways. */
  readonly urls: readonly string[]
  readonly stop: () => Promise<void>
}

const awaitReady = async (one: Launched, url: string, milliseconds: number): Promise<void> => {
  const deadline = performance.now() + milliseconds
  while (performance.now() < deadline) {
    if (!one.running()) throw new ClusterError(`${one.name} has ended while it was starting; see its lines above.`)
    const ready = await fetch(`${url}/ready`).then(
      ({ ok }) => ok,
      () => false,
    )
    if (ready) return
    await sleep(100)
  }
  throw new ClusterError(`${one.name} is not ready after ${milliseconds / 1000} seconds; see its lines above.`)
}

type Taken = { running: Launched; readonly launch: () => Launched }

/** Starts what ends by itself again, at once first and later at longer intervals, until `stopping`. */
const keepUp = async (seat: Taken, stopping: () => boolean): Promise<void> => {
  let pause = pauseMilliseconds
  for (;;) {
    const since = performance.now()
    await seat.running.ended
    if (stopping()) return
    if (performance.now() - since > 4 * longestPauseMilliseconds) pause = pauseMilliseconds
    process.stderr.write(`${seat.running.name} has ended by itself and is started again.\n`)
    await sleep(pause)
    pause = Math.min(2 * pause, longestPauseMilliseconds)
    if (stopping()) return
    seat.running = seat.launch()
  }
}

/**
 * `settings` go to every process. One that ends later on is started again. Throws a ClusterError when one does not come
 * up at first, and leaves nothing running then.
 */
export const startCluster = async (
  settings: Settings,
  { instances = 1, gatewayPorts = [], quiet = false }: StartOptions = {},
): Promise<Cluster> => {
  const seats = await seatsOf(settings, { instances, gatewayPorts })
  const taken: Taken[] = []
  let stopping = false
  const stop = async () => {
    stopping = true
    // The gateway first: it lets nothing new in.
    for (const { running } of taken.toReversed()) await running.stop()
  }
  const start = async ({ name, program, url, settings: told }: Seat): Promise<void> => {
    const again = () => launch(name, program, told)
    const seat = { running: again(), launch: again }
    taken.push(seat)
    await awaitReady(seat.running, url, readyMilliseconds * instances)
  }

  const asCluster = { ...settings, RUNTIME: 'cluster' }
  const preparing = launch('prepare', 'gateway/src/commands/prepare.ts', asCluster, { quiet })
  if ((await preparing.ended) !== 0) throw new ClusterError('The servers could not be prepared; see the lines above.')
  try {
    await Promise.all(seats.services.map(start))
    await Promise.all(seats.gateways.map(start))
    for (const seat of taken) void keepUp(seat, () => stopping)
    return { settings: seats.settings, urls: seats.gateways.map(({ url }) => url), stop }
  } catch (error) {
    await stop()
    throw error
  }
}
