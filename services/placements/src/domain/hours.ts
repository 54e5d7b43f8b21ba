// When students of a programme are expected on a day, and when those who did not come are missed.
import type { Day, ProgrammeFacts } from '@stagebureau/shared'

const beginnings = { morning: '08:30', day: '08:30', afternoon: '13:00' } as const
/** Minutes after the start at which somebody who has not registered is noticed. */
export const patienceMinutes = 30

type Hours = Pick<ProgrammeFacts, 'startsAt' | 'daypart'>

/** hh:mm, local time. */
export const startOf = ({ startsAt, daypart = 'day' }: Hours): string => startsAt ?? beginnings[daypart]

/** hh:mm, local time; the end of the day at the latest. */
export const missedFrom = (hours: Hours): string => {
  const [hour, minute] = startOf(hours).split(':').map(Number) as [number, number]
  const at = Math.min(hour * 60 + minute + patienceMinutes, 24 * 60 - 1)
  return `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`
}

/** The part of the day in which those who do not come are missed. */
export const partOf = (hours: Hours): 'morning' | 'afternoon' => (missedFrom(hours) < '12:00' ? 'morning' : 'afternoon')

/** True when who has not come by now, a day and hh:mm, is missed on that day. */
export const isMissed = (hours: Hours, day: Day, now: { readonly day: Day; readonly time: string }): boolean =>
  day < now.day || (day === now.day && missedFrom(hours) <= now.time)
