// The HTTP side of the bureau: the graph, uploads, kept mail, the start page, health and figures.
import { randomUUID } from 'node:crypto'
import { healthRoutes, type Log, problemOf } from '@stagebureau/infra'
import { type Call, DomainError, type Language } from '@stagebureau/shared'
import express, { type ErrorRequestHandler, type Express, type Request } from 'express'
import { createYoga, type Plugin } from 'graphql-yoga'
import helmet from 'helmet'
import type { Bureau } from './bureau.ts'
import { createContext } from './context.ts'
import { presentError } from './errors.ts'
import { limitPlugins, limits } from './limits.ts'
import { mailRoutes } from './pages/mail.ts'
import { startPage } from './pages/start.ts'
import { createSchema } from './schema.ts'
import { createUploads, mostUploadBytes } from './uploads.ts'

/** Dutch unless the reader's browser prefers English. */
const languageOf = (header: string | undefined): Language => (/^\s*en\b/i.test(header ?? '') ? 'en' : 'nl')

const callOf = (request: Request): Call => ({
  viewer: { role: 'coordinator' },
  language: languageOf(request.headers['accept-language']),
  requestId: request.res?.getHeader('x-request-id') as string,
})

/** Every error of a result, as this reader may see it. */
const presentErrors = (log: Log): Plugin<object, { req: Request }> => ({
  onExecutionResult: ({ result, setResult, context }) => {
    const { req } = context as unknown as { req: Request }
    if (result === undefined || Array.isArray(result) || !('errors' in result) || result.errors === undefined) return
    setResult({ ...result, errors: result.errors.map((error) => presentError(error, callOf(req), log)) })
  },
})

/** Browsers add no header of their own to a form, so a page elsewhere cannot post here in somebody's name. */
const headerGuard = 'x-graphql-yoga-csrf'

export const createServer = (bureau: Bureau, log: Log): Express => {
  const uploads = createUploads()
  const yoga = createYoga<{ req: Request }>({
    schema: createSchema(),
    graphqlEndpoint: '/graphql',
    graphiql: false,
    landingPage: false,
    logging: false,
    plugins: [...limitPlugins(), presentErrors(log)],
    context: ({ req }) => createContext(bureau, uploads, callOf(req)),
    maskedErrors: false,
  })

  const app = express()
  app.disable('x-powered-by')
  app.use(
    helmet({
      contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } },
      strictTransportSecurity: false,
    }),
  )
  app.use((_, response, next) => {
    response.setHeader('x-request-id', randomUUID())
    next()
  })
  app.use(healthRoutes(async () => bureau.ready(), bureau.metrics, bureau.measure))
  app.get('/', startPage(bureau))
  app.use(mailRoutes(bureau))
  app.post('/{*path}', (request, _, next) => {
    const known = request.headers[headerGuard] !== undefined || request.headers.authorization?.startsWith('Bearer ')
    next(known ? undefined : new DomainError('forbidden', 'request/header-missing', { header: headerGuard }))
  })
  app.post('/upload', express.raw({ type: () => true, limit: mostUploadBytes }), (request, response) => {
    response.json({ uploadId: uploads.put(request.body as Buffer) })
  })
  app.use(
    '/graphql',
    express.json({ limit: `${limits.bodyMegabytes}mb`, type: ['application/json', 'application/graphql+json'] }),
  )
  app.use('/graphql', yoga as unknown as express.RequestHandler)
  app.use((request) => {
    throw new DomainError('missing', 'request/no-such-page', { path: request.path })
  })
  app.use(refuse(log))
  return app
}

const refuse =
  (log: Log): ErrorRequestHandler =>
  (error: { type?: string; status?: number }, request, response, next) => {
    if (response.headersSent) return next(error)
    const call = callOf(request)
    const problem = problemOf(asRefusal(error), call.language, call.requestId)
    if (problem.status === 500) log.error({ err: error, requestId: call.requestId }, 'a request failed')
    response.status(problem.status).type('application/problem+json').send(problem)
  }

/** What express itself refuses, in our own words. */
const asRefusal = (error: { type?: string }): unknown => {
  if (error.type === 'entity.too.large')
    return new DomainError('invalid', 'request/too-large', { most: limits.bodyMegabytes })
  if (error.type === 'entity.parse.failed') return new DomainError('invalid', 'request/not-json')
  return error
}
