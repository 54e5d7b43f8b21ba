// The reading itself: a season that was spoilt in any one place must not pass it.
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { readSeason } from './reading/read-season.ts'
import { inventRegion, ownFolder, runSeason } from './season-job.ts'

const here = ownFolder('season-reader')
const region = here.at('region')
const good = here.at('good')
const plan = 'plan-blokstage-leerjaar-4.csv'

type Rows = readonly (readonly string[])[]

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`

const edit = (file: string, change: (rows: Rows) => Rows) => (out: string) => {
  const [header = [], ...rows]: string[][] = parse(readFileSync(join(out, file)))
  const lines = [header, ...change(rows)].map((row) => row.map(quoted).join(','))
  writeFileSync(join(out, file), `${lines.join('\n')}\n`)
}

const forge = (change: (report: Record<string, never>) => void) => (out: string) => {
  const report = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8'))
  change(report)
  writeFileSync(join(out, 'report.json'), JSON.stringify(report))
}

const withCell = (at: number, column: number, value: (old: string) => string) => (rows: Rows) =>
  rows.map((row, index) => (index === at ? row.map((cell, other) => (other === column ? value(cell) : cell)) : row))

/** The companies of two students change places, and nothing else. */
const swap = (rows: Rows) => {
  const [first = [], ...rest] = rows
  const at = rest.findIndex((row) => row[2] !== first[2])
  const other = rest[at]!
  const exchanged = (one: readonly string[], two: readonly string[]) => [
    ...one.slice(0, 2),
    ...two.slice(2, 4),
    ...one.slice(4),
  ]
  return [exchanged(first, other), ...rest.map((row, index) => (index === at ? exchanged(other, first) : row))]
}

const letters = (out: string) => readdirSync(join(out, 'letters')).map((name) => join(out, 'letters', name))

type Figures = Record<string, Record<string, number>>
const programme = (report: Record<string, unknown>) =>
  (report.programmes as Record<string, unknown>[]).find(({ kind }) => kind === 'placement')!

const spoilt: readonly (readonly [what: string, spoil: (out: string) => void, breach: RegExp])[] = [
  ['two students change places', edit(plan, swap), /minutes, not|may not go/],
  ['a line of the plan is lost', edit(plan, (rows) => rows.slice(1)), /neither a place in/],
  ['a student stands in the plan twice', edit(plan, (rows) => [rows[0]!, ...rows]), /stands in the plan twice/],
  [
    'everybody is sent to one company',
    edit(plan, (rows) => rows.map((row) => [...row.slice(0, 2), ...rows[0]!.slice(2, 4), ...row.slice(4)])),
    /places are left/,
  ],
  [
    'minutes are forged',
    edit(
      plan,
      withCell(3, 7, (minutes) => `${Number(minutes) + 1}`),
    ),
    /travels \d+ minutes, not/,
  ],
  [
    'a placement ends a day early',
    edit(
      plan,
      withCell(2, 6, () => '2027-03-18'),
    ),
    /until 2027-03-18, not/,
  ],
  [
    'a placement gets a round',
    edit(
      plan,
      withCell(2, 4, () => '1'),
    ),
    /outside a carousel/,
  ],
  [
    'a student is unknown',
    edit(
      plan,
      withCell(0, 1, () => '42'),
    ),
    /takes no part/,
  ],
  [
    'a student is of another school',
    edit(
      plan,
      withCell(0, 0, () => '99ZZ99'),
    ),
    /99ZZ99 .* takes no part/,
  ],
  [
    'a company loses its leading zeros',
    edit(
      plan,
      withCell(0, 2, () => '1234567'),
    ),
    /offers no placement/,
  ],
  [
    'a student is left out for no need',
    (out) => {
      const rows: (readonly string[])[] = []
      edit(plan, ([first, ...rest]) => {
        rows.push(first!)
        return rest
      })(out)
      edit('unplaced.csv', (all) => [['Blokstage leerjaar 4', rows[0]![0]!, rows[0]![1]!, 'geen zin'], ...all])(out)
    },
    /students are placed where \d+ can be/,
  ],
  ['an unplaced student is kept silent', edit('unplaced.csv', (rows) => rows.slice(1)), /nor a reason/],
  [
    'a reason is empty',
    edit(
      'unplaced.csv',
      withCell(0, 3, () => ''),
    ),
    /is given no reason/,
  ],
  ['a gap is invented', edit('gaps.csv', (rows) => [...rows, ['Geen', '01AB00', '1', '1', 'x']]), /no programme Geen/],
  ['a dirty row is kept silent', edit('import.csv', (rows) => rows.slice(1)), /is missing/],
  ['a dirty row is told twice', edit('import.csv', (rows) => [rows[0]!, ...rows]), /has 2 lines/],
  [
    'a dirty value is polished',
    edit(
      'import.csv',
      withCell(0, 3, () => '12345678'),
    ),
    /not "12345678"/,
  ],
  [
    'an outcome is forged',
    edit(
      'import.csv',
      withCell(0, 4, () => 'warned'),
    ),
    /is warned where it should be/,
  ],
  [
    'a clean row is blamed',
    edit('import.csv', (rows) => [...rows, ['companies.csv', '2', 'Naam', 'x', 'warned', 'x']]),
    /should be taken|not "x"/,
  ],
  ['a company is lost', edit('companies.csv', (rows) => rows.slice(1)), /stands there 0 times/],
  [
    'an answer is forged',
    edit('companies.csv', (rows) => rows.map((row) => [...row.slice(0, -1), 'asked'])),
    /the call ended/,
  ],
  ['a letter is lost', (out) => rmSync(letters(out)[0]!), /has 0 invitations/],
  [
    'a company is asked twice',
    (out) => cpSync(letters(out)[0]!, letters(out)[0]!.replace('.eml', '-2.eml')),
    /has 2 invitations/,
  ],
  [
    'a letter goes to another',
    (out) => {
      const [letter = ''] = letters(out)
      writeFileSync(letter, readFileSync(letter, 'utf8').replace(/^To: .*$/m, 'To: iemand@anders.example'))
    },
    /goes to iemand@anders.example/,
  ],
  [
    'a letter bears the name of another',
    (out) => {
      const [one = '', other = ''] = letters(out)
      const to = /^To: .*$/m.exec(readFileSync(one, 'utf8'))![0]
      writeFileSync(one, readFileSync(other, 'utf8').replace(/^To: .*$/m, to))
    },
    /does not name|the same link/,
  ],
  ['a file is missing', (out) => rmSync(join(out, 'asklist.csv')), /asklist.csv is missing/],
  ['a file too many', (out) => writeFileSync(join(out, 'notes.csv'), ''), /notes.csv is no file/],
  ['placed is forged', forge((report) => (programme(report).placed = 999)), /placed is 999/],
  ['the objective is forged', forge((report) => (programme(report).objective = 1)), /objective is 1/],
  ['the bound is forged', forge((report) => (programme(report).bound = 1)), /bound is 1/],
  ['the gap is forged', forge((report) => (programme(report).gap = 0.5)), /gap is 0.5/],
  ['rows are forged', forge((report) => ((report.counts as Figures).rows!.taken = 1)), /1 rows taken/],
  ['counts are forged', forge((report) => ((report as Figures).counts!.answered = 0)), /0 answered/],
  ['students are forged', forge((report) => ((report as Figures).counts!.students = 7)), /counts.students is 7/],
  ['mailed is forged', forge((report) => ((report as Record<string, number>).mailed = 3)), /3 mailed/],
]

describe('the reading of a season', () => {
  beforeAll(async () => {
    await inventRegion(region, { students: 80, schools: 3, companies: 28, seed: 5 })
    expect(await runSeason(region, good, ['--data', here.at('data')])).toMatchObject({ code: 0 })
    expect(await readSeason(region, good)).toEqual([])
  })
  afterAll(here.clear)

  it.each(spoilt)('says so when %s', async (what, spoil, breach) => {
    const out = here.at(what.replaceAll(' ', '-'))
    cpSync(good, out, { recursive: true })
    spoil(out)
    expect(await readSeason(region, out)).toContainEqual(expect.stringMatching(breach))
  })
})
