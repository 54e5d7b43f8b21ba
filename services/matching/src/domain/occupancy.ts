// How many places an opening has left when other programmes hold some of them on the same days.
import { type Day, type ProgrammeFacts, type Weekday, weekdays } from '@stagebureau/shared'
import type { HeldStop } from './facts.ts'

const dayMilliseconds = 24 * 3600 * 1000
const weekdayOf = (day: Day): Weekday => weekdays[(new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7]!

/** The days from one day until another, both included. */
export const daysBetween = (from: Day, until: Day): Day[] => {
  const first = Date.parse(`${from}T00:00:00Z`)
  const count = Math.floor((Date.parse(`${until}T00:00:00Z`) - first) / dayMilliseconds) + 1
  return Array.from({ length: Math.max(0, count) }, (_, i) =>
    new Date(first + i * dayMilliseconds).toISOString().slice(0, 10),
  )
}

type Stay = Pick<HeldStop, 'from' | 'until' | 'weekdays' | 'daypart'>

/** The days of a stay: its weekdays within its dates, every day when it names none. */
const daysOf = ({ from, until, weekdays: days }: Stay): Day[] =>
  daysBetween(from, until).filter((day) => days.length === 0 || days.includes(weekdayOf(day)))

/** A morning and an afternoon do not meet; a whole day meets both. */
const sameTime = (a: ProgrammeFacts['daypart'], b: ProgrammeFacts['daypart']) =>
  a === undefined || b === undefined || a === 'day' || b === 'day' || a === b

/**
 * Per opening the most students that hold it on any one day of this stay: places minus this number are left.
 * Only stops at the same openings and at the same time of day count.
 */
export const mostOccupied = (stay: Stay, held: readonly HeldStop[]): ReadonlyMap<string, number> => {
  const mine = new Set(daysOf(stay))
  // Many students share their dates.
  const shared = new Map<string, Day[]>()
  const daysInCommon = (stop: HeldStop): Day[] => {
    const name = `${stop.from} ${stop.until} ${stop.weekdays.join()}`
    const days = shared.get(name) ?? daysOf(stop).filter((day) => mine.has(day))
    shared.set(name, days)
    return days
  }
  const perOpening = new Map<string, Map<Day, number>>()
  for (const stop of held) {
    if (stop.from > stay.until || stop.until < stay.from || !sameTime(stop.daypart, stay.daypart)) continue
    const days = perOpening.get(stop.openingId) ?? new Map<Day, number>()
    perOpening.set(stop.openingId, days)
    for (const day of daysInCommon(stop)) days.set(day, (days.get(day) ?? 0) + 1)
  }
  return new Map([...perOpening].map(([openingId, days]) => [openingId, Math.max(0, ...days.values())]))
}
