// Files as people have them, taken in from outside: spreadsheets, remembered columns, repeats, changes, and what is no file.
import { makeXlsx, makeZip } from '@stagebureau/infra/testing'
import { type Asking, type EmptyBureau, openEmptyBureau } from './testing/small-bureau.ts'

const columns = ['Nr', 'Roepnaam', 'Achternaam', 'Klas', 'Profiel', 'Geb.datum', 'PC', 'Reist met']
const born = new Date('2011-12-31T00:00:00Z')
const noor = [1, 'Noor', 'Dijkhof', '3A', 'PIE', born, '7100 BE', 'fiets']
const sem = [2, 'Sem', 'Bos', '3A', 'BWI', born, '7100 BE', 'fiets']

describe('taking in a file', () => {
  let bureau: EmptyBureau
  let staff: Asking
  let schoolId: string
  beforeAll(async () => {
    bureau = await openEmptyBureau()
    await bureau.ask(
      'mutation { openSeason(input: { region: "Lindervoort", from: "2026-08-31", until: "2027-07-09", detour: 1.3, means: [{ name: "fiets", kmPerHour: 15, startMinutes: 0 }] }) { id } }',
    )
    await bureau.ask('mutation ($text: String!) { importFile(input: { kind: SCHOOLS, text: $text }) { added } }', {
      text: 'BRIN;Naam;Soort;Postcode;Plaats\n28WS03;Vmbo De Brug;vmbo;7100 AB;Lindervoort\n28WS04;Vmbo Oost;vmbo;7100 AB;Lindervoort\n',
    })
    const { data } = await bureau.ask('{ season { schools { id brin } } }')
    schoolId = data.season.schools[0].id
    await bureau.ask(
      'mutation ($id: ID!) { invitePerson(input: { email: "staf@brug.example", name: "Staf", role: STAFF, schoolId: $id }) { id } }',
      { id: schoolId },
    )
    staff = await bureau.askAs('staf@brug.example')
  })
  afterAll(() => bureau.close())

  const upload = async (bytes: Uint8Array) => {
    const response = await bureau.post('/upload', bytes)
    return ((await response.json()) as { uploadId: string }).uploadId
  }
  const importing =
    'mutation ($input: ImportInput!) { importFile(input: $input) { applied added changed unchanged rejected missing mapping { column field } rows { row column value reason } } }'
  const take = async (rows: readonly (readonly (string | number | Date | null)[])[], more: object = {}) => {
    const uploadId = await upload(makeXlsx([columns, ...rows]))
    const { data, errors } = await staff(importing, { input: { kind: 'STUDENTS', uploadId, ...more } })
    return { report: data?.importFile, error: errors?.[0] }
  }

  it('proposes which column is what, and says which one is missing', async () => {
    const uploadId = await upload(makeXlsx([columns, noor, sem]))
    const { data } = await staff(
      'query ($input: ImportInput!) { importProposal(input: $input) { columns rows sample mapping { column field } fields { field required } } }',
      { input: { kind: 'STUDENTS', uploadId } },
    )
    const { mapping, fields } = data.importProposal
    expect(data.importProposal).toMatchObject({ columns, rows: 2, sample: [noor, sem].map((row) => row.map(cellText)) })
    const known = new Set(mapping.map(({ field }: { field: string }) => field))
    const open = fields.filter((one: { field: string; required: boolean }) => one.required && !known.has(one.field))
    expect(open).toEqual([{ field: 'number', required: true }])
    const { error } = await take([noor])
    expect(error).toMatchObject({ extensions: { slug: 'import/no-column-for' } })
    expect(error?.message).toContain('Leerlingnummer')
  })

  it('takes a spreadsheet in, remembers the columns of this school, and changes nothing when it comes again', async () => {
    const mapping = [
      ['Nr', 'number'],
      ['Roepnaam', 'firstName'],
      ['Achternaam', 'lastName'],
      ['Klas', 'group'],
      ['Profiel', 'profile'],
      ['Geb.datum', 'birthDate'],
      ['PC', 'postcode'],
      ['Reist met', 'means'],
    ].map(([column, field]) => ({ column, field }))
    expect((await take([noor, sem], { mapping })).report).toMatchObject({ applied: true, added: 2, rejected: 0 })
    const again = (await take([noor, sem])).report
    expect(again).toMatchObject({ added: 0, changed: 0, unchanged: 2, missing: [] })
    expect(again.mapping).toEqual(expect.arrayContaining(mapping))
  })

  it('changes just the row that changed, and reports whom it misses', async () => {
    const moved = sem.with(6, '7100 AB')
    expect((await take([noor, moved])).report).toMatchObject({ added: 0, changed: 1, unchanged: 1 })
    expect((await take([moved])).report).toMatchObject({ changed: 0, unchanged: 1, missing: ['1'] })
    const { data } = await staff('{ students(first: 9) { totalCount } }')
    expect(data.students.totalCount).toBe(2)
  })

  it('takes all or nothing, unless only the good rows are asked for', async () => {
    const wrong = [3, 'Fleur', 'Vis', '3A', 'PIET', born, '7100 BE', 'fiets']
    const right = [4, 'Daan', 'Kok', '3A', 'PIE', born, '7100 BE', 'fiets']
    const refused = (await take([noor, sem.with(6, '7100 AB'), wrong, right])).report
    expect(refused).toMatchObject({ applied: false, rejected: 1 })
    expect(refused.rows).toContainEqual(
      expect.objectContaining({ row: 4, column: 'Profiel', value: 'PIET', reason: expect.stringContaining('BWI') }),
    )
    expect((await staff('{ students(first: 9) { totalCount } }')).data.students.totalCount).toBe(2)
    const some = (await take([noor, sem.with(6, '7100 AB'), wrong, right], { onError: 'VALID_ROWS_ONLY' })).report
    expect(some).toMatchObject({ applied: true, added: 1, rejected: 1 })
  })

  it('keeps staff to their own school', async () => {
    const { data } = await bureau.ask('{ season { schools { id } } }')
    const other = data.season.schools[1].id
    expect((await take([noor], { schoolId: other })).error?.extensions).toMatchObject({
      code: 'FORBIDDEN',
      slug: 'import/other-school',
    })
  })

  const photo = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 0x10, 0x4a, 0x46, 0x49, 0x46, ...Array(900).fill(3)])
  const bomb = makeZip([{ name: 'xl/worksheets/sheet1.xml', content: Buffer.alloc(200 * 1024 * 1024) }])
  const many = new TextEncoder().encode(`Nr;Naam\n${'12345;Iemand met een naam\n'.repeat(200_000)}`)
  it.each([
    ['a photo', photo, 'file/not-text', 'CSV'],
    ['a spreadsheet that unpacks to far too much', bomb, 'file/unpacks-too-large', '50000'],
    ['a file of 200,000 rows', many, 'file/too-many-rows', '200000'],
  ])('refuses %s with a word about what to do, and takes nothing in', async (_, bytes, slug, word) => {
    const uploadId = await upload(bytes)
    const { errors, data } = await staff(importing, { input: { kind: 'STUDENTS', uploadId } })
    expect(data).toBeNull()
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', slug, requestId: expect.any(String) })
    expect(errors?.[0]?.message).toContain(word)
    expect(JSON.stringify(errors)).not.toMatch(/\.ts:|node_modules/)
  })

  it('refuses an upload that is too large, and one of a stranger', async () => {
    const large = await bureau.post('/upload', new Uint8Array(21 * 1024 * 1024))
    expect(await large.json()).toMatchObject({ status: 400, type: 'upload/too-large' })
    const stranger = await fetch(`${bureau.url}/upload`, {
      method: 'POST',
      headers: { 'x-graphql-yoga-csrf': '1' },
      body: 'a;b',
    })
    expect(await stranger.json()).toMatchObject({ status: 403 })
  })
})

const cellText = (cell: string | number | Date) => (cell instanceof Date ? '2011-12-31' : String(cell))
