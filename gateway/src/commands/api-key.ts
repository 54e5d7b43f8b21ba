// npm run api-key -- --as EMAIL [--data DIR] [--days 30]: prints a key with which a program has that person's rights.
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { askRunning, CommandError, createLog, readConfig, StoreError } from '@stagebureau/infra'
import { DomainError } from '@stagebureau/shared'
import { openBureau } from '../bureau.ts'
import type { ApiKeyInput } from './control.ts'

const usage = 'usage: npm run -s api-key -- --as EMAIL [--data DIR] [--days 30]'
const mostDays = 366

const end = (code: number, text: string): never => {
  process.stderr.write(`${text}\n`)
  process.exit(code)
}

const read = () => {
  const options = { data: { type: 'string' }, as: { type: 'string' }, days: { type: 'string', default: '30' } } as const
  try {
    const { values } = parseArgs({ options, allowPositionals: false })
    const days = Number(values.days)
    if (values.as === undefined) return end(2, `--as is missing: whose rights the key gives.\n${usage}`)
    if (!Number.isInteger(days) || days < 1 || days > mostDays)
      return end(2, `--days ${values.days}: not a number of days from 1 to ${mostDays}.`)
    return { input: { email: values.as, days }, data: values.data ?? readConfig().data }
  } catch (error) {
    return end(2, `${(error as Error).message}\n${usage}`)
  }
}

type Key = { readonly key: string; readonly until: string }

/** Asks the running bureau; when none runs, writes the key into its files. */
const makeKey = async (data: string, input: ApiKeyInput): Promise<Key> => {
  const running = await askRunning(data, 'api-key', input)
  if (running !== undefined) return running.output as Key
  if (!existsSync(data)) throw new CommandError(`There is no bureau in ${data}; give its folder with --data.`)
  const bureau = await openBureau({ ...readConfig(), data }, createLog('silent'))
  try {
    return await bureau.door.makeApiKey(input.email, input.days)
  } finally {
    await bureau.stop()
  }
}

const { input, data } = read()
try {
  process.stdout.write(`${(await makeKey(data, input)).key}\n`)
} catch (error) {
  if (error instanceof CommandError || error instanceof DomainError || error instanceof StoreError)
    end(1, error.message)
  end(1, (error as Error).stack ?? String(error))
}
