// /health, /ready and /metrics of a part: alive, able to work, and its figures.
import { createHash, timingSafeEqual } from 'node:crypto'
import { DomainError } from '@stagebureau/shared'
import { type Request, Router } from 'express'
import type { Metrics } from '../metrics.ts'

export type Readiness = () => Promise<Readonly<Record<string, boolean>>>
export type HealthRoutes = {
  readonly ready: Readiness
  readonly metrics: Metrics
  /** Brings the figures up to date. */
  readonly measure: () => Promise<void>
  /** Whoever bears it may see the figures from elsewhere. */
  readonly metricsToken?: string | undefined
}

const loopback = ['127.0.0.1', '::1', '::ffff:127.0.0.1']
/** What comes through a proxy on this machine is from elsewhere. */
const isFromHere = ({ socket, headers }: Request): boolean =>
  loopback.includes(socket.remoteAddress ?? '') &&
  headers['x-forwarded-for'] === undefined &&
  headers.forwarded === undefined

const digest = (text: string) => createHash('sha256').update(text).digest()
const isSame = (one: string, other: string) => timingSafeEqual(digest(one), digest(other))

/** Everybody may know that it lives; the figures are for this machine and whoever has the token. */
export const healthRoutes = ({ ready, metrics, measure, metricsToken }: HealthRoutes): Router => {
  const router = Router()
  const maySee = (request: Request) =>
    isFromHere(request) ||
    (metricsToken !== undefined && isSame(request.headers.authorization ?? '', `Bearer ${metricsToken}`))
  router.get('/health', (_, response) => void response.json({ status: 'ok' }))
  router.get('/ready', async (_, response) => {
    const parts = await ready()
    const all = Object.values(parts).every(Boolean)
    response.status(all ? 200 : 503).json({ status: all ? 'ready' : 'not ready', parts })
  })
  router.get('/metrics', async (request, response) => {
    if (!maySee(request)) throw new DomainError('forbidden', 'request/figures')
    await measure()
    response.type(metrics.registry.contentType).send(await metrics.registry.metrics())
  })
  return router
}
