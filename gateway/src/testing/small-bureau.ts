// A bureau with a small invented season behind a port of its own, for tests of what people see from outside.
import { rmSync } from 'node:fs'
import { createLog, listen, readConfig } from '@stagebureau/infra'
import { testFolder } from '@stagebureau/infra/testing'
import { type Call, clockAt } from '@stagebureau/shared'
import { type BureauOptions, openBureau } from '../bureau.ts'
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

export const openSmallBureau = async ({
  size = smallSize,
  ...options
}: BureauOptions & { readonly size?: RegionSize | undefined } = {}) => {
  const folder = testFolder()
  const config = { ...readConfig({ SIGN_IN: 'required' }), data: folder, port: 0 }
  const log = createLog('silent')
  const bureau = await openBureau(config, log, { clock: clockAt('2026-06-08T08:00:00Z'), ...options })
  const outcome = await runSeason(bureau, readSeasonFiles(inventRegion(size), 'a test'), call, () => {}, undefined)
  await bureau.door.invite({ email: 'coordinator@bureau.example', name: 'Imke', role: 'coordinator' })
  const { key } = await bureau.door.makeApiKey('coordinator@bureau.example', 1)
  const server = await listen(createServer(bureau, log), config.host, 0)
  const post = (path: string, body: string | Uint8Array, headers: Record<string, string> = {}) =>
    fetch(`${server.url}${path}`, {
      method: 'POST',
      body: body as never,
      headers: { authorization: `Bearer ${key}`, ...headers },
    })
  return {
    bureau,
    outcome,
    url: server.url,
    post,
    ask: async (query: string, variables: object = {}, headers: Record<string, string> = {}): Promise<GraphAnswer> => {
      const response = await post('/graphql', JSON.stringify({ query, variables }), {
        'content-type': 'application/json',
        ...headers,
      })
      return (await response.json()) as GraphAnswer
    },
    close: async () => {
      await server.close()
      await bureau.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
export type SmallBureau = Awaited<ReturnType<typeof openSmallBureau>>
