// Who sees which students and placements: a school its own, a company those who come to it, a student himself.
import { findMany } from '@stagebureau/infra'
import type { Viewer } from '@stagebureau/shared'
import type { PlacementsStore } from '../store.ts'

type Filter = Readonly<Record<string, unknown>>
const nobody: Filter = { _id: { $in: [] } }

/** The students that a viewer may see, as a filter on students. */
export const visibleStudents = async (store: PlacementsStore, viewer: Viewer): Promise<Filter> => {
  switch (viewer.role) {
    case 'coordinator':
    case 'service':
      return {}
    case 'staff':
      return viewer.schoolId === undefined ? nobody : { schoolId: viewer.schoolId }
    case 'student':
      return viewer.studentId === undefined ? nobody : { _id: viewer.studentId }
    case 'companyUser':
    case 'companyLink': {
      if (viewer.companyId === undefined) return nobody
      // Before publication there are no placements, so before it a company sees nobody.
      const { companyId } = viewer
      const coming = await findMany(store.placements, { companyId, situation: 'opened' }, { fields: ['studentId'] })
      // Who was there stays on the list of that day, also when the placement did not go on.
      const been = await findMany(store.days, { companyId }, { fields: ['studentId'] })
      return { _id: { $in: [...new Set([...coming, ...been].map(({ studentId }) => studentId))] } }
    }
    default:
      return nobody
  }
}

/** The same as a filter on documents that carry the student's id, the school and the company. */
export const visiblePlacements = (viewer: Viewer): Filter => {
  switch (viewer.role) {
    case 'coordinator':
    case 'service':
      return {}
    case 'staff':
      return viewer.schoolId === undefined ? nobody : { schoolId: viewer.schoolId }
    case 'student':
      return viewer.studentId === undefined ? nobody : { studentId: viewer.studentId }
    case 'companyUser':
    case 'companyLink':
      return viewer.companyId === undefined ? nobody : { companyId: viewer.companyId }
    default:
      return nobody
  }
}

/** The teams that a viewer may see: with a student of the own school, of the own company, or with oneself. */
export const visibleTeams = (viewer: Viewer): Filter => {
  if (viewer.role === 'student') return viewer.studentId === undefined ? nobody : { studentIds: viewer.studentId }
  return visiblePlacements(viewer)
}

/** Companies see first names and nothing else of a person. */
export const isCompany = ({ role }: Viewer): boolean => role === 'companyUser' || role === 'companyLink'
