// Puts the students of a day in groups: those to worry about first.
import type { Day } from './attendance-query.ts'

export const standings = ['missing', 'claimed', 'expected', 'present', 'excused'] as const
export type Standing = (typeof standings)[number]

/** What is today, and what time it is there, hh:mm. */
export type Moment = { readonly today: string; readonly time: string }

/** Who has not been noticed yet is missing too, once the time has passed. */
export const standingOf = (
  { state, missedFrom }: Pick<Day, 'state' | 'missedFrom'>,
  date: string,
  { today, time }: Moment,
): Standing => {
  switch (state) {
    case 'ABSENT':
      return 'missing'
    case 'EXPECTED':
      return date < today || (date === today && missedFrom <= time) ? 'missing' : 'expected'
    case 'CLAIMED':
      return 'claimed'
    case 'EXCUSED':
      return 'excused'
    default:
      return 'present'
  }
}

/** All groups, each by name, also those without anybody. */
export const grouped = (days: readonly Day[], date: string, moment: Moment): Readonly<Record<Standing, Day[]>> => {
  const groups: Record<Standing, Day[]> = { missing: [], claimed: [], expected: [], present: [], excused: [] }
  for (const day of days) groups[standingOf(day, date, moment)].push(day)
  for (const group of Object.values(groups))
    group.sort((a, b) => a.student.displayName.localeCompare(b.student.displayName, 'nl'))
  return groups
}
