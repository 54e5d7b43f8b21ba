// How a refusal looks over HTTP (RFC 9457): one table from kinds to status codes; anything else is masked.
import { DomainError, type Language, type RefusalKind, say } from '@stagebureau/shared'

const statusOf: Readonly<Record<RefusalKind, number>> = {
  invalid: 400,
  forbidden: 403,
  missing: 404,
  conflict: 409,
  unavailable: 503,
}

export type Problem = {
  readonly type: string
  readonly status: number
  readonly title: string
  readonly kind?: RefusalKind
  readonly values?: DomainError['values']
  readonly fields?: readonly { readonly path: string; readonly text: string }[]
  readonly requestId: string
}

/** The problem document of an error; only a DomainError tells what it is about. */
export const problemOf = (error: unknown, language: Language, requestId: string): Problem => {
  if (!(error instanceof DomainError))
    return { type: 'fault', status: 500, title: say(language, 'fault', { requestId }), requestId }
  return {
    type: error.slug,
    status: statusOf[error.kind],
    title: say(language, error.slug, error.values),
    kind: error.kind,
    values: error.values,
    fields: error.fields.map(({ path, text }) => ({ path, text: say(language, text.text, text.values) })),
    requestId,
  }
}
