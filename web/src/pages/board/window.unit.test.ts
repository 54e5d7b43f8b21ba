import { rowsInSight } from './window.ts'

describe('the rows worth drawing', () => {
  it('are those in sight and twelve around them', () =>
    expect(rowsInSight(400, 36, 3600, 360)).toEqual({ first: 88, last: 122 }))
  it('stay within the table', () => {
    expect(rowsInSight(400, 36, 0, 360)).toEqual({ first: 0, last: 22 })
    expect(rowsInSight(20, 36, 300, 3600)).toEqual({ first: 0, last: 20 })
  })
})
