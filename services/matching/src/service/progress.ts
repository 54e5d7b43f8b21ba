// Remembers how far each plan is that is being made, for those who wait for it: here, and among the documents for other instances.
import { setTimeout as sleep } from 'node:timers/promises'
import { findOne, trusted } from '@stagebureau/infra'
import type { ProgressView } from '../api.ts'
import type { Progress } from '../engine/flow-network.ts'
import type { MatchingStore } from '../store.ts'

const mostRemembered = 1000
const tellMilliseconds = 500
/** What was told longer ago is of a process that has died. */
const freshMilliseconds = 15_000
const hour = 3600 * 1000

export type Tell = { readonly solving: (progress: Progress) => void; readonly checking: () => void }
export type Following = ReturnType<typeof createFollowing>

export const createFollowing = ({ draftings, cancellations }: Pick<MatchingStore, 'draftings' | 'cancellations'>) => {
  const known = new Map<string, ProgressView>()
  const set = (planId: string, progress: ProgressView) => {
    known.delete(planId)
    known.set(planId, progress)
    if (known.size > mostRemembered) known.delete(known.keys().next().value as string)
  }

  /** Tells other instances how far it is, and hears from them whether it is to stop. A short piece of work is never told. */
  const share = (planId: string, cancel: () => void) => {
    let running: Promise<unknown> = Promise.resolve()
    let told = false
    const begun = Date.now()
    const tell = async () => {
      const progress = { share: null, ...known.get(planId), at: Date.now() }
      await draftings.updateOne({ _id: planId } as never, { $set: progress } as never, { upsert: true })
      told = true
      if ((await findOne(cancellations, { _id: planId, at: trusted({ $gte: begun }) })) !== null) cancel()
    }
    // Nobody is harmed when it fails: the plan is made all the same.
    const tellAfterLast = () => {
      running = running.then(tell).catch(() => {})
    }
    const timer = setInterval(tellAfterLast, tellMilliseconds)
    return {
      end: async (): Promise<void> => {
        clearInterval(timer)
        await running
        if (!told) return
        tellAfterLast()
        await running
        const old = { at: trusted({ $lt: Date.now() - hour }) } as never
        await Promise.all([draftings.deleteMany(old), cancellations.deleteMany(old)]).catch(() => {})
      },
    }
  }

  const elsewhere = async (planId: string): Promise<ProgressView | undefined> => {
    const told = await findOne(draftings, { _id: planId })
    if (told === null || Date.now() - told.at > freshMilliseconds) return undefined
    const { state, share } = told
    return { state, ...(share == null ? {} : { share }) }
  }

  return {
    of: async (planId: string): Promise<ProgressView | undefined> => {
      const here = known.get(planId)
      // What has failed here may be tried again elsewhere.
      return here === undefined || here.state === 'failed' ? ((await elsewhere(planId)) ?? here) : here
    },

    /** Whether another instance has given up what it was making. */
    cancelElsewhere: async (planId: string): Promise<boolean> => {
      const state = (await elsewhere(planId))?.state
      if (state !== 'queued' && state !== 'solving') return false
      await cancellations.updateOne({ _id: planId } as never, { $set: { at: Date.now() } } as never, { upsert: true })
      for (;;) {
        const now = (await elsewhere(planId))?.state
        if (now === undefined || now === 'ready' || now === 'failed') return now === 'failed'
        await sleep(tellMilliseconds)
      }
    },

    /** Follows a plan from the moment that it is asked for until it is there, or is not to be. */
    follow: async <Result>(
      planId: string,
      make: (tell: Tell) => Promise<Result>,
      cancel: () => void,
    ): Promise<Result> => {
      set(planId, { state: 'queued' })
      const sharing = share(planId, cancel)
      const solving = ({ done, total }: Progress) =>
        set(planId, {
          state: 'solving',
          ...(total === undefined || total <= 0 ? {} : { share: Math.max(0, Math.min(1, done / total)) }),
        })
      try {
        const result = await make({ solving, checking: () => set(planId, { state: 'checking' }) })
        set(planId, { state: 'ready', share: 1 })
        return result
      } catch (error) {
        set(planId, { state: 'failed' })
        throw error
      } finally {
        await sharing.end()
      }
    },
  }
}
