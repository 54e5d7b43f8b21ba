// Gateway and services as processes on Kafka and MongoDB; they are killed and paused one by one, and so are the servers below them.
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { databases, keptSettings, type Launched, launch, type Seat, seatsOf } from '@stagebureau/gateway'
import {
  createLog,
  type Draw,
  environmentWith,
  freePort,
  openCluster,
  readConfig,
  type Settings,
} from '@stagebureau/infra'
import { type Bus, topics } from '@stagebureau/shared'
import { becameReady, figuresOf, isWell, pause } from './bureau-process.ts'
import type { Latency } from './latency.ts'
import { missingEvents } from './missing-events.ts'
import { calm, deadly, moveClock, type Planted } from './plan.ts'
import { addPoison, parkedKeys } from './poison.ts'
import { type Prepared, prepare } from './prepare.ts'
import type { Rig } from './rig.ts'
import { smallerScene } from './scene.ts'
import type { Tally } from './tally.ts'

const host = '127.0.0.1'
/** An event that has waited longer waits for something that is broken. */
const usualSeconds = 5

const perform = async (name: string, settings: Settings, ...args: string[]): Promise<void> => {
  const { ended } = launch(name, `gateway/src/commands/${name}.ts`, settings, { args, quiet: true })
  if ((await ended) !== 0) throw new Error(`npm run ${name} failed; see its lines above`)
}

const settingsOf = (folder: string): Settings => ({
  ...keptSettings(folder),
  RUNTIME: 'cluster',
  SMTP_URL: 'kept',
  PUBLIC_URL: `http://${host}`,
})

/** The bureau is made in a folder and moved to the servers, which takes a fraction of the time that making it there takes. */
const prepareServers = async (folder: string): Promise<Prepared> => {
  const [data, file] = [join(folder, 'embedded'), join(folder, 'bureau')]
  const prepared = await prepare(data, smallerScene)
  await perform('export', { RUNTIME: 'embedded' }, file, '--data', data)
  const secret = { SECRET: readFileSync(join(data, 'secret'), 'utf8') }
  await perform('import', secret, file, '--data', folder, '--cluster')
  await perform('prepare', settingsOf(folder))
  return prepared
}

/** `counted`: the figures of this process of which the tally knows already. */
type Taken = Seat & { process: Launched | undefined; counted: string }

type ClusterRig = {
  readonly folder: string
  readonly planted: Planted
  readonly draw: Draw
  readonly tally: Tally
  /** A program that can kill, start, pause and resume the servers kafka-N and mongodb; they are left alone without. */
  readonly servers: string | undefined
  readonly instances: number
}

