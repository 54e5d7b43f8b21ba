// Lets commands of this machine's user speak to the running bureau: one JSON line in, one JSON line out.
import { chmodSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'
import { DomainError } from '@stagebureau/shared'
import { controlAddress } from './address.ts'

export type Commands = Readonly<Record<string, (input: never) => Promise<unknown>>>
export type Answer = { readonly output: unknown } | { readonly error: string }

const answer = async (commands: Commands, line: string): Promise<Answer> => {
  try {
    const { command, input } = JSON.parse(line) as { command: string; input: never }
    const run = Object.hasOwn(commands, command) ? commands[command] : undefined
    if (run === undefined) return { error: `the running bureau does not know the command ${command}` }
    return { output: (await run(input)) ?? null }
  } catch (error) {
    return { error: error instanceof DomainError ? error.message : `the command failed: ${(error as Error).message}` }
  }
}

/** Only the owner of the data folder can open the socket. */
export const serveCommands = async (
  data: string,
  commands: Commands,
): Promise<{ readonly close: () => Promise<void> }> => {
  const address = controlAddress(data)
  // The files are ours by now, so a socket that lies here was left by a process that died.
  rmSync(address, { force: true })
  const server = createServer((socket) => {
    socket.on('error', () => {})
    const lines = createInterface({ input: socket })
    lines.on('line', async (line) => {
      const said = await answer(commands, line)
      if (!socket.destroyed) socket.end(`${JSON.stringify(said)}\n`)
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(address, resolve)
  })
  chmodSync(address, 0o600)
  return { close: () => new Promise((resolve) => void server.close(() => resolve())) }
}
