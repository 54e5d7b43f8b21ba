import { jest } from '@jest/globals'
import { lately } from './lately.ts'

describe('what was looked up lately', () => {
  beforeEach(() => void jest.useFakeTimers())
  afterEach(() => void jest.useRealTimers())

  it('is kept for its time and no longer, however often it is asked', () => {
    const known = lately<string>(1000)
    known.keep('key', 'holder')
    for (let at = 0; at < 900; at += 300) {
      jest.advanceTimersByTime(300)
      expect(known.get('key')).toBe('holder')
    }
    jest.advanceTimersByTime(100)
    expect(known.get('key')).toBeUndefined()
  })

  it('is forgotten when told so, and the oldest when it is too much', () => {
    const known = lately<number>(1000, 2)
    for (const [n, name] of ['a', 'b', 'c'].entries()) known.keep(name, n)
    expect(['a', 'b', 'c'].map(known.get)).toEqual([undefined, 1, 2])
    known.forget()
    expect(known.get('c')).toBeUndefined()
  })
})
