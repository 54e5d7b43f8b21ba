// The companies service as a process of its own.
import { runService, type Surroundings } from '@stagebureau/infra'
import { companiesRoutes } from './http.ts'
import { createCompanies } from './service.ts'

await runService('companies', (surroundings: Surroundings) => {
  const service = createCompanies(surroundings)
  return { ...service, routes: (admit, log) => companiesRoutes(service.api, admit, log) }
})
