// The season job on what people really send: dirty rows, odd layouts and every rule at its limit, read by a stranger.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readSeason } from './reading/read-season.ts'
import { filesOf, ownFolder, runSeason } from './season-job.ts'
import { type CompanyRow, type SmallRegion, type StudentRow, school, writeSmallRegion } from './small-region.ts'

const here = ownFolder('season-dirty')
afterAll(here.clear)

const number = (n: number) => String(20_000_000 + n)
const company = (n: number, facts: Partial<CompanyRow> = {}): CompanyRow => ({
  kvk: number(n),
  establishment: `0000${number(n)}`,
  ...facts,
})
const placement = {
  kind: 'placement',
  name: 'Stage',
  grade: '4',
  from: '2027-03-01',
  until: '2027-03-19',
  weekdays: ['ma', 'di'],
  maxTravelMinutes: 60,
}
const students = (...rows: readonly Partial<StudentRow>[]) => ({
  [school]: rows.map((row, at) => ({ number: String(at + 1), ...row })),
})

/** Breaches, and the rows of import.csv by their outcome: `rejected companies.csv 5 Postcode`. */
const season = async (name: string, region: SmallRegion, change: (folder: string) => void = () => {}) => {
  const [folder, out] = [here.at(name), here.at(`${name}-out`)]
  writeSmallRegion(folder, region)
  change(folder)
  expect(await runSeason(folder, out)).toMatchObject({ code: 0 })
  expect(await readSeason(folder, out)).toEqual([])
  const files = filesOf(out)
  const report = JSON.parse(files.get('report.json')!)
  return { said: files.get('import.csv')!.split('\n').slice(1, -1), report, files }
}
const outcomes = (said: readonly string[], file: string) =>
  said
    .filter((line) => line.startsWith(`${file},`))
    .map((line) => `${line.split(',')[1]} ${/,(rejected|offered|merged|normalised|warned),/.exec(line)?.[1]}`)

