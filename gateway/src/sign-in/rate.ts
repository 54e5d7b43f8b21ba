// Counts what somebody does in a while, at whichever gateway, and says when it is too much.
import { randomUUID } from 'node:crypto'
import { trusted } from '@stagebureau/infra'
import type { Clock } from '@stagebureau/shared'
import { hashOf, type SignInStore } from './store.ts'

/** True while `name` stays within `most` times in `milliseconds`; of some at the same moment one too many may pass. */
export const createRate = (
  { attempts }: Pick<SignInStore, 'attempts'>,
  clock: Clock,
  { what, most, milliseconds }: { readonly what: string; readonly most: number; readonly milliseconds: number },
) => {
  const later = () => new Date(Date.parse(clock.now()) + milliseconds).toISOString()
  return async (name: string): Promise<boolean> => {
    const who = hashOf(`${what} ${name}`)
    await attempts.deleteMany({ until: trusted({ $lt: clock.now() }) } as never)
    if ((await attempts.countDocuments({ who } as never)) >= most) return false
    await attempts.insertMany([{ _id: randomUUID(), who, until: later() }])
    return true
  }
}
