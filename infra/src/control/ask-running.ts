// Puts a command to the bureau that runs on a data folder, if one does.
import { connect } from 'node:net'
import { controlAddress } from './address.ts'
import type { Answer } from './serve-commands.ts'

export class CommandError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'CommandError'
  }
}

const speak = (address: string, line: string): Promise<string | undefined> =>
  new Promise((resolve, reject) => {
    let text = ''
    const socket = connect(address)
    socket.on('connect', () => socket.write(`${line}\n`))
    socket.on('data', (chunk) => {
      text += chunk.toString('utf8')
    })
    socket.on('end', () => resolve(text))
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ECONNREFUSED') resolve(undefined)
      else reject(error)
    })
  })

/** The answer as `{ output }`; undefined when no bureau runs there. Throws a CommandError with what the bureau said. */
export const askRunning = async (
  data: string,
  command: string,
  input: unknown,
): Promise<{ output: unknown } | undefined> => {
  const text = await speak(controlAddress(data), JSON.stringify({ command, input }))
  if (text === undefined) return undefined
  const answer = JSON.parse(text) as Answer
  if ('error' in answer) throw new CommandError(answer.error)
  return answer
}
