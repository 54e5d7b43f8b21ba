// The processes of a cluster on this machine: where each listens, and what each is told of the others.
import { freePort, makeServiceKeys, type Settings } from '@stagebureau/infra'

const host = '127.0.0.1'
const serviceNames = ['companies', 'placements', 'matching'] as const

export type Wanted = {
  /** Of each service. */
  readonly instances?: number
  /** One gateway listens at each. */
  readonly gatewayPorts?: readonly number[]
}

export type Seat = {
  /** With a number where there are several. */
  readonly name: string
  readonly url: string
  /** A path from the root. */
  readonly program: string
  readonly settings: Settings
}

export type Seats = {
  readonly services: readonly Seat[]
  readonly gateways: readonly Seat[]
  /** With these a gateway finds the services and is known by them. */
  readonly settings: Settings
}

/** `settings` go to every process. */
export const seatsOf = async (settings: Settings, { instances = 1, gatewayPorts = [] }: Wanted): Promise<Seats> => {
  const { privateKey, publicKey } = makeServiceKeys()
  const common: Settings = { ...settings, RUNTIME: 'cluster', HOST: host }
  const seats = (name: string, program: string, ports: readonly number[], told: Settings): Seat[] =>
    ports.map((port, i) => ({
      name: ports.length === 1 ? name : `${name}-${i + 1}`,
      url: `http://${host}:${port}`,
      program,
      settings: { ...told, PORT: String(port) },
    }))
  const services: Seat[] = []
  const addresses: Record<string, string> = {}
  for (const name of serviceNames) {
    const ports = await Promise.all(Array.from({ length: instances }, () => freePort(host)))
    const its = seats(name, `services/${name}/src/main.ts`, ports, { ...common, SERVICE_PUBLIC_KEYS: publicKey })
    addresses[`${name.toUpperCase()}_URL`] = its.map(({ url }) => url).join(',')
    services.push(...its)
  }
  const forGateway = { ...common, ...addresses, SERVICE_PRIVATE_KEY: privateKey }
  const gateways = seats('gateway', 'gateway/src/main.ts', gatewayPorts, forGateway)
  return { services, gateways, settings: forGateway }
}
