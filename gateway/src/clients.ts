// The services as the gateway speaks to them, wherever they run.
import type { CompaniesClient } from '@stagebureau/companies'
import type { MatchingClient } from '@stagebureau/matching'
import type { PlacementsClient } from '@stagebureau/placements'

export type Clients = {
  readonly companies: CompaniesClient
  readonly placements: PlacementsClient
  readonly matching: MatchingClient
}
