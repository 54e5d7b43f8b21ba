// An Atelier team: who works on which case, and the pitches that it held.
import { type Decider, DomainError, type EventOf, equal, type PitchHeld, type TeamFormed } from '@stagebureau/shared'

export type Pitch = {
  readonly kind: 'opening' | 'final'
  readonly heldOn: string
  /** What the company said of it. */
  readonly word?: string | undefined
}
export type TeamFacts = {
  readonly programmeId: string
  /** As the plan names it. */
  readonly name: string
  readonly schoolId: string
  readonly companyId: string
  readonly caseId?: string | undefined
}
export type Team =
  | { readonly situation: 'none' }
  | (TeamFacts & {
      readonly situation: 'formed'
      readonly studentIds: readonly string[]
      readonly pitches: readonly Pitch[]
    })
export type TeamCommand = { readonly teamId: string } & (
  | { readonly do: 'join'; readonly facts: TeamFacts; readonly studentId: string }
  | { readonly do: 'leave'; readonly studentId: string }
  | { readonly do: 'pitch'; readonly pitch: Pitch; readonly today: string }
)
export type TeamEvent =
  | (EventOf<typeof TeamFormed> & { readonly facts: TeamFacts })
  | (EventOf<typeof PitchHeld> & { readonly word?: string | undefined })

export const teamIdOf = (programmeId: string, name: string): string => `${programmeId}~${name}`

const formed = (teamId: string, facts: TeamFacts, studentIds: readonly string[]): TeamEvent => {
  const { programmeId, companyId, caseId } = facts
  const data = { teamId, programmeId, companyId, studentIds: studentIds.toSorted() }
  return { type: 'TeamFormed', data: { ...data, ...(caseId === undefined ? {} : { caseId }) }, facts }
}

export const teamDecider: Decider<Team, TeamCommand, TeamEvent> = {
  initial: { situation: 'none' },

  decide: (command, team) => {
    const { teamId } = command
    if (command.do === 'join') {
      const { facts, studentId } = command
      if (team.situation === 'none') return [formed(teamId, facts, [studentId])]
      const { situation: _, studentIds, pitches: __, ...known } = team
      if (studentIds.includes(studentId) && equal(known, facts)) return []
      return [formed(teamId, facts, [...new Set([...studentIds, studentId])])]
    }
    if (team.situation === 'none') throw new DomainError('missing', 'team/unknown')
    const { situation: _, studentIds, pitches, ...facts } = team
    if (command.do === 'leave') {
      if (!studentIds.includes(command.studentId)) return []
      const left = studentIds.filter((one) => one !== command.studentId)
      return [formed(teamId, facts, left)]
    }
    const { kind, heldOn, word: newWord } = command.pitch
    const { today } = command
    // Who mends the day of a pitch need not say again what the company said.
    const word = newWord ?? pitches.find((one) => one.kind === kind)?.word
    const pitch = { kind, heldOn, ...(word === undefined ? {} : { word }) }
    if (heldOn > today) throw new DomainError('invalid', 'team/no-pitch-in-future', { heldOn })
    if (kind === 'final' && !pitches.some((one) => one.kind === 'opening'))
      throw new DomainError('conflict', 'team/opening-first')
    if (pitches.some((one) => equal(one, pitch))) return []
    const { programmeId, companyId } = team
    return [{ type: 'PitchHeld', data: { teamId, programmeId, companyId, kind, heldOn }, word }]
  },

  evolve: (team, event) => {
    if (event.type === 'TeamFormed') {
      const pitches = team.situation === 'none' ? [] : team.pitches
      return { situation: 'formed', ...event.facts, studentIds: event.data.studentIds, pitches }
    }
    if (team.situation === 'none') return team
    const { kind, heldOn } = event.data
    const pitch = { kind, heldOn, ...(event.word === undefined ? {} : { word: event.word }) }
    return { ...team, pitches: [...team.pitches.filter((one) => one.kind !== kind), pitch] }
  },
}
