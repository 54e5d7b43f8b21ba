// Starts the services, and the gateway if wanted, as processes on the Kafka and MongoDB that the settings name.
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort, makeServiceKeys, type Settings } from '@stagebureau/infra'
import { type Launched, launch } from './launch.ts'

const services = ['companies', 'placements', 'matching'] as const
const host = '127.0.0.1'
/** Times the number of instances, which start at the same time. */
const readyMilliseconds = 90_000

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
  readonly processes: readonly Launched[]
  /** Resolves with the name of the first process that ends by itself. */
  readonly broken: Promise<string>
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
  /** Of each service, and of the gateway where one is wanted. */
  readonly instances?: number
  /** Of the first gateway; the others have the ports after it. */
  readonly gatewayPort?: number
}

/** `settings` go to every process. Throws a ClusterError, and leaves nothing running. */
export const startCluster = async (
  settings: Settings,
  { instances = 1, gatewayPort }: Wanted = {},
): Promise<Cluster> => {
  const keys = makeServiceKeys()
  const common: Settings = { ...settings, RUNTIME: 'cluster', HOST: host }
  const processes: Launched[] = []
  const stop = async () => {
    // The gateway first: it lets nothing new in.
    for (const one of processes.toReversed()) await one.stop()
  }
  const start = (name: string, program: string, port: number, more: Settings) => {
    const url = `http://${host}:${port}`
    const one = launch(name, program, { ...common, ...more, PORT: String(port) })
    processes.push(one)
    return { url, ready: () => awaitReady(one, url, readyMilliseconds * instances) }
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
    const gateways =
      gatewayPort === undefined
        ? []
        : each.map((i) => start(nameOf('gateway', i), 'gateway/src/main.ts', gatewayPort + i, forGateway))
    await Promise.all(gateways.map(({ ready }) => ready()))
    const broken = Promise.race(processes.map(({ name, ended }) => ended.then(() => name)))
    return { settings: forGateway, urls: gateways.map(({ url }) => url), processes, broken, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
