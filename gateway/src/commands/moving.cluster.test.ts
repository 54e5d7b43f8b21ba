// A bureau that outgrows one machine: by the commands from its files to the servers, where its season goes on, and back.
import { execFile } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { connectMongo, createLog, environmentWith, readConfig } from '@stagebureau/infra'
import { testFolder, testServers } from '@stagebureau/infra/testing'
import { clockAt } from '@stagebureau/shared'
import { eventually } from '@stagebureau/shared/testing'
import { openBureau } from '../bureau.ts'
import { keptSettings } from '../cluster/kept-settings.ts'
import { openOnCluster } from '../cluster/open-on-cluster.ts'
import { call, inventSeason } from '../testing/small-bureau.ts'

const here = testFolder()
const at = (name: string) => join(here, name)
const now = '2026-06-08T08:00:00Z'
const size = { seed: 3, students: 24, schools: 2, companies: 10 }

const start = (command: 'export' | 'import', ...args: string[]) => {
  const secret = command === 'import' ? readFileSync(at('old/secret'), 'utf8') : undefined
  const program = join(import.meta.dirname, `${command}.ts`)
  const options = { env: environmentWith({ SECRET: secret }) as NodeJS.ProcessEnv }
  const flags = ['--disable-warning=ExperimentalWarning', program]
  return promisify(execFile)(process.execPath, [...flags, ...args], options)
}
const run = async (...given: Parameters<typeof start>) => (await start(...given)).stdout
const namespaceOf = (name: string): string => JSON.parse(readFileSync(at(`${name}/cluster.json`), 'utf8')).NAMESPACE
const documentsOf = (name: string) => readFileSync(at(name), 'utf8').split('\n').slice(1, -2)

describe('a bureau that moves from its files to the servers', () => {
  afterAll(async () => {
    for (const name of ['cluster', 'killed']) await testServers().clear(namespaceOf(name))
    rmSync(here, { recursive: true })
  })

  it('has the same documents there, goes on, is not exported while it runs, and comes back', async () => {
    const config = { ...readConfig({}), data: at('old') }
    const bureau = await openBureau(config, createLog('silent'), { clock: clockAt(now) })
    await inventSeason(bureau, size)
    await bureau.settled()
    await bureau.stop()
    await run('export', at('old.jsonl'), '--data', at('old'))
    await run('import', at('old.jsonl'), '--data', at('cluster'), '--cluster')
    await run('export', at('there.jsonl'), '--data', at('cluster'), '--cluster')
    expect(documentsOf('there.jsonl')).toEqual(documentsOf('old.jsonl'))

    const there = await openOnCluster(at('cluster'), now, 'error')
    const place = { address: '', postcode: '9801 AB', place: 'Lindervoort', worlds: [], profiles: [], recognitions: [] }
    const numbers = { kvkNumber: '20000001', establishmentNumber: '000020000001' }
    const goOn = async () => {
      const { id } = await there.companies.registerCompany({ ...numbers, name: 'Nieuw', ...place }, call)
      await there.settled()
      const running = run('export', at('running.jsonl'), '--data', at('cluster'), '--cluster')
      await expect(running).rejects.toThrow(/its processes are running/)
      return id
    }
    const id = await goOn().finally(there.stop)

    await run('export', at('later.jsonl'), '--data', at('cluster'), '--cluster')
    await run('import', at('later.jsonl'), '--data', at('back'))
    await run('export', at('back.jsonl'), '--data', at('back'))
    expect(documentsOf('back.jsonl')).toEqual(documentsOf('later.jsonl'))
    const ofMatching = documentsOf('back.jsonl').filter((line) => line.includes('"database":"matching"'))
    expect(ofMatching.filter((line) => line.includes(id))).not.toEqual([])
  })

  it('is none there while its import was killed, and whole when that is repeated', async () => {
    const there = ['--data', at('killed'), '--cluster']
    const { NAMESPACE } = keptSettings(at('killed'), readFileSync(at('old/secret'), 'utf8'))
    const placements = await connectMongo({ uri: testServers().mongodbUri, database: `${NAMESPACE}-placements` })
    const importing = start('import', at('old.jsonl'), ...there)
    const killed = expect(importing).rejects.toMatchObject({ signal: 'SIGKILL' })
    // The second of its databases is being written: the first is whole by then, and three are not begun.
    const begun = async () => expect(await placements.db!.collection('students').countDocuments()).toBeGreaterThan(0)
    await eventually(begun, 30_000)
    importing.child.kill('SIGKILL')
    await killed
    await placements.close()

    await expect(run('export', at('half.jsonl'), ...there)).rejects.toThrow(/its import did not end: repeat the import/)
    await run('import', at('old.jsonl'), ...there)
    await run('export', at('whole.jsonl'), ...there)
    expect(documentsOf('whole.jsonl')).toEqual(documentsOf('old.jsonl'))
  })
})
