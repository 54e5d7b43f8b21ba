// Offers a service's api over HTTP: one POST per operation, JSON in and out, refusals as problem documents.
import { type Api, type Client, DomainError } from '@stagebureau/shared'
import express, { type ErrorRequestHandler, Router } from 'express'
import type { Log } from '../log.ts'
import { refusalOf } from '../store/passing-fault.ts'
import { problemOf } from './problem.ts'
import type { Admit } from './service-token.ts'
import { CallOnWire, toWire } from './wire.ts'

const mostMegabytes = 32

const readCall = (given: unknown) => {
  const { success, data } = CallOnWire.safeParse(given)
  if (!success) throw new DomainError('invalid', 'input/invalid', { path: 'call', problem: 'not a call' })
  return data
}

/** Only other parts of the bureau are answered; who they speak for travels in the body, and is judged by the service. */
export const apiRoutes = <A extends Api>(api: A, client: Client<A>, admit: Admit, log: Log): Router => {
  const router = Router()
  router.use((request, _, next) => {
    admit(request.headers.authorization)
    next()
  })
  router.use(express.json({ limit: `${mostMegabytes}mb` }))
  router.post('/:operation', async (request, response) => {
    const { operation } = request.params
    if (!Object.hasOwn(api, operation)) throw new DomainError('missing', 'request/no-such-page', { path: request.path })
    const { input, call } = (request.body ?? {}) as { input?: never; call?: unknown }
    response.json({ output: await client[operation]!(input as never, readCall(call)) })
  })
  router.use(refuseToPart(log))
  return router
}

/** What express itself refuses, in our own words. */
const asRefusal = (error: { type?: string }): unknown => {
  if (error.type === 'entity.too.large') return new DomainError('invalid', 'request/too-large', { most: mostMegabytes })
  if (error.type === 'entity.parse.failed') return new DomainError('invalid', 'request/not-json')
  return error
}

/** Answers another part with a refusal that it can throw on; a fault is only told by its number. */
export const refuseToPart =
  (log: Log): ErrorRequestHandler =>
  (thrown, request, response, _) => {
    const fault = asRefusal(thrown)
    const error = refusalOf(fault)
    const call = CallOnWire.safeParse((request.body as { call?: unknown } | undefined)?.call).data
    const problem = problemOf(error, call?.language ?? 'nl', call?.requestId ?? '')
    if (problem.status === 500 || error !== fault)
      log.error({ err: fault, requestId: problem.requestId }, 'an operation failed')
    response
      .status(problem.status)
      .type('application/problem+json')
      .send({ ...problem, refusal: toWire(error) })
  }
