// Excuses a student for a day, and takes that back: the school says so, and nobody misses the student then.
import { type Aggregate, findOne } from '@stagebureau/infra'
import { type Call, type Clock, DomainError, localDay, localTime } from '@stagebureau/shared'
import type { z } from 'zod'
import type { placementsApi } from '../api.ts'
import { type AttendanceCommand, type AttendanceDay, dayIdFor } from '../domain/attendance.ts'
import { isMissed } from '../domain/hours.ts'
import type { PlacementsStore, StoredPlacement } from '../store.ts'
import { dayView } from './day-view.ts'
import type { Expecting } from './expecting.ts'
import { visiblePlacements, visibleStudents } from './rights.ts'

type Parts = {
  readonly store: PlacementsStore
  readonly days: Aggregate<AttendanceDay, AttendanceCommand>
  readonly expecting: Expecting
  readonly clock: Clock
}
type Which = z.output<(typeof placementsApi)['withdrawExcuse']['input']>

export const createExcusing = ({ store, days, expecting, clock }: Parts) => {
  const nowHere = () => {
    const now = clock.now()
    return { day: localDay(now), time: localTime(now) }
  }

  /** The visit that is meant; a day of another school's student is as good as none. */
  const visitOf = async ({ studentId, companyId, date }: Which, { viewer }: Call): Promise<StoredPlacement> => {
    const student = await findOne(store.students, { $and: [{ _id: studentId }, await visibleStudents(store, viewer)] })
    if (student === null) throw new DomainError('missing', 'student/unknown')
    const visits = await expecting.on(date, { $and: [{ studentId }, visiblePlacements(viewer)] })
    const [visit, other] = companyId === undefined ? visits : visits.filter((one) => one.companyId === companyId)
    if (visit === undefined) throw new DomainError('conflict', 'attendance/not-expected-then', { date })
    if (other !== undefined) throw new DomainError('invalid', 'attendance/which-company', { date })
    return visit
  }

  const programmeOf = async ({ programmeId }: StoredPlacement) =>
    (await findOne(store.programmes, { _id: programmeId }))!

  /** A season that is over stays as it was. */
  const checkSeason = async (seasonId: string, date: string): Promise<void> => {
    const today = nowHere().day
    const season = await findOne(store.seasons, { _id: seasonId })
    if (date < today && season!.until < today) throw new DomainError('conflict', 'attendance/season-over')
  }

  const change = async (input: Which, call: Call, command: (visit: StoredPlacement) => Promise<Change>) => {
    const visit = await visitOf(input, call)
    const { studentId, companyId, programmeId, schoolId } = visit
    const { date } = input
    const dayId = dayIdFor(visit, date)
    const who = { dayId, studentId, schoolId, companyId, programmeId, date }
    const { state } = await days.execute(dayId, { ...who, ...(await command(visit)) }, call)
    return dayView(call.viewer, dayId, { ...state, ...who })
  }

  return {
    excuseAbsence: ({ reason, ...which }: Which & { readonly reason: string }, call: Call) =>
      change(which, call, async (visit) => {
        await checkSeason((await programmeOf(visit)).seasonId, which.date)
        return { do: 'excuse', reason }
      }),

    withdrawExcuse: (which: Which, call: Call) =>
      change(which, call, async (visit) => {
        const programme = await programmeOf(visit)
        await checkSeason(programme.seasonId, which.date)
        return { do: 'withdrawExcuse', absent: isMissed(programme, which.date, nowHere()) }
      }),
  }
}

type Change =
  | { readonly do: 'excuse'; readonly reason: string }
  | { readonly do: 'withdrawExcuse'; readonly absent: boolean }
