import {
  readDay,
  readDegrees,
  readDigits,
  readEmail,
  readPostcode,
  readProfile,
  readWeekdays,
  readWhole,
  readWorlds,
} from './cells.ts'

const value = (read: object) => ('value' in read ? read.value : undefined)
const mended = (read: object) => 'mended' in read && read.mended !== undefined

describe('readDigits', () => {
  const kvk = readDigits(8, 2, 'cell/kvk')
  it.each([
    ['01234567', '01234567', false],
    ['1234567', '01234567', true],
    ['0123 4567', '01234567', true],
    ['12.34.56.78', '12345678', true],
    ['1234567.0', '01234567', true],
  ])('reads %s as %s', (cell, expected, isMended) => {
    expect(value(kvk(cell))).toBe(expected)
    expect(mended(kvk(cell))).toBe(isMended)
  })
  it.each(['12AB', '123456789', '12345', '00000000', '-1234567', '1.2e7'])('refuses %s', (cell) =>
    expect(kvk(cell)).toHaveProperty('problem'),
  )
})

describe('readDay', () => {
  it.each([
    ['05-12-2012', '2012-12-05'],
    ['5/1/2012', '2012-01-05'],
    ['2012-02-29', '2012-02-29'],
  ])('reads %s as %s', (cell, day) => expect(value(readDay(cell))).toBe(day))
  it.each(['31-02-2011', '29-02-2011', '12-31-2011', 'gisteren', '05-12-12', '0-1-2012'])('refuses %s', (cell) =>
    expect(readDay(cell)).toHaveProperty('problem'),
  )
})

describe('readPostcode', () => {
  it.each([
    ['7008 VX', '7008 VX', false],
    ['7131lz', '7131 LZ', true],
  ])('reads %s as %s', (cell, postcode, isMended) => {
    expect(value(readPostcode(cell))).toBe(postcode)
    expect(mended(readPostcode(cell))).toBe(isMended)
  })
  it.each(['99999', '0123 AB', '7008', '7008 V'])('refuses %s', (cell) =>
    expect(readPostcode(cell)).toHaveProperty('problem'),
  )
})

describe('other cells', () => {
  it('know worlds by any spelling, in their order', () => {
    expect(value(readWorlds('mens en medisch | Water energie & natuur | MENS & MEDISCH'))).toEqual([
      'Mens & Medisch',
      'Water, Energie & Natuur',
    ])
    expect(readWorlds('Mens & Medisch | Ruimtevaart')).toHaveProperty('problem')
  })
  it('know profiles, weekdays, numbers, degrees and mail addresses', () => {
    expect(value(readProfile('pie'))).toBe('PIE')
    expect(readProfile('XYZ')).toHaveProperty('problem')
    expect(value(readWeekdays('do Maandag, wo'))).toEqual(['do', 'ma', 'wo'])
    expect(readWeekdays('do x')).toHaveProperty('problem')
    expect(value(readWhole(1, 99)('12.0'))).toBe(12)
    for (const cell of ['0', '100', '-1', 'veel', '1.5']) expect(readWhole(1, 99)(cell)).toHaveProperty('problem')
    expect(value(readDegrees(90)('52,1'))).toBe(52.1)
    expect(readDegrees(90)('519.7')).toHaveProperty('problem')
    expect(value(readEmail('info@bedrijf.example'))).toBe('info@bedrijf.example')
    for (const cell of ['info@', 'info bedrijf.example', 'a@b@c.nl', 'info@bedrijf'])
      expect(readEmail(cell)).toHaveProperty('problem')
  })
})
