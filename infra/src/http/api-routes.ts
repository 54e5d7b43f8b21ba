// Offers a service's api over HTTP: one POST per operation, JSON in and out, refusals as problem documents.
import { timingSafeEqual } from 'node:crypto'
import { type Api, type Call, type Client, DomainError } from '@stagebureau/shared'
import express, { type ErrorRequestHandler, Router } from 'express'
import type { Log } from '../log.ts'
import { problemOf } from './problem.ts'

const isSecret = (given: string | undefined, secret: string): boolean => {
  const [a, b] = [Buffer.from(given ?? ''), Buffer.from(`Bearer ${secret}`)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/** Only callers that know the bureau's secret are answered; who they speak for travels in the body. */
export const apiRoutes = <A extends Api>(api: A, client: Client<A>, secret: string, log: Log): Router => {
  const router = Router()
  router.use((request, _, next) => {
    next(
      isSecret(request.headers.authorization, secret) ? undefined : new DomainError('forbidden', 'request/not-from-us'),
    )
  })
  router.use(express.json({ limit: '32mb' }))
  router.post('/:operation', async (request, response) => {
    const { operation } = request.params
    if (!Object.hasOwn(api, operation)) throw new DomainError('missing', 'request/no-such-page', { path: request.path })
    const { input, call } = request.body as { input: never; call: Call }
    response.json({ output: await client[operation]!(input, call) })
  })
  const refuse: ErrorRequestHandler = (error, request, response, _) => {
    const call = (request.body as { call?: Call } | undefined)?.call
    const problem = problemOf(error, call?.language ?? 'nl', call?.requestId ?? '')
    if (problem.status === 500) log.error({ err: error, requestId: problem.requestId }, 'an operation failed')
    response.status(problem.status).type('application/problem+json').send(problem)
  }
  router.use(refuse)
  return router
}
