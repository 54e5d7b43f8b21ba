import { isExpected } from './expected.ts'

const stop = (from: string, until: string) => ({ round: 1, companyId: 'c', openingId: 'o', from, until, minutes: 1 })
const placement = { stops: [stop('2026-12-03', '2026-12-17'), stop('2027-01-07', '2027-01-21')] }
const timetable = { weekdays: ['do' as const], holidays: [{ from: '2026-12-10', until: '2026-12-10' }] }

describe('isExpected', () => {
  it.each([
    ['2026-12-03', true, 'the first day'],
    ['2026-12-17', true, 'the last day'],
    ['2026-12-04', false, 'another weekday'],
    ['2026-12-10', false, 'a holiday'],
    ['2026-12-24', false, 'between two rounds'],
    ['2027-01-14', true, 'a later round'],
  ])('is on %s %s: %s', (day, expected) => expect(isExpected(placement, timetable, day)).toBe(expected))
  it('goes on from Monday to Friday without weekdays', () => {
    const open = { weekdays: [], holidays: [] }
    expect(isExpected(placement, open, '2026-12-04')).toBe(true)
    expect(isExpected(placement, open, '2026-12-05')).toBe(false)
  })
})
