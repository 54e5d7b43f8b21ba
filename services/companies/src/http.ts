// The HTTP side of the companies service: its api for other parts of the bureau.
import { type Admit, apiRoutes, type Log } from '@stagebureau/infra'
import type { Router } from 'express'
import { companiesApi } from './api.ts'
import type { CompaniesClient } from './service.ts'

export const companiesRoutes = (client: CompaniesClient, admit: Admit, log: Log): Router =>
  apiRoutes(companiesApi, client, admit, log)
