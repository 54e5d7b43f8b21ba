// What every resolver has at hand: the services with their batches, for one request of one viewer.
import { type CompaniesQuestions, companiesQuestions } from '@stagebureau/companies'
import { type MatchingQuestions, matchingQuestions } from '@stagebureau/matching'
import { type PlacementsQuestions, placementsQuestions } from '@stagebureau/placements'
import type { Call } from '@stagebureau/shared'
import type { Bureau } from './bureau.ts'
import type { Uploads } from './uploads.ts'

export type Clients = Pick<Bureau, 'companies' | 'placements' | 'matching'>

export type GraphContext = {
  readonly call: Call
  readonly companies: CompaniesQuestions
  readonly placements: PlacementsQuestions
  readonly matching: MatchingQuestions
  readonly uploads: Uploads
  /** The season that questions are about when they name none; undefined when there is none yet. */
  readonly currentSeasonId: () => Promise<string | undefined>
}

export const createContext = (clients: Clients, uploads: Uploads, call: Call): GraphContext => {
  let season: Promise<string | undefined> | undefined
  return {
    call,
    companies: companiesQuestions(clients.companies, call),
    placements: placementsQuestions(clients.placements, call),
    matching: matchingQuestions(clients.matching, call),
    uploads,
    currentSeasonId: () => {
      season ??= clients.placements.seasons({}, call).then(([newest]) => newest?.id)
      return season
    },
  }
}
