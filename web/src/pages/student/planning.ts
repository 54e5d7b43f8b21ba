// On which days a student is expected, from the stops and the weekdays of the programme.
import { daysLater, weekdayOf } from '../../calendar.ts'

export type Period = { readonly from: string; readonly until: string }
const mostDays = 400

/** The first day on or after `from` within the period that is one of the weekdays and no holiday; undefined when there is none. */
export const firstDay = (
  period: Period,
  weekdays: readonly string[],
  holidays: readonly Period[],
  from: string,
): string | undefined => {
  const start = period.from > from ? period.from : from
  for (let i = 0; i < mostDays; i++) {
    const day = daysLater(start, i)
    if (day > period.until) return undefined
    const free = holidays.some((holiday) => holiday.from <= day && day <= holiday.until)
    if (!free && (weekdays.length === 0 || weekdays.includes(weekdayOf(day)))) return day
  }
  return undefined
}
