// A need: how many students of which profile a school wants to place in a programme.
import type { Decider, EventOf, NeedDeclared, Profile } from '@stagebureau/shared'

export type NeedFacts = {
  readonly programmeId: string
  readonly schoolId: string
  readonly profile?: Profile | undefined
  readonly students: number
}
export type Need = { readonly situation: 'none' } | ({ readonly situation: 'declared' } & NeedFacts)
export type NeedCommand = { readonly do: 'declare'; readonly needId: string; readonly facts: NeedFacts }

/** One need a programme, school and profile: declaring it again replaces it. */
export const needIdOf = ({ programmeId, schoolId, profile }: Omit<NeedFacts, 'students'>): string =>
  [programmeId, schoolId, profile ?? 'any'].join('.')

export const needDecider: Decider<Need, NeedCommand, EventOf<typeof NeedDeclared>> = {
  initial: { situation: 'none' },
  decide: ({ needId, facts }, need) => {
    if (need.situation === 'declared' && need.students === facts.students) return []
    const { profile, ...rest } = facts
    return [{ type: 'NeedDeclared', data: { needId, ...rest, ...(profile === undefined ? {} : { profile }) } }]
  },
  evolve: (_, { data: { needId, ...facts } }) => ({ situation: 'declared', ...facts }),
}
