import type { Day } from './attendance-query.ts'
import { grouped, standingOf } from './standing.ts'

const moment = { today: '2026-12-03', time: '08:59' }
const day = (state: Day['state']) => ({ state, missedFrom: '09:00' })

describe('how it stands with a student', () => {
  it.each([
    ['EXPECTED', '2026-12-03', '08:59', 'expected'],
    ['EXPECTED', '2026-12-03', '09:00', 'missing'],
    ['EXPECTED', '2026-12-02', '08:59', 'missing'],
    ['EXPECTED', '2026-12-04', '23:00', 'expected'],
    ['ABSENT', '2026-12-03', '08:59', 'missing'],
    ['CLAIMED', '2026-12-03', '09:00', 'claimed'],
    ['PROVEN', '2026-12-03', '09:00', 'present'],
    ['CONFIRMED', '2026-12-03', '09:00', 'present'],
    ['EXCUSED', '2026-12-03', '09:00', 'excused'],
  ] as const)('%s on %s, seen at %s: %s', (state, date, time, standing) => {
    expect(standingOf(day(state), date, { ...moment, time })).toBe(standing)
  })

  it('is shown by name within each group', () => {
    const named = (displayName: string) => ({ ...day('ABSENT'), student: { displayName } }) as Day
    const { missing, present } = grouped([named('Sem Vos'), named('Noor Bos')], '2026-12-03', moment)
    expect(missing.map(({ student }) => student.displayName)).toEqual(['Noor Bos', 'Sem Vos'])
    expect(present).toEqual([])
  })
})
