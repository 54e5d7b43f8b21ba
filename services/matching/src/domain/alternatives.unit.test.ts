// The places that would suit a student best, and what is said to stand in the way of each.
import { alternatives } from './alternatives.ts'
import { draftPlan } from './draft-plan.ts'
import type { Situation, StudentFacts } from './facts.ts'
import { type Along, alongTheRoad, openingIdOf, studentBy } from './testing/situation.ts'

const choices = { weights: {} }
const besideOf = (situation: Situation, studentId: string) => {
  const { rows } = draftPlan(situation, choices)
  const found = alternatives({ situation, choices, rows, studentId })
  return found.map(({ openingId, reason, ...rest }) => ({
    at: openingId.split('.')[0],
    reason: reason.text,
    ...rest,
    values: reason.values,
  }))
}
const road = (students: readonly StudentFacts[], companies: readonly Along[], maxTravelMinutes?: number): Situation => {
  const situation = alongTheRoad(students, companies)
  return {
    ...situation,
    programme: { ...situation.programme, ...(maxTravelMinutes === undefined ? {} : { maxTravelMinutes }) },
  }
}

describe('the alternatives of a student', () => {
  it('are told by what they lack, nearest first, and never the own place', () => {
    const companies = [12, 8, 4, 20, 16, 24, 28].map((minutes) => ({ name: `c${minutes}`, minutes }))
    expect(besideOf(road([studentBy(1)], companies), 's1')).toMatchObject(
      [8, 12, 16, 20, 24].map((minutes) => ({
        at: `c${minutes}`,
        minutes,
        wish: 1,
        worse: minutes - 4,
        possible: true,
        reason: 'alternative/worse',
      })),
    )
  })

  it('tells what one more place is worth where it is full', () => {
    const companies = [
      { name: 'near', minutes: 4 },
      { name: 'far', minutes: 40 },
    ]
    const situation = road([studentBy(1), studentBy(2)], companies)
    const { rows } = draftPlan(situation, choices)
    const away = rows.find(({ stops }) => stops[0]!.companyId === 'far')!
    expect(besideOf(situation, away.studentId)).toMatchObject([
      { at: 'near', worse: -36, possible: true, reason: 'alternative/full-worth', values: { worth: 36 } },
    ])
  })

  it('says that one more place would give one student more a place', () => {
    const situation = road([studentBy(1), studentBy(2)], [{ name: 'only', minutes: 4 }])
    const { rows } = draftPlan(situation, choices)
    const without = rows.find(({ stops }) => stops.length === 0)!
    const [only, ...none] = besideOf(situation, without.studentId)
    expect(only).toMatchObject({ at: 'only', reason: 'alternative/full-for-a-place' })
    expect(only!.worse).toBeUndefined()
    expect(none).toEqual([])
  })

  it('names the rule that forbids one, with its numbers', () => {
    const companies = [
      { name: 'near', minutes: 8 },
      { name: 'far', minutes: 40 },
    ]
    expect(besideOf(road([studentBy(1)], companies, 30), 's1')).toMatchObject([
      { at: 'far', possible: false, reason: 'why-not/travel', values: { minutes: 40, limit: 30 } },
    ])
  })

  it('tells of room that came later', () => {
    const before = road([studentBy(1)], [{ name: 'far', minutes: 40 }])
    const { rows } = draftPlan(before, choices)
    const situation = road(
      [studentBy(1)],
      [
        { name: 'far', minutes: 40 },
        { name: 'near', minutes: 4 },
      ],
    )
    expect(alternatives({ situation, choices, rows, studentId: 's1' })).toMatchObject([
      { openingId: openingIdOf('near'), worse: -36, reason: { text: 'alternative/better', values: { points: 36 } } },
    ])
  })
})

describe('the alternatives of a stop in a carousel', () => {
  const carousel = (closedRounds: readonly number[]): Situation => {
    const base = road(
      [studentBy(1), studentBy(2)],
      ['a', 'b', 'c', 'd'].map((name, k) => ({ name, minutes: 4 * (k + 1) })),
    )
    const week = (number: number) => ({ number, from: `2026-11-0${number}`, until: `2026-11-0${number}` })
    return {
      ...base,
      programme: { ...base.programme, kind: 'carousel', rounds: [week(1), week(2)] },
      openings: base.openings.map((one) => ({
        ...one,
        kind: 'carousel' as const,
        closedRounds: one.companyId === 'd' ? [...closedRounds] : [],
      })),
    }
  }

  it('are told for that round: what is full, what is closed, where there is room', () => {
    const situation = carousel([1])
    const stop = (companyId: string, round: number) => ({
      companyId,
      openingId: openingIdOf(companyId),
      round,
      from: '2026-11-01',
      until: '2026-11-01',
      minutes: 0,
    })
    const rows = [
      { studentId: 's1', stops: [stop('a', 1), stop('b', 2)] },
      { studentId: 's2', stops: [stop('c', 1), stop('a', 2)] },
    ]
    const found = alternatives({ situation, choices, rows, studentId: 's1', round: 1 })
    const why = new Map(found.map(({ openingId, reason }) => [openingId, reason.text]))
    expect(why.has(openingIdOf('b'))).toBe(false)
    expect(why.get(openingIdOf('c'))).toBe('alternative/full-in-round')
    expect(why.get(openingIdOf('d'))).toBe('alternative/closed')
    const later = alternatives({ situation, choices, rows, studentId: 's1', round: 2 })
    expect(later.find(({ openingId }) => openingId === openingIdOf('c'))?.reason.text).toBe('alternative/worse')
  })
})