describe('a season of dirty files', () => {
  it('takes what can be taken, tells of every other row what became of it, and plans with the rest', async () => {
    const { said, report } = await season('dirty', {
      programmes: [placement],
      schools: [school, '01ab01', '01AB 02', school, '1AB03'],
      students: {
        ...students(
          {},
          { profile: 'pie' },
          { profile: 'XYZ' },
          { born: '31-02-2011' },
          { born: '2011-02-01' },
          { postcode: '1000aa' },
          { postcode: '9999 ZZ' },
          { means: 'raket' },
          { wishes: '' },
          { group: '' },
          { number: '1', born: '05-05-2011' },
          { number: '' },
          { number: '13.0' },
        ),
        '01AB01': [{ number: '1' }],
        '77XX77': [{ number: '1' }],
      },
      companies: [
        company(1, { name: 'Bakker Jan B.V.', postcode: '1002 AB' }),
        company(1, { name: 'BAKKER JAN', postcode: '1002 AB', email: 'jan@bakker.example' }),
        company(0, { kvk: '', establishment: '', name: 'Bakker Jan', postcode: '1002 AB' }),
        company(0, { kvk: '', establishment: '', name: 'Nooit gehoord', postcode: '1003 AB' }),
        company(2, { kvk: '2000 0002' }),
        company(3, { kvk: '12AB', postcode: '99999' }),
        company(4, { kvk: '1234567', establishment: '12345678' }),
        company(5, { email: '' }),
        company(6, { world: 'Onzin' }),
        company(7, { latitude: '52' }),
        company(8, { latitude: '6.01', longitude: '52' }),
        company(9, { recognition: '25485:2027-02-30' }),
      ],
      answers: [
        { ...company(1), kind: 'placement', places: 3 },
        { ...company(1), kind: 'placement', places: 3 },
        { ...company(1), kind: 'declined' },
        { kvk: '01234567', establishment: '000012345678', kind: 'placement', places: 2 },
        { kvk: '1234567', establishment: '12345678', kind: 'placement', places: 2 },
        { ...company(2), kind: 'later', profile: '', places: '' },
        { ...company(2), kind: 'later', profile: '', places: '' },
        { ...company(5), kind: 'placement', places: 0 },
        { ...company(7), kind: 'placement', days: 'xx' },
        { ...company(7), kind: 'stage' },
        { ...company(99), kind: 'placement' },
      ],
    })
    expect(outcomes(said, 'schools.csv')).toEqual(['3 normalised', '4 normalised', '5 merged', '6 rejected'])
    expect(outcomes(said, `students-${school}.csv`)).toEqual([
      '3 normalised',
      '4 rejected',
      '5 rejected',
      '7 normalised',
      '8 warned',
      '9 rejected',
      '10 warned',
      '11 rejected',
      '12 merged',
      '13 rejected',
      '14 normalised',
    ])
    expect(outcomes(said, 'students-77XX77.csv')).toEqual(['2 rejected'])
    expect(outcomes(said, 'companies.csv')).toEqual([
      '3 merged',
      '4 offered',
      '5 rejected',
      '6 normalised',
      '7 rejected',
      '8 normalised',
      '9 warned',
      '10 rejected',
      '11 warned',
      '12 warned',
      '13 rejected',
    ])
    expect(outcomes(said, 'answers.csv')).toEqual([
      '3 merged',
      '4 rejected',
      '6 merged',
      '8 merged',
      '9 rejected',
      '10 rejected',
      '11 rejected',
      '12 rejected',
    ])
    expect(report.counts).toMatchObject({ students: 8, schools: 3, answered: 2, later: 1, bounced: 1 })
  })

  it('reads every layout, delimiter and encoding of one file or another', async () => {
    const other: Readonly<Record<string, string>> = {
      Leerlingnummer: 'Stamnummer',
      Roepnaam: 'Voornaam',
      Klas: 'Groep',
      Geboortedatum: 'Geb.datum',
      Postcode: 'PC',
      'E-mail': 'Mail',
      Vervoer: 'Reist met',
      'Voorkeur werelden': 'Werelden',
    }
    const { said, report } = await season(
      'layouts',
      {
        programmes: [placement],
        students: students({}, { wishes: 'Water, Energie & Natuur | Mens & Medisch | Market & Money' }),
        companies: [company(1, { name: 'Café Zoë' })],
        answers: [{ ...company(1), kind: 'placement', places: 2 }],
      },
      (folder) => {
        const change = (file: string, by: (lines: readonly string[]) => string, encoding: BufferEncoding = 'utf8') => {
          const path = join(folder, file)
          writeFileSync(path, Buffer.from(by(readFileSync(path, 'utf8').split('\r\n')), encoding))
        }
        const commas = (line: string) =>
          line
            .split(';')
            .map((cell) => (cell.includes(',') ? `"${cell}"` : cell))
            .join(',')
        const renamed = (line: string) =>
          line
            .split(';')
            .map((name) => other[name] ?? name)
            .join(';')
        change('postcodes.csv', (lines) => lines.map(commas).join('\n'))
        change('schools.csv', (lines) => `\ufeff${lines.join('\r\n\r\n;;;;;;\r\n')}\r\n\r\n`)
        change('companies.csv', (lines) => lines.join('\r\n'), 'latin1')
        change('answers.csv', (lines) => lines.map((line) => line.split(';').reverse().join('\t')).join('\r\n'))
        change(`students-${school}.csv`, ([header = '', ...lines]) =>
          [renamed(header), ...lines].map(commas).join('\r\n'),
        )
      },
    )
    expect(said).toEqual([])
    expect(report.programmes).toMatchObject([{ placed: 2, gap: 0 }])
  })
})

