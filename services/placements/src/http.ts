// The HTTP side of the placements service: its api for other parts of the bureau.
import { type Admit, apiRoutes, type Log } from '@stagebureau/infra'
import type { Router } from 'express'
import { placementsApi } from './api.ts'
import type { PlacementsClient } from './service.ts'

export const placementsRoutes = (client: PlacementsClient, admit: Admit, log: Log): Router =>
  apiRoutes(placementsApi, client, admit, log)
