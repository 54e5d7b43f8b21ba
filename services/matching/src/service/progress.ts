// Remembers how far each plan is that is being made, for those who wait for it.
import type { ProgressView } from '../api.ts'
import type { Progress } from '../engine/flow-network.ts'

const mostRemembered = 1000

export type Tell = { readonly solving: (progress: Progress) => void; readonly checking: () => void }
export type Following = ReturnType<typeof createFollowing>

export const createFollowing = () => {
  const known = new Map<string, ProgressView>()
  const set = (planId: string, progress: ProgressView) => {
    known.delete(planId)
    known.set(planId, progress)
    if (known.size > mostRemembered) known.delete(known.keys().next().value as string)
  }
  return {
    of: (planId: string): ProgressView | undefined => known.get(planId),
    /** Follows a plan from the moment that it is asked for until it is there, or is not to be. */
    follow: async <Result>(planId: string, make: (tell: Tell) => Promise<Result>): Promise<Result> => {
      set(planId, { state: 'queued' })
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
      }
    },
  }
}
