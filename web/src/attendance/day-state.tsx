// How it stands with one student on one day, in a word.
import { clockTime } from '../days.ts'
import { t } from '../language.ts'
import { State, type StateKind } from '../ui/state.tsx'

export type AttendanceState = 'EXPECTED' | 'CLAIMED' | 'PROVEN' | 'CONFIRMED' | 'ABSENT' | 'EXCUSED'
export type DayFacts = {
  readonly state: AttendanceState
  readonly checkedInAt: string | null
  readonly checkedOutAt: string | null
}

const kinds: Readonly<Record<AttendanceState, StateKind>> = {
  EXPECTED: 'neutral',
  CLAIMED: 'info',
  PROVEN: 'positive',
  CONFIRMED: 'positive',
  ABSENT: 'negative',
  EXCUSED: 'neutral',
}
export const dayWords = {
  EXPECTED: 'day-state/expected',
  CLAIMED: 'day-state/claimed',
  PROVEN: 'day-state/proven',
  CONFIRMED: 'day-state/confirmed',
  ABSENT: 'day-state/absent',
  EXCUSED: 'day-state/excused',
} as const

export const DayState = ({ state, checkedInAt, checkedOutAt }: DayFacts) => {
  const times = [checkedInAt, checkedOutAt].flatMap((at) => (at === null ? [] : [clockTime(at)]))
  return (
    <State kind={kinds[state]}>
      {t(dayWords[state])}
      {times.length > 0 && ` ${times.join(' – ')}`}
    </State>
  )
}
