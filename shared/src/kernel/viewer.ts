// Who is behind a call, and what travels along with every call between parts.
import type { Language } from '../language/say.ts'

/** companyLink: whoever has the link in a company's letter; service: another part of the bureau itself. */
export type Role = 'coordinator' | 'staff' | 'student' | 'companyUser' | 'companyLink' | 'service' | 'nobody'

/** Groups of roles, for what they have in common. */
export const office = ['coordinator', 'service'] as const satisfies readonly Role[]
export const school = ['coordinator', 'service', 'staff'] as const satisfies readonly Role[]
export const company = ['companyUser', 'companyLink'] as const satisfies readonly Role[]
export const signedIn = [...school, 'student', ...company] as const satisfies readonly Role[]
export const everyone = [...signedIn, 'nobody'] as const satisfies readonly Role[]

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
