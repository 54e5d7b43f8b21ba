import { firstDay } from './planning.ts'

const round = { from: '2026-12-03', until: '2026-12-17' }
const christmas = [{ from: '2026-12-10', until: '2026-12-11' }]

describe('the first day of a stop', () => {
  it('is the first of its weekdays from today on', () => {
    expect(firstDay(round, ['DO'], [], '2026-11-01')).toBe('2026-12-03')
    expect(firstDay(round, ['DO'], [], '2026-12-04')).toBe('2026-12-10')
    expect(firstDay(round, ['MA', 'DI'], [], '2026-12-04')).toBe('2026-12-07')
  })
  it('is not in a holiday', () => expect(firstDay(round, ['DO'], christmas, '2026-12-04')).toBe('2026-12-17'))
  it('is any day when the programme names none', () => expect(firstDay(round, [], [], '2026-12-05')).toBe('2026-12-05'))
  it('is none when the stop is over', () => expect(firstDay(round, ['DO'], [], '2026-12-18')).toBeUndefined())
})
