// Answers questions about seasons, schools, students, programmes and placements.
import { findMany, findOne, findPage, oneOf, trusted } from '@stagebureau/infra'
import type { Call } from '@stagebureau/shared'
import type { z } from 'zod'
import type { placementsApi } from '../api.ts'
import type { PlacementsStore } from '../store.ts'
import { isCompany, visiblePlacements, visibleStudents } from './rights.ts'
import { placementView, programmeView, schoolView, seasonView, studentViewFor } from './views.ts'

type Input<Name extends keyof typeof placementsApi> = z.output<(typeof placementsApi)[Name]['input']>

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)

export const createLookUp = (store: PlacementsStore) => {
  /** The students that take part in a programme, as a filter. */
  const participants = async (programmeId: string): Promise<Record<string, unknown>> => {
    const programme = await findOne(store.programmes, { _id: programmeId })
    if (programme === null) return { _id: null }
    const { seasonId, grade, profiles } = programme
    return {
      seasonId,
      ...(grade === undefined ? {} : { 'facts.group': trusted({ $regex: `^${escaped(grade)}` }) }),
      ...(profiles.length === 0 ? {} : { 'facts.profile': oneOf(profiles) }),
    }
  }

  return {
    seasons: async (_: Input<'seasons'>, __: Call) =>
      (await findMany(store.seasons, {}, { sort: { from: -1 } })).map(seasonView),
    areasCharted: async (_: Input<'areasCharted'>, __: Call) =>
      (await findMany(store.areaSheets, {})).reduce((sum, { areas }) => sum + areas.length, 0),
    schools: async (_: Input<'schools'>, __: Call) =>
      (await findMany(store.schools, {}, { sort: { brin: 1 } })).map(schoolView),
    schoolsByIds: async ({ ids }: Input<'schoolsByIds'>, _: Call) =>
      (await findMany(store.schools, { _id: oneOf(ids) })).map(schoolView),

    students: async (input: Input<'students'>, { viewer }: Call) => {
      const { seasonId, schoolId, programmeId, group, search, first, after } = input
      const text =
        search === undefined || search.trim() === ''
          ? undefined
          : trusted({ $regex: escaped(search.trim()), $options: 'i' })
      const filter = {
        situation: 'enrolled',
        ...(programmeId === undefined ? {} : await participants(programmeId)),
        ...(seasonId === undefined ? {} : { seasonId }),
        ...(schoolId === undefined ? {} : { schoolId }),
        ...(group === undefined ? {} : { 'facts.group': group }),
        ...(text === undefined
          ? {}
          : { $or: [{ 'facts.firstName': text }, { 'facts.lastName': text }, { number: search }] }),
      }
      const visible = { $and: [filter, await visibleStudents(store, viewer)] }
      // Sorted by what the viewer sees, so that a cursor tells no more than the list.
      const order = isCompany(viewer) ? 'facts.firstName' : 'facts.lastName'
      const found = await findPage(store.students, visible, order, { first, after })
      return {
        ...found,
        items: found.items.map(({ node, cursor }) => ({ node: studentViewFor(viewer)(node), cursor })),
      }
    },
    studentsByIds: async ({ ids }: Input<'studentsByIds'>, { viewer }: Call) => {
      const visible = { $and: [{ _id: oneOf(ids) }, await visibleStudents(store, viewer)] }
      return (await findMany(store.students, visible)).map(studentViewFor(viewer))
    },

    studentByEmail: async ({ email }: Input<'studentByEmail'>, { viewer }: Call) => {
      const theirs = await findMany(store.students, { 'facts.email': email, situation: 'enrolled' })
      // Whoever reads a mailbox that several students share may not see the file of either.
      const persons = new Set(theirs.map(({ schoolId, number }) => `${schoolId}:${number}`))
      if (persons.size !== 1) return []
      const seasons = await findMany(store.seasons, {}, { sort: { from: -1 } })
      const newest = seasons.map(({ _id }) => theirs.find(({ seasonId }) => seasonId === _id)).find((one) => one)
      return newest === undefined ? [] : [studentViewFor(viewer)(newest)]
    },

    programmesOfSeason: async ({ seasonId }: Input<'programmesOfSeason'>, _: Call) =>
      (await findMany(store.programmes, { seasonId }, { sort: { order: 1 } })).map(programmeView),
    programmesByIds: async ({ ids }: Input<'programmesByIds'>, _: Call) =>
      (await findMany(store.programmes, { _id: oneOf(ids) })).map(programmeView),

    placementsByIds: async ({ ids }: Input<'placementsByIds'>, { viewer }: Call) => {
      // A company no longer sees who was to come and does not.
      const going = isCompany(viewer) ? { situation: 'opened' } : {}
      const visible = { $and: [{ _id: oneOf(ids) }, going, visiblePlacements(viewer)] }
      return (await findMany(store.placements, visible)).map(placementView)
    },
    placementsOfStudents: async ({ studentIds }: Input<'placementsOfStudents'>, { viewer }: Call) => {
      const filter = { $and: [{ studentId: oneOf(studentIds), situation: 'opened' }, visiblePlacements(viewer)] }
      return (await findMany(store.placements, filter, { sort: { from: 1, _id: 1 } })).map(placementView)
    },
    placementsOfCompany: async ({ companyId, first, after }: Input<'placementsOfCompany'>, { viewer }: Call) => {
      const visible = { $and: [{ companyId, situation: 'opened' }, visiblePlacements(viewer)] }
      const found = await findPage(store.placements, visible, 'from', { first, after })
      return { ...found, items: found.items.map(({ node, cursor }) => ({ node: placementView(node), cursor })) }
    },
  }
}
