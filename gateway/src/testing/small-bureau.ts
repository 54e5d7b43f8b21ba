// A bureau with a small invented season behind a port of its own, for tests of what people see from outside.
import { createLog, type Log, listen, readConfig } from '@stagebureau/infra'
import { onCluster, removeTestFolder, testFolder } from '@stagebureau/infra/testing'
import type { Call } from '@stagebureau/shared'
import type { Bureau } from '../bureau.ts'
import { inviteStaff, tryOut } from '../demonstration/people.ts'
import { inventRegion, type RegionSize } from '../demonstration/region.ts'
import { readSeasonFiles } from '../season/read-folder.ts'
import { runSeason } from '../season/run-season.ts'
import { createServer } from '../server.ts'
import { moveToServers } from './move-to-servers.ts'
import { openTestBureau } from './open-test-bureau.ts'

export const call: Call = { viewer: { role: 'coordinator' }, language: 'nl', requestId: 'test' }
const silent = createLog('silent')
const begin = '2026-06-08T08:00:00.000Z'
export const smallSize: RegionSize = { seed: 3, students: 72, schools: 3, companies: 30 }

export type GraphAnswer = {
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it asked for
  readonly data?: any
  readonly errors?: readonly { readonly message: string; readonly extensions: Readonly<Record<string, unknown>> }[]
}

export type Asking = (query: string, variables?: object) => Promise<GraphAnswer>

/** `folder`: where it is and stays; without it in one that goes away with it. */
type SmallOptions = Parameters<typeof openTestBureau>[2] & { readonly folder?: string; readonly log?: Log }

/** A bureau with a coordinator and nothing else, or with what the folder has. */
export const openEmptyBureau = async ({ folder: given, log = silent, ...options }: SmallOptions = {}) => {
  const folder = given ?? testFolder()
  const { coordinator, host } = readConfig({})
  let now = begin
  const bureau = await openTestBureau(folder, log, { clock: { now: () => now }, ...options })
  const keyOf = async (email: string) => (await bureau.door.makeApiKey(email, 366)).key
  const key = await keyOf(coordinator)
  const server = await listen(createServer(bureau, log), host, 0)
  const post = (path: string, body: string | Uint8Array, headers: Record<string, string> = {}) =>
    fetch(`${server.url}${path}`, {
      method: 'POST',
      body: body as never,
      headers: { authorization: `Bearer ${key}`, ...headers },
    })
  const ask = async (
    query: string,
    variables: object = {},
    headers: Record<string, string> = {},
  ): Promise<GraphAnswer> => {
    const response = await post('/graphql', JSON.stringify({ query, variables }), {
      'content-type': 'application/json',
      ...headers,
    })
    return (await response.json()) as GraphAnswer
  }
  return {
    bureau,
    url: server.url,
    post,
    ask,
    /** Asks with the rights of whoever has this address or this token of a company's letter. */
    askAs: async (who: string): Promise<Asking> => {
      const bearer = who.includes('@') ? await keyOf(who) : who
      return (query, variables) => ask(query, variables, { authorization: `Bearer ${bearer}` })
    },
    people: () => tryOut(bureau),
    /** Puts the bureau's clock at an instant. */
    setNow: (instant: string) => {
      now = new Date(instant).toISOString()
    },
    close: async () => {
      await server.close()
      await bureau.stop()
      if (given === undefined) await removeTestFolder(folder)
    },
  }
}

/** An invented season, planned and published, and staff for every school. */
export const inventSeason = async (bureau: Bureau, size = smallSize) => {
  const files = readSeasonFiles(inventRegion(size), 'a test')
  const outcome = await runSeason(bureau, files, call, () => {}, undefined)
  await inviteStaff(bureau)
  return outcome
}

/** The same with an invented season, planned and published, and staff for every school. */
export const openSmallBureau = async ({
  size = smallSize,
  folder: given,
  ...options
}: SmallOptions & { readonly size?: RegionSize | undefined } = {}) => {
  const folder = given ?? testFolder()
  const season = (bureau: Bureau) => inventSeason(bureau, size)
  // Where the bus is to misbehave, it does so during the season too.
  const moved =
    onCluster && options.mischief === undefined
      ? await moveToServers(folder, silent, { now: () => begin }, season)
      : undefined
  const opened = await openEmptyBureau({ folder, ...options })
  const close = async () => {
    await opened.close()
    if (given === undefined) await removeTestFolder(folder)
  }
  return { ...opened, close, outcome: moved ?? (await season(opened.bureau)) }
}
export type EmptyBureau = Awaited<ReturnType<typeof openEmptyBureau>>
export type SmallBureau = Awaited<ReturnType<typeof openSmallBureau>>
