import { createHmac } from 'node:crypto'
import { dayKey, findTyped, posterCode, posterMac, readCode, readTyped, stepAt, typedForm } from './attendance-codes.ts'

const secret = 'secret'
const site = 'c1'
const date = '2026-12-03'
const at = '2026-12-03T07:58:00.000Z'
/** A code as a screen makes it from its key, by the published form. */
const codeAt = (instant: string, key = dayKey(secret, site, date)) => {
  const step = stepAt(instant)
  const mac = createHmac('sha256', key).update(`${site}|${step}`).digest().subarray(0, 10)
  return { code: `${site}.${step}.${mac.toString('base64url')}`, typed: typedForm(mac) }
}
const seconds = (n: number) => new Date(Date.parse(at) + n * 1000).toISOString()

describe('a rotating code', () => {
  it.each([
    [0, true],
    [30, true],
    [-15, true],
    [60, false],
    [-45, false],
  ])('seen %i seconds after it was shown is fresh: %s', (late, fresh) => {
    expect(readCode(secret, codeAt(at).code, seconds(late), date)).toEqual({ kind: 'rotating', site, fresh })
  })
  it('is read from a whole address too', () =>
    expect(readCode(secret, `https://bureau.example/a#${codeAt(at).code}`, at, date)).toMatchObject({
      kind: 'rotating',
    }))
  it('is unknown on another day, for another company, and when a character is wrong', () => {
    const { code } = codeAt(at)
    expect(readCode(secret, code, at, '2026-12-04')).toEqual({ kind: 'unknown' })
    expect(readCode(secret, code.replace('c1', 'c2'), at, date)).toEqual({ kind: 'unknown' })
    expect(readCode(secret, `${code.slice(0, -1)}${code.endsWith('A') ? 'B' : 'A'}`, at, date)).toEqual({
      kind: 'unknown',
    })
    for (const text of ['', 'c1', 'c1.5', 'c1.x.y', '...', '#'])
      expect(readCode(secret, text, at, date)).toEqual({ kind: 'unknown' })
  })
  it('can be typed: eight characters, in any case, O for 0 and I or L for 1', () => {
    const { typed } = codeAt(at)
    expect(typed).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/)
    const sloppy = ` ${typed.slice(0, 4).toLowerCase()}-${typed.slice(4)} `.replace(/0/g, 'o').replace(/1/g, 'l')
    const sites = [
      { site: 'c2', posterVersion: 1 },
      { site, posterVersion: 1 },
    ]
    expect(findTyped(secret, readTyped(sloppy)!, sites, at, date)).toMatchObject({ kind: 'rotating', site })
    expect(findTyped(secret, typed, sites, seconds(120), date)).toEqual({ kind: 'unknown' })
  })
})

describe('a poster', () => {
  it('holds its version', () => {
    expect(readCode(secret, posterCode(secret, site, 2), at, date)).toEqual({ kind: 'poster', site, version: 2 })
    expect(readCode(secret, posterCode(secret, site, 2).replace('.p2.', '.p3.'), at, date)).toEqual({ kind: 'unknown' })
  })
  it('can be typed too', () => {
    const typed = typedForm(posterMac(secret, site, 2))
    expect(findTyped(secret, typed, [{ site, posterVersion: 2 }], at, date)).toEqual({
      kind: 'poster',
      site,
      version: 2,
    })
    expect(findTyped(secret, typed, [{ site, posterVersion: 3 }], at, date)).toEqual({ kind: 'unknown' })
  })
})

describe('typedForm', () => {
  it('is Crockford base 32 of the first forty bits', () => {
    expect(typedForm(Buffer.alloc(10, 0))).toBe('00000000')
    expect(typedForm(Buffer.alloc(10, 255))).toBe('ZZZZZZZZ')
    expect(typedForm(Buffer.from([0, 0, 0, 0, 33, 9, 9, 9, 9, 9]))).toBe('00000011')
  })
})
