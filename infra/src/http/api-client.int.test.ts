// The HTTP client does what the in-process client does, and says clearly when the other side is not there.
import { createServer } from 'node:http'
import {
  type Call,
  type Client,
  command,
  DomainError,
  everyone,
  inProcessClient,
  office,
  query,
} from '@stagebureau/shared'
import express from 'express'
import { z } from 'zod'
import { createLog } from '../log.ts'
import { createAddresses } from './addresses.ts'
import { apiClient, type RemoteService } from './api-client.ts'
import { apiRoutes } from './api-routes.ts'
import { freePort, type Listening, listen } from './listen.ts'
import { createAdmit, createSigner, makeServiceKeys } from './service-token.ts'

const api = {
  double: query(
    everyone,
    z.object({ n: z.int().min(0), note: z.string().default('none') }),
    z.object({ n: z.int(), note: z.string() }),
  ),
  close: command(office, z.object({ id: z.string() }), z.object({ id: z.string(), by: z.string() })),
  slow: query(everyone, z.object({}), z.object({})),
  slowCommand: command(everyone, z.object({}), z.object({})),
  broken: query(everyone, z.object({}), z.object({})),
}
const keys = makeServiceKeys()
const call: Call = { viewer: { role: 'coordinator', personId: 'p-1' }, language: 'en', requestId: 'r-1' }
const asNobody: Call = { ...call, viewer: { role: 'nobody' } }
const forEver = () => new Promise<never>(() => {})

const service: Client<typeof api> = {
  double: async ({ n, note }) => ({ n: 2 * n, note }),
  close: async ({ id }, { viewer }) => {
    if (id === 'gone') throw new DomainError('missing', 'company/unknown')
    if (id === 'fields')
      throw new DomainError('conflict', 'store/busy', { id }, [
        { path: 'id', text: { text: 'cell/too-long', values: { most: 3 } } },
      ])
    return { id, by: viewer.personId ?? '' }
  },
  slow: forEver,
  slowCommand: forEver,
  broken: async () => {
    throw new Error('SELECT secret FROM table')
  },
}

const outcomeOf = async (work: () => Promise<unknown>): Promise<unknown> => {
  try {
    return { output: await work() }
  } catch (error) {
    if (!(error instanceof DomainError)) return { fault: true }
    const { kind, slug, values, fields, message } = error
    return { kind, slug, values, fields, message }
  }
}

