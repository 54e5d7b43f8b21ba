// `npm start` as a user meets it: it starts, keeps what it has, ends cleanly, and says clearly why it cannot start.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eventually } from '@stagebureau/shared/testing'

const root = join(import.meta.dirname, '..')
/** What `--json` prints when the bureau is ready. */
type Line = {
  readonly url: string
  readonly people: Readonly<Record<string, string>>
  readonly signIn: Readonly<Record<string, string>>
  readonly companyLink?: string
}
type Started = Line & {
  /** Headers of somebody who has signed in as the coordinator. */
  readonly coordinator: { readonly cookie: string }
  readonly child: ChildProcess
  readonly url: string
  readonly ended: Promise<number | null>
  readonly errors: () => string
}

const launched: ChildProcess[] = []
const launch = (program: string, args: readonly string[], settings: Record<string, string> = {}) => {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(root, program), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE, ...settings },
  })
  launched.push(child)
  let output = ''
  let errors = ''
  child.stdout.on('data', (chunk) => {
    output += chunk
  })
  child.stderr.on('data', (chunk) => {
    errors += chunk
  })
  const ended = new Promise<number | null>((resolve) => void child.once('exit', resolve))
  return { child, ended, output: () => output, errors: () => errors }
}
const start = async (args: readonly string[]): Promise<Started> => {
  const one = launch('gateway/src/all-in-one.ts', ['--port', '0', '--json', ...args], { LOG_LEVEL: 'warn' })
  const line = await eventually(() => {
    if (one.child.exitCode !== null) return ''
    if (!one.output().includes('\n')) throw new Error('not started yet')
    return one.output()
  }, 60_000)
  if (line === '') throw new Error(one.errors())
  const ready = JSON.parse(line) as Line
  return { ...one, ...ready, coordinator: { cookie: await cookieBy(ready.signIn.coordinator!) } }
}
/** The session in a cookie of whoever uses a link to sign in. */
const cookieBy = async (link: string): Promise<string> => {
  const signedIn = await fetch(link, { method: 'POST', redirect: 'manual' })
  return signedIn.headers.get('set-cookie')!.split(';')[0]!
}
// biome-ignore lint/suspicious/noExplicitAny: a test reads what it asked for
const ask = async (url: string, query: string, who: Record<string, string>): Promise<any> => {
  const headers = { 'content-type': 'application/json', 'x-graphql-yoga-csrf': '1', ...who }
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) })
  return ((await response.json()) as { data: unknown }).data
}

