// A whole season with the services as processes on Kafka and MongoDB: the same files to the byte as in one process.
import { readFileSync } from 'node:fs'
import { connectMongo } from '@stagebureau/infra'
import { testServers } from '@stagebureau/infra/testing'
import { filesOf, inventRegion, ownFolder, runSeason } from './season-job.ts'

const here = ownFolder('cluster')
const { mongodbUri: uri } = testServers()

/** The letters hold links that only this bureau could have made. */
const withoutLetters = (out: string) => [...filesOf(out)].filter(([name]) => !name.startsWith('letters'))

describe('a season on the cluster', () => {
  const region = here.at('region')
  const out = here.at('cluster')
  const single = here.at('single')
  const letters = (folder: string) => [...filesOf(folder).keys()].filter((name) => name.startsWith('letters'))

  afterAll(async () => {
    const { NAMESPACE } = JSON.parse(readFileSync(`${out}/.bureau/cluster.json`, 'utf8'))
    for (const name of ['events', 'mail', 'gateway', 'companies', 'placements', 'matching']) {
      const connection = await connectMongo({ uri, database: `${NAMESPACE}-${name}` })
      await connection.dropDatabase()
      await connection.close()
    }
    here.clear()
  })

  it('leaves the same files as a season in one process', async () => {
    await inventRegion(region, { students: 90, schools: 3, companies: 30, seed: 5 })
    expect(await runSeason(region, single)).toMatchObject({ code: 0 })
    expect(await runSeason(region, out, ['--cluster'])).toMatchObject({ code: 0 })
    expect(withoutLetters(out)).toEqual(withoutLetters(single))
    expect(letters(out)).toEqual(letters(single))
  }, 600_000)

  it('changes nothing and mails nothing when it runs again', async () => {
    const before = withoutLetters(out)
    const again = await runSeason(region, out, ['--cluster', '--json'])
    expect(JSON.parse(again.out)).toMatchObject({ mailed: 0 })
    expect(withoutLetters(out)).toEqual(before)
  }, 600_000)
})
