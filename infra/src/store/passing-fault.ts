// Tells faults that pass by themselves or are mended outside, a full disk or a server that is away, from faults of what was asked.
import { DomainError } from '@stagebureau/shared'
import { StoreError, type StoreErrorCode } from './store-error.ts'

const passingCodes: readonly StoreErrorCode[] = ['store/full', 'store/io', 'store/locked', 'store/unreachable']

/** Of the driver and of mongoose: nobody answered, or not in time. */
const away =
  /^(Mongo(ose)?ServerSelection|MongoNetwork|MongoPoolCleared|MongoNotConnected|MongoTopologyClosed|MongoWaitQueueTimeout|MongoOperationTimeout)/
const timeIsUp = 50

/** True when the same work is to be tried again, however long it takes. */
export const isPassing = (error: unknown): boolean => {
  if (error instanceof StoreError) return passingCodes.includes(error.code)
  if (error instanceof DomainError) return error.kind === 'unavailable' || error.slug === 'store/busy'
  const { name = '', code } = (error ?? {}) as { readonly name?: string; readonly code?: unknown }
  return away.test(name) || (name === 'MongoServerError' && code === timeIsUp)
}

/** A fault that passes as a refusal which says so; anything else as it is. Of a change nobody knows whether it was made. */
export const refusalOf = (error: unknown): unknown => {
  if (error instanceof DomainError || !isPassing(error)) return error
  const full = error instanceof StoreError && error.code === 'store/full'
  return new DomainError('unavailable', full ? 'store/full' : 'store/away')
}
