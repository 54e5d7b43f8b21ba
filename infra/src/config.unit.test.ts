import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ConfigError, readConfig, settingNames } from './config.ts'

describe('readConfig', () => {
  it('needs nothing for an embedded bureau', () => {
    expect(readConfig({})).toMatchObject({ runtime: 'embedded', data: 'data', host: '127.0.0.1', port: 4000 })
  })

  it('lists every problem at once', () => {
    const read = () => readConfig({ RUNTIME: 'cluster', PORT: 'many', SECRET: 'short', LOG_LEVEL: 'loud' })
    expect(read).toThrow(ConfigError)
    for (const name of ['PORT', 'SECRET', 'LOG_LEVEL']) expect(read).toThrow(new RegExp(`${name}: `))
  })

  it('has no defaults for what a cluster needs', () => {
    const read = () => readConfig({ RUNTIME: 'cluster' })
    for (const name of ['SECRET', 'KAFKA_BROKERS', 'MONGODB_URI', 'SMTP_URL', 'PUBLIC_URL'])
      expect(read).toThrow(new RegExp(`${name}: is needed when RUNTIME is cluster`))
  })

  it('takes an empty setting for one that is not set', () => {
    expect(readConfig({ DATA: '' }).data).toBe('data')
  })
})

describe('.env.example', () => {
  const lines = readFileSync(join(import.meta.dirname, '../../.env.example'), 'utf8').split('\n')
  const example = Object.fromEntries(
    lines.flatMap((line) => {
      const [, name, value] = /^#?([A-Z_]+)=(.*)$/.exec(line) ?? []
      return name === undefined ? [] : [[name, value]]
    }),
  )

  it('names every setting and no other', () => {
    expect(Object.keys(example).toSorted()).toEqual(settingNames.toSorted())
  })

  it('is itself a set of settings that works', () => {
    expect(() => readConfig({ ...example, RUNTIME: 'cluster' })).not.toThrow()
  })
})
