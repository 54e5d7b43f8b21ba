// The HTTP side of the companies service: its api for other parts of the bureau.
import { apiRoutes, type Log } from '@stagebureau/infra'
import type { Router } from 'express'
import { companiesApi } from './api.ts'
import type { CompaniesClient } from './service.ts'

export const companiesRoutes = (client: CompaniesClient, secret: string, log: Log): Router =>
  apiRoutes(companiesApi, client, secret, log)
