// What every resolver has at hand: the services with their batches, for one request of one viewer.
import { type CompaniesQuestions, companiesQuestions } from '@stagebureau/companies'
import { type MatchingQuestions, matchingQuestions } from '@stagebureau/matching'
import { type PlacementsQuestions, placementsQuestions } from '@stagebureau/placements'
import type { Call, Role } from '@stagebureau/shared'
import type { Clients } from './clients.ts'
import type { Live } from './live.ts'
import type { Mappings } from './mappings.ts'
import type { Door } from './sign-in/open-sign-in.ts'
import type { Uploads } from './uploads.ts'

export type GraphContext = {
  readonly call: Call
  readonly companies: CompaniesQuestions
  readonly placements: PlacementsQuestions
  readonly matching: MatchingQuestions
  readonly uploads: Uploads
  readonly door: Door
  readonly mappings: Mappings
  /** Where a request comes from, for limits. */
  readonly place: string
  /** The bureau's time: an ISO 8601 instant. */
  readonly now: () => string
  readonly live: Live
  /** Aborts when the reader has gone. */
  readonly gone: AbortSignal
  /** The same for whoever the reader is by now: a session may have ended meanwhile. */
  readonly anew: () => Promise<GraphContext>
  readonly mutationsFor: (role: Role) => string[]
  /** The season that questions are about when they name none; undefined when there is none yet. */
  readonly currentSeasonId: () => Promise<string | undefined>
  /** The name of somebody of the bureau or a school; undefined when the account is not there any more. */
  readonly nameOf: (personId: string) => Promise<string | undefined>
}

type Surroundings = Pick<
  GraphContext,
  'call' | 'uploads' | 'door' | 'mappings' | 'place' | 'now' | 'live' | 'gone' | 'anew' | 'mutationsFor'
>

export const createContext = (clients: Clients, surroundings: Surroundings): GraphContext => {
  const { call } = surroundings
  let season: Promise<string | undefined> | undefined
  return {
    ...surroundings,
    companies: companiesQuestions(clients.companies, call),
    placements: placementsQuestions(clients.placements, call),
    matching: matchingQuestions(clients.matching, call),
    currentSeasonId: () => {
      season ??= clients.placements.seasons({}, call).then(([newest]) => newest?.id)
      return season
    },
    nameOf: async (personId) => (await surroundings.door.person(personId))?.name,
  }
}
