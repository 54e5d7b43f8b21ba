// What the commands that move a bureau share: their arguments, its databases, and how they end.
import { parseArgs } from 'node:util'
import { ConfigError, type Moved, MoveError, readConfig, StoreError } from '@stagebureau/infra'

/** Events are not moved: a bureau at rest has made everything of them that there is. */
export const databases = ['companies', 'placements', 'matching', 'gateway', 'mail'] as const

export type Moving = {
  readonly file: string
  /** The folder of the bureau, or with `cluster` the one that says which bureau on the servers it is. */
  readonly data: string
  readonly cluster: boolean
}

const end = (code: number, text: string): never => {
  process.stderr.write(`${text}\n`)
  process.exit(code)
}

const readArguments = (usage: string): Moving => {
  const options = { data: { type: 'string' }, cluster: { type: 'boolean' } } as const
  try {
    const { values, positionals } = parseArgs({ options, allowPositionals: true })
    const [file, ...more] = positionals
    if (file === undefined || more.length > 0) return end(2, usage)
    return { file, data: values.data ?? readConfig().data, cluster: values.cluster ?? false }
  } catch (error) {
    return end(2, error instanceof ConfigError ? error.message : `${(error as Error).message}\n${usage}`)
  }
}

/** Ends the process: with 0 after one line on what was moved, with 1 when it cannot be, with 2 for wrong arguments. */
export const runMove = async (usage: string, done: string, move: (moving: Moving) => Promise<Moved>): Promise<void> => {
  const moving = readArguments(usage)
  try {
    const { documents, sha256 } = await move(moving)
    process.stdout.write(`${done} ${documents} documents, sha256 ${sha256}\n`)
    process.exit(0)
  } catch (error) {
    const known = error instanceof MoveError || error instanceof StoreError || error instanceof ConfigError
    end(error instanceof ConfigError ? 2 : 1, known ? error.message : ((error as Error).stack ?? String(error)))
  }
}
