// The compose file parses, starts only programs that exist, and gives them settings that they know and can work with.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { needed, readConfig, settingNames } from '@stagebureau/infra'
import { parse } from 'yaml'

const root = join(import.meta.dirname, '..')
const text = readFileSync(join(root, 'docker-compose.yml'), 'utf8')

type Service = {
  readonly image: string
  readonly command?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>
  readonly healthcheck?: { readonly test?: readonly string[]; readonly disable?: boolean }
  readonly build?: { readonly dockerfile: string }
  readonly ports?: readonly string[]
  readonly mem_limit?: string
  readonly cpus?: number
  readonly read_only?: boolean
  readonly user?: string
  readonly cap_drop?: readonly string[]
}
const { services } = parse(text, { merge: true }) as { services: Readonly<Record<string, Service>> }
const parts = Object.entries(services).filter(([, { image }]) => image === 'stagebureau')

/** What a `.env` has to say, as a person would write it. */
const given: Readonly<Record<string, string>> = {
  MONGODB_PASSWORD: 'm'.repeat(32),
  SECRET: 's'.repeat(32),
  SERVICE_PRIVATE_KEY: 'private',
  SERVICE_PUBLIC_KEYS: 'public',
}
const holes = [...text.matchAll(/\$\{([A-Z_]+)(?::([-?])([^}]*))?\}/g)].map(([, name, kind, rest]) => ({
  name,
  kind,
  rest,
}))
const filled = (value: string) =>
  value.replace(
    /\$\{([A-Z_]+)(?::([-?])([^}]*))?\}/g,
    (_, name, kind, rest) => given[name] ?? (kind === '-' ? rest : ''),
  )
const settingsOf = ({ environment = {} }: Service) =>
  Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, filled(String(value))]))

describe('docker-compose.yml', () => {
  it('has the servers, the gateway and every service', () =>
    expect(Object.keys(services).toSorted()).toEqual(
      ['companies', 'gateway', 'kafka', 'mail', 'matching', 'mongodb', 'placements', 'prepare'].toSorted(),
    ))

  it('has no secret in it, and says how to make each', () => {
    for (const { name, kind, rest } of holes.filter(({ name }) => name! in given)) {
      expect({ name, kind }).toEqual({ name, kind: '?' })
      expect(rest!.length).toBeGreaterThan(15)
    }
    for (const name of Object.keys(given)) expect(holes.map((hole) => hole.name)).toContain(name)
  })

  it('depends on what is there', () => {
    for (const { depends_on = {} } of Object.values(services))
      for (const [name, { condition }] of Object.entries(depends_on)) {
        expect(Object.keys(services)).toContain(name)
        if (condition === 'service_healthy') expect(services[name]!.healthcheck?.test).toBeDefined()
      }
  })

  it('limits everything, and shows only the gateway and the mail catcher, to this machine', () => {
    for (const one of Object.values(services))
      expect(one).toMatchObject({ mem_limit: expect.stringMatching(/^\d+[mg]$/), cpus: expect.any(Number) })
    const shown = Object.entries(services).flatMap(([name, { ports = [] }]) => ports.map((port) => ({ name, port })))
    expect(shown.map(({ name }) => name).toSorted()).toEqual(['gateway', 'mail'])
    for (const { port } of shown) expect(port).toMatch(/^127\.0\.0\.1:/)
  })

  it.each(parts)('runs %s as nobody in particular, without writing', (_, part) => {
    expect(part).toMatchObject({ read_only: true, user: 'node', cap_drop: ['ALL'] })
  })

  it.each(parts)('starts a program of %s that exists', (_, { command, healthcheck, build }) => {
    expect(command![0]).toBe('node')
    expect(existsSync(join(root, command![1]!))).toBe(true)
    const check = healthcheck!.test?.at(-1)
    if (healthcheck!.disable !== true) expect(existsSync(join(root, check!))).toBe(true)
    if (build !== undefined) expect(existsSync(join(root, build.dockerfile))).toBe(true)
  })

  it.each(parts)('gives %s settings that it knows and can work with', (name, part) => {
    const settings = settingsOf(part)
    expect(Object.keys(settings).filter((setting) => !settingNames.includes(setting))).toEqual([])
    const config = readConfig(settings)
    expect(config).toMatchObject({ runtime: 'cluster', host: '0.0.0.0' })
    if (name === 'gateway')
      expect(() =>
        needed(config, ['companiesUrls', 'placementsUrls', 'matchingUrls', 'servicePrivateKey']),
      ).not.toThrow()
    else if (name !== 'prepare') expect(() => needed(config, ['servicePublicKeys'])).not.toThrow()
  })

  it('hands the key that signs to the gateway alone', () => {
    const holders = parts.filter(([, part]) => 'SERVICE_PRIVATE_KEY' in settingsOf(part)).map(([name]) => name)
    expect(holders).toEqual(['gateway'])
  })
})

describe('the image', () => {
  const dockerfile = readFileSync(join(root, 'infra/docker/Dockerfile'), 'utf8')

  it('is Node 24 and not root', () => {
    expect([...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image)).toEqual([
      'node:24-slim',
      'node:24-slim',
    ])
    expect(dockerfile).toMatch(/^USER node$/m)
  })

  it('names only files and commands that exist', () => {
    const files = [...dockerfile.matchAll(/"([\w./-]+\.(?:ts|mjs))"/g)].map(([, file]) => file!)
    expect(files.length).toBeGreaterThan(1)
    for (const file of files) expect(existsSync(join(root, file))).toBe(true)
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    for (const [, script] of dockerfile.matchAll(/npm run (?:-s )?([\w:-]+)/g)) expect(scripts).toHaveProperty(script!)
  })
})
