// Which doors of a service are open: health for everybody, the rest for whoever shows what it asks for.
import { createLog } from '../log.ts'
import { createMetrics } from '../metrics.ts'
import { apiRoutes } from './api-routes.ts'
import { type Listening, listen } from './listen.ts'
import { serviceApp } from './service-app.ts'
import { createAdmit, createSigner, makeServiceKeys } from './service-token.ts'

const keys = makeServiceKeys()
const metricsToken = 'a token for whoever gathers figures'
const elsewhere = { 'x-forwarded-for': '192.0.2.1' }
const service = {
  start: async () => {},
  stop: async () => {},
  ready: () => true,
  quiet: async () => true,
  measure: async () => {},
  routes: (admit: ReturnType<typeof createAdmit>, log: ReturnType<typeof createLog>) =>
    apiRoutes({}, {} as never, admit, log),
}

describe('the doors of a service', () => {
  let server: Listening
  beforeAll(async () => {
    const admit = createAdmit([keys.publicKey], 'counting')
    const log = createLog('silent')
    const app = serviceApp({ name: 'counting', service, admit, log, metrics: createMetrics(), metricsToken })
    server = await listen(app, '127.0.0.1', 0)
  })
  afterAll(() => server.close())
  const statusOf = async (path: string, headers: Record<string, string> = elsewhere) =>
    (await fetch(`${server.url}${path}`, { headers, method: path.startsWith('/api') ? 'POST' : 'GET' })).status

  it('are open for health alone', async () => {
    for (const path of ['/health', '/ready']) expect(await statusOf(path)).toBe(200)
    for (const path of ['/metrics', '/quiet', '/api/anything']) expect(await statusOf(path)).toBe(403)
    expect(await statusOf('/')).toBe(404)
  })

  it('show figures to this machine and to whoever has the token', async () => {
    expect(await statusOf('/metrics', {})).toBe(200)
    expect(await statusOf('/metrics', { ...elsewhere, authorization: `Bearer ${metricsToken}` })).toBe(200)
    expect(await statusOf('/metrics', { ...elsewhere, authorization: 'Bearer another' })).toBe(403)
  })

  it('open for a part with a token for this service, and for no other', async () => {
    const bearer = (audience: string) => ({ authorization: `Bearer ${createSigner(keys.privateKey, audience)()}` })
    expect(await statusOf('/quiet', bearer('counting'))).toBe(200)
    expect(await statusOf('/quiet', bearer('matching'))).toBe(403)
    expect(await statusOf('/api/anything', bearer('counting'))).toBe(404)
  })
})
