// Counts who is at an opening on which day, over all placement programmes planned so far.
import type { Span } from './calendar.ts'
import { companyId, type Opening, type Student, studentId } from './region.ts'

const openingId = (opening: Opening) => `${companyId(opening.company)} ${opening.profile} ${opening.weekdays.join(' ')}`

export type Occupied = {
  readonly add: (opening: Opening, student: Student, days: readonly string[], span: Span) => void
  /** Students there on the most occupied of the days. */
  readonly most: (opening: Opening, days: readonly string[]) => number
  /** The student has a placement whose dates, from first to last, overlap these; weekdays do not matter here. */
  readonly away: (student: Student, span: Span) => boolean
}

export const occupiedDays = (): Occupied => {
  const at = new Map<string, Map<string, number>>()
  const spans = new Map<string, Span[]>()
  return {
    add: (opening, student, days, span) => {
      const id = openingId(opening)
      const counts = at.get(id) ?? new Map<string, number>()
      for (const day of days) counts.set(day, (counts.get(day) ?? 0) + 1)
      at.set(id, counts)
      spans.set(studentId(student), [...(spans.get(studentId(student)) ?? []), span])
    },
    most: (opening, days) => {
      const counts = at.get(openingId(opening))
      return counts ? Math.max(0, ...days.map((day) => counts.get(day) ?? 0)) : 0
    },
    away: (student, { from, until }) =>
      (spans.get(studentId(student)) ?? []).some((span) => span.from <= until && from <= span.until),
  }
}
