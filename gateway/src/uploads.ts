// Files that were uploaded and wait to be taken in; they stay for an hour, and only so many bytes of them.
import { randomUUID } from 'node:crypto'
import { DomainError } from '@stagebureau/shared'

export const mostUploadBytes = 20 * 1024 * 1024
const mostKeptBytes = 5 * mostUploadBytes
const hour = 3600 * 1000

export type Uploads = ReturnType<typeof createUploads>

export const createUploads = (now: () => number = Date.now) => {
  const kept = new Map<string, { readonly bytes: Uint8Array; readonly until: number }>()
  const forgetOld = () => {
    for (const [id, { until }] of kept) if (until < now()) kept.delete(id)
  }
  return {
    /** Throws a refusal when the file is too large or too many wait. */
    put: (bytes: Uint8Array): string => {
      forgetOld()
      if (bytes.length > mostUploadBytes)
        throw new DomainError('invalid', 'upload/too-large', { most: mostUploadBytes / 1024 / 1024 })
      const held = [...kept.values()].reduce((sum, one) => sum + one.bytes.length, 0)
      if (held + bytes.length > mostKeptBytes) throw new DomainError('conflict', 'upload/too-many')
      const id = randomUUID()
      kept.set(id, { bytes, until: now() + hour })
      return id
    },
    get: (id: string): Uint8Array | undefined => {
      forgetOld()
      return kept.get(id)?.bytes
    },
  }
}
