// How many students of a school were missed in one part of a day: counted once, so that the school is told once.
import type { AbsencesCounted, DataOf, Decider, EventOf } from '@stagebureau/shared'

type Facts = Omit<DataOf<typeof AbsencesCounted>, 'countId'>
export type AbsenceCount = { readonly situation: 'none' } | ({ readonly situation: 'counted' } & Facts)
export type AbsenceCountCommand = { readonly do: 'count'; readonly countId: string; readonly facts: Facts }

export const countIdOf = ({ schoolId, date, part }: Omit<Facts, 'students'>): string => `${schoolId}.${date}.${part}`

export const absenceCountDecider: Decider<AbsenceCount, AbsenceCountCommand, EventOf<typeof AbsencesCounted>> = {
  initial: { situation: 'none' },
  decide: ({ countId, facts }, count) =>
    count.situation === 'counted' ? [] : [{ type: 'AbsencesCounted', data: { countId, ...facts } }],
  evolve: (_, { data: { countId, ...facts } }) => ({ situation: 'counted', ...facts }),
}
