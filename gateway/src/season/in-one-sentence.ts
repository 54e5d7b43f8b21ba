// Says in one sentence why a command could not do its work and what to do, and with which code it ends.
import { ConfigError, StoreError } from '@stagebureau/infra'
import { ClusterError } from '../cluster/start-cluster.ts'
import { InputError } from './input-error.ts'

export type Failure = { readonly code: 1 | 2; readonly text: string }

/** What went wrong in the file system, by its code. */
const faults: Readonly<Record<string, (message: string) => Failure>> = {
  ENOSPC: () => ({ code: 1, text: 'The disk is full: make room and start again; what was done is kept.' }),
  EFBIG: () => ({
    code: 1,
    text: 'A file may not grow that large: raise the limit and start again; what was done is kept.',
  }),
  EACCES: (message) => mayNot(message),
  EPERM: (message) => mayNot(message),
  EROFS: (message) => mayNot(message),
  ENOTDIR: (message) => noFolder(message),
  EEXIST: (message) => noFolder(message),
}
const mayNot = (message: string): Failure => ({
  code: 1,
  text: `A file may not be read or written (${message}): check the rights of the folder and start again.`,
})
const noFolder = (message: string): Failure => ({
  code: 2,
  text: `No folder can be made there (${message}): a file stands in the way; choose another --out or --data.`,
})

type Shaped = { readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[] }
const isShaped = (error: unknown): error is Shaped => Array.isArray((error as Partial<Shaped> | null)?.issues)

/** The first thing that is wrong, on one line. */
const brief = (error: unknown): string => {
  if (isShaped(error)) return error.issues.slice(0, 1).map(({ path, message }) => `${path.join('.')}: ${message}`)[0]!
  const message = error instanceof Error ? error.message : String(error)
  return message.split('\n')[0]!
}

export const inOneSentence = (error: unknown): Failure => {
  if (error instanceof InputError || error instanceof ConfigError) return { code: 2, text: error.message }
  if (error instanceof StoreError || error instanceof ClusterError) return { code: 1, text: error.message }
  const fault = faults[(error as { code?: string } | null)?.code ?? '']
  if (fault !== undefined) return fault(brief(error))
  return {
    code: 1,
    text: `The season could not be finished (${brief(error)}): start again, what was done is kept; LOG_LEVEL=debug tells more.`,
  }
}
