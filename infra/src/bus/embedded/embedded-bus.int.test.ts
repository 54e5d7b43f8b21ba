// The embedded bus passes the suite, also when it is told to be nasty, and keeps its word over a kill.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eventually } from '@stagebureau/shared/testing'
import { busSuite } from '../bus.suite.ts'
import { disturbedBus, type Mischief } from '../disturbed-bus.ts'
import { createEmbeddedBus } from './embedded-bus.ts'

const openIn = async (mischief?: Mischief) => {
  const folder = mkdtempSync(join(tmpdir(), 'bus-'))
  const file = join(folder, 'bus.sqlite')
  let bus = createEmbeddedBus({ file })
  const asGiven = () => (mischief === undefined ? bus : disturbedBus(bus, mischief))
  return {
    bus: asGiven(),
    reopen: async () => {
      bus.abandon()
      bus = createEmbeddedBus({ file })
      return asGiven()
    },
    close: async () => {
      await bus.close()
      rmSync(folder, { recursive: true })
    },
  }
}

busSuite('the embedded bus', () => openIn())
busSuite('the embedded bus in a bad mood', () => openIn({ seed: 7, duplicate: 0.3, delayMilliseconds: 20 }))

describe('the file of the embedded bus', () => {
  it('is refused to a second process with a sentence that says what to do', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bus-'))
    const file = join(folder, 'bus.sqlite')
    const script = `
      import { createEmbeddedBus } from ${JSON.stringify(join(import.meta.dirname, 'embedded-bus.ts'))}
      createEmbeddedBus({ file: ${JSON.stringify(file)} })
      process.stdout.write('open')
      setInterval(() => {}, 1000)`
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await new Promise((resolve) => child.stdout.once('data', resolve))
    expect(() => createEmbeddedBus({ file })).toThrow(/in use by another process: stop that process/)
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await ended
    const bus = await eventually(() => createEmbeddedBus({ file }))
    await bus.close()
    rmSync(folder, { recursive: true })
  })
})
