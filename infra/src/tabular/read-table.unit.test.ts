import { makeXlsx, makeZip } from '../testing/make-xlsx.ts'
import { decodeText, readCsv, readTable } from './read-table.ts'
import { mostRows } from './table-of.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const windows1252 = (text: string) => Uint8Array.from([...text].map((sign) => sign.codePointAt(0)!))

describe('readCsv', () => {
  it('reads semicolons and commas, with and without a byte order mark', () => {
    const expected = { columns: ['Naam', 'Plaats'], rows: [{ row: 2, cells: ['Zoë', 'Baak'] }] }
    expect(readCsv(bytes('Naam;Plaats\r\nZoë;Baak\r\n'))).toEqual(expected)
    expect(readCsv(bytes('\ufeffNaam,Plaats\nZoë,Baak'))).toEqual(expected)
    expect(readCsv(windows1252('Naam;Plaats\r\nZoë;Baak'))).toEqual(expected)
  })

  it('leaves a delimiter between quotes alone', () => {
    const table = readCsv(bytes('"Naam, voluit",Wereld\n"Bos, Jan","Water, Energie & Natuur"\n'))
    expect(table).toEqual({
      columns: ['Naam, voluit', 'Wereld'],
      rows: [{ row: 2, cells: ['Bos, Jan', 'Water, Energie & Natuur'] }],
    })
  })

  it('counts rows as a spreadsheet does, empty ones included', () => {
    expect(readCsv(bytes('A;B\n\n1;2\n; \n3;4\n')).rows.map(({ row }) => row)).toEqual([3, 5])
  })

  it.each([
    ['', 'file/empty'],
    [' \r\n ', 'file/empty'],
    ['A;B\n', 'file/no-rows'],
    ['\u0000\u0001PNG', 'file/not-text'],
  ])('refuses %j', (text, slug) => {
    expect(() => readCsv(bytes(text))).toThrow(expect.objectContaining({ slug }))
  })

  it('refuses more rows than the bureau can take in at once', () => {
    expect(() => readCsv(bytes(`A\n${'1\n'.repeat(mostRows + 1)}`))).toThrow(
      expect.objectContaining({ slug: 'file/too-many-rows' }),
    )
  })

  it('refuses what only looks like text', () => {
    expect(() => readCsv(bytes('A;B\n"never closed;1\n2;3'))).toThrow(
      expect.objectContaining({ slug: 'file/quote-open' }),
    )
  })
})

describe('decodeText', () => {
  it('knows the little-endian Unicode of older spreadsheets', () => {
    expect(decodeText(Uint8Array.from([0xff, 0xfe, 0x41, 0, 0xeb, 0])).replace(/^\ufeff/, '')).toBe('Aë')
  })
})

describe('readTable', () => {
  it('reads a spreadsheet: text, numbers, days, gaps and an empty row', async () => {
    const sheet = makeXlsx([
      ['Leerlingnummer', 'Naam', 'Geboortedatum', 'KvK'],
      [1042, 'Zoë & <Jan>', new Date('2011-12-31T00:00:00Z'), 1234567],
      [],
      [1043, null, new Date('2012-02-29T00:00:00Z'), null],
    ])
    expect(await readTable(sheet)).toEqual({
      columns: ['Leerlingnummer', 'Naam', 'Geboortedatum', 'KvK'],
      rows: [
        { row: 2, cells: ['1042', 'Zoë & <Jan>', '2011-12-31', '1234567'] },
        { row: 4, cells: ['1043', '', '2012-02-29', ''] },
      ],
    })
  })
  it('reads CSV too', async () =>
    expect((await readTable(bytes('A;B\n1;2'))).rows).toEqual([{ row: 2, cells: ['1', '2'] }]))

  const jpeg = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 0x10, 0x4a, 0x46, 0x49, 0x46, 0, 1, ...Array(500).fill(7)])
  const noise = Uint8Array.from({ length: 4000 }, (_, i) => (i * 7919 + (i >> 3) * 31) % 256)
  const zeros = Buffer.alloc(300 * 1024 * 1024)
  const bomb = makeZip([{ name: 'xl/worksheets/sheet1.xml', content: zeros }])
  const liar = makeZip([{ name: 'xl/worksheets/sheet1.xml', content: zeros, said: 1000 }])
  const hidden = Buffer.concat([makeXlsx([['A'], ['1']]).subarray(0, 400), bomb])
  it.each([
    ['nothing at all', Uint8Array.from([]), 'file/empty'],
    ['a photo', jpeg, 'file/not-text'],
    ['noise', noise, 'file/not-text'],
    ['a spreadsheet of before 2007', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), 'file/old-excel'],
    ['half a spreadsheet', makeXlsx([['A'], ['1']]).subarray(0, 500), 'file/damaged'],
    ['a zip file of something else', makeZip([{ name: 'readme.txt', content: 'hello' }]), 'file/damaged'],
    ['a zip file that unpacks to far too much', bomb, 'file/unpacks-too-large'],
    ['one that lies about that', liar, 'file/unpacks-too-large'],
    ['one with something in front of what it lists', hidden, 'file/damaged'],
    ['an empty sheet', makeXlsx([[]]), 'file/empty'],
    ['a sheet with a header alone', makeXlsx([['A', 'B']]), 'file/no-rows'],
  ])('refuses %s', async (_, file, slug) => {
    await expect(readTable(file)).rejects.toMatchObject({ slug })
  })
})
