// A season: one school year with its holidays, how travel is reckoned, and the seed that breaks ties.
import {
  type Decider,
  DomainError,
  type EventOf,
  equal,
  type Profile,
  type SeasonOpened,
  type Travel,
} from '@stagebureau/shared'
import type { Period } from './calendar.ts'

export type SeasonFacts = Period & {
  readonly region: string
  readonly holidays: readonly Period[]
  readonly travel: Travel
  readonly crebos: Readonly<Record<string, Profile>>
  readonly seed: number
}
export type Season = { readonly situation: 'none' } | ({ readonly situation: 'open' } & SeasonFacts)
export type SeasonCommand = { readonly do: 'open'; readonly seasonId: string; readonly facts: SeasonFacts }

export const seasonDecider: Decider<Season, SeasonCommand, EventOf<typeof SeasonOpened>> = {
  initial: { situation: 'none' },
  decide: ({ seasonId, facts }, season) => {
    if (season.situation === 'open') {
      const { situation: _, ...known } = season
      if (equal(known, facts)) return []
      throw new DomainError('conflict', 'season/open-otherwise', { from: facts.from })
    }
    if (facts.from >= facts.until)
      throw new DomainError('invalid', 'season/ends-before', { from: facts.from, until: facts.until })
    const { holidays, travel, crebos } = facts
    const data = {
      seasonId,
      ...facts,
      holidays: holidays.map((holiday) => ({ ...holiday })),
      travel,
      crebos: { ...crebos },
    }
    return [{ type: 'SeasonOpened', data }]
  },
  evolve: (_, { data: { seasonId, ...facts } }) => ({ situation: 'open', ...facts }),
}
