// Reckons with days: weekdays, school weeks, rounds and ages, all as ISO dates of a calendar without hours.

const dayLength = 86_400_000
const names = ['zo', 'ma', 'di', 'wo', 'do', 'vr', 'za']

const at = (day: string) => Date.parse(`${day}T00:00:00Z`)
export const addDays = (day: string, days: number) => new Date(at(day) + days * dayLength).toISOString().slice(0, 10)
export const weekdayOf = (day: string): string => names[new Date(at(day)).getUTCDay()] ?? ''
export const isWeekday = (name: string) => names.includes(name)

/** `2011-02-31` is no day. */
export const isDay = (day: string) => /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(at(day)) && addDays(day, 0) === day

export type SchoolYear = {
  readonly from: string
  readonly until: string
  readonly holidays: readonly (readonly [string, string])[]
}

type Holidays = SchoolYear['holidays']
const isFree = (holidays: Holidays, day: string) => holidays.some(([from, until]) => from <= day && day <= until)

/** Every day from `from` to `until` that falls on one of the weekdays (any, when there are none) and is not a holiday. */
export const daysOf = (holidays: Holidays, from: string, until: string, weekdays: readonly string[]) => {
  const days: string[] = []
  for (let day = from; day <= until; day = addDays(day, 1)) {
    if ((weekdays.length === 0 || weekdays.includes(weekdayOf(day))) && !isFree(holidays, day)) days.push(day)
  }
  return days
}

export type Span = { readonly from: string; readonly until: string }

/**
 * Rounds are so many school weeks each. A week counts when the programme's weekday is no holiday in it, so that every
 * round has as many days; no day lies before the first round's date.
 */
export const roundsOf = (
  year: SchoolYear,
  round: { readonly firstRound: string; readonly rounds: number; readonly weeksPerRound: number },
  weekday: string,
): readonly Span[] => {
  const days = daysOf(year.holidays, round.firstRound, year.until, [weekday])
  return Array.from({ length: round.rounds }, (_, at) => {
    const own = days.slice(at * round.weeksPerRound, (at + 1) * round.weeksPerRound)
    return { from: own[0] ?? '', until: own.at(-1) ?? '' }
  })
}

/** Whole years on that day. */
export const ageOn = (born: string, day: string) =>
  Number(day.slice(0, 4)) - Number(born.slice(0, 4)) - (day.slice(5) < born.slice(5) ? 1 : 0)
