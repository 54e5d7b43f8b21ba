import { resolveMapping, type Table } from '@stagebureau/shared'
import { importStudents, type StudentImport, studentFields } from './import-students.ts'

const layouts = {
  one: [
    'Leerlingnummer',
    'Roepnaam',
    'Tussenvoegsel',
    'Achternaam',
    'Klas',
    'Leerweg',
    'Profiel',
    'Geboortedatum',
    'Postcode',
    'Woonplaats',
    'E-mail',
    'E-mail ouder',
    'Vervoer',
    'Voorkeur werelden',
  ],
  other: [
    'Stamnummer',
    'Voornaam',
    'Voorvoegsel',
    'Achternaam',
    'Groep',
    'Niveau',
    'Profiel',
    'Geb.datum',
    'PC',
    'Plaats',
    'Mail',
    'Mail verzorger',
    'Reist met',
    'Werelden',
  ],
}
const good = [
  '100001',
  'Noor',
  'van',
  'Dijkhof',
  '4A',
  'KB',
  'PIE',
  '11-03-2012',
  '7100 BE',
  'Lindervoort',
  'noor@leerling.example',
  'ouder@example.org',
  'fiets',
  'Mens & Medisch | Market & Money | Lifestyle & Design',
]
const at = (column: string) => layouts.one.indexOf(column)
const row = (changes: Record<string, string> = {}) => good.map((cell, i) => changes[layouts.one[i]!] ?? cell)
const context: StudentImport = {
  seasonId: 's1',
  schoolId: 'h1',
  seasonFrom: '2026-08-31',
  means: ['fiets', 'ov', 'auto ouders'],
  knownAreas: new Set(['7100']),
  startDays: ['2027-03-01', '2027-03-12'],
  known: [],
  newId: () => 'p1',
  seal: (number, date) => `sealed ${number} ${date.length}`,
  lot: () => 42,
}
const run = (rows: readonly (readonly string[])[], more: Partial<StudentImport> = {}, columns = layouts.one) => {
  const table: Table = { columns, rows: rows.map((cells, i) => ({ row: i + 2, cells: [...cells] })) }
  return importStudents(table, resolveMapping(table, studentFields), { ...context, ...more })
}

describe('importing students', () => {
  it.each(Object.entries(layouts))('reads layout %s without help', (_, columns) => {
    const { decisions, rows } = run([good], {}, columns)
    expect(rows).toEqual([])
    expect(decisions).toMatchObject([
      {
        kind: 'enrol',
        enrolment: { seasonId: 's1', schoolId: 'h1', number: '100001', lot: 42 },
        facts: {
          firstName: 'Noor',
          prefix: 'van',
          group: '4A',
          level: 'KB',
          profile: 'PIE',
          birthYear: 2012,
          means: 'fiets',
          wishes: ['Mens & Medisch', 'Market & Money', 'Lifestyle & Design'],
        },
        ages: [
          { on: '2027-03-01', age: 14 },
          { on: '2027-03-12', age: 15 },
        ],
      },
    ])
  })

  it('keeps the year of birth and a sealed date, never the date itself', () => {
    expect(JSON.stringify(run([good]).decisions)).not.toMatch(/2012-03-11|11-03-2012/)
  })

  it.each([
    ['Leerlingnummer', ''],
    ['Leerlingnummer', 'nr. 7!'],
    ['Roepnaam', ''],
    ['Achternaam', ''],
    ['Klas', ''],
    ['Leerweg', 'XX'],
    ['Profiel', ''],
    ['Profiel', 'QQQ'],
    ['Geboortedatum', '31-02-2011'],
    ['Geboortedatum', '11-03-1912'],
    ['Geboortedatum', '11-03-2019'],
    ['Postcode', '99999'],
    ['E-mail', 'noor@'],
    ['Vervoer', 'raket'],
    ['Voorkeur werelden', 'Mens & Medisch | Ruimtevaart'],
  ])('rejects %s "%s" with its place and value', (column, value) => {
    const { decisions, rows } = run([row({ [column]: value })])
    expect(decisions).toEqual([{ kind: 'reject' }])
    expect(rows).toMatchObject([{ row: 2, column, value, outcome: 'rejected' }])
  })

  it.each([
    ['Postcode', '7100be'],
    ['Klas', '4a'],
    ['Profiel', 'pie'],
    ['Vervoer', 'Auto Ouders'],
  ])('mends %s "%s" and says so', (column, value) => {
    expect(run([row({ [column]: value })]).rows).toMatchObject([{ column, value, outcome: 'normalised' }])
  })

  it('warns of an area that is not on the map and of missing wishes, and takes the student', () => {
    const { decisions, rows } = run([
      row({ Postcode: '9999 ZZ' }),
      row({ Leerlingnummer: '2', 'Voorkeur werelden': '' }),
    ])
    expect(decisions.map(({ kind }) => kind)).toEqual(['enrol', 'enrol'])
    expect(rows).toMatchObject([
      { row: 2, outcome: 'warned', column: 'Postcode' },
      { row: 3, outcome: 'warned', column: 'Voorkeur werelden' },
    ])
  })

  it('warns of an address that two students share, in one file or with somebody who is known', () => {
    const other = row({ Leerlingnummer: '100002' })
    expect(run([row(), other]).rows).toMatchObject([{ row: 3, column: 'E-mail', outcome: 'warned' }])
    expect(run([row(), row()]).rows).not.toContainEqual(expect.objectContaining({ outcome: 'warned' }))
  })

  it('says so when a number lost the decimals that a spreadsheet gave it', () => {
    const { decisions, rows } = run([row({ Leerlingnummer: '100001.0' })])
    expect(decisions).toMatchObject([{ enrolment: { number: '100001' } }])
    expect(rows).toMatchObject([{ column: 'Leerlingnummer', value: '100001.0', outcome: 'normalised' }])
  })

  it('lets the first row of a number win, and tells what the later one says otherwise', () =>
    expect(run([good, row({ Roepnaam: 'Fenna', Geboortedatum: '12-03-2012' })]).rows).toMatchObject([
      {
        row: 3,
        outcome: 'merged',
        reasons: [
          { said: { values: { row: 2 } } },
          { said: { values: { different: 'Roepnaam Fenna (Noor); Geboortedatum 12-03-2012 (11-03-2012)' } } },
        ],
      },
    ]))

  describe('given that the student is known', () => {
    const [enrolled] = run([good]).decisions as readonly {
      facts: StudentImport['known'][number]['facts']
      ages: StudentImport['known'][number]['ages']
    }[]
    const known = [{ studentId: 'p9', number: '100001', facts: enrolled!.facts, ages: enrolled!.ages }]
    it('changes nothing when the file comes again', () =>
      expect(run([good], { known }).decisions).toEqual([{ kind: 'unchanged' }]))
    it('changes just what changed', () =>
      expect(run([row({ Klas: '4B' })], { known }).decisions).toMatchObject([
        { kind: 'change', studentId: 'p9', facts: { group: '4B' } },
      ]))
    it('reports who is missing from a new file, and does not delete', () => {
      const { missing, decisions } = run([row({ Leerlingnummer: '7' })], { known })
      expect(missing).toEqual(['100001'])
      expect(decisions.map(({ kind }) => kind)).toEqual(['enrol'])
    })
    it('sees that somebody has another birth date', () =>
      expect(run([row({ Geboortedatum: '12-03-2011' })], { known }).decisions).toMatchObject([{ kind: 'change' }]))
  })

  it('knows its own columns', () => expect(at('Vervoer')).toBe(12))
})