export const openClusterRig = async (options: ClusterRig): Promise<Rig> => {
  const { folder, planted, draw, tally, servers, instances } = options
  const brokerNames = readConfig().kafkaBrokers.map((_, i) => `kafka-${i + 1}`)
  const serverNames = [...brokerNames, 'mongodb']
  const tellServer = async (order: 'kill' | 'start' | 'pause' | 'resume', name: string) => {
    if (servers !== undefined) await promisify(execFile)(servers, [order, name])
  }
  /** Also after an earlier run that was ended in the middle of something. */
  const mendServers = async () => {
    for (const name of serverNames) for (const order of ['resume', 'start'] as const) await tellServer(order, name)
  }
  await mendServers()
  const prepared = await prepareServers(folder)
  const common = settingsOf(folder)
  const config = readConfig(environmentWith(common))
  const gatewayPorts = await Promise.all(Array.from({ length: instances }, () => freePort(host)))
  const wanted = await seatsOf({ ...common, LOG_LEVEL: 'fatal' }, { instances, gatewayPorts })
  const take = (seat: Seat): Taken => ({ ...seat, process: undefined, counted: '' })
  const gateways = wanted.gateways.map(take)
  /** The gateways come last. */
  const seats = [...wanted.services.map(take), ...gateways]
  const openOutside = () => openCluster(config, createLog('silent'))
  let outside = await openOutside()

  /** Tries until it succeeds: brokers are down now and then. */
  const publish: Bus['publish'] = async (topic, envelopes) => {
    for (;;) {
      try {
        return await outside.bus.publish(topic, envelopes)
      } catch {
        await sleep(500)
      }
    }
  }
  /** Every event comes again now and then, after later ones of its key. */
  const repeated = new Set<string>()
  const repeating = await outside.bus.consume({
    group: 'chaos',
    topics,
    alone: true,
    handle: async (envelope) => {
      if (repeated.has(envelope.id) || envelope.subject.startsWith('poison-') || draw() > 0.05) return
      repeated.add(envelope.id)
      await publish(`stagebureau.${envelope.source.split('/').at(-1)}`, [envelope])
      tally.note('repeated events')
    },
  })

  const launchSeat = (seat: Taken, plants: Record<string, string | undefined>) => {
    seat.process = launch(seat.name, seat.program, { ...seat.settings, ...plants })
    seat.counted = ''
  }
  const figures = async () => (await Promise.all(seats.map(({ url }) => figuresOf(url)))).join('\n')
  const countLatency = async (latency: Latency, ...those: readonly Taken[]) => {
    for (const seat of those) {
      const { process } = seat
      const told = await figuresOf(seat.url)
      if (told === '' || seat.process !== process) continue
      latency.add(told, seat.counted)
      seat.counted = told
    }
  }

  /** Starts again what has died, and measures from the first trouble until every process says that it is well. */
  let watching = true
  const watch = async () => {
    let since: number | undefined
    for (; watching; await sleep(250)) {
      for (const seat of seats)
        if (seat.process?.running() === false) {
          tally.note((await seat.process.ended) === null ? 'kills' : 'starts given up')
          launchSeat(seat, deadly(planted, draw))
        }
      const well = (await Promise.all(seats.map(({ url }) => isWell(url)))).every(Boolean)
      if (!well) since ??= performance.now()
      else if (since !== undefined) {
        tally.recovered('trouble without a break', performance.now() - since)
        since = undefined
      }
    }
  }

  const killProcess = async () => {
    const seat = seats[Math.floor(draw() * seats.length)]!
    await countLatency(tally.relay, seat)
    seat.process?.signal('SIGKILL')
  }
  const pauseProcess = async () => {
    await pause(seats[Math.floor(draw() * seats.length)]!.process!, 5000 + draw() * 25_000)
    tally.note('pauses')
  }
  /** All at once: one alone of several does not come up. */
  const tellBrokers = (order: 'kill' | 'start') => Promise.all(brokerNames.map((name) => tellServer(order, name)))
  /** Until no event has waited longer than is usual. */
  const backlogIsGone = async () => {
    const age = /^stagebureau_outbox_oldest_age_seconds\S* ([\d.]+)/gm
    for (;;) {
      const ages = [...(await figures()).matchAll(age)].map(([, seconds]) => Number(seconds))
      if (ages.length > 0 && ages.every((seconds) => seconds < usualSeconds)) return
      await sleep(500)
    }
  }
  /** How long events wait for a server that is broken says nothing of the relay, and is counted apart. */
  const withoutServers = async (work: () => Promise<void>) => {
    await countLatency(tally.relay, ...seats)
    await work()
    await backlogIsGone()
    await countLatency(tally.relayWithoutServers, ...seats)
  }
  const breakServer = async () => {
    const name = serverNames[Math.floor(draw() * serverNames.length)]!
    const kind = name === 'mongodb' ? 'document server' : 'broker'
    const order = draw() < 0.5 ? 'kill' : 'pause'
    await tellServer(order, name)
    await sleep(2000 + draw() * 6000)
    await tellServer(order === 'kill' ? 'start' : 'resume', name)
    tally.note(order === 'kill' ? `${kind}s killed` : `${kind}s paused`)
  }

  for (const seat of seats) launchSeat(seat, calm(planted))
  for (const { process, url } of seats) await becameReady(process!, url)
  const watched = watch()
  let turn = 0

  return {
    ...prepared,
    url: () => {
      const running = gateways.filter(({ process }) => process?.running())
      return running[turn++ % running.length]?.url
    },
    round: async (poison) => {
      // Not until every consumer is back, which may take the session of a dead one: commands are to be done meanwhile.
      while (!(await Promise.all(seats.map(({ url }) => isWell(url, '/health')))).every(Boolean)) await sleep(100)
      // Time to work: on a stand-in for MongoDB whoever starts anew first waits until the claims of the dead have run out.
      await sleep(2000 + draw() * 12_000)
      await addPoison({ publish }, tally.count('poisoned'), poison)
      tally.note('poisoned', poison)
      const chosen = draw()
      if (chosen < 0.06) await pauseProcess()
      else if (chosen < 0.2 && servers !== undefined) await withoutServers(breakServer)
      else if (chosen < 0.3) {
        moveClock(planted.clock, draw)
        tally.note('clock moves')
      } else await killProcess()
    },
    loseBrokers: async (milliseconds) => {
      let over = 0
      await withoutServers(async () => {
        await tellBrokers('kill')
        await sleep(milliseconds)
        await tellBrokers('start')
        over = performance.now()
      })
      tally.recovered('an outage of every broker (events on the bus)', performance.now() - over)
    },
    calmDown: async () => {
      watching = false
      await watched
      await repeating.stop()
      await outside.close()
      await countLatency(tally.relay, ...seats)
      for (const seat of seats.toReversed()) {
        const start = performance.now()
        await seat.process?.stop()
        tally.recovered('SIGTERM (to its end)', performance.now() - start)
      }
      // A stand-in for MongoDB may hang for good after what it went through; what it acknowledged must be there all the same.
      await tellServer('kill', 'mongodb')
      await mendServers()
      outside = await openOutside()
      for (const seat of seats) launchSeat(seat, calm(planted))
      for (const { process, url } of seats) await becameReady(process!, url)
    },
    figures,
    parkedKeys: () => parkedKeys(outside.bus),
    missingEvents: () => missingEvents(outside.bus, { group: 'chaos-reading', fromTheFirst: false }),
    stop: async () => {
      watching = false
      for (const seat of seats.toReversed()) await seat.process?.stop()
      await mendServers()
      for (const name of [...databases, 'events']) await (await outside.connect(name)).dropDatabase()
      await outside.close()
    },
  }
}
