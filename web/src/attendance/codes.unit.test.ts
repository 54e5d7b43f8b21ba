import { createHmac } from 'node:crypto'
import { codeOf, inTwo, stepAt, typedForm } from './codes.ts'

describe('the code of a step', () => {
  const key = { site: 'bedrijf-1', key: Buffer.alloc(32, 7).toString('base64url') }
  it('is what HMAC-SHA-256 says of site and step, cut to 80 bits', async () => {
    const mac = createHmac('sha256', Buffer.alloc(32, 7)).update('bedrijf-1|42').digest().subarray(0, 10)
    const code = await codeOf(key, 42, 'https://bureau.example')
    expect(code).toEqual({
      url: `https://bureau.example/a#bedrijf-1.42.${mac.toString('base64url')}`,
      typed: typedForm(mac),
      step: 42,
    })
  })
  it('begins anew every so many seconds', () => {
    expect(stepAt(new Date(29_999), 15)).toBe(1)
    expect(stepAt(new Date(30_000), 15)).toBe(2)
  })
})

describe('the typed form', () => {
  it.each([
    [[0, 0, 0, 0, 0], '00000000'],
    [[255, 255, 255, 255, 255], 'ZZZZZZZZ'],
    [[0, 0, 0, 0, 33], '00000011'],
  ])('of %j is %s', (bytes, text) => expect(typedForm(Uint8Array.from(bytes))).toBe(text))
  it('is read out in two halves', () => expect(inTwo('ABCDEFGH')).toBe('ABCD EFGH'))
})
