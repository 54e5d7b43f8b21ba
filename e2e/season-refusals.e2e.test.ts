// What the season job says and leaves when it cannot do its work: one sentence, a code, and nothing half done.
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { onCluster } from '@stagebureau/infra/testing'
import { ownFolder, runSeason, runSeasonWith } from './season-job.ts'
import { type SmallRegion, school, writeSmallRegion } from './small-region.ts'

const here = ownFolder('season-refusals')
afterAll(here.clear)

const placement = {
  kind: 'placement',
  name: 'Stage',
  grade: '4',
  from: '2027-03-01',
  until: '2027-03-19',
  weekdays: ['ma', 'di'],
  maxTravelMinutes: 60,
}
const who = { kvk: '01234567', establishment: '000012345678' }
const region: SmallRegion = {
  programmes: [placement],
  students: { [school]: [{ number: '1' }] },
  companies: [who],
  answers: [{ ...who, kind: 'placement' }],
}
const written = (name: string, changes: Partial<SmallRegion> = {}) => {
  writeSmallRegion(here.at(name), { ...region, ...changes })
  return here.at(name)
}
/** What was said beside the progress. */
const words = (errors: string) => errors.split('\n').filter((line) => line !== '' && !/^ +\d+\.\d s {2}/.test(line))

describe('the season job', () => {
  it.each([
    ['a column is missing', { students: { [school]: [] } }, /students-01AB00\.csv: The file has a header and no rows/],
    [
      'a programme lies outside the season',
      { programmes: [{ ...placement, until: '2028-03-19' }] },
      /2028-03-19 of the programme "Stage" is outside the season/,
    ],
  ])('ends with 2 and leaves nothing behind when %s', async (name, changes, sentence) => {
    const out = here.at(`${name}-out`)
    const { code, errors } = await runSeason(written(name, changes), out)
    expect(code).toBe(2)
    expect(words(errors)).toEqual([expect.stringMatching(sentence)])
    expect(existsSync(out)).toBe(false)
  })

  it.each([
    ['without a folder', [], /^usage: /],
    ['with a folder that is not there', ['nowhere'], /^There is no folder nowhere; give the folder/],
    ['with a seed that is no number', ['.', '--seed', 'x'], /^--seed x: not a whole number/],
  ])('ends with 2 %s', async (_, args, sentence) => {
    const { code, errors } = await runSeasonWith(args)
    expect(code).toBe(2)
    expect(words(errors)).toEqual([expect.stringMatching(sentence)])
  })

  it('ends with 2 when a file stands where its folder should come', async () => {
    writeFileSync(here.at('in-the-way'), '')
    const { code, errors } = await runSeason(written('blocked'), here.at('in-the-way'))
    expect(code).toBe(2)
    expect(words(errors)).toEqual([expect.stringMatching(/^No folder can be made there .* choose another --out/)])
  })

  it('ends with 1 and writes no file when its data are damaged', async () => {
    const out = here.at('damaged-out')
    const [name, sentence] = onCluster
      ? ['cluster.json', /cluster\.json is damaged/]
      : ['matching.sqlite', /matching\.sqlite is not a store of this bureau/]
    mkdirSync(here.at('damaged'))
    writeFileSync(here.at('damaged', name), 'this is no database at all')
    const { code, errors } = await runSeason(written('whole'), out, ['--data', here.at('damaged')])
    rmSync(here.at('damaged'), { recursive: true })
    expect(code).toBe(1)
    expect(words(errors)).toEqual([expect.stringMatching(sentence)])
    expect(existsSync(out)).toBe(false)
  })

  it('keeps to the seed that its season was begun with', async () => {
    const folder = written('seeded')
    const out = here.at('seeded-out')
    expect(await runSeason(folder, out, ['--seed', '3'])).toMatchObject({ code: 0 })
    const files = readdirSync(out)
    expect(await runSeason(folder, out, ['--seed', '4'])).toMatchObject({ code: 2 })
    expect(await runSeason(folder, out)).toMatchObject({ code: 0 })
    expect(readdirSync(out)).toEqual(files)
  })
})
