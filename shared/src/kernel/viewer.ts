// Who is behind a call, and what travels along with every call between parts.
import type { Language } from '../language/say.ts'

export type Role = 'coordinator' | 'staff' | 'student' | 'companyUser' | 'companyLink' | 'service' | 'nobody'

export type Viewer = {
  readonly role: Role
  /** The account, absent for a link and for nobody. */
  readonly personId?: string
  readonly schoolId?: string
  readonly studentId?: string
  readonly companyId?: string
  readonly invitationId?: string
}

export type Call = {
  readonly viewer: Viewer
  readonly language: Language
  readonly requestId: string
  readonly traceparent?: string
}
