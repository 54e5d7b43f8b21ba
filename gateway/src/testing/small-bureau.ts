// A bureau with a small invented season behind a port of its own, for tests of what people see from outside.
import { rmSync } from 'node:fs'
import { createLog, type Log, listen, readConfig } from '@stagebureau/infra'
import { testFolder } from '@stagebureau/infra/testing'
import type { Call } from '@stagebureau/shared'
import { type BureauOptions, openBureau } from '../bureau.ts'
import { inviteStaff, tryOut } from '../demonstration/people.ts'
import { inventRegion, type RegionSize } from '../demonstration/region.ts'
import { readSeasonFiles } from '../season/read-folder.ts'
import { runSeason } from '../season/run-season.ts'
import { createServer } from '../server.ts'

export const call: Call = { viewer: { role: 'coordinator' }, language: 'nl', requestId: 'test' }
export const smallSize: RegionSize = { seed: 3, students: 72, schools: 3, companies: 30 }

export type GraphAnswer = {
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it asked for
  readonly data?: any
  readonly errors?: readonly { readonly message: string; readonly extensions: Readonly<Record<string, unknown>> }[]
}

export type Asking = (query: string, variables?: object) => Promise<GraphAnswer>

/** `folder`: where it is and stays; without it in one that goes away with it. */
type SmallOptions = BureauOptions & { readonly folder?: string; readonly log?: Log }

/** A bureau with a coordinator and nothing else, or with what the folder has. */
export const openEmptyBureau = async ({ folder: given, log = createLog('silent'), ...options }: SmallOptions = {}) => {
  const folder = given ?? testFolder()
  const config = { ...readConfig({}), data: folder, port: 0 }
  let now = '2026-06-08T08:00:00.000Z'
  const bureau = await openBureau(config, log, { clock: { now: () => now }, ...options })
  const keyOf = async (email: string) => (await bureau.door.makeApiKey(email, 366)).key
  const key = await keyOf(config.coordinator)
  const server = await listen(createServer(bureau, log), config.host, 0)
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
      if (given === undefined) rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The same with an invented season, planned and published, and staff for every school. */
export const openSmallBureau = async ({
  size = smallSize,
  ...options
}: SmallOptions & { readonly size?: RegionSize | undefined } = {}) => {
  const opened = await openEmptyBureau(options)
  const files = readSeasonFiles(inventRegion(size), 'a test')
  const outcome = await runSeason(opened.bureau, files, call, () => {}, undefined)
  await inviteStaff(opened.bureau)
  return { ...opened, outcome }
}
export type EmptyBureau = Awaited<ReturnType<typeof openEmptyBureau>>
export type SmallBureau = Awaited<ReturnType<typeof openSmallBureau>>
