import type { Weekday } from '@stagebureau/shared'
import type { HeldStop } from './facts.ts'
import { mostOccupied } from './occupancy.ts'

const stop = (changes: Partial<HeldStop>): HeldStop => ({
  studentId: 's',
  openingId: 'o',
  kind: 'placement',
  programmeId: 'p',
  from: '2027-03-01',
  until: '2027-03-19',
  weekdays: ['ma', 'di', 'wo', 'do', 'vr'],
  ...changes,
})
const stay = { from: '2027-02-01', until: '2027-06-25', weekdays: ['ma', 'di', 'wo', 'do'] satisfies Weekday[] }

describe('mostOccupied', () => {
  it('counts who is there on the same day', () => {
    expect(mostOccupied(stay, [stop({}), stop({}), stop({ openingId: 'other' })])).toEqual(
      new Map([
        ['o', 2],
        ['other', 1],
      ]),
    )
  })

  it('takes the busiest day, not the sum of people who follow each other', () => {
    const first = stop({ from: '2027-03-01', until: '2027-03-05' })
    const second = stop({ from: '2027-03-08', until: '2027-03-12' })
    expect(mostOccupied(stay, [first, second, second]).get('o')).toBe(2)
  })

  it('leaves out other weekdays, other dates and other parts of the day', () => {
    expect(mostOccupied(stay, [stop({ weekdays: ['vr'] })]).get('o')).toBe(0)
    expect(mostOccupied(stay, [stop({ from: '2027-07-01', until: '2027-07-02' })]).get('o')).toBeUndefined()
    const morning = { ...stay, daypart: 'morning' as const }
    expect(mostOccupied(morning, [stop({ daypart: 'afternoon' })]).get('o')).toBeUndefined()
    expect(mostOccupied(morning, [stop({ daypart: 'day' })]).get('o')).toBe(1)
  })

  it('takes no weekdays for every day', () => {
    expect(mostOccupied({ ...stay, weekdays: [] }, [stop({ weekdays: ['vr'] })]).get('o')).toBe(1)
  })
})
