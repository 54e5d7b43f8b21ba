// Who is expected where on a day: the stops of placements, on the programme's weekdays, outside holidays.
import { type AssignedStop, type Day, type Weekday, weekdays } from '@stagebureau/shared'
import type { Period } from './calendar.ts'

type Planned = { readonly stops: readonly AssignedStop[] }
type Timetable = {
  readonly weekdays: readonly Weekday[]
  readonly holidays: readonly Period[]
  readonly days?: readonly Day[]
}

const weekdayOf = (day: Day): Weekday => weekdays[(new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7]!

/** True when one of the stops takes place on this day. A programme without weekdays goes on from Monday to Friday. */
export const isExpected = ({ stops }: Planned, { weekdays: days, holidays }: Timetable, day: Day): boolean => {
  const weekday = weekdayOf(day)
  const runs = days.length > 0 ? days.includes(weekday) : weekday !== 'za' && weekday !== 'zo'
  return (
    runs &&
    !holidays.some(({ from, until }) => from <= day && day <= until) &&
    stops.some(({ from, until }) => from <= day && day <= until)
  )
}
