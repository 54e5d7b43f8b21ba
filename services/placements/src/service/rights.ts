// Who sees which students and placements: a school its own, a company those who come to it, a student himself.
import { findMany, oneOf } from '@stagebureau/infra'
import type { Viewer } from '@stagebureau/shared'
import type { PlacementsStore } from '../store.ts'

type Filter = Readonly<Record<string, unknown>>
const nobody: Filter = { _id: oneOf([]) }

/** What a viewer may see of documents that carry a school, a company and a student's id in a field of this name. */
const visible = (viewer: Viewer, studentField: string): Filter => {
  const own = (field: string, id: string | undefined): Filter => (id === undefined ? nobody : { [field]: id })
  switch (viewer.role) {
    case 'coordinator':
    case 'service':
      return {}
    case 'staff':
      return own('schoolId', viewer.schoolId)
    case 'student':
      return own(studentField, viewer.studentId)
    case 'companyUser':
    case 'companyLink':
      return own('companyId', viewer.companyId)
    default:
      return nobody
  }
}

/** Placements and days. */
export const visiblePlacements = (viewer: Viewer): Filter => visible(viewer, 'studentId')

/** Teams with a student of the own school, of the own company, or with oneself. */
export const visibleTeams = (viewer: Viewer): Filter => visible(viewer, 'studentIds')

export const visibleStudents = async (store: PlacementsStore, viewer: Viewer): Promise<Filter> => {
  if (!isCompany(viewer)) return visible(viewer, '_id')
  if (viewer.companyId === undefined) return nobody
  // Before publication there are no placements, so before it a company sees nobody.
  const { companyId } = viewer
  const coming = await findMany(store.placements, { companyId, situation: 'opened' }, { fields: ['studentId'] })
  // Who was there stays on the list of that day, also when the placement did not go on.
  const been = await findMany(store.days, { companyId }, { fields: ['studentId'] })
  return { _id: oneOf(new Set([...coming, ...been].map(({ studentId }) => studentId))) }
}

/** Companies see first names and nothing else of a person. */
export const isCompany = ({ role }: Viewer): boolean => role === 'companyUser' || role === 'companyLink'
