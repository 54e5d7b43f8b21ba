// The season job on real files: what it leaves behind passes an independent reading, again and again.
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readSeason } from './reading/read-season.ts'
import { filesOf, inventRegion, ownFolder, repository, runSeason } from './season-job.ts'

const here = ownFolder('season')
afterAll(here.clear)

const report = (out: string) => JSON.parse(filesOf(out).get('report.json') ?? '{}')

describe('a season', () => {
  describe('given an invented region', () => {
    const region = here.at('region')
    const out = here.at('out')

    it('leaves files that pass an independent reading', async () => {
      await inventRegion(region, { students: 150, schools: 5, companies: 50, seed: 11 })
      expect(await runSeason(region, out)).toMatchObject({ code: 0 })
      expect(await readSeason(region, out)).toEqual([])
    })

    it('changes nothing, mails nothing and writes the same files when it runs again', async () => {
      const before = filesOf(out)
      const again = await runSeason(region, out, ['--json'])
      expect(JSON.parse(again.out)).toMatchObject({ mailed: 0 })
      expect(filesOf(out)).toEqual(before)
      expect(await readSeason(region, out)).toEqual([])
    })

    it('plans those who come with a mended file as well, when it runs again on the same data', async () => {
      const [partial, mended] = [here.at('partial'), here.at('mended')]
      cpSync(region, partial, { recursive: true })
      const file = join(partial, readdirSync(partial).find((name) => name.startsWith('students-'))!)
      const whole = readFileSync(file)
      writeFileSync(file, whole.subarray(0, whole.subarray(0, -2).lastIndexOf('\n') + 1))
      expect(await runSeason(partial, mended)).toMatchObject({ code: 0 })
      const without = report(mended).counts.students
      writeFileSync(file, whole)
      expect(await runSeason(partial, mended)).toMatchObject({ code: 0 })
      expect(report(mended).counts.students).toBe(without + 1)
      expect(await readSeason(partial, mended)).toEqual([])
    })

    it('breaks ties by another seed into a season that is right too, and as good', async () => {
      const other = here.at('other')
      expect(await runSeason(region, other, ['--seed', '42', '--data', here.at('other-data')])).toMatchObject({
        code: 0,
      })
      expect(await readSeason(region, other)).toEqual([])
      expect(report(other).seed).toBe(42)
      const reached = (one: string) =>
        report(one)
          .programmes.find(({ kind }: Readonly<Record<string, string>>) => kind === 'placement')
          ?.goals.slice(0, -1)
      expect(reached(other)).toEqual(reached(out))
    })
  })

  describe('given the test region', () => {
    const region = process.env.REGION_FOLDER ?? join(repository, '..', 'shared', 'data', 'achterhoek')

    it('leaves files that pass an independent reading', async () => {
      if (!existsSync(region)) {
        console.info(`not run: there is no ${region}; name a region in REGION_FOLDER`)
        return
      }
      const out = here.at('test-region')
      expect(await runSeason(region, out)).toMatchObject({ code: 0 })
      expect(await readSeason(region, out)).toEqual([])
      const before = filesOf(out)
      expect(await runSeason(region, out)).toMatchObject({ code: 0 })
      expect(filesOf(out)).toEqual(before)
      // Twice six hundred students, where a stand-in for MongoDB takes milliseconds for each write.
    }, 2_400_000)
  })
})
