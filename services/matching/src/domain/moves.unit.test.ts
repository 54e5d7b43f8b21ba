import type { AssignedStop } from '@stagebureau/shared'
import { extraMinutesOf, movesBetween } from './moves.ts'

const stop = (openingId: string, minutes: number, round?: number): AssignedStop => ({
  openingId,
  companyId: openingId,
  from: '2026-09-01',
  until: '2026-09-30',
  minutes,
  ...(round === undefined ? {} : { round }),
})
const at = (studentId: string, ...stops: AssignedStop[]) => ({ studentId, stops })

describe('moves between plans', () => {
  it('are none when everyone is where he was', () =>
    expect(movesBetween([at('a', stop('x', 5)), at('b')], [at('b'), at('a', stop('x', 5))])).toEqual([]))
  it('name who goes elsewhere, or in another round, and the minutes between', () => {
    const moves = movesBetween(
      [at('a', stop('x', 5)), at('b', stop('y', 9, 1), stop('z', 9, 2))],
      [at('a', stop('y', 12)), at('b', stop('z', 9, 1), stop('y', 9, 2))],
    )
    expect(moves.map(({ studentId }) => studentId)).toEqual(['a', 'b'])
    expect(extraMinutesOf(moves)).toBe(7)
  })
  it('name who is in one plan only', () =>
    expect(movesBetween([at('a', stop('x', 5))], [at('b', stop('x', 5))])).toMatchObject([
      { studentId: 'a', to: [] },
      { studentId: 'b', from: [] },
    ]))
})
