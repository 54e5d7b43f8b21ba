// A whole season with the services as processes on Kafka and MongoDB: the same files to the byte as in one process.
import { filesOf, inventRegion, ownFolder, runEmbeddedSeason, runSeason } from './season-job.ts'

const here = ownFolder('cluster')
afterAll(here.clear)

/** The letters hold links that only this bureau could have made. */
const withoutLetters = (out: string) => [...filesOf(out)].filter(([name]) => !name.startsWith('letters'))

describe('a season on the cluster', () => {
  const region = here.at('region')
  const out = here.at('cluster')
  const single = here.at('single')
  const letters = (folder: string) => [...filesOf(folder).keys()].filter((name) => name.startsWith('letters'))

  it('leaves the same files as a season in one process', async () => {
    await inventRegion(region, { students: 90, schools: 3, companies: 30, seed: 5 })
    expect(await runEmbeddedSeason(region, single)).toMatchObject({ code: 0 })
    expect(await runSeason(region, out)).toMatchObject({ code: 0 })
    expect(withoutLetters(out)).toEqual(withoutLetters(single))
    expect(letters(out)).toEqual(letters(single))
  })

  it('changes nothing and mails nothing when it runs again', async () => {
    const before = withoutLetters(out)
    const again = await runSeason(region, out, ['--json'])
    expect(JSON.parse(again.out)).toMatchObject({ mailed: 0 })
    expect(withoutLetters(out)).toEqual(before)
  })
})
