// /health, /ready and /metrics of a part: alive, able to work, and its figures.
import { Router } from 'express'
import type { Metrics } from '../metrics.ts'

export type Readiness = () => Promise<Readonly<Record<string, boolean>>>

export const healthRoutes = (ready: Readiness, metrics: Metrics, refresh: () => Promise<void>): Router => {
  const router = Router()
  router.get('/health', (_, response) => void response.json({ status: 'ok' }))
  router.get('/ready', async (_, response) => {
    const parts = await ready()
    const all = Object.values(parts).every(Boolean)
    response.status(all ? 200 : 503).json({ status: all ? 'ready' : 'not ready', parts })
  })
  router.get('/metrics', async (_, response) => {
    await refresh()
    response.type(metrics.registry.contentType).send(await metrics.registry.metrics())
  })
  return router
}