describe('a season at the limits of its rules', () => {
  const mbo = { group: 'T1A', born: '01-02-2008' }
  const carousel = {
    kind: 'carousel',
    name: 'LOB',
    grade: '3',
    weekday: 'do',
    rounds: 3,
    weeksPerRound: 2,
    firstRound: '2026-11-30',
    ownProfileAtLeast: 1,
    maxTravelMinutes: 60,
  }

  it('keeps to ages, Sundays, days, recognitions, travel and places shared by programmes', async () => {
    const { report } = await season('limits', {
      programmes: [
        placement,
        { ...placement, name: 'Zondag', grade: '5', weekdays: ['zo'] },
        { ...placement, name: 'BPV', grade: 'T', from: '2027-03-19', until: '2027-06-25', needsRecognition: true },
        { ...placement, name: 'Vrijdag', grade: '2', from: '2027-03-20', until: '2027-06-25', weekdays: ['vr'] },
        { ...placement, name: 'Dichtbij', grade: '6', from: '2027-01-11', until: '2027-01-29', maxTravelMinutes: 11 },
      ],
      holidays: [['2027-04-26', '2027-05-07']],
      students: students(
        { born: '01-03-2013' },
        { born: '02-03-2013' },
        { group: '5A', born: '01-03-2011' },
        { group: '5A', born: '02-03-2011' },
        ...Array(5).fill(mbo),
        { ...mbo, group: '2A' },
        { ...mbo, group: '2A' },
        { group: '6A' },
        { group: '6A', means: 'ov' },
        { group: '6A', postcode: '1001 AB', means: 'ov' },
      ),
      companies: [
        company(1, { recognition: '25485:2027-03-19' }),
        company(2, { recognition: '25485:2027-03-18' }),
        company(3, { recognition: '25103:2030-01-01|25485:2030-01-01' }),
        company(4, { latitude: '52.0', longitude: '6.0' }),
      ],
      answers: [
        { ...company(1), kind: 'placement', places: 2 },
        { ...company(2), kind: 'placement', places: 2, days: 'ma' },
        { ...company(3), kind: 'placement', places: 1, days: 'ma di wo' },
      ],
    })
    const placed = Object.fromEntries(
      report.programmes.map((one: { name: string; placed: number }) => [one.name, one.placed]),
    )
    expect(placed).toEqual({ Stage: 1, Zondag: 1, BPV: 3, Vrijdag: 2, Dichtbij: 1 })
  })

  const world = ['Science & Exploration', 'Mobiliteit & Ruimte', 'Lifestyle & Design', 'Mens & Medisch']
  const profile = ['PIE', 'BWI', 'M&T']
  const companies = Array.from({ length: 9 }, (_, i) =>
    company(i, { world: world[i % 4]!, profile: profile[i % 3]!, postcode: `100${(i * 3) % 10} AB` }),
  )
  const offers = companies.map((one, i) => ({ ...one, kind: 'carousel', profile: profile[i % 3]!, places: 2 }))
  const carousels: Omit<SmallRegion, 'answers'> = {
    programmes: [carousel],
    holidays: [
      ['2026-12-21', '2027-01-01'],
      ['2027-01-21', '2027-01-21'],
    ],
    students: students(
      ...Array.from({ length: 12 }, (_, i) => ({
        group: '3A',
        profile: profile[i % 3]!,
        postcode: `100${i % 10} AB`,
        means: ['fiets', 'ov', 'auto ouders'][i % 3]!,
      })),
    ),
    companies,
  }

  it('counts the rounds of a carousel in school weeks, and is optimal when places are equal in every round', async () => {
    const { report, files } = await season('equal', { ...carousels, answers: offers })
    expect(report.programmes).toMatchObject([{ gap: 0, unplaced: 0 }])
    const plan = files.get('plan-lob.csv')!
    const rounds = plan
      .split('\n')
      .slice(1, -1)
      .map((line) => line.split(',').slice(4, 7).join(' '))
    expect([...new Set(rounds)].sort()).toEqual([
      '1 2026-12-03 2026-12-10',
      '2 2026-12-17 2027-01-07',
      '3 2027-01-14 2027-01-28',
    ])
  })

  it('keeps out of closed rounds', async () => {
    const answers = offers.map((one, i) => ({ ...one, closed: ['', '', '', 'r2'][i % 4]! }))
    const { report } = await season('closed', { ...carousels, answers })
    expect(report.programmes[0].gap).toBeLessThanOrEqual(0.001)
  })
})
