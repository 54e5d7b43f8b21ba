// How refusals look in the graph: one table from kinds to codes; anything else is masked with a number to ask about.
import { type Log, refusalOf } from '@stagebureau/infra'
import { DomainError, type Language, type RefusalKind, say } from '@stagebureau/shared'
import { GraphQLError } from 'graphql'
import { mistakeIn, mistakeInRequest } from './graph-mistakes.ts'

export const codes: Readonly<Record<RefusalKind, string>> = {
  invalid: 'BAD_USER_INPUT',
  forbidden: 'FORBIDDEN',
  missing: 'NOT_FOUND',
  conflict: 'CONFLICT',
  unavailable: 'UNAVAILABLE',
}

type Reader = { readonly language: Language; readonly requestId: string }

/** The sentence about a whole input tells what is wrong with its first field, in the reader's language. */
const withProblem = (values: DomainError['values'], [first]: readonly { readonly text: string }[]) =>
  first === undefined ? values : { ...values, problem: first.text }

/** An error as the reader may see it. */
export const presentError = (error: unknown, { language, requestId }: Reader, log: Log): GraphQLError => {
  const fault = error instanceof GraphQLError ? (error.originalError ?? error) : error
  const cause = refusalOf(fault)
  if (cause !== fault) log.error({ err: fault, requestId }, 'a request failed')
  const at = error instanceof GraphQLError ? { path: error.path, nodes: error.nodes } : {}
  if (cause instanceof DomainError) {
    const fields = cause.fields.map(({ path, text }) => ({ path, text: say(language, text.text, text.values) }))
    const extensions = {
      code: codes[cause.kind],
      slug: cause.slug,
      requestId,
      ...(fields.length === 0 ? {} : { fields }),
    }
    return new GraphQLError(say(language, cause.slug, withProblem(cause.values, fields)), { ...at, extensions })
  }
  if (error instanceof GraphQLError && cause instanceof GraphQLError) {
    const { text, values } = mistakeIn(error)
    const extensions = { code: 'GRAPHQL_VALIDATION_FAILED', ...cause.extensions, slug: text, requestId }
    return new GraphQLError(say(language, text, values), { ...at, extensions })
  }
  log.error({ err: cause, requestId }, 'a request failed')
  const extensions = { code: 'INTERNAL_SERVER_ERROR', slug: 'fault', requestId }
  return new GraphQLError(say(language, 'fault', { requestId }), { ...at, extensions })
}

/** An error about a request that is none. */
export const presentMalformedRequest = (problem: string, { language, requestId }: Reader): GraphQLError => {
  const { text, values } = mistakeInRequest(problem)
  return new GraphQLError(say(language, text, values), { extensions: { code: 'BAD_REQUEST', slug: text, requestId } })
}
