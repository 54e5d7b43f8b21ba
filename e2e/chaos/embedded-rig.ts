// The whole bureau in one process, killed again and again at work, with its data on a disk that can be filled.
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Launched, launch } from '@stagebureau/gateway'
import { createEmbeddedBus, type Draw, type EmbeddedBus, freePort } from '@stagebureau/infra'
import { becameReady, figuresOf, pause } from './bureau-process.ts'
import { missingEvents } from './missing-events.ts'
import { calm, deadly, moveClock, type Planted } from './plan.ts'
import { addPoison, parkedKeys } from './poison.ts'
import { prepare } from './prepare.ts'
import type { Rig } from './rig.ts'
import { scene } from './scene.ts'
import { mountSmallDisk } from './small-disk.ts'
import type { Tally } from './tally.ts'

export const openEmbeddedRig = async (folder: string, planted: Planted, draw: Draw, tally: Tally): Promise<Rig> => {
  const disk = mountSmallDisk(folder)
  const data = join(disk.folder, 'data')
  const prepared = await prepare(data, scene)
  const port = await freePort('127.0.0.1')
  const url = `http://127.0.0.1:${port}`
  let bureau: Launched | undefined
  let ready = false
  let over = false

  const start = async (plants: Record<string, string | undefined>): Promise<boolean> => {
    // A run that was broken off goes on until this process ends, and must not use the disk any more.
    if (over) await new Promise(() => {})
    const settings = { RUNTIME: 'embedded', DATA: data, PORT: String(port), LOG_LEVEL: 'fatal', ...plants }
    bureau = launch('bureau', 'gateway/src/all-in-one.ts', settings, { args: ['--empty'], quiet: true })
    ready = await becameReady(bureau, url)
    return ready
  }
  const onBus = async <T>(work: (bus: EmbeddedBus) => Promise<T>): Promise<T> => {
    const bus = createEmbeddedBus({ file: join(data, 'events.sqlite') })
    return work(bus).finally(bus.close)
  }

  const trouble = async (living: Launched) => {
    const chosen = draw()
    if (chosen < 0.06) {
      await pause(living, 5000 + draw() * 25_000)
      tally.note('pauses')
    } else if (chosen < 0.16) {
      if (disk.fill()) tally.note('full disks')
      await Promise.race([sleep(500 + draw() * 2000), living.ended])
      disk.empty()
    } else if (chosen < 0.3) {
      moveClock(planted.clock, draw)
      tally.note('clock moves')
    }
  }

  return {
    ...prepared,
    url: () => (ready && bureau?.running() === true ? url : undefined),
    round: async (poison) => {
      const down = performance.now()
      if (await start(deadly(planted, draw))) tally.recovered('a kill', performance.now() - down)
      const living = bureau!
      await Promise.race([sleep(1000 + draw() * 6000), living.ended])
      if (living.running()) await trouble(living)
      if (living.running()) {
        tally.relay.add(await figuresOf(url))
        living.signal('SIGKILL')
      }
      await living.ended
      ready = false
      tally.note('kills')
      await onBus((bus) => addPoison(bus, tally.count('poisoned'), poison))
      tally.note('poisoned', poison)
    },
    loseBrokers: async () => {
      throw new Error('the embedded runtime has no brokers')
    },
    calmDown: async () => {
      if (!(await start(calm(planted)))) throw new Error('the bureau died without being killed')
    },
    figures: () => figuresOf(url),
    parkedKeys: async () => {
      await bureau?.stop()
      return onBus(parkedKeys)
    },
    missingEvents: async () => {
      await bureau?.stop()
      return onBus((bus) => missingEvents(bus, { group: 'chaos', fromTheFirst: true }))
    },
    stop: async () => {
      over = true
      await bureau?.stop()
    },
  }
}
