import { drawLot, seal, unseal } from './seal.ts'

describe('a sealed birth date', () => {
  const text = seal('secret', 'h1:100001', '2012-03-11')
  it('opens for the same person only', () => {
    expect(unseal('secret', 'h1:100001', text)).toBe('2012-03-11')
    expect(() => unseal('secret', 'h1:100002', text)).toThrow()
    expect(() => unseal('other', 'h1:100001', text)).toThrow()
  })
  it('shows nothing of the date, and is the same again for the same date', () => {
    expect(Buffer.from(text, 'base64url').toString('latin1')).not.toContain('2012')
    expect(seal('secret', 'h1:100001', '2012-03-11')).toBe(text)
    expect(seal('secret', 'h1:100001', '2012-03-12')).not.toBe(text)
  })
})

describe('a lot', () => {
  it('follows from the seed, the school and the number', () => {
    expect(drawLot(1, '28WS03', '100001')).toBe(drawLot(1, '28WS03', '100001'))
    const others = [drawLot(2, '28WS03', '100001'), drawLot(1, '28WS04', '100001'), drawLot(1, '28WS03', '100002')]
    expect(new Set([drawLot(1, '28WS03', '100001'), ...others]).size).toBe(4)
    for (const lot of others) expect(lot).toBeLessThan(2 ** 48)
  })
})
