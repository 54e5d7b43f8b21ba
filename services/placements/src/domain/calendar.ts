// School weeks and the rounds of a carousel: calendar days as yyyy-mm-dd, weeks from Monday, holidays skipped.
import { type Day, DomainError, type Round, type Weekday, weekdays } from '@stagebureau/shared'

export type Period = { readonly from: Day; readonly until: Day }

const dayMilliseconds = 24 * 3600 * 1000

export const addDays = (day: Day, days: number): Day =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMilliseconds).toISOString().slice(0, 10)

/** 0 for Monday to 6 for Sunday. */
const weekdayIndex = (day: Day): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7

export const mondayOf = (day: Day): Day => addDays(day, -weekdayIndex(day))

const within = (day: Day, period: Period): boolean => period.from <= day && day <= period.until

type RoundsAsked = {
  /** A day in the first week of the first round. */
  readonly firstRound: Day
  readonly rounds: number
  readonly weeksPerRound: number
  readonly weekday: Weekday
}

/**
 * The rounds of a carousel. A week counts when its programme day is a school day, so that every round has the promised
 * number of days; a round runs from its first to its last programme day. Throws when the season is too short.
 */
export const roundsOf = (
  { firstRound, rounds, weeksPerRound, weekday }: RoundsAsked,
  season: Period & { readonly holidays: readonly Period[] },
): Round[] => {
  const days: Day[] = []
  let day = addDays(mondayOf(firstRound), weekdays.indexOf(weekday))
  if (day < firstRound) day = addDays(day, 7)
  for (; days.length < rounds * weeksPerRound; day = addDays(day, 7)) {
    if (day > season.until) {
      const fit = Math.floor(days.length / weeksPerRound)
      throw new DomainError('invalid', 'programme/season-too-short', { rounds, fit, until: season.until })
    }
    if (!season.holidays.some((holiday) => within(day, holiday))) days.push(day)
  }
  return Array.from({ length: rounds }, (_, i) => ({
    number: i + 1,
    from: days[i * weeksPerRound]!,
    until: days[(i + 1) * weeksPerRound - 1]!,
  }))
}

/** Whole years of age on a day. */
export const ageOn = (birthDate: Day, day: Day): number => {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years
}
