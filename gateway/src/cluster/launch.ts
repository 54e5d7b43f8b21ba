// Starts a program of the bureau as a process of its own and ends it again.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { environmentWith, type Settings } from '@stagebureau/infra'

const root = join(import.meta.dirname, '../../..')
/** A little more than a process takes for itself. */
const patienceMilliseconds = 12_000

export type Launched = {
  readonly name: string
  readonly pid: number | undefined
  /** The exit code; null when it was killed. */
  readonly ended: Promise<number | null>
  readonly running: () => boolean
  readonly stop: () => Promise<void>
}

/** `program` is a path from the root; what it writes goes to standard error. */
export const launch = (name: string, program: string, settings: Settings): Launched => {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(root, program)], {
    cwd: root,
    env: environmentWith(settings) as NodeJS.ProcessEnv,
    stdio: ['ignore', 2, 2],
  })
  const ended = new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(1))
    child.once('exit', resolve)
  })
  const running = () => child.exitCode === null && child.signalCode === null
  return {
    name,
    pid: child.pid,
    ended,
    running,
    stop: async () => {
      if (!running()) return
      child.kill('SIGTERM')
      await Promise.race([ended, sleep(patienceMilliseconds, undefined, { ref: false })])
      if (running()) child.kill('SIGKILL')
      await ended
    },
  }
}
