import { missedFrom, startOf } from './hours.ts'

describe('the hours of a programme', () => {
  it.each([
    [{}, '08:30', '09:00'],
    [{ daypart: 'afternoon' as const }, '13:00', '13:30'],
    [{ daypart: 'morning' as const, startsAt: '07:45' }, '07:45', '08:15'],
    [{ startsAt: '23:50' }, '23:50', '23:59'],
  ])('of %j begin at %s, and whoever is not there is missed from %s', (programme, start, missed) => {
    expect(startOf(programme)).toBe(start)
    expect(missedFrom(programme)).toBe(missed)
  })
})
