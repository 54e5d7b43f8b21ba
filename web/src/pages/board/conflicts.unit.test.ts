import type { Opening, Row } from './board-query.ts'
import { conflictsOf, filledAt } from './conflicts.ts'

const opening = (id: string, more: Partial<Opening> = {}): Opening => ({
  id,
  company: { id: `company ${id}`, name: id, place: 'Baak' },
  profile: null,
  places: 2,
  closedRounds: [],
  condition: null,
  ...more,
})
const row = (stops: Readonly<Record<number, string>>, profile: string | null = 'PIE'): Row => ({
  student: { id: 's', displayName: 'Noor', profile, group: null, school: { name: 'Vmbo' } },
  stops: Object.entries(stops).map(([round, id]) => ({
    round: Number(round),
    minutes: 10,
    company: { id: `company ${id}`, name: id },
    opening: { id },
  })),
  gaps: [],
  unplaced: null,
  pinned: false,
  pins: [],
  forbidden: [{ openingId: 'das', round: 2, by: null, opening: null }],
})
const told = (...given: Parameters<typeof conflictsOf>) =>
  conflictsOf(...given).map(({ weight, text }) => [weight, text])

describe('what stands in the way of a company', () => {
  it('is nothing when it is open, free and new to the student', () =>
    expect(told(row({ 1: 'bos' }), opening('vos'), 2, 1)).toEqual([]))
  it('is that the student is there already in this round', () =>
    expect(told(row({ 1: 'bos' }), opening('bos'), 1, 2)).toEqual([['stops', 'conflict/already']]))
  it('is that the student was there in another round', () =>
    expect(told(row({ 1: 'bos' }), opening('bos'), 2, 0)).toEqual([['stops', 'conflict/visited']]))
  it('is that the company is closed in this round', () =>
    expect(told(row({}), opening('bos', { closedRounds: [3] }), 3, 0)).toEqual([['stops', 'conflict/closed']]))
  it('is that it is full: then somebody else has to go', () =>
    expect(told(row({}), opening('bos'), 1, 2)).toEqual([['warns', 'conflict/full']]))
  it('is that somebody ruled it out for this round', () => {
    expect(told(row({}), opening('das'), 2, 0)).toEqual([['stops', 'conflict/forbidden']])
    expect(told(row({}), opening('das'), 1, 0)).toEqual([])
  })
  it('is that the place is for another profile', () =>
    expect(told(row({}), opening('bos', { profile: 'BWI' }), 1, 0)).toEqual([['warns', 'conflict/other-profile']]))
})

describe('how full an opening is', () => {
  it('counts the students of that round only', () =>
    expect(filledAt([row({ 1: 'bos' }), row({ 1: 'bos', 2: 'vos' }), row({ 2: 'bos' })], 'bos', 1)).toBe(2))
})
