// The HTTP side of the bureau: the graph, uploads, kept mail, the start page, health and figures.
import { healthRoutes, type Log, problemOf, refusalOf } from '@stagebureau/infra'
import { type Call, DomainError } from '@stagebureau/shared'
import express, {
  type ErrorRequestHandler,
  type Express,
  type Request,
  type RequestHandler,
  type Response,
} from 'express'
import { createYoga, type Plugin } from 'graphql-yoga'
import helmet from 'helmet'
import { answerAnew, type PresenterOf } from './answer-anew.ts'
import type { Bureau } from './bureau.ts'
import { callOf, keepLanguage, languageOf, numberRequest, requestIdOf } from './call.ts'
import { createContext, type GraphContext } from './context.ts'
import { presentError, presentMalformedRequest } from './errors.ts'
import { introspectionByKey } from './introspection.ts'
import { limitPlugins, limits } from './limits.ts'
import { answerRoutes } from './pages/answer/routes.ts'
import { mailRoutes } from './pages/mail.ts'
import { signInRoutes } from './pages/sign-in.ts'
import { startRoutes } from './pages/start.ts'
import { webAppRoutes } from './pages/web-app.ts'
import { readUpload } from './read-upload.ts'
import { createSchema, mutationsFor } from './schema.ts'
import { viewerOf } from './sign-in/viewer-of.ts'
import { mostUploadBytes } from './uploads.ts'

/** How the reader of a request sees an error. */
const presenterOf =
  (log: Log): PresenterOf =>
  (context) => {
    const { req } = context as unknown as { req: Request }
    return (error) => presentError(error, { language: languageOf(req), requestId: requestIdOf(req) }, log)
  }

/** Every error of a result, as this reader may see it. */
const presentErrors = (log: Log): Plugin<object, { req: Request }> => ({
  onExecutionResult: ({ result, setResult, context }) => {
    if (result === undefined || Array.isArray(result) || !('errors' in result) || result.errors === undefined) return
    const present = presenterOf(log)(context)
    setResult({ ...result, errors: result.errors.map(present) })
  },
})

const whenGone = (request: Request): AbortSignal => {
  const gone = new AbortController()
  // A reason of our own: without one every request would make an error with a stack.
  request.res?.once('close', () => gone.abort('gone'))
  return gone.signal
}

type Faulty = { readonly errors?: readonly { readonly message: string; readonly extensions?: object }[] }

/** What never came as far as being executed: no JSON, several at once, no query. */
const presentMalformed = (): Plugin<object, { req: Request }> => ({
  onResultProcess: ({ result, setResult, serverContext: { req } }) => {
    const { errors } = (result ?? {}) as Faulty
    if (errors === undefined || errors.every(({ extensions }) => extensions !== undefined && 'slug' in extensions))
      return
    const reader = { language: languageOf(req), requestId: requestIdOf(req) }
    const malformed = errors.map(({ message }) => presentMalformedRequest(message, reader))
    setResult({ errors: malformed } as never)
  },
})

/** A form of another site may not post here in the name of somebody who is signed in. */
const sameOrigin: RequestHandler = (request, _, next) => {
  const { origin, host } = request.headers
  const foreign =
    request.method !== 'GET' && origin !== undefined && origin !== 'null' && URL.parse(origin)?.host !== host
  next(foreign ? new DomainError('forbidden', 'request/other-site') : undefined)
}

/** Browsers add no header of their own to a form, so a page elsewhere cannot post here in somebody's name. */
const headerGuard = 'x-graphql-yoga-csrf'
const ownHeader: RequestHandler = (request, _, next) => {
  const known = request.headers[headerGuard] !== undefined || request.headers.authorization?.startsWith('Bearer ')
  next(known ? undefined : new DomainError('forbidden', 'request/header-missing', { header: headerGuard }))
}

