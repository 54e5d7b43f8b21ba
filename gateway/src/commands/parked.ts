// npm run parked -- list|show|replay|discard [GROUP TOPIC KEY] [--data DIR]: what to do about events that nobody could handle.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { askRunning, CommandError, createEmbeddedBus, parkedCommands, readConfig, StoreError } from '@stagebureau/infra'
import type { Envelope, ParkedKey } from '@stagebureau/shared'

const usage = `usage: npm run -s parked -- list [--data DIR]
       npm run -s parked -- show|replay|discard GROUP TOPIC KEY [--data DIR]`

const end = (code: number, text: string): never => {
  process.stderr.write(`${text}\n`)
  process.exit(code)
}

const read = () => {
  try {
    const { values, positionals } = parseArgs({ options: { data: { type: 'string' } }, allowPositionals: true })
    const [what, group, topic, key, ...more] = positionals
    const alone = what === 'list' && group === undefined
    const named = ['show', 'replay', 'discard'].includes(what ?? '') && key !== undefined && more.length === 0
    if (!alone && !named) return end(2, usage)
    return {
      what: what as keyof ReturnType<typeof parkedCommands>,
      which: { group, topic, key },
      data: values.data ?? readConfig().data,
    }
  } catch (error) {
    return end(2, `${(error as Error).message}\n${usage}`)
  }
}

/** Asks the running bureau; when none runs, looks in its files. */
const ask = async (data: string, command: string, which: unknown): Promise<unknown> => {
  const running = await askRunning(data, `parked.${command}`, which)
  if (running !== undefined) return running.output
  const file = join(data, 'events.sqlite')
  if (!existsSync(file)) throw new CommandError(`There is no bureau in ${data}; give its folder with --data.`)
  const bus = createEmbeddedBus({ file })
  try {
    return await parkedCommands(bus.parked)[command as 'list'](which as never)
  } finally {
    await bus.close()
  }
}

const show = (what: string, output: unknown): string => {
  if (what === 'list') {
    const keys = output as readonly ParkedKey[]
    if (keys.length === 0) return 'Nothing is parked.'
    const line = ({ group, topic, key, events, since, error, released }: ParkedKey) =>
      `${group} ${topic} ${key}: ${events} events since ${since}${released ? ' (being handled again)' : ''}\n    ${error}`
    return keys.map(line).join('\n')
  }
  // The types and times of events tell enough to decide; what is in them may be about people.
  if (what === 'show')
    return (
      (output as readonly Envelope[]).map(({ id, type, time }) => `${time} ${type} ${id}`).join('\n') ||
      'Nothing is parked under that key.'
    )
  if (what === 'discard') return `${output as number} events were forgotten.`
  return 'They are handed to their consumer again, in order; look with "list" whether they stayed away.'
}

const { what, which, data } = read()
try {
  process.stdout.write(`${show(what, await ask(data, what, which))}\n`)
} catch (error) {
  end(
    1,
    error instanceof CommandError || error instanceof StoreError
      ? error.message
      : ((error as Error).stack ?? String(error)),
  )
}
