// The three services in this very process.
import { createCompanies } from '@stagebureau/companies'
import { createMatching } from '@stagebureau/matching'
import { createPlacements } from '@stagebureau/placements'
import type { OpenParts } from './parts.ts'

export const localParts: OpenParts = async ({ adapters, ...common }) => {
  const surroundings = async (database: string) => ({ connection: await adapters.connect(database), ...common })
  return {
    companies: createCompanies(await surroundings('companies')),
    placements: createPlacements(await surroundings('placements')),
    matching: createMatching(await surroundings('matching')),
  }
}
