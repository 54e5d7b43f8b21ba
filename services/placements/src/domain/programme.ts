// A programme: what students take part in, when, and under which limits; its kind decides what it must say of itself.
import {
  type Decider,
  DomainError,
  type EventOf,
  equal,
  type Profile,
  type ProgrammeChanged,
  type ProgrammeFacts,
  type ProgrammeKind,
  type ProgrammeOpened,
  type Weekday,
} from '@stagebureau/shared'
import { type Period, roundsOf } from './calendar.ts'

/** What a coordinator says when opening a programme. */
export type ProgrammeRequest = {
  readonly kind: ProgrammeKind
  readonly name: string
  readonly grade?: string | undefined
  readonly profiles: readonly Profile[]
  readonly weekdays: readonly Weekday[]
  readonly daypart?: ProgrammeFacts['daypart'] | undefined
  /** hh:mm; by default 08:30, and 13:00 for an afternoon. */
  readonly startsAt?: string | undefined
  readonly from?: string | undefined
  readonly until?: string | undefined
  readonly rounds?: number | undefined
  readonly weeksPerRound?: number | undefined
  readonly firstRound?: string | undefined
  readonly ownProfileAtLeast?: number | undefined
  readonly maxTravelMinutes?: number | undefined
  readonly needsRecognition: boolean
  readonly teamSize?: number | undefined
  readonly pitch?: string | undefined
  readonly finalPitch?: string | undefined
}
type Field = keyof ProgrammeRequest
type SeasonOfProgramme = Period & { readonly holidays: readonly Period[] }

const needs: Readonly<Partial<Record<ProgrammeKind, readonly Field[]>>> = {
  carousel: ['grade', 'rounds', 'weeksPerRound', 'firstRound'],
  placement: ['grade', 'from', 'until'],
  atelier: ['grade', 'pitch', 'finalPitch'],
}
const defaults = { carousel: { ownProfileAtLeast: 0 }, atelier: { teamSize: 2 } } as const

/** Throws when something is missing or impossible for this kind, naming the field. */
export const programmeFacts = (
  programmeId: string,
  seasonId: string,
  order: number,
  request: ProgrammeRequest,
  season: SeasonOfProgramme,
): ProgrammeFacts => {
  const { kind, name } = request
  const missing = needs[kind]?.filter((field) => request[field] === undefined) ?? []
  if (missing.length > 0) throw new DomainError('invalid', 'programme/missing', { name, fields: missing.join(', ') })
  if (kind === 'carousel' && request.weekdays.length !== 1)
    throw new DomainError('invalid', 'programme/one-weekday', { name })
  const { rounds, weeksPerRound, firstRound, ...rest } = request
  const said = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)) as typeof rest
  const from = request.from ?? request.pitch
  const until = request.until ?? request.finalPitch
  if (from !== undefined && until !== undefined && from > until)
    throw new DomainError('invalid', 'programme/ends-before', { name, from, until })
  for (const day of [from, until, firstRound])
    if (day !== undefined && (day < season.from || day > season.until))
      throw new DomainError('invalid', 'programme/outside-season', {
        name,
        day,
        from: season.from,
        until: season.until,
      })
  const common = { programmeId, seasonId, order }
  if (kind !== 'carousel')
    return {
      ...(kind === 'atelier' ? defaults.atelier : {}),
      ...said,
      ...common,
      profiles: [...said.profiles],
      weekdays: [...said.weekdays],
      rounds: [],
      ...(from === undefined ? {} : { from }),
      ...(until === undefined ? {} : { until }),
    }
  const asked = {
    firstRound: firstRound!,
    rounds: rounds!,
    weeksPerRound: weeksPerRound!,
    weekday: request.weekdays[0]!,
  }
  const all = roundsOf(asked, season)
  return {
    ...defaults.carousel,
    ...said,
    ...common,
    profiles: [...said.profiles],
    weekdays: [...said.weekdays],
    rounds: all,
    from: all[0]!.from,
    until: all.at(-1)!.until,
  }
}

export type Programme =
  | { readonly situation: 'none' }
  | ({ readonly situation: 'open' } & Omit<ProgrammeFacts, 'programmeId'>)
export type ProgrammeCommand = { readonly do: 'open'; readonly facts: ProgrammeFacts }
export type ProgrammeEvent = EventOf<typeof ProgrammeOpened> | EventOf<typeof ProgrammeChanged>

export const programmeDecider: Decider<Programme, ProgrammeCommand, ProgrammeEvent> = {
  initial: { situation: 'none' },
  decide: ({ facts }, programme) => {
    if (programme.situation === 'none') return [{ type: 'ProgrammeOpened', data: facts }]
    const { situation: _, ...known } = programme
    const { programmeId: __, ...asked } = facts
    return equal(known, asked) ? [] : [{ type: 'ProgrammeChanged', data: facts }]
  },
  evolve: (_, { data: { programmeId, ...facts } }) => ({ situation: 'open', ...facts }),
}
