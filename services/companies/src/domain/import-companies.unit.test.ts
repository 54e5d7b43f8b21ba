import { resolveMapping, type Table } from '@stagebureau/shared'
import type { CompanyFacts } from './company.ts'
import { companyFields, importCompanies } from './import-companies.ts'

const columns = [
  'KvK-nummer',
  'Vestigingsnummer',
  'Naam',
  'Adres',
  'Postcode',
  'Plaats',
  'Breedtegraad',
  'Lengtegraad',
  'Wereld',
  'Profiel',
  'Erkenning',
  'Contactpersoon',
  'E-mail',
  'Telefoon',
]
const good = [
  '01234567',
  '000012345678',
  'Bouwbedrijf Bos B.V.',
  'Dorpsstraat 1',
  '7008 VX',
  'Lindervoort',
  '52.1',
  '6.2',
  'Mobiliteit & Ruimte',
  'BWI',
  '25103:2028-07-31',
  'Imke Bos',
  'info@bos.example',
  '0543-123456',
]
const other = [
  '87654321',
  '000087654321',
  'Machinebouw Kolk',
  'Kolkweg 9',
  '7010 AB',
  'Kolklo',
  '',
  '',
  'Science & Exploration',
  'PIE',
  '',
  'Sem Kolk',
  'info@kolk.example',
  '0544-654321',
]
/** The row with some cells changed, by column. */
const row = (base: readonly string[], changes: Record<string, string> = {}) =>
  base.map((cell, i) => changes[columns[i]!] ?? cell)
const table = (...rows: readonly (readonly string[])[]): Table => ({
  columns,
  rows: rows.map((cells, i) => ({ row: i + 2, cells: [...cells] })),
})
const run = (
  read: Table,
  known: Parameters<typeof importCompanies>[2] = [],
  settled?: Parameters<typeof importCompanies>[4],
) => {
  let n = 0
  return importCompanies(read, resolveMapping(read, companyFields), known, () => `new-${++n}`, settled)
}
const kinds = (result: ReturnType<typeof run>) => result.decisions.map(({ kind }) => kind)
const factsOf = (result: ReturnType<typeof run>) => (result.decisions[0] as { facts: CompanyFacts }).facts

