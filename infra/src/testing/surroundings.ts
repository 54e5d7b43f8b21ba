// Everything that a service needs around it, embedded in a folder of its own that goes away after the test.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Clock, clockAt } from '@stagebureau/shared'
import { type AdapterOptions, type Adapters, openEmbedded } from '../adapters.ts'
import { readConfig } from '../config.ts'
import { createLog } from '../log.ts'
import { createMetrics } from '../metrics.ts'
import type { Surroundings } from '../part.ts'

export const testFolder = (): string => mkdtempSync(join(tmpdir(), 'stagebureau-'))

export type TestSurroundings = {
  readonly adapters: Adapters
  readonly folder: string
  /** The surroundings of one service. */
  readonly of: (service: string) => Promise<Surroundings>
  readonly close: () => Promise<void>
}

export const openTestSurroundings = async (
  options: AdapterOptions & { readonly clock?: Clock; readonly folder?: string } = {},
): Promise<TestSurroundings> => {
  const { clock = clockAt('2026-06-08T08:00:00Z'), folder = testFolder(), ...adapterOptions } = options
  const log = createLog('silent')
  const adapters = await openEmbedded({ ...readConfig({}), data: folder }, log, adapterOptions)
  const { bus, mail, secret } = adapters
  const metrics = createMetrics()
  const publicUrl = 'https://bureau.example'
  return {
    adapters,
    folder,
    of: async (service) => ({
      connection: await adapters.connect(service),
      bus,
      mail,
      clock,
      log,
      metrics,
      secret,
      publicUrl,
    }),
    close: async () => {
      await adapters.close()
      if (options.folder === undefined) rmSync(folder, { recursive: true, force: true })
    },
  }
}
