// The matching service as a process of its own.
import { runService, type Surroundings } from '@stagebureau/infra'
import { matchingRoutes } from './http.ts'
import { createMatching } from './service.ts'

await runService('matching', (surroundings: Surroundings) => {
  const service = createMatching(surroundings)
  return { ...service, routes: (admit, log) => matchingRoutes(service.api, admit, log) }
})
