// A bureau that moves through a file: the same documents, a season that goes on, and files and targets that are refused.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import {
  type Adapters,
  checkBureauFile,
  createLog,
  environmentWith,
  exportBureau,
  importBureau,
  keptSecret,
  openEmbedded,
  readConfig,
} from '@stagebureau/infra'
import { testFolder } from '@stagebureau/infra/testing'
import { eventually } from '@stagebureau/shared/testing'
import { openEmptyBureau, openSmallBureau } from '../testing/small-bureau.ts'
import { databases } from './moving.ts'

const here = testFolder()
const at = (name: string) => join(here, name)
const [old, file] = [at('old'), at('bureau.jsonl')]
let companyLink: string

const withAdapters = async <T>(data: string, work: (adapters: Adapters) => Promise<T>): Promise<T> => {
  const adapters = await openEmbedded({ ...readConfig({}), data }, createLog('silent'))
  try {
    return await work(adapters)
  } finally {
    await adapters.close()
  }
}
const exportTo = (data: string, to: string) => withAdapters(data, (adapters) => exportBureau(adapters, databases, to))
const importInto = (data: string) => withAdapters(data, (adapters) => importBureau(adapters, databases, file))
/** All but the first line, which has the time of writing, and the last, which has the hash of it. */
const documentsOf = (name: string) => readFileSync(name, 'utf8').split('\n').slice(1, -2)

beforeAll(async () => {
  const { bureau, people, close } = await openSmallBureau({ folder: old })
  companyLink = (await people()).companyLink!
  await bureau.settled()
  await close()
  await exportTo(old, file)
}, 60_000)
afterAll(() => rmSync(here, { recursive: true }))

describe('a bureau in a file', () => {
  it('can be read by its owner alone', () => {
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  it('has every document again in the bureau that is made of it', async () => {
    const { documents } = await checkBureauFile(file, keptSecret(at('new'), keptSecret(old)))
    await importInto(at('new'))
    await exportTo(at('new'), at('again.jsonl'))
    expect(documentsOf(at('again.jsonl'))).toEqual(documentsOf(file))
    expect(documents).toBe(documentsOf(file).length)
    expect(documents).toBeGreaterThan(300)
  })

  it('goes on there: a company takes its places back with the link of its old letter, and the office hears of it', async () => {
    const { askAs, ask, bureau, close } = await openEmptyBureau({ folder: at('new') })
    const token = decodeURIComponent(companyLink.split('/').at(-1)!)
    const company = await askAs(token)
    const withdraw = `mutation ($input: AnswerCallInput!) { answerCall(input: $input) { id } }`
    expect((await company(withdraw, { input: { token, decision: 'WITHDRAW' } })).errors).toBeUndefined()
    await bureau.settled()
    const { data } = await ask('{ season { programmes { disruptions { cause } } } }')
    expect(data.season.programmes.flatMap((one: { disruptions: unknown[] }) => one.disruptions)).toContainEqual({
      cause: 'WITHDRAWN',
    })
    expect(await bureau.bus.parked.list()).toEqual([])
    await close()
  })

  it('is refused when it is half of it, changed, longer, or no bureau at all', async () => {
    const whole = readFileSync(file, 'utf8')
    const refusal = async (damaged: string) => {
      writeFileSync(at('damaged.jsonl'), damaged)
      return checkBureauFile(at('damaged.jsonl'), keptSecret(old)).then(
        () => 'taken',
        (error: Error) => error.message,
      )
    }
    expect(await refusal(whole)).toBe('taken')
    expect(await refusal(whole.slice(0, whole.length / 2))).toMatch(/is not whole/)
    expect(await refusal(whole.replace('"name":"', '"name":"X'))).toMatch(/has been changed/)
    expect(await refusal(`${whole}{}\n`)).toMatch(/is not whole/)
    expect(await refusal('name;place\n')).toMatch(/is not a bureau/)
  })
  it('is refused with another secret', async () => {
    await expect(checkBureauFile(file, 'x'.repeat(43))).rejects.toThrow(/another secret/)
  })
  it('leaves nothing that passes for a bureau when its import is killed, and comes whole when that is repeated', async () => {
    const command = (name: string, ...args: string[]) => {
      const program = join(import.meta.dirname, `${name}.ts`)
      const env = environmentWith({ SECRET: keptSecret(old) }) as NodeJS.ProcessEnv
      return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, ...args], {
        env,
        stdio: ['ignore', 'ignore', 'pipe'],
      })
    }
    const run = async (...args: [string, ...string[]]) => {
      const child = command(...args)
      const said = await text(child.stderr)
      return { code: child.exitCode ?? (await once(child, 'exit'))[0], said }
    }
    const killed = at('killed')
    const child = command('import', file, '--data', killed)
    const ended = once(child, 'exit')
    // The second of its databases is being written: the first is whole by then, and three are not begun.
    const writing = () => expect(statSync(join(killed, 'placements.sqlite-wal')).size).toBeGreaterThan(100_000)
    await eventually(writing, 30_000)
    child.kill('SIGKILL')
    expect(await ended).toEqual([null, 'SIGKILL'])

    const taken = await run('export', at('killed.jsonl'), '--data', killed)
    expect(taken).toEqual({ code: 1, said: expect.stringMatching(/its import did not end: repeat the import/) })
    expect(await run('import', file, '--data', killed)).toMatchObject({ code: 0 })
    await exportTo(killed, at('killed.jsonl'))
    expect(documentsOf(at('killed.jsonl'))).toEqual(documentsOf(file))
  }, 60_000)
  it('is not put into a bureau that has something already', async () => {
    await expect(importInto(old)).rejects.toThrow(/is not empty \(events\)/)
  })
})

describe('a bureau that is not at rest', () => {
  const insert = (database: string, collection: string, document: object) => async (adapters: Adapters) =>
    (await adapters.connect(database)).db!.collection(collection).insertOne(document as never)
  const consumer = { group: 'g', topics: ['t'], handle: async () => {} }
  const event = { id: 'c:1', source: 'test', type: 'test', version: 1, subject: 'c', sequence: 1, time: '', data: {} }
  const missEvent = async ({ bus }: Adapters) => {
    await (await bus.consume(consumer)).stop()
    await bus.publish('t', [event])
  }

  it.each([
    ['an-outbox', insert('placements', 'days', { pending: true }), /1 documents of days have events to publish/],
    ['a-letter', insert('companies', 'letters', { state: 'queued' }), /1 letters are not sent/],
    ['an-event', missEvent, /1 events wait for g/],
    ['a-process', ({ bus }: Adapters) => bus.consume(consumer), /its processes are running/],
  ])('is refused with %s, in words, and leaves no file', async (name, unsettle, words) => {
    const left = at(`${name}.jsonl`)
    await withAdapters(at(name), async (adapters) => {
      await unsettle(adapters)
      await expect(exportBureau(adapters, databases, left)).rejects.toThrow(words)
    })
    expect(existsSync(left)).toBe(false)
  })
})
