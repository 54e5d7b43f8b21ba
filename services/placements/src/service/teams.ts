// Forms Atelier teams from published assignments, and records the pitches that they held.
import { type Aggregate, findMany, findOne, inParallel, oneOf, trusted } from '@stagebureau/infra'
import { type Call, type Clock, type DataOf, DomainError, localDay, type StudentAssigned } from '@stagebureau/shared'
import type { z } from 'zod'
import type { placementsApi } from '../api.ts'
import { type Team, type TeamCommand, teamIdOf } from '../domain/team.ts'
import type { PlacementsStore } from '../store.ts'
import { visibleTeams } from './rights.ts'
import { teamView } from './views.ts'

type Parts = {
  readonly store: PlacementsStore
  readonly teams: Aggregate<Team, TeamCommand>
  readonly clock: Clock
}
type Input<Name extends keyof typeof placementsApi> = z.output<(typeof placementsApi)[Name]['input']>

export const createTeams = ({ store, teams, clock }: Parts) => {
  /** Takes a student out of every team of a programme but one. */
  const leaveOthers = async (studentId: string, programmeId: string, stays?: string) => {
    const others = await findMany(store.teams, {
      programmeId,
      studentIds: studentId,
      _id: trusted({ $ne: stays ?? '' }),
    })
    await inParallel(others, 8, ({ _id }) => teams.execute(_id, { do: 'leave', teamId: _id, studentId }))
  }
  const visible = async (filter: object, call: Call) => {
    const found = await findMany(store.teams, { $and: [filter, visibleTeams(call.viewer)] }, { sort: { _id: 1 } })
    return found.filter(({ studentIds }) => studentIds.length > 0).map(teamView)
  }

  const refuseOutsideSeason = async (programmeId: string, heldOn: string) => {
    const programme = await findOne(store.programmes, { _id: programmeId })
    const season = programme && (await findOne(store.seasons, { _id: programme.seasonId }))
    if (season && (heldOn < season.from || heldOn > season.until))
      throw new DomainError('invalid', 'team/pitch-outside-season', {
        heldOn,
        from: season.from,
        until: season.until,
      })
  }

  return {
    /** Reaction: a student works with those of the same team; harmless when repeated. */
    assigned: async ({ studentId, programmeId, team: name, caseId, stops }: DataOf<typeof StudentAssigned>) => {
      if (name === undefined) return leaveOthers(studentId, programmeId)
      const student = await findOne(store.students, { _id: studentId })
      if (student === null) throw new Error(`no student ${studentId} for a team; the event is tried again`)
      const teamId = teamIdOf(programmeId, name)
      const companyId = stops[0]?.companyId ?? ''
      const facts = {
        programmeId,
        name,
        schoolId: student.schoolId,
        companyId,
        ...(caseId === undefined ? {} : { caseId }),
      }
      await teams.execute(teamId, { do: 'join', teamId, facts, studentId })
      await leaveOthers(studentId, programmeId, teamId)
    },
    withdrawn: (studentId: string, programmeId: string) => leaveOthers(studentId, programmeId),

    service: {
      recordPitch: async ({ teamId, ...pitch }: Input<'recordPitch'>, call: Call) => {
        const [seen] = await visible({ _id: teamId }, call)
        if (seen === undefined) throw new DomainError('missing', 'team/unknown')
        await refuseOutsideSeason(seen.programmeId, pitch.heldOn)
        await teams.execute(teamId, { do: 'pitch', teamId, pitch, today: localDay(clock.now()) }, call)
        return (await visible({ _id: teamId }, call))[0]!
      },
      teamsByIds: ({ ids }: Input<'teamsByIds'>, call: Call) => visible({ _id: oneOf(ids) }, call),
      teamsOfProgrammes: ({ programmeIds }: Input<'teamsOfProgrammes'>, call: Call) =>
        visible({ programmeId: oneOf(programmeIds) }, call),
      teamsOfCases: ({ caseIds }: Input<'teamsOfCases'>, call: Call) => visible({ caseId: oneOf(caseIds) }, call),
      teamsOfStudents: ({ studentIds }: Input<'teamsOfStudents'>, call: Call) =>
        visible({ studentIds: oneOf(studentIds) }, call),
    },
  }
}