describe('npm start', () => {
  const folder = mkdtempSync(join(tmpdir(), 'start-'))
  afterAll(() => {
    // A test that failed may have left its bureau running.
    for (const child of launched) child.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  })

  it('brings up a demonstration region that survives a kill, and ends cleanly when asked', async () => {
    const data = join(folder, 'demonstration')
    const first = await start(['--data', data])
    const query =
      '{ season { region programmes { name plans { state quality { placed } } } } companies(first: 1) { totalCount } students(first: 1) { totalCount } }'
    const seen = await ask(first.url, query, first.coordinator)
    expect(seen).toMatchObject({
      season: { region: 'Lindervoort' },
      companies: { totalCount: 170 },
      students: { totalCount: 600 },
    })
    const register = await ask(
      first.url,
      'mutation { registerCompany(input: { kvkNumber: "1122334", establishmentNumber: "000011223344", name: "Vonk", postcode: "7100 AB", place: "Baak" }) { id } }',
      first.coordinator,
    )
    first.child.kill('SIGKILL')
    await first.ended

    const second = await start(['--data', data])
    expect(await ask(second.url, query, second.coordinator)).toEqual({ ...seen, companies: { totalCount: 171 } })
    expect(
      await ask(second.url, `{ company(id: "${register.registerCompany.id}") { name } }`, second.coordinator),
    ).toEqual({
      company: { name: 'Vonk' },
    })
    second.child.kill('SIGTERM')
    expect(await second.ended).toBe(0)
  }, 120_000)

  it('goes on with a demonstration that was killed halfway', async () => {
    const data = join(folder, 'halfway')
    const begun = launch('gateway/src/all-in-one.ts', ['--port', '0', '--json', '--data', data], { LOG_LEVEL: 'warn' })
    await eventually(() => expect(begun.errors()).toContain('rows of companies'), 60_000)
    begun.child.kill('SIGKILL')
    await begun.ended
    const started = await start(['--data', data])
    expect(
      await ask(
        started.url,
        '{ companies(first: 1) { totalCount } students(first: 1) { totalCount } }',
        started.coordinator,
      ),
    ).toEqual({
      companies: { totalCount: 170 },
      students: { totalCount: 600 },
    })
    const letters = (await (await fetch(`${started.url}/_mail.json`)).json()) as { to: string }[]
    expect(new Set(letters.map(({ to }) => to)).size).toBe(letters.length)
    started.child.kill('SIGTERM')
    expect(await started.ended).toBe(0)
  }, 120_000)

  it("gives every role a link to sign in, and programs a key with somebody's rights", async () => {
    const data = join(folder, 'demonstration')
    const started = await start(['--data', data])
    const roles = ['coordinator', 'staff', 'mboStaff', 'student', 'companyUser']
    expect(Object.keys(started.people)).toEqual(roles)
    expect(Object.keys(started.signIn)).toEqual(roles)
    expect(started.companyLink).toContain(started.url)
    const key = async (email: string) => {
      const made = launch('gateway/src/commands/api-key.ts', ['--data', data, '--as', email])
      expect(await made.ended).toBe(0)
      return made.output().trim()
    }
    const roleOf = async (email: string) =>
      (await ask(started.url, '{ viewer { role } }', { authorization: `Bearer ${await key(email)}` })).viewer.role
    expect(await roleOf(started.people.student!)).toBe('student')
    expect(await roleOf(started.people.mboStaff!)).toBe('staff')
    const cookie = await cookieBy(started.signIn.student!)
    expect((await ask(started.url, '{ viewer { role } }', { cookie })).viewer.role).toBe('student')
    expect((await fetch(started.signIn.student!)).status).toBe(403)
    expect((await ask(started.url, '{ viewer { role } }', {})).viewer.role).toBe('nobody')
    const entered = await fetch(`${started.url}/proberen/staff`, { method: 'POST', redirect: 'manual' })
    expect(entered.headers.get('location')).toBe('/bord')
    started.child.kill('SIGTERM')
    expect(await started.ended).toBe(0)
    expect(await key(started.people.coordinator!)).toMatch(/^.{40,}$/)
  }, 120_000)

  it('starts empty when asked', async () => {
    const started = await start(['--empty', '--data', join(folder, 'empty')])
    expect(await ask(started.url, '{ season { id } companies(first: 1) { totalCount } }', started.coordinator)).toEqual(
      {
        season: null,
        companies: { totalCount: 0 },
      },
    )
    expect(await (await fetch(started.url)).text()).toContain('nog leeg')
    const other = launch('gateway/src/all-in-one.ts', ['--empty', '--port', '0', '--data', join(folder, 'empty')])
    expect(await other.ended).toBe(1)
    expect(other.errors()).toMatch(/in use by another process: stop that process/)
    expect(other.errors().trim().split('\n')).toHaveLength(1)
    started.child.kill('SIGTERM')
    expect(await started.ended).toBe(0)
  }, 60_000)

  it('sends real letters where there is a mail server, shows none, and invents nobody', async () => {
    const settings = {
      SMTP_URL: 'smtp://127.0.0.1:1',
      PUBLIC_URL: 'https://bureau.example',
      COORDINATOR: 'ik@bureau.example',
    }
    const data = join(folder, 'real')
    const real = launch('gateway/src/all-in-one.ts', ['--port', '0', '--json', '--data', data], settings)
    const { url, people } = await eventually(() => JSON.parse(real.output()) as Line, 60_000)
    expect(people).toEqual({})
    expect((await fetch(`${url}/_mail`)).status).toBe(404)
    expect((await fetch(`${url}/proberen/coordinator`, { method: 'POST' })).status).toBe(403)
    expect((await fetch(url)).url).toBe(`${url}/inloggen`)
    const made = launch('gateway/src/commands/api-key.ts', ['--data', data, '--as', 'ik@bureau.example'])
    expect(await made.ended).toBe(0)
    const authorization = `Bearer ${made.output().trim()}`
    expect(await ask(url, '{ viewer { role } season { id } }', { authorization })).toEqual({
      viewer: { role: 'coordinator' },
      season: null,
    })
    real.child.kill('SIGTERM')
    expect(await real.ended).toBe(0)
  }, 60_000)

  it('says that its port is taken', async () => {
    const blocker = createServer()
    await new Promise<void>((resolve) => void blocker.listen(0, '127.0.0.1', resolve))
    const { port } = blocker.address() as { port: number }
    const refused = launch('gateway/src/all-in-one.ts', [
      '--empty',
      '--port',
      String(port),
      '--data',
      join(folder, 'port'),
    ])
    expect(await refused.ended).toBe(1)
    expect(refused.errors()).toBe(`Port ${port} is in use: stop what listens there, or choose another with --port.\n`)
    await new Promise((resolve) => blocker.close(resolve))
  }, 60_000)

  it.each([
    ['a wrong argument', ['--nonsense'], {}, 2, /--nonsense/],
    ['a wrong port', ['--port', 'many'], {}, 2, /--port many: not a port/],
    ['another address while letters are shown', ['--empty'], { HOST: '0.0.0.0' }, 2, /HOST: [\s\S]*needs SMTP_URL/],
    ['real letters without an address for links', [], { SMTP_URL: 'smtp://127.0.0.1:1' }, 2, /PUBLIC_URL: is needed/],
    ['a clock that is none', ['--now', 'noon'], {}, 2, /--now noon: not an instant/],
    ['wrong settings, all at once', ['--empty'], { PORT: 'x', LOG_LEVEL: 'loud' }, 2, /PORT: [\s\S]*LOG_LEVEL: /],
  ])('refuses %s with one clear word', async (_, args, settings, code, text) => {
    const refused = launch('gateway/src/all-in-one.ts', ['--data', join(folder, 'wrong'), ...args], settings)
    expect(await refused.ended).toBe(code)
    expect(refused.errors()).toMatch(text)
    expect(refused.errors()).not.toMatch(/at .*\.ts:/)
  })

  it('says which file is damaged', async () => {
    const data = join(folder, 'damaged')
    const started = await start(['--empty', '--data', data])
    started.child.kill('SIGTERM')
    await started.ended
    writeFileSync(
      join(data, 'companies.sqlite'),
      'this is no database, and never was one; it only fills a page or so.'.repeat(100),
    )
    const refused = launch('gateway/src/all-in-one.ts', ['--empty', '--port', '0', '--data', data])
    expect(await refused.ended).toBe(1)
    expect(refused.errors()).toMatch(/companies\.sqlite is (damaged|not a store)/)
    expect(refused.errors().trim().split('\n')).toHaveLength(1)
  }, 60_000)
})
