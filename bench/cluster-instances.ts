// Commands over every gateway with several instances of each part: how many, how fast, how far consumers fall behind, and what is lost.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { databases, keptSettings, openBureau, remoteParts, startCluster } from '@stagebureau/gateway'
import { connectMongo, createLog, environmentWith, freePort, inParallel, readConfig } from '@stagebureau/infra'
import type { Call } from '@stagebureau/shared'
import { ask, figuresOf, timed } from './bureau-process.ts'
import type { Row } from './results.ts'

const companies = 60
const atATime = 12
const call: Call = { viewer: { role: 'coordinator' }, language: 'nl', requestId: 'bench' }
const register = 'mutation ($input: RegisterCompanyInput!) { registerCompany(input: $input) { id } }'
const askOne = 'mutation ($id: ID!) { askCompany(companyId: $id) { id } }'
const answer = 'mutation ($input: AnswerCallInput!) { answerCall(input: $input) { state } }'

export type Region = Awaited<ReturnType<typeof openRegion>>

/** A new bureau with a season on the servers of the environment, and one more gateway in this process to look at it with. */
export const openRegion = async (instances: number) => {
  const folder = mkdtempSync(join(tmpdir(), 'stagebureau-bench-'))
  const kept = keptSettings(folder)
  const gatewayPorts: number[] = []
  for (let i = 0; i < instances; i++) gatewayPorts.push(await freePort('127.0.0.1'))
  const common = { ...kept, SMTP_URL: 'kept', PUBLIC_URL: 'http://localhost', LOG_LEVEL: 'fatal' }
  const cluster = await startCluster(common, { instances, gatewayPorts, quiet: true })
  const config = readConfig(environmentWith(cluster.settings))
  const observer = await openBureau(config, createLog('silent'), { openParts: remoteParts })
  const { key } = await observer.door.makeApiKey(config.coordinator, 1)
  const travel = { detour: 1, means: { fiets: { kmPerHour: 15, startMinutes: 0 } } }
  const days = { from: '2026-08-31', until: '2027-07-09', holidays: [] }
  await observer.placements.openSeason({ region: 'Lindervoort', ...days, travel, crebos: {}, seed: 1 }, call)
  await observer.settled()
  const connect = (database: string) =>
    connectMongo({ uri: config.mongodbUri!, database: `${config.namespace}-${database}` })
  return {
    urls: cluster.urls.map((url) => new URL(url)),
    headers: { authorization: `Bearer ${key}` },
    observer,
    connect,
    close: async () => {
      await observer.stop()
      await cluster.stop()
      for (const name of [...databases, 'events']) {
        const connection = await connect(name)
        await connection.dropDatabase()
        await connection.close()
      }
      rmSync(folder, { recursive: true })
    },
  }
}

/** Looks at the lag until told to stop. */
const watchLag = ({ observer }: Region) => {
  let largest = 0
  let over = false
  const watching = (async () => {
    for (; !over; await sleep(500)) {
      const now = (await observer.bus.lag()).reduce((sum, { events }) => sum + events, 0)
      largest = Math.max(largest, now)
    }
  })()
  return async () => {
    over = true
    await watching
    return largest
  }
}

/** What was acknowledged against what is there in the end: invitations, what planning knows of them, and letters. */
const lostOf = async ({
  connect,
  observer,
}: Region): Promise<{ readonly lost: number; readonly double: number; readonly events: number }> => {
  const [ours, theirs] = [await connect('companies'), await connect('matching')]
  const invitations = await ours.collection('invitations').find().toArray()
  const offers = new Map((await theirs.collection('offers').find().toArray()).map((one) => [String(one._id), one]))
  const known = invitations.filter((one) => offers.get(String(one._id))?.sequence === one.version).length
  const letters = (await observer.keptMail!.list(10_000)).filter(({ to }) => to.endsWith('@bedrijf.example')).length
  const events = [...invitations, ...(await ours.collection('companies').find().toArray())]
  await ours.close()
  await theirs.close()
  return {
    lost: companies - Math.min(known, letters),
    double: Math.max(0, letters - companies, invitations.length - companies),
    events: events.reduce((sum, { version }) => sum + version, 0),
  }
}

const commands = async (region: Region, times: number[]): Promise<void> => {
  const { urls, headers } = region
  await inParallel(
    Array.from({ length: companies }, (_, i) => i),
    atATime,
    async (i) => {
      const url = urls[i % urls.length]!
      const send = async (query: string, variables: object) => {
        let answered: Awaited<ReturnType<typeof ask>>
        await timed(async () => {
          answered = await ask(url, headers, query, variables)
        }, times)
        return answered
      }
      const numbers = { kvkNumber: String(40_000_000 + i), establishmentNumber: `0000${40_000_000 + i}` }
      const facts = { name: `Bedrijf ${i}`, postcode: '9801 AB', place: 'Lindervoort', email: `c${i}@bedrijf.example` }
      const { registerCompany } = await send(register, { input: { ...numbers, ...facts } })
      const { askCompany } = await send(askOne, { id: registerCompany.id })
      const openings = [{ kind: 'PLACEMENT', profile: 'PIE', places: 2 }]
      await send(answer, { input: { invitationId: askCompany.id, decision: 'OFFER', openings } })
    },
  )
}

export const measureInstances = async (instances: number, use: (region: Region) => Promise<void>): Promise<Row> => {
  const region = await openRegion(instances)
  try {
    const times: number[] = []
    const stopWatching = watchLag(region)
    const begin = performance.now()
    await commands(region, times)
    const seconds = (performance.now() - begin) / 1000
    await region.observer.settled()
    const settled = (performance.now() - begin) / 1000
    const largestLag = await stopWatching()
    const { events, ...ends } = await lostOf(region)
    await use(region)
    return {
      instances,
      commands: times.length,
      commandsPerSecond: Math.round((times.length * 10) / seconds) / 10,
      eventsPerSecond: Math.round((events * 10) / settled) / 10,
      ...figuresOf(times),
      largestLag,
      drainSeconds: Math.round((settled - seconds) * 10) / 10,
      ...ends,
    }
  } finally {
    await region.close()
  }
}
