// What the reader says about bad values.
import { field, list, number, oneOf, optional, whole, wholes } from './reader.ts'

const flawOf = (work: () => unknown) => {
  try {
    work()
  } catch (error) {
    return (error as Error).message
  }
  return 'nothing'
}

describe('reader', () => {
  it('names path, flaw and value of what it refuses', () => {
    const deep = { rows: [{ at: [1, 2] }, { at: [3, 'x'] }] }
    const readRows = list((row) => field(row, 'at', wholes(0, 9)))
    expect(flawOf(() => field(deep, 'rows', readRows))).toBe('rows[1].at[1]: not an integer: "x"')
    expect(flawOf(() => field({}, 'rows', readRows))).toBe('rows: missing, expected a list')
    expect(flawOf(() => field([1], 'rows', readRows))).toBe('not an object: a list of 1')
    expect(flawOf(() => field({ a: 1.5 }, 'a', whole(0, 9)))).toBe('a: not an integer: 1.5')
    expect(flawOf(() => field({ a: 10 }, 'a', whole(0, 9)))).toBe('a: not between 0 and 9: 10')
    expect(flawOf(() => field({ a: null }, 'a', number(0, 1)))).toBe('a: not a number: null')
    expect(flawOf(() => field({ a: [1] }, 'a', wholes(0, 9, 2)))).toBe('a: has 1 entries, not 2')
    expect(flawOf(() => field({ a: {} }, 'a', oneOf('x', 'y')))).toBe('a: not one of x, y: an object')
  })

  it('takes what is as expected', () => {
    expect([...field({ a: [1, 2] }, 'a', wholes(0, 9, 2))]).toEqual([1, 2])
    expect(field({}, 'a', optional(whole(0, 9)))).toBeUndefined()
    expect(field({ a: 'y' }, 'a', oneOf('x', 'y'))).toBe('y')
    expect(field({ a: 0.5 }, 'a', number(0, 1))).toBe(0.5)
  })
})
