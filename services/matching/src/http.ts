// The HTTP side of the matching service: its api for other parts of the bureau.
import { type Admit, apiRoutes, type Log } from '@stagebureau/infra'
import type { Router } from 'express'
import { matchingApi } from './api.ts'
import type { MatchingClient } from './service.ts'

export const matchingRoutes = (client: MatchingClient, admit: Admit, log: Log): Router =>
  apiRoutes(matchingApi, client, admit, log)
