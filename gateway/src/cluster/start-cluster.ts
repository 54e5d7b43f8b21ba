// Starts the services, and the gateway if wanted, as processes on the Kafka and MongoDB that the settings name.
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort, makeServiceKeys, type Settings } from '@stagebureau/infra'
import { type Launched, launch } from './launch.ts'

const services = ['companies', 'placements', 'matching'] as const
const host = '127.0.0.1'
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
  readonly processes: readonly Launched[]
  /** Resolves with the name of the first process that ends by itself. */
  readonly broken: Promise<string>
  readonly stop: () => Promise<void>
}

const awaitReady = async (one: Launched, url: string): Promise<void> => {
  const deadline = performance.now() + readyMilliseconds
  while (performance.now() < deadline) {
    if (!one.running()) throw new ClusterError(`${one.name} has ended while it was starting; see its lines above.`)
    const ready = await fetch(`${url}/ready`).then(
      ({ ok }) => ok,
      () => false,
    )
    if (ready) return
    await sleep(100)
  }
  throw new ClusterError(`${one.name} is not ready after ${readyMilliseconds / 1000} seconds; see its lines above.`)
}

/** `settings` go to every process; `gatewayPort` starts a gateway too. Throws a ClusterError, and leaves nothing running. */
export const startCluster = async (settings: Settings, gatewayPort?: number): Promise<Cluster> => {
  const keys = makeServiceKeys()
  const common: Settings = { ...settings, RUNTIME: 'cluster', HOST: host }
  const processes: Launched[] = []
  const stop = async () => {
    // The gateway first: it lets nothing new in.
    for (const one of processes.toReversed()) await one.stop()
  }
  const start = async (name: string, program: string, port: number, more: Settings) => {
    const url = `http://${host}:${port}`
    const one = launch(name, program, { ...common, ...more, PORT: String(port) })
    processes.push(one)
    return { url, ready: () => awaitReady(one, url) }
  }

  const preparing = launch('prepare', 'gateway/src/commands/prepare.ts', common)
  if ((await preparing.ended) !== 0) throw new ClusterError('The servers could not be prepared; see the lines above.')
  try {
    const addresses: Record<string, string> = {}
    const starting = []
    for (const name of services) {
      const program = `services/${name}/src/main.ts`
      const one = await start(name, program, await freePort(host), { SERVICE_PUBLIC_KEYS: keys.publicKey })
      addresses[`${name.toUpperCase()}_URL`] = one.url
      starting.push(one.ready())
    }
    await Promise.all(starting)
    const forGateway = { ...common, ...addresses, SERVICE_PRIVATE_KEY: keys.privateKey }
    if (gatewayPort !== undefined)
      await (await start('gateway', 'gateway/src/main.ts', gatewayPort, forGateway)).ready()
    const broken = Promise.race(processes.map(({ name, ended }) => ended.then(() => name)))
    return { settings: forGateway, processes, broken, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