describe('importing companies', () => {
  it('takes a good row as it is, and says nothing of it', () => {
    const result = run(table(good))
    expect(kinds(result)).toEqual(['register'])
    expect(result.rows).toEqual([])
    expect(factsOf(result)).toMatchObject({
      recognitions: [{ crebo: '25103', until: '2028-07-31' }],
      location: { latitude: 52.1 },
    })
  })

  it.each([
    ['KvK-nummer', '1234567', 'cell/zeros-put-back'],
    ['KvK-nummer', '0123 4567', 'cell/signs-removed'],
    ['Vestigingsnummer', '0000 1234 5678', 'cell/signs-removed'],
    ['Vestigingsnummer', '12345678', 'cell/zeros-put-back'],
    ['Postcode', '7008vx', 'cell/spelling'],
    ['Wereld', 'mobiliteit en ruimte', 'cell/spelling'],
  ])('mends %s %s and says so', (column, value, text) => {
    const result = run(table(row(good, { [column]: value })))
    expect(factsOf(result)).toMatchObject({
      kvkNumber: '01234567',
      establishmentNumber: '000012345678',
      postcode: '7008 VX',
      worlds: ['Mobiliteit & Ruimte'],
    })
    expect(result.rows).toMatchObject([{ row: 2, column, value, outcome: 'normalised', reasons: [{ said: { text } }] }])
  })

  it.each([
    ['KvK-nummer', '12AB'],
    ['Vestigingsnummer', '0000123456789'],
    ['Naam', ''],
    ['Postcode', '99999'],
    ['Breedtegraad', '519.7'],
    ['Wereld', 'Ruimtevaart'],
    ['Profiel', 'XYZ'],
    ['Erkenning', '25103:2028-13-31'],
    ['Erkenning', '2510:2028-07-31'],
    ['E-mail', 'info@'],
  ])('rejects %s "%s" with its place and value', (column, value) => {
    const result = run(table(row(good, { [column]: value })))
    expect(kinds(result)).toEqual(['reject'])
    expect(result.rows).toMatchObject([{ row: 2, column, value, outcome: 'rejected' }])
  })

  it.each([
    ['Plaats', { Plaats: ' ' }, 'cell/missing'],
    ['E-mail', { 'E-mail': '' }, 'cell/missing'],
    ['Lengtegraad', { Lengtegraad: '' }, 'company/half-location'],
    ['Breedtegraad', { Breedtegraad: '6.1', Lengtegraad: '52.1' }, 'company/location-abroad'],
    ['Breedtegraad', { Breedtegraad: '0', Lengtegraad: '0' }, 'company/location-abroad'],
  ])('takes a company whose %s leaves something to ask, and says so', (column, changes, text) => {
    const result = run(table(row(good, changes)))
    expect(kinds(result)).toEqual(['register'])
    expect(result.rows).toMatchObject([{ row: 2, column, outcome: 'warned', reasons: [{ said: { text } }] }])
  })

  it('names all problems of a row in one line', () => {
    const [line] = run(table(row(good, { 'KvK-nummer': '12AB', Postcode: '99999' }))).rows
    expect(line).toMatchObject({
      column: 'KvK-nummer',
      reasons: [{ column: 'KvK-nummer' }, { column: 'Postcode', value: '99999' }],
    })
  })

  it('lets the first row of an establishment win and tells what the later one says differently', () => {
    const result = run(table(good, row(good, { Naam: 'BOUWBEDRIJF BOS', 'E-mail': 'nieuw@bos.example' })))
    expect(kinds(result)).toEqual(['register', 'merge'])
    const [line] = result.rows
    expect(line).toMatchObject({ row: 3, outcome: 'merged' })
    expect(line?.reasons[1]?.said.values.different).toMatch(/Naam BOUWBEDRIJF BOS.*E-mail nieuw@bos\.example/)
  })

  it('offers a row without numbers to a person when a known company is like it, also when that one stands further down', () => {
    const unnumbered = row(good, { 'KvK-nummer': '', Vestigingsnummer: '', Naam: 'Bouwbedrijf Bos' })
    const result = run(table(unnumbered, other, good))
    expect(kinds(result)).toEqual(['offer', 'register', 'register'])
    expect(result.decisions[0]).toMatchObject({ companyId: 'new-2' })
    expect(result.rows).toMatchObject([{ row: 2, outcome: 'offered' }])
  })

  it.each(['KvK-nummer', 'Vestigingsnummer'])('names %s when that is the number that is missing', (column) => {
    const { rows } = run(table(good, row(good, { [column]: '' })))
    expect(rows).toMatchObject([{ row: 3, column, value: '', outcome: 'offered' }])
  })

  it('rejects a row without numbers that is like nobody', () => {
    const stranger = row(other, { 'KvK-nummer': '', Vestigingsnummer: '' })
    expect(run(table(good, stranger)).rows).toMatchObject([
      { row: 3, outcome: 'rejected', reasons: [{ said: { text: 'company/numbers-missing' } }] },
    ])
  })

  it('keeps establishments of one company apart', () => {
    expect(kinds(run(table(good, row(good, { Vestigingsnummer: '000099999999' }))))).toEqual(['register', 'register'])
  })

  describe('given the same establishment under another KvK number', () => {
    const renumbered = row(good, { 'KvK-nummer': '76543210', Naam: 'Bouwbedrijf Bos' })
    it('asks a person when it is much alike', () => {
      const result = run(table(good, renumbered))
      expect(kinds(result)).toEqual(['register', 'offer'])
      expect(result.decisions[1]).toMatchObject({ companyId: 'new-1', facts: { kvkNumber: '76543210' } })
      expect(result.rows).toMatchObject([{ row: 3, column: 'KvK-nummer', outcome: 'offered' }])
    })
    it('remembers what the person said', () => {
      expect(kinds(run(table(good, renumbered), [], () => 'same'))).toEqual(['register', 'merge'])
      expect(kinds(run(table(good, renumbered), [], () => 'other'))).toEqual(['register', 'register'])
    })
    it('registers it when nothing else is alike', () =>
      expect(kinds(run(table(good, row(other, { Vestigingsnummer: '000012345678' }))))).toEqual([
        'register',
        'register',
      ]))
  })

  it('remembers what a person said of a row without numbers', () => {
    const unnumbered = row(good, { 'KvK-nummer': '', Vestigingsnummer: '', Naam: 'Bouwbedrijf Bos' })
    const same = run(table(good, unnumbered), [], () => 'same')
    expect(kinds(same)).toEqual(['register', 'merge'])
    expect(same.rows).toMatchObject([{ row: 3, outcome: 'merged' }])
    const another = run(table(good, unnumbered), [], () => 'other')
    expect(kinds(another)).toEqual(['register', 'unchanged'])
    expect(another.rows).toMatchObject([{ row: 3, outcome: 'warned' }])
  })

  describe('given that the company is known', () => {
    const known = [{ companyId: 'c1', facts: factsOf(run(table(good))), otherNames: [] }]
    it('changes nothing when the file comes again', () => {
      const again = run(table(good, row(good, { Naam: 'BOUWBEDRIJF BOS' })), known)
      expect(kinds(again)).toEqual(['unchanged', 'merge'])
    })
    it('takes the row of a duplicate that was merged with it as another name of it', () => {
      const merged = [{ ...known[0]!, formerKeys: ['87654321-000087654321'] }]
      const again = run(table(good, other), merged)
      expect(again.decisions).toMatchObject([{ kind: 'unchanged' }, { kind: 'merge', companyId: 'c1' }])
      expect(again.rows).toMatchObject([{ row: 3, outcome: 'merged' }])
    })
    it('does not take away how to reach somebody', () =>
      expect(kinds(run(table(row(good, { 'E-mail': '', Telefoon: '' })), known))).toEqual(['unchanged']))
    it('changes just the row that changed', () =>
      expect(run(table(row(good, { Telefoon: '0543-000000' }), other), known).decisions).toMatchObject([
        { kind: 'change', companyId: 'c1', facts: { phone: '0543-000000' } },
        { kind: 'register' },
      ]))
    it('merges another spelling of the same name', () =>
      expect(kinds(run(table(row(good, { Naam: 'Bouwbedrijf Bos' })), known))).toEqual(['merge']))
  })

  it('refuses a file without the columns that it needs, and names them', () => {
    const read: Table = { columns: ['Naam', 'Plaats'], rows: [{ row: 2, cells: ['Bos', 'Baak'] }] }
    expect(() => run(read)).toThrow(
      expect.objectContaining({
        slug: 'import/no-column-for',
        values: expect.objectContaining({ fields: 'KvK-nummer, Vestigingsnummer, Postcode' }),
      }),
    )
  })

  it('rejects a row with more cells than columns', () => {
    const result = run(table([...good, 'stray']))
    expect(result.rows).toMatchObject([
      { outcome: 'rejected', value: 'stray', reasons: [{ said: { text: 'row/too-many-cells' } }] },
    ])
  })
})
