// Starts the services, and the gateway if wanted, as processes on the Kafka and MongoDB that the settings name.
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort, makeServiceKeys, type Settings } from '@stagebureau/infra'
import { type Launched, launch } from './launch.ts'

const services = ['companies', 'placements', 'matching'] as const
const host = '127.0.0.1'
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

export type Wanted = {
  /** Of each service. */
  readonly instances?: number
  /** One gateway listens at each. */
  readonly gatewayPorts?: readonly number[]
}

type Seat = { running: Launched; readonly launch: () => Launched }

/** Starts what ends by itself again, at once first and later at longer intervals, until `stopping`. */
const keepUp = async (seat: Seat, stopping: () => boolean): Promise<void> => {
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
  { instances = 1, gatewayPorts = [] }: Wanted = {},
): Promise<Cluster> => {
  const keys = makeServiceKeys()
  const common: Settings = { ...settings, RUNTIME: 'cluster', HOST: host }
  const seats: Seat[] = []
  let stopping = false
  const stop = async () => {
    stopping = true
    // The gateway first: it lets nothing new in.
    for (const { running } of seats.toReversed()) await running.stop()
  }
  const start = (name: string, program: string, port: number, more: Settings) => {
    const url = `http://${host}:${port}`
    const again = () => launch(name, program, { ...common, ...more, PORT: String(port) })
    const seat = { running: again(), launch: again }
    seats.push(seat)
    return { url, ready: () => awaitReady(seat.running, url, readyMilliseconds * instances) }
  }

  const preparing = launch('prepare', 'gateway/src/commands/prepare.ts', common)
  if ((await preparing.ended) !== 0) throw new ClusterError('The servers could not be prepared; see the lines above.')
  try {
    const nameOf = (part: string, i: number) => (instances === 1 ? part : `${part}-${i + 1}`)
    const each = Array.from({ length: instances }, (_, i) => i)
    const addresses: Record<string, string> = {}
    const starting = []
    for (const service of services) {
      const program = `services/${service}/src/main.ts`
      const urls = []
      for (const i of each) {
        const more = { SERVICE_PUBLIC_KEYS: keys.publicKey }
        const one = start(nameOf(service, i), program, await freePort(host), more)
        urls.push(one.url)
        starting.push(one.ready())
      }
      addresses[`${service.toUpperCase()}_URL`] = urls.join(',')
    }
    await Promise.all(starting)
    const forGateway = { ...common, ...addresses, SERVICE_PRIVATE_KEY: keys.privateKey }
    const gateways = gatewayPorts.map((port, i) => start(nameOf('gateway', i), 'gateway/src/main.ts', port, forGateway))
    await Promise.all(gateways.map(({ ready }) => ready()))
    for (const seat of seats) void keepUp(seat, () => stopping)
    return { settings: forGateway, urls: gateways.map(({ url }) => url), stop }
  } catch (error) {
    await stop()
    throw error
  }
}