const json = ['application/json', 'application/graphql+json']
/** What the graph takes; a form or a bare query is read by the graph itself. */
const readable = [...json, 'application/graphql', 'application/x-www-form-urlencoded', 'multipart/form-data']
const kindOf = (request: Request): string => (request.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase()
const ownKind: RequestHandler = (request, _, next) => {
  next(readable.includes(kindOf(request)) ? undefined : new DomainError('invalid', 'request/content-type'))
}
/** JSON that is only a number, a text or nothing holds no query; an empty body is read as an empty object. */
const anObject: RequestHandler = (request, _, next) => {
  const body: unknown = request.body
  const bare = typeof body !== 'object' || body === null || Object.keys(body).length === 0
  next(bare && json.includes(kindOf(request)) ? new DomainError('invalid', 'graph/no-query') : undefined)
}

export const createServer = (bureau: Bureau, log: Log): Express => {
  const yoga = createYoga<{ req: Request }>({
    schema: createSchema(),
    graphqlEndpoint: '/graphql',
    graphiql: false,
    landingPage: false,
    logging: false,
    plugins: [
      ...limitPlugins(),
      introspectionByKey(),
      presentErrors(log),
      presentMalformed(),
      answerAnew(presenterOf(log)),
    ],
    context: ({ req }) => contextOf(req),
    maskedErrors: false,
  })

  const contextOf = async (req: Request, gone = whenGone(req)): Promise<GraphContext> =>
    createContext(bureau, {
      call: await callWith(req),
      uploads: bureau.uploads,
      door: bureau.door,
      mappings: bureau.mappings,
      place: req.ip ?? '',
      now: bureau.clock.now,
      live: bureau.live,
      gone,
      anew: () => contextOf(req, gone),
      mutationsFor,
    })
  const callWith = async (request: Request): Promise<Call> =>
    callOf(request, await viewerOf(bureau, request, request.res as Response))

  const app = express()
  app.disable('x-powered-by')
  app.use(
    helmet({
      contentSecurityPolicy: {
        directives: {
          upgradeInsecureRequests: null,
          // Reading a QR code runs WebAssembly of our own, in a worker of our own.
          scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
          styleSrc: ["'self'", "'unsafe-inline'"],
          fontSrc: ["'self'"],
          imgSrc: ["'self'", 'data:'],
          workerSrc: ["'self'"],
        },
      },
      strictTransportSecurity: false,
    }),
  )
  app.use(numberRequest)
  app.use((_, response, next) => {
    response.setHeader('permissions-policy', 'camera=(self), microphone=(), geolocation=()')
    next()
  })
  // First of all routes, because most that is asked is asked here.
  const readJson = express.json({ limit: `${limits.bodyMegabytes}mb`, type: json, strict: false })
  app.post('/graphql', ownHeader, ownKind, readJson, anObject)
  app.use('/graphql', yoga as unknown as RequestHandler)
  app.use(keepLanguage)
  app.use(healthRoutes({ ...bureau, ready: async () => bureau.ready() }))
  app.use(mailRoutes(bureau))
  app.use(sameOrigin, startRoutes(bureau))
  app.use(sameOrigin, signInRoutes(bureau))
  app.use(sameOrigin, answerRoutes(bureau))
  app.use(webAppRoutes(bureau))
  app.post('/{*path}', ownHeader)
  app.post('/upload', async (request, response) => {
    const { viewer } = await callWith(request)
    if (viewer.role === 'nobody') throw new DomainError('forbidden', 'rights/sign-in-first')
    if (viewer.role !== 'coordinator' && viewer.role !== 'staff') throw new DomainError('forbidden', 'rights/not-yours')
    const upload = await readUpload(request, mostUploadBytes)
    response.json({ uploadId: await bureau.uploads.put(upload) })
  })
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
    const refusal = asRefusal(error)
    const reader = { language: languageOf(request), requestId: requestIdOf(request) }
    const problem = problemOf(refusalOf(refusal), reader.language, reader.requestId)
    const status = problem.type === 'request/content-type' ? 415 : problem.status
    const graphError = presentError(refusal, reader, log)
    if (/^\/graphql(\/|$)/.test(request.path)) return void response.status(status).json({ errors: [graphError] })
    const { code, slug } = graphError.extensions
    response
      .status(status)
      .type('application/problem+json')
      .send({ ...problem, code, slug })
  }

/** What express itself refuses, in our own words. */
const asRefusal = (error: { type?: string; status?: number; message?: string }): unknown => {
  if (error instanceof DomainError) return error
  if (error.type === 'entity.too.large')
    return new DomainError('invalid', 'request/too-large', { most: limits.bodyMegabytes })
  if (error.type === 'entity.parse.failed') return new DomainError('invalid', 'request/not-json')
  if (error instanceof URIError) return new DomainError('invalid', 'request/bad-address')
  if (error.status !== undefined && error.status >= 400 && error.status < 500)
    return new DomainError('invalid', 'request/malformed', { detail: error.message ?? '' })
  return error
}
