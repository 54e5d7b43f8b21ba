// Who sees what of companies: names are public among those who sign in, ways to reach people are not.
import { DomainError, type Viewer } from '@stagebureau/shared'

type Filter = Readonly<Record<string, unknown>>

const isCompany = ({ role }: Viewer) => role === 'companyUser' || role === 'companyLink'

/** The companies that a viewer may see: a company itself only. */
export const visibleCompanies = (viewer: Viewer): Filter => (isCompany(viewer) ? { _id: viewer.companyId ?? null } : {})

/** The invitations that a viewer may see: a company its own. */
export const visibleInvitations = (viewer: Viewer): Filter =>
  isCompany(viewer) ? { companyId: viewer.companyId ?? null } : {}

/** The office, schools and the company itself see whom to call; students do not. */
export const seesContact = (viewer: Viewer): boolean => viewer.role !== 'student' && viewer.role !== 'nobody'

/** A school asks on its own behalf only, the office on that of any school. */
export const askerOf = ({ role, schoolId }: Viewer, onBehalfOf: string | undefined): string | undefined => {
  if (role !== 'staff') return onBehalfOf
  if (onBehalfOf !== undefined && onBehalfOf !== schoolId) throw new DomainError('forbidden', 'invitation/other-school')
  return schoolId
}
