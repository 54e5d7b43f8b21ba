// The placements service as a process of its own.
import { runService, type Surroundings } from '@stagebureau/infra'
import { placementsRoutes } from './http.ts'
import { createPlacements } from './service.ts'

await runService('placements', (surroundings: Surroundings) => {
  const service = createPlacements(surroundings)
  return { ...service, routes: (admit, log) => placementsRoutes(service.api, admit, log) }
})
