import { inventRegion } from '../demonstration/region.ts'
import { InputError } from './input-error.ts'
import { type Files, readSeasonFiles } from './read-folder.ts'

const good: Files = inventRegion({ seed: 1, students: 12, schools: 1, companies: 4 })
const students = [...good.keys()].find((name) => name.startsWith('students-'))!
const text = (file: string) => new TextDecoder().decode(good.get(file)).replace(/^\ufeff/, '')
const bytes = (words: string) => new TextEncoder().encode(words)
const season = JSON.parse(text('season.json'))

const refusal = (changes: Readonly<Record<string, Uint8Array | undefined>>): string => {
  const files = Object.entries({ ...Object.fromEntries(good), ...changes })
  const there = files.filter((entry): entry is [string, Uint8Array] => entry[1] !== undefined)
  try {
    readSeasonFiles(new Map(there), 'region')
  } catch (error) {
    if (error instanceof InputError) return error.message
    throw error
  }
  return ''
}
const refusalOfSeason = (changes: object) =>
  refusal({ 'season.json': bytes(JSON.stringify({ ...season, ...changes })) })
const placement = { kind: 'placement', name: 'Stage', grade: '4', from: '2027-03-01', until: '2027-03-19' }

describe('the files of a season', () => {
  it('are read when they are as they should be', () => expect(refusal({})).toBe(''))

  const tables = ['postcodes.csv', 'schools.csv', 'companies.csv', 'answers.csv', students]
  it.each([...tables.slice(0, -1), 'season.json'])('cannot do without %s', (file) =>
    expect(refusal({ [file]: undefined })).toBe(`region has no ${file}; put it there and start again.`),
  )
  it('cannot do without students', () =>
    expect(refusal({ [students]: undefined })).toMatch(/has no file of students; name them students-/))

  it.each(tables)('name %s when it is empty, has no rows, no table or not the columns that are needed', (file) => {
    const [header, ...rows] = text(file).split('\n')
    expect(refusal({ [file]: bytes('') })).toBe(
      `${file}: The file is empty. Choose the file that your system exported.`,
    )
    expect(refusal({ [file]: bytes(header!) })).toMatch(`${file}: The file has a header and no rows.`)
    expect(refusal({ [file]: Uint8Array.of(0, 1, 2, 3) })).toMatch(`${file}: This is not a table`)
    expect(refusal({ [file]: bytes(['Een;Twee', ...rows].join('\n')) })).toMatch(
      RegExp(`^${file} has no column .+; its columns are Een, Twee\\. Rename its headers and start again\\.$`),
    )
  })

  it('may not hold one school twice', () =>
    expect(refusal({ [students.replace('.csv', '.CSV').toLowerCase()]: good.get(students) })).toMatch(
      /two files of students of .*; make them one/,
    ))

  it.each([
    ['text that is no JSON', () => refusal({ 'season.json': bytes('{"region":') }), /is not JSON/],
    ['no programme', () => refusalOfSeason({ programmes: [] }), /there is no programme; put at least one/],
    ['an unknown kind', () => refusalOfSeason({ programmes: [{ kind: 'feest', name: 'x' }] }), /programmes\.0\.kind/],
    [
      'a day that does not exist',
      () => refusalOfSeason({ programmes: [{ ...placement, from: '2027-02-30' }] }),
      /from/,
    ],
    ['two programmes of one name', () => refusalOfSeason({ programmes: [placement, placement] }), /the same file as/],
    [
      'two names that come to the same file',
      () => refusalOfSeason({ programmes: [placement, { ...placement, name: 'STAGE!' }] }),
      /"STAGE!" would have the same file as "Stage"; give one of them another name/,
    ],
    [
      'a name without a letter',
      () => refusalOfSeason({ programmes: [{ ...placement, name: '!?' }] }),
      /has no letter or digit/,
    ],
    [
      'a holiday that ends before it begins',
      () => refusalOfSeason({ season: { ...season.season, holidays: [['2027-03-05', '2027-03-01']] } }),
      /holidays\.0: this holiday ends before it begins/,
    ],
  ])('may not have a season with %s', (_, refused, words) => {
    expect(refused()).toMatch(words)
    expect(refused()).toMatch(/^season\.json .*\.$/)
  })
})
