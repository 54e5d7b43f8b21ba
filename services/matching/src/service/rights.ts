// Who sees which rows of a plan: a school its own students, a student himself, the office all.
import { oneOf } from '@stagebureau/infra'
import type { Viewer } from '@stagebureau/shared'

/** The rows that a viewer may see, as a filter. */
export const visibleRows = ({ role, schoolId, studentId }: Viewer): Readonly<Record<string, unknown>> => {
  if (role === 'coordinator' || role === 'service') return {}
  if (role === 'staff' && schoolId !== undefined) return { schoolId }
  if (role === 'student' && studentId !== undefined) return { studentId }
  return { _id: oneOf([]) }
}

/** The offers that a viewer may see: a company its own. */
export const visibleOffers = ({ role, companyId }: Viewer): Readonly<Record<string, unknown>> =>
  role === 'companyUser' || role === 'companyLink' ? { companyId: companyId ?? null } : {}
