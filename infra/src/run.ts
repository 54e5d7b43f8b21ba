// Runs a process until it is asked to stop, and then lets it finish what it has in hand, for ten seconds at most.
import type { Log } from './log.ts'

const patienceMilliseconds = 10_000

export type Stoppable = { readonly stop: () => Promise<void> }

/** Stops on SIGTERM or SIGINT, or when the process that started it with a channel is gone; exits with 0 when everything was finished, with 1 when patience ran out. */
export const runUntilStopped = (process: NodeJS.Process, running: Stoppable, log: Log): void => {
  let stopping = false
  const stop = async (signal: string) => {
    if (stopping) return
    stopping = true
    log.info({ signal }, 'stopping')
    const patience = setTimeout(() => {
      log.error({ signal }, 'not everything could be finished in time; what was acknowledged is safe')
      process.exit(1)
    }, patienceMilliseconds)
    patience.unref()
    try {
      await running.stop()
      log.info('stopped')
      process.exit(0)
    } catch (error) {
      log.error({ err: error }, 'stopping failed; what was acknowledged is safe')
      process.exit(1)
    }
  }
  process.on('SIGTERM', (signal) => void stop(signal))
  process.on('SIGINT', (signal) => void stop(signal))
  process.on('disconnect', () => void stop('disconnect'))
  // It may have gone while this one was still starting.
  if (process.connected === false) void stop('disconnect')
}
