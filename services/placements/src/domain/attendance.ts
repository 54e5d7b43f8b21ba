// One student at one company on one day: expected, seen by a code, confirmed by the company, or absent.
import {
  type AbsenceNoticed,
  type AttendanceConfirmed,
  type AttendanceRegistered,
  type Decider,
  DomainError,
  type EventOf,
  type ExcuseWithdrawn,
  equal,
  localTime,
} from '@stagebureau/shared'
import type { PlacementFacts } from './placement.ts'

export type AttendanceState = 'expected' | 'claimed' | 'proven' | 'confirmed' | 'absent' | 'excused'
export type Evidence = 'none' | 'poster' | 'rotating' | 'supervisor'

export type AttendanceDay = {
  readonly situation: AttendanceState
  readonly studentId?: string
  readonly schoolId?: string
  readonly companyId?: string
  readonly programmeId?: string
  readonly date?: string
  readonly evidence: Evidence
  readonly checkedInAt?: string | undefined
  readonly checkedOutAt?: string | undefined
  /** Why the student need not come; for the school's eyes, and in no event. */
  readonly excuse?: string | undefined
  /** When the student came and went, by the company's word: it goes before the scans. */
  readonly told?: ToldTimes | undefined
  /** Scans that were taken, with the time that each of them counts for. */
  readonly scans: readonly { readonly scanId: string; readonly at: string; readonly late: boolean }[]
}

/** Instants. */
export type ToldTimes = { readonly arrivedAt?: string | undefined; readonly leftAt?: string | undefined }

type Who = {
  readonly dayId: string
  readonly studentId: string
  readonly schoolId: string
  readonly companyId: string
  readonly programmeId: string
  readonly date: string
}
export type AttendanceCommand = Who &
  (
    | {
        readonly do: 'scan'
        readonly scanId: string
        /** When the code was seen, by the phone's clock as far as it can be trusted. */
        readonly at: string
        readonly code: 'poster' | 'rotating'
        readonly late: boolean
        /** False when the time cannot be trusted: then it is a claim, whatever the code. */
        readonly trusted: boolean
      }
    | { readonly do: 'confirm'; readonly present: boolean; readonly told?: ToldTimes | undefined }
    | { readonly do: 'noticeAbsence' }
    | { readonly do: 'excuse'; readonly reason: string }
    /** `absent`: the time at which the student would have been missed has passed. */
    | { readonly do: 'withdrawExcuse'; readonly absent: boolean }
  )

type Public =
  | EventOf<typeof AttendanceRegistered>
  | EventOf<typeof AttendanceConfirmed>
  | EventOf<typeof AbsenceNoticed>
  | EventOf<typeof ExcuseWithdrawn>
export type AttendanceEvent = Public & {
  readonly who: Who
  readonly scan?: { readonly scanId: string; readonly late: boolean; readonly trusted: boolean }
  readonly told?: ToldTimes | undefined
  readonly excuse?: string
}

export const dayIdOf = (studentId: string, companyId: string, date: string): string =>
  `${studentId}.${companyId}.${date}`

/** The day of a placement. */
export const dayIdFor = (
  { studentId, companyId, formerCompanyId }: Pick<PlacementFacts, 'studentId' | 'companyId' | 'formerCompanyId'>,
  date: string,
): string => dayIdOf(studentId, formerCompanyId ?? companyId, date)

const halfHour = 30 * 60 * 1000
const between = (a: string, b: string) => Math.abs(Date.parse(a) - Date.parse(b))

/** The scan that this one repeats: the same one, or another within half an hour. */
export const repeated = (day: AttendanceDay, scanId: string, at: string): AttendanceDay['scans'][number] | undefined =>
  day.scans.find((scan) => scan.scanId === scanId) ?? day.scans.find((scan) => between(scan.at, at) <= halfHour)

/** True for a scan that proves what is only claimed so far. */
const proves = (
  { situation }: AttendanceDay,
  { code, trusted }: { readonly code: string; readonly trusted: boolean },
) => situation === 'claimed' && code === 'rotating' && trusted

/** The first moment and the last; what the company told goes before what was scanned. */
const timesOf = (scans: AttendanceDay['scans'], told: ToldTimes = {}) => {
  const times = scans.map(({ at }) => at).toSorted()
  const checkedInAt = told.arrivedAt ?? times[0]
  const last = times.at(-1)
  const checkedOutAt = told.leftAt ?? (last !== undefined && last > (checkedInAt ?? last) ? last : undefined)
  return { checkedInAt, checkedOutAt }
}

