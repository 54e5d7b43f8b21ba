// The embedded bus passes the suite, also when it is told to be nasty, and keeps its word over a kill.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eventually } from '@stagebureau/shared/testing'
import { busSuite } from '../bus.suite.ts'
import { createEmbeddedBus } from './embedded-bus.ts'
import { disturb } from './mischief.ts'

const openIn = async (mischief?: { seed: number; duplicate: number; delayMilliseconds: number }) => {
  const folder = mkdtempSync(join(tmpdir(), 'bus-'))
  const file = join(folder, 'bus.sqlite')
  const options = mischief === undefined ? { file } : { file, mischief }
  let bus = createEmbeddedBus(options)
  return {
    bus,
    reopen: async () => {
      bus.abandon()
      bus = createEmbeddedBus(options)
      return bus
    },
    close: async () => {
      await bus.close()
      rmSync(folder, { recursive: true })
    },
  }
}

busSuite('the embedded bus', () => openIn())
busSuite('the embedded bus in a bad mood', () => openIn({ seed: 7, duplicate: 0.3, delayMilliseconds: 20 }))

describe('disturb', () => {
  it('repeats events and shuffles keys, but keeps the order within a key', () => {
    const events = Array.from({ length: 30 }, (_, i) => ({
      position: i,
      envelope: {
        id: `${i}`,
        subject: `key-${i % 3}`,
        source: '',
        type: '',
        version: 1,
        sequence: i,
        time: '',
        data: {},
      },
    }))
    let n = 0
    const disturbed = disturb(events, { seed: 1, duplicate: 0.5, delayMilliseconds: 0 }, () => (n++ * 0.37) % 1)
    expect(disturbed.length).toBeGreaterThan(events.length)
    for (const key of ['key-0', 'key-1', 'key-2']) {
      const positions = disturbed.filter(({ envelope }) => envelope.subject === key).map(({ position }) => position)
      expect(positions).toEqual(positions.toSorted((a, b) => a - b))
    }
  })
})

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
