import { decodeText, mostRows, readCsv } from './read-table.ts'

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
      expect.objectContaining({ slug: 'file/not-a-table' }),
    )
  })
})

describe('decodeText', () => {
  it('knows the little-endian Unicode of older spreadsheets', () => {
    expect(decodeText(Uint8Array.from([0xff, 0xfe, 0x41, 0, 0xeb, 0])).replace(/^\ufeff/, '')).toBe('Aë')
  })
})
