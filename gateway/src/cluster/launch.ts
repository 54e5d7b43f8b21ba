// Starts a program of the bureau as a process of its own and ends it again.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { environmentWith, type Settings } from '@stagebureau/infra'

const root = join(import.meta.dirname, '../../..')
const quickStart = pathToFileURL(join(root, 'infra/quick-start.mjs')).href
/** A little more than a process takes for itself. */
const patienceMilliseconds = 12_000

export type Launched = {
  readonly name: string
  readonly pid: number | undefined
  /** The exit code; null when it was killed. */
  readonly ended: Promise<number | null>
  readonly running: () => boolean
  readonly signal: (signal: NodeJS.Signals) => void
  readonly stop: () => Promise<void>
}

export type LaunchOptions = { readonly args?: readonly string[]; readonly quiet?: boolean }

/** `program` is a path from the root; what it writes goes to standard error, its output only unless `quiet`. */
export const launch = (
  name: string,
  program: string,
  settings: Settings,
  { args = [], quiet = false }: LaunchOptions = {},
): Launched => {
  const flags = ['--import', quickStart, '--disable-warning=ExperimentalWarning']
  const child = spawn(process.execPath, [...flags, join(root, program), ...args], {
    cwd: root,
    env: environmentWith(settings) as NodeJS.ProcessEnv,
    // The channel closes when this process is gone, however it went, and then its children stop as well.
    stdio: ['ignore', quiet ? 'ignore' : 2, 2, 'ipc'],
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
    signal: (signal) => void child.kill(signal),
    stop: async () => {
      if (!running()) return
      child.kill('SIGTERM')
      await Promise.race([ended, sleep(patienceMilliseconds, undefined, { ref: false })])
      if (running()) child.kill('SIGKILL')
      await ended
    },
  }
}