/** Who was there needs no excuse; the company can say that it was otherwise. */
const refuseWhenSeen = ({ situation, checkedInAt }: AttendanceDay): void => {
  if (situation === 'confirmed') throw new DomainError('conflict', 'attendance/was-confirmed')
  if (situation === 'claimed' || situation === 'proven')
    throw new DomainError('conflict', 'attendance/was-seen', { time: localTime(checkedInAt ?? '') })
}

export const attendanceDecider: Decider<AttendanceDay, AttendanceCommand, AttendanceEvent> = {
  initial: { situation: 'expected', evidence: 'none', scans: [] },

  decide: (command, day) => {
    const { dayId, studentId, schoolId, companyId, programmeId, date } = command
    const who = { dayId, studentId, schoolId, companyId, programmeId, date }
    const facts = { dayId, studentId, companyId, date }
    switch (command.do) {
      case 'scan': {
        const { scanId, at, code, late, trusted } = command
        const first = repeated(day, scanId, at)
        if (first !== undefined && (first.scanId === scanId || !proves(day, command))) return []
        const counts = first?.at ?? at
        const leaving = day.checkedInAt !== undefined && counts > day.checkedInAt
        const scan = { scanId, late, trusted }
        return [{ type: 'AttendanceRegistered', data: { ...facts, at: counts, evidence: code, leaving }, who, scan }]
      }
      case 'confirm': {
        const { present } = command
        const told = present ? { ...day.told, ...command.told } : undefined
        const already = present
          ? day.situation === 'confirmed' && equal(told, { ...day.told })
          : day.situation === 'absent' && day.evidence === 'supervisor'
        if (already) return []
        if (told?.arrivedAt !== undefined && told.leftAt !== undefined && told.arrivedAt >= told.leftAt)
          throw new DomainError('invalid', 'attendance/left-before', {
            from: localTime(told.arrivedAt),
            until: localTime(told.leftAt),
          })
        return [{ type: 'AttendanceConfirmed', data: { ...facts, present }, who, told }]
      }
      case 'noticeAbsence':
        return day.situation === 'expected' ? [{ type: 'AbsenceNoticed', data: { ...facts, excused: false }, who }] : []
      case 'excuse': {
        const { reason: excuse } = command
        if (day.situation === 'excused' && day.excuse === excuse) return []
        refuseWhenSeen(day)
        return [{ type: 'AbsenceNoticed', data: { ...facts, excused: true }, who, excuse }]
      }
      case 'withdrawExcuse':
        if (day.situation !== 'excused') return []
        return [{ type: 'ExcuseWithdrawn', data: { ...facts, absent: command.absent }, who }]
    }
  },

  evolve: (day, event) => {
    const { dayId: _, ...who } = event.who
    const of = { ...day, ...who }
    switch (event.type) {
      case 'AttendanceRegistered': {
        const { at, evidence } = event.data
        const { scanId, late, trusted } = event.scan!
        const scans = [...day.scans, { scanId, at, late }]
        const proof = evidence === 'rotating' && trusted ? 'proven' : 'claimed'
        const keeps = day.situation === 'confirmed' || (day.situation === 'proven' && proof === 'claimed')
        const stays = keeps ? { situation: day.situation, evidence: day.evidence } : { situation: proof, evidence }
        return { ...of, ...stays, ...timesOf(scans, day.told), scans, excuse: undefined } as AttendanceDay
      }
      case 'AttendanceConfirmed':
        return {
          ...of,
          situation: event.data.present ? 'confirmed' : 'absent',
          evidence: 'supervisor',
          ...timesOf(day.scans, event.told),
          told: event.told,
          excuse: undefined,
        }
      case 'AbsenceNoticed':
        return { ...of, situation: event.data.excused ? 'excused' : 'absent', excuse: event.excuse }
      case 'ExcuseWithdrawn':
        return { ...of, situation: event.data.absent ? 'absent' : 'expected', excuse: undefined }
    }
  },
}

/** Minutes between coming and going; 0 while one of them is not known. */
export const minutesOf = ({
  checkedInAt,
  checkedOutAt,
}: Pick<AttendanceDay, 'checkedInAt' | 'checkedOutAt'>): number =>
  checkedInAt === undefined || checkedOutAt === undefined
    ? 0
    : Math.max(0, Math.round((Date.parse(checkedOutAt) - Date.parse(checkedInAt)) / 60_000))
