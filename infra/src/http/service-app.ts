// The HTTP side of a service that runs alone: its health for everybody, everything else for other parts only.
import express, { type Express, type Router } from 'express'
import type { Log } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import type { Lifecycle } from '../part.ts'
import { refuseToPart } from './api-routes.ts'
import { healthRoutes } from './health.ts'
import type { Admit } from './service-token.ts'

export type RunningService = Lifecycle & { readonly routes: (admit: Admit, log: Log) => Router }

type Parts = {
  readonly name: string
  readonly service: RunningService
  readonly admit: Admit
  readonly log: Log
  readonly metrics: Metrics
  readonly metricsToken?: string | undefined
}

export const serviceApp = ({ name, service, admit, log, metrics, metricsToken }: Parts): Express => {
  const app = express()
  app.disable('x-powered-by')
  const ready = async () => ({ [name]: service.ready() })
  app.use(healthRoutes({ ready, metrics, measure: service.measure, metricsToken }))
  app.get('/quiet', async (request, response) => {
    admit(request.headers.authorization)
    response.json({ quiet: await service.quiet() })
  })
  app.use('/api', service.routes(admit, log))
  app.use(refuseToPart(log))
  return app
}
