import { ageOn, mondayOf, roundsOf } from './calendar.ts'

const season = {
  from: '2026-08-31',
  until: '2027-07-09',
  holidays: [
    { from: '2026-12-21', until: '2027-01-01' },
    { from: '2027-02-15', until: '2027-02-19' },
  ],
}

describe('roundsOf', () => {
  it('counts school weeks and skips the holidays', () => {
    const rounds = roundsOf({ firstRound: '2026-11-30', rounds: 3, weeksPerRound: 3, weekday: 'do' }, season)
    expect(rounds).toEqual([
      { number: 1, from: '2026-12-03', until: '2026-12-17' },
      { number: 2, from: '2027-01-07', until: '2027-01-21' },
      { number: 3, from: '2027-01-28', until: '2027-02-11' },
    ])
  })

  it('goes over a holiday within a round', () => {
    const [round] = roundsOf({ firstRound: '2026-12-14', rounds: 1, weeksPerRound: 2, weekday: 'ma' }, season)
    expect(round).toEqual({ number: 1, from: '2026-12-14', until: '2027-01-04' })
  })

  it('skips a week of which only the programme day is free', () => {
    const free = { ...season, holidays: [{ from: '2026-09-10', until: '2026-09-10' }] }
    const [round] = roundsOf({ firstRound: '2026-08-31', rounds: 1, weeksPerRound: 2, weekday: 'do' }, free)
    expect(round).toEqual({ number: 1, from: '2026-09-03', until: '2026-09-17' })
  })

  it('begins a week later when the first day is after the programme day', () => {
    const [round] = roundsOf({ firstRound: '2026-09-04', rounds: 1, weeksPerRound: 1, weekday: 'do' }, season)
    expect(round?.from).toBe('2026-09-10')
  })

  it('refuses when the season is too short, and says how many rounds fit', () => {
    const ask = () => roundsOf({ firstRound: '2027-06-01', rounds: 6, weeksPerRound: 3, weekday: 'do' }, season)
    expect(ask).toThrow(
      expect.objectContaining({ slug: 'programme/season-too-short', values: expect.objectContaining({ fit: 2 }) }),
    )
  })
})

describe('mondayOf', () => {
  it.each([
    ['2026-11-30', '2026-11-30'],
    ['2026-12-06', '2026-11-30'],
    ['2027-01-01', '2026-12-28'],
  ])('is for %s %s', (day, monday) => expect(mondayOf(day)).toBe(monday))
})

describe('ageOn', () => {
  it.each([
    ['2012-03-01', '2027-03-01', 15],
    ['2012-03-02', '2027-03-01', 14],
    ['2012-02-29', '2027-02-28', 14],
    ['2012-02-29', '2027-03-01', 15],
  ])('born %s is on %s %i', (born, day, age) => expect(ageOn(born, day)).toBe(age))
})
