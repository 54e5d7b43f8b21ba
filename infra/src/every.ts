// Does the same work again and again, never twice at the same time; a failure is logged and the next turn comes.
import type { Log } from './log.ts'

export type Rounds = { readonly start: () => void; readonly stop: () => Promise<void> }

export const every = (milliseconds: number, work: () => Promise<unknown>, log: Log): Rounds => {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()
  let stopped = false
  const plan = () => {
    if (stopped) return
    timer = setTimeout(() => {
      running = turn()
    }, milliseconds).unref()
  }
  const turn = async () => {
    try {
      await work()
    } catch (error) {
      log.warn({ err: error }, 'regular work failed; it is tried again')
    }
    plan()
  }
  return {
    start: plan,
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}
