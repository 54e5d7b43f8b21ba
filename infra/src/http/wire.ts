// What goes over the wire between parts: who is behind a call, and a refusal that is the same one on the other side.
import { type Call, DomainError, everyone, type FieldProblem, type RefusalKind, type Role } from '@stagebureau/shared'
import { z } from 'zod'

const roles = [...everyone] as [Role, ...Role[]]
const id = z.string().min(1).max(200).optional()

export const CallOnWire = z.strictObject({
  viewer: z.strictObject({
    role: z.enum(roles),
    personId: id,
    schoolId: id,
    studentId: id,
    companyId: id,
    invitationId: id,
  }),
  language: z.enum(['nl', 'en']),
  requestId: z.string().max(200),
  traceparent: z.string().max(200).optional(),
}) as unknown as z.ZodType<Call>

type RefusalOnWire = {
  readonly kind: RefusalKind
  readonly slug: DomainError['slug']
  readonly values: DomainError['values']
  readonly fields: readonly FieldProblem[]
}

/** Undefined for what is not a refusal: that is told to nobody. */
export const toWire = (error: unknown): RefusalOnWire | undefined =>
  error instanceof DomainError
    ? { kind: error.kind, slug: error.slug, values: error.values, fields: error.fields }
    : undefined

export const fromWire = ({ kind, slug, values, fields }: RefusalOnWire): DomainError =>
  new DomainError(kind, slug, values, fields)

export type AnswerOnWire = { readonly output?: unknown; readonly refusal?: RefusalOnWire; readonly title?: string }