describe('the HTTP client of a service', () => {
  let server: Listening
  let asked: string[]
  let app: express.Express
  const at = (...urls: string[]) => createAddresses(urls)
  const clientOf = (more: Partial<RemoteService> = {}) =>
    apiClient(api, {
      name: 'counting',
      addresses: at(server.url),
      token: createSigner(keys.privateKey, 'counting'),
      ...more,
    })
  beforeEach(async () => {
    asked = []
    app = express()
    app.use((request, _, next) => {
      asked.push(request.path)
      next()
    })
    const admit = createAdmit([keys.publicKey], 'counting')
    app.use('/api', apiRoutes(api, inProcessClient(api, service), admit, createLog('silent')))
    server = await listen(app, '127.0.0.1', 0)
  })
  afterEach(() => server.close())

  it.each<[string, (client: Client<typeof api>) => Promise<unknown>]>([
    ['an answer', (client) => client.double({ n: 4, note: 'Ömer' }, call)],
    ['a default', (client) => client.double({ n: 4 } as never, call)],
    ['a command', (client) => client.close({ id: 'c-1' }, call)],
    ['a wrong input', (client) => client.double({ n: -1, note: 3 } as never, call)],
    ['no rights', (client) => client.close({ id: 'c-1' }, asNobody)],
    ['the wrong role', (client) => client.close({ id: 'c-1' }, { ...call, viewer: { role: 'student' } })],
    ['a refusal', (client) => client.close({ id: 'gone' }, call)],
    ['a refusal that names fields', (client) => client.close({ id: 'fields' }, call)],
    ['a fault', (client) => client.broken({}, call)],
    [
      'an operation that is not there',
      (client) => (client as unknown as Client<typeof api>)['nothing' as 'slow']({}, call),
    ],
  ])('gives the same as in process: %s', async (_, ask) => {
    const there = await outcomeOf(() => ask(clientOf()))
    expect(there).toEqual(await outcomeOf(() => ask(inProcessClient(api, service))))
  })

  it('tells nothing of a fault on the other side', async () => {
    await expect(clientOf().broken({}, call)).rejects.toThrow(/counting failed at broken/)
    await expect(clientOf().broken({}, call)).rejects.not.toThrow(/SELECT/)
  })

  it('is refused an operation that the service does not have', async () => {
    const newer = apiClient(
      { ...api, nothing: api.slow },
      { name: 'counting', addresses: at(server.url), token: createSigner(keys.privateKey, 'counting') },
    )
    await expect(newer.nothing({}, call)).rejects.toMatchObject({ kind: 'missing', slug: 'request/no-such-page' })
  })

  it('gives up at the deadline, and says of a command that it may have been done', async () => {
    const client = clientOf({ deadlineMilliseconds: { query: 60, command: 60 } })
    await expect(client.slow({}, call)).rejects.toMatchObject({ kind: 'unavailable', slug: 'service/too-late' })
    await expect(client.slowCommand({}, call)).rejects.toMatchObject({ kind: 'unavailable', slug: 'service/unsure' })
  })

  it('says which key is wrong when the service does not know it', async () => {
    const client = clientOf({ token: createSigner(makeServiceKeys().privateKey, 'counting') })
    await expect(client.double({ n: 1, note: '' }, call)).rejects.toThrow(/SERVICE_PUBLIC_KEYS/)
  })

  it('refuses a caller who invents a role', async () => {
    const invented = { ...call, viewer: { role: 'director' } } as unknown as Call
    await expect(clientOf().double({ n: 1, note: '' }, invented)).rejects.toMatchObject({ slug: 'input/invalid' })
  })

  describe('given a service that is not there', () => {
    const away = { kind: 'unavailable', slug: 'service/away', values: { service: 'counting' } }
    const free = async () => `http://127.0.0.1:${await freePort('127.0.0.1')}`
    const nowhere = async () => clientOf({ addresses: at(await free()) })

    it('says so', async () => {
      const client = await nowhere()
      await expect(client.double({ n: 1, note: '' }, call)).rejects.toMatchObject(away)
      await expect(client.close({ id: 'c-1' }, call)).rejects.toMatchObject(away)
    })

    it('stops asking after some failures, and asks again later', async () => {
      let now = 0
      const port = await freePort('127.0.0.1')
      const addresses = createAddresses([`http://127.0.0.1:${port}`], { now: () => now })
      const client = clientOf({ addresses })
      for (let n = 0; n < 5; n++) await expect(client.close({ id: 'c-1' }, call)).rejects.toMatchObject(away)
      expect(addresses.ready()).toBe(false)
      const back = await listen(app, '127.0.0.1', port)
      await expect(client.close({ id: 'c-1' }, call)).rejects.toMatchObject(away)
      expect(asked).toEqual([])
      now += 2001
      await expect(client.close({ id: 'c-1' }, call)).resolves.toEqual({ id: 'c-1', by: 'p-1' })
      expect(addresses.ready()).toBe(true)
      await back.close()
    })

    it('is asked at another address when one cannot be reached, a command too', async () => {
      const client = clientOf({ addresses: at(await free(), server.url, await free()) })
      for (let n = 0; n < 30; n++) await client.close({ id: 'c-1' }, call)
      expect(asked).toHaveLength(30)
    })
  })

  describe('given a service that stumbles', () => {
    const stumbling = async (times: number) => {
      let left = times
      const seen: string[] = []
      const port = createServer((request, response) => {
        seen.push(request.url ?? '')
        if (left-- > 0) request.socket.destroy()
        else response.end(JSON.stringify({ output: { n: 2, note: '', id: 'c-1', by: '' } }))
      })
      await new Promise<void>((resolve) => void port.listen(0, '127.0.0.1', resolve))
      const { port: number } = port.address() as { port: number }
      return { client: clientOf({ addresses: at(`http://127.0.0.1:${number}`) }), seen, close: () => port.close() }
    }

    it('asks a query again', async () => {
      const { client, seen, close } = await stumbling(2)
      await expect(client.double({ n: 1, note: '' }, call)).resolves.toEqual({ n: 2, note: '' })
      expect(seen).toHaveLength(3)
      close()
    })

    it('never sends a command twice', async () => {
      const { client, seen, close } = await stumbling(1)
      await expect(client.close({ id: 'c-1' }, call)).rejects.toMatchObject({ slug: 'service/away' })
      expect(seen).toHaveLength(1)
      close()
    })
  })
})
