// The request that the work in hand follows from: what a part does because of an event belongs to whoever set that off.
import { AsyncLocalStorage } from 'node:async_hooks'

const current = new AsyncLocalStorage<string | undefined>()

/** `traceparent` as in W3C Trace Context; undefined when the work follows from no request. */
export const inTrace = <T>(traceparent: string | undefined, work: () => T): T => current.run(traceparent, work)
export const currentTrace = (): string | undefined => current.getStore()
