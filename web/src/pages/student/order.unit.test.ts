import { moved } from './order.ts'

describe('moving one of a list', () => {
  it.each([
    [0, 2, 'bca'],
    [2, 0, 'cab'],
    [1, 0, 'bac'],
    [0, -1, 'abc'],
    [2, 3, 'abc'],
  ])('from %i to %i gives %s', (from, to, result) => expect(moved([...'abc'], from, to).join('')).toBe(result))
})
