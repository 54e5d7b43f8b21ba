// What went wrong, in words for the reader: refusals speak for themselves, a lost connection is said plainly.
import type { CombinedError } from 'urql'
import { t } from '../language.ts'

export type Problem = { readonly text: string; readonly slug: string | undefined }

export const problemOf = (error: CombinedError): Problem => {
  const [refusal] = error.graphQLErrors
  if (refusal !== undefined) return { text: refusal.message, slug: refusal.extensions?.slug as string | undefined }
  return { text: t('app/no-connection'), slug: undefined }
}
