// Everything that a service needs around it, in a folder of its own, or a space of its own on servers, that goes away after the test.
import { setTimeout as sleep } from 'node:timers/promises'
import { type Clock, clockAt, topics } from '@stagebureau/shared'
import { type AdapterOptions, type Adapters, openCluster, openEmbedded } from '../adapters.ts'
import { createLog } from '../log.ts'
import { createMetrics } from '../metrics.ts'
import type { Lifecycle, Surroundings } from '../part.ts'
import { onCluster, removeTestFolder, testConfig, testFolder } from './runtime.ts'

export type TestSurroundings = {
  readonly adapters: Adapters
  readonly folder: string
  /** The surroundings of one service. */
  readonly of: (service: string) => Promise<Surroundings>
  /** Waits until every event has been seen by everyone, and the service has none and no letter on its way. */
  readonly settled: (service: Pick<Lifecycle, 'quiet'>) => Promise<void>
  readonly close: () => Promise<void>
}

const log = createLog('silent')

const openAdapters = async (folder: string, options: AdapterOptions): Promise<Adapters> => {
  const config = testConfig(folder)
  if (!onCluster) return openEmbedded(config, log, options)
  const adapters = await openCluster(config, log, { makeIndexes: true })
  await adapters.bus.prepare(topics)
  return adapters
}

export const openTestSurroundings = async (
  options: AdapterOptions & { readonly clock?: Clock; readonly folder?: string } = {},
): Promise<TestSurroundings> => {
  const { clock = clockAt('2026-06-08T08:00:00Z'), folder = testFolder(), ...adapterOptions } = options
  const adapters = await openAdapters(folder, adapterOptions)
  const { bus, mail, secret } = adapters
  const metrics = createMetrics()
  const asked = new Set<string>()
  const publicUrl = 'https://bureau.example'
  return {
    adapters,
    folder,
    of: async (service) => {
      asked.add(service)
      const connection = await adapters.connect(service)
      return { connection, bus, mail, clock, log, metrics, secret, publicUrl }
    },
    settled: async (service) => {
      const calm = async () => (await bus.lag()).every(({ events }) => events === 0) && (await service.quiet())
      // Twice in a row: what an event leads to begins while its own traces end.
      for (let times = 0; times < 2; await sleep(5)) times = (await calm()) ? times + 1 : 0
    },
    close: async () => {
      await adapters.close()
      if (options.folder === undefined) await removeTestFolder(folder, [...asked])
    },
  }
}
