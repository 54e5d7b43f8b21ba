import { rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DomainError } from '@stagebureau/shared'
import { testFolder } from '../testing/index.ts'
import { controlAddress } from './address.ts'
import { askRunning } from './ask-running.ts'
import { serveCommands } from './serve-commands.ts'

describe('the local socket', () => {
  const folder = testFolder()
  afterAll(() => rmSync(folder, { recursive: true }))
  const commands = {
    twice: async ({ n }: { n: number }) => n * 2,
    refuse: async () => {
      throw new DomainError('missing', 'company/unknown')
    },
  }

  it('is not there while no bureau runs', async () =>
    expect(await askRunning(folder, 'twice', { n: 2 })).toBeUndefined())

  it('answers commands, passes refusals on, and is for its owner only', async () => {
    const serving = await serveCommands(folder, commands as never)
    expect(await askRunning(folder, 'twice', { n: 21 })).toEqual({ output: 42 })
    await expect(askRunning(folder, 'refuse', {})).rejects.toThrow('There is no such company')
    await expect(askRunning(folder, 'constructor', {})).rejects.toThrow('does not know the command constructor')
    expect(statSync(controlAddress(folder)).mode & 0o077).toBe(0)
    await serving.close()
    expect(await askRunning(folder, 'twice', { n: 2 })).toBeUndefined()
  })

  it('finds another place when the folder has too long a name', async () => {
    const deep = join(folder, 'x'.repeat(120))
    const serving = await serveCommands(deep, commands as never)
    expect(await askRunning(deep, 'twice', { n: 1 })).toEqual({ output: 2 })
    await serving.close()
  })
})
