// The bureau as its gateway has it: the three services, here or elsewhere, and sign-in, on the adapters that the settings choose.
import { setTimeout as sleep } from 'node:timers/promises'
import { type AdapterOptions, type Config, createMetrics, type Log, openAdapters } from '@stagebureau/infra'
import { type Clock, systemClock } from '@stagebureau/shared'
import { openLive } from './live.ts'
import { createMappings } from './mappings.ts'
import { localParts } from './parts/local-parts.ts'
import type { OpenParts } from './parts/parts.ts'
import { inviteFirstCoordinator } from './sign-in/first-coordinator.ts'
import { openSignIn } from './sign-in/open-sign-in.ts'
import { openTellingAbsences } from './tell-absences.ts'
import { openTellingSchools } from './tell-schools.ts'
import { createUploads } from './uploads.ts'

export type Bureau = Awaited<ReturnType<typeof openBureau>>
export type BureauOptions = AdapterOptions & {
  readonly clock?: Clock
  readonly publicUrl?: string
  /** Where the services run; in this process unless said otherwise. */
  readonly openParts?: OpenParts
}

/** Opens the files and starts every part; throws before anything is started when the files cannot be had. */
export const openBureau = async (
  config: Config,
  log: Log,
  { clock = systemClock, publicUrl, openParts = localParts, ...options }: BureauOptions = {},
) => {
  const metrics = createMetrics()
  const adapters = await openAdapters(config, log, options)
  const { bus, mail, keptMail, secret } = adapters
  const url = publicUrl ?? config.publicUrl ?? `http://${config.host}:${config.port}`
  const parts = await openParts({ adapters, config, bus, mail, clock, log, metrics, secret, publicUrl: url })
  for (const part of Object.values(parts)) await part.start()

  const clients = { companies: parts.companies.api, placements: parts.placements.api, matching: parts.matching.api }
  const gateway = await adapters.connect('gateway')
  const mappings = createMappings(gateway)
  const uploads = createUploads(gateway, secret)
  const door = await openSignIn({
    connection: gateway,
    clients,
    mail,
    clock,
    log,
    publicUrl: url,
  })
  await inviteFirstCoordinator(door, config.coordinator)

  const live = await openLive(bus)
  const { people, letters } = door
  const tellingSchools = await openTellingSchools({ bus, people, letters, publicUrl: url })
  const tellingAbsences = await openTellingAbsences({ bus, people, letters, publicUrl: url })

  const letterWriters = [tellingSchools, tellingAbsences]
  const ready = () => ({
    ...Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, part.ready()])),
    gateway: letterWriters.every((one) => one.ready()),
  })
  const lag = async () => (await bus.lag()).reduce((sum, { events }) => sum + events, 0)
  const quiet = async () => {
    if (!ready().gateway) return false
    for (const part of Object.values(parts)) if (!(await part.quiet())) return false
    return (await door.quiet()) && (await lag()) === 0
  }
  return {
    ...clients,
    door,
    live,
    mappings,
    uploads,
    bus,
    keptMail,
    /** Work that otherwise waits for its turn. */
    jobs: { noticeAbsences: parts.placements.noticeAbsences, followUp: parts.companies.followUp },
    metrics,
    metricsToken: config.metricsToken,
    clock,
    ready,
    measure: async () => {
      for (const part of Object.values(parts)) await part.measure()
      metrics.lag.reset()
      for (const { group, events } of await bus.lag()) metrics.lag.inc({ group }, events)
      metrics.parked.reset()
      for (const { group, events } of await bus.parked.list()) metrics.parked.inc({ group }, events)
    },
    /** Waits until every event has been seen by everyone and every letter has gone; parked events do not count. */
    settled: async () => {
      // Quiet twice in a row: between two parts something may be on its way for a moment.
      const start = performance.now()
      for (let calm = 0; calm < 2; ) {
        calm = (await quiet()) ? calm + 1 : 0
        // Asking costs the services something, so it becomes rarer the longer it takes.
        await sleep(calm === 0 ? Math.max(20, (performance.now() - start) / 20) : 1)
      }
    },
    stop: async () => {
      await live.stop()
      for (const one of letterWriters) await one.stop()
      await Promise.all([...Object.values(parts).map((part) => part.stop()), door.stop()])
      await adapters.close()
    },
  }
}
