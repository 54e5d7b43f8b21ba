// What people say before anything is planned: preferences of students and needs of schools; and what they take back.
import { type Aggregate, findMany, findOne, oneOf } from '@stagebureau/infra'
import { type Call, type Clock, DomainError, localDay } from '@stagebureau/shared'
import type { z } from 'zod'
import type { placementsApi } from '../api.ts'
import { type Need, type NeedCommand, needIdOf } from '../domain/need.ts'
import type { Placement, PlacementCommand } from '../domain/placement.ts'
import type { Student, StudentCommand } from '../domain/student.ts'
import type { PlacementsStore } from '../store.ts'
import { visiblePlacements, visibleStudents } from './rights.ts'
import { needView, placementView, studentViewFor } from './views.ts'

type Parts = {
  readonly store: PlacementsStore
  readonly students: Aggregate<Student, StudentCommand>
  readonly needs: Aggregate<Need, NeedCommand>
  readonly placements: Aggregate<Placement, PlacementCommand>
  readonly clock: Clock
}
type Input<Name extends keyof typeof placementsApi> = z.output<(typeof placementsApi)[Name]['input']>

export const createWishes = ({ store, students, needs, placements, clock }: Parts) => ({
  givePreferences: async (input: Input<'givePreferences'>, call: Call) => {
    const studentId = call.viewer.studentId ?? input.studentId
    if (studentId === undefined) throw new DomainError('invalid', 'preferences/of-whom')
    const seen = { $and: [{ _id: studentId }, await visibleStudents(store, call.viewer)] }
    const [student] = await findMany(store.students, seen)
    if (student === undefined) throw new DomainError('missing', 'student/unknown')
    const season = await findOne(store.seasons, { _id: student.seasonId })
    if (season !== null && season.until < localDay(clock.now()))
      throw new DomainError('conflict', 'preferences/season-ended', { until: season.until })
    const known = await findMany(store.companies, { _id: oneOf(input.companyIds ?? []), status: 'active' })
    if (known.length < new Set(input.companyIds).size) throw new DomainError('missing', 'preferences/unknown')
    const { worlds, companyIds, caseIds } = input
    const preferences = {
      ...(worlds === undefined ? {} : { wishes: [...new Set(worlds)] }),
      ...(companyIds === undefined ? {} : { companyIds: [...new Set(companyIds)] }),
      ...(caseIds === undefined ? {} : { caseIds: [...new Set(caseIds)] }),
    }
    await students.execute(studentId, { do: 'prefer', studentId, preferences }, call)
    return studentViewFor(call.viewer)((await findOne(store.students, { _id: studentId }))!)
  },

  declareNeed: async ({ programmeId, profile, students: count, ...input }: Input<'declareNeed'>, call: Call) => {
    const { viewer } = call
    const schoolId = input.schoolId ?? viewer.schoolId
    if (schoolId === undefined) throw new DomainError('invalid', 'need/which-school')
    if (viewer.role === 'staff' && viewer.schoolId !== schoolId) throw new DomainError('forbidden', 'need/other-school')
    if ((await findOne(store.schools, { _id: schoolId })) === null) throw new DomainError('missing', 'school/unknown')
    if ((await findOne(store.programmes, { _id: programmeId })) === null)
      throw new DomainError('missing', 'programme/unknown')
    const facts = { programmeId, schoolId, ...(profile === undefined ? {} : { profile }), students: count }
    const needId = needIdOf(facts)
    await needs.execute(needId, { do: 'declare', needId, facts }, call)
    return needView((await findOne(store.needs, { _id: needId }))!)
  },

  needsOfProgrammes: async ({ programmeIds }: Input<'needsOfProgrammes'>, _: Call) =>
    (await findMany(store.needs, { programmeId: oneOf(programmeIds) }, { sort: { _id: 1 } })).map(needView),

  cancelPlacement: async ({ placementId, reason }: Input<'cancelPlacement'>, call: Call) => {
    const visible = { $and: [{ _id: placementId }, visiblePlacements(call.viewer)] }
    const [placement] = await findMany(store.placements, visible)
    if (placement === undefined) throw new DomainError('missing', 'placement/unknown')
    if (placement.situation === 'cancelled') throw new DomainError('conflict', 'placement/cancelled-already')
    await placements.execute(placementId, { do: 'cancel', placementId, reason }, call)
    return placementView((await findOne(store.placements, { _id: placementId }))!)
  },
})
