// Notices, some time after a programme's start, who of the expected students has not registered, and counts them per school.
import { type Aggregate, findMany, inParallel, oneOf, trusted } from '@stagebureau/infra'
import { type Clock, localDay, localTime } from '@stagebureau/shared'
import { type AbsenceCount, type AbsenceCountCommand, countIdOf } from '../domain/absence-count.ts'
import { type AttendanceCommand, type AttendanceDay, dayIdFor } from '../domain/attendance.ts'
import { missedFrom, partOf } from '../domain/hours.ts'
import type { PlacementsStore } from '../store.ts'
import type { Expecting } from './expecting.ts'

type Parts = {
  readonly store: PlacementsStore
  readonly days: Aggregate<AttendanceDay, AttendanceCommand>
  readonly counts: Aggregate<AbsenceCount, AbsenceCountCommand>
  readonly expecting: Expecting
  readonly clock: Clock
}
const atATime = 32

export const createNoticing = ({ store, days, counts, expecting, clock }: Parts) => {
  /** What was looked at already; after a restart it is looked at once more, which changes nothing. */
  let done = { date: '', programmeIds: new Set<string>() }

  const notice = async (programmeId: string, date: string): Promise<void> => {
    const expected = await expecting.on(date, { programmeId })
    const seen = new Set((await findMany(store.days, { programmeId, date }, { fields: ['_id'] })).map(({ _id }) => _id))
    await inParallel(expected, atATime, async (placement) => {
      const { studentId, companyId, schoolId } = placement
      const dayId = dayIdFor(placement, date)
      if (seen.has(dayId)) return
      await days.execute(dayId, { do: 'noticeAbsence', dayId, studentId, schoolId, companyId, programmeId, date })
    })
  }

  const count = async (programmeIds: readonly string[], date: string, part: 'morning' | 'afternoon'): Promise<void> => {
    const absent = await findMany(
      store.days,
      { programmeId: oneOf(programmeIds), date, situation: 'absent' },
      { fields: ['schoolId', 'studentId'] },
    )
    for (const [schoolId, missed] of Map.groupBy(absent, (day) => day.schoolId)) {
      const students = new Set(missed.map(({ studentId }) => studentId)).size
      const facts = { schoolId, date, part, students }
      const countId = countIdOf(facts)
      await counts.execute(countId, { do: 'count', countId, facts })
    }
  }

  return async (): Promise<void> => {
    const now = clock.now()
    const [date, time] = [localDay(now), localTime(now)]
    if (done.date !== date) done = { date, programmeIds: new Set() }
    const running = await findMany(store.programmes, { from: trusted({ $lte: date }), until: trusted({ $gte: date }) })
    const late = running.filter((programme) => missedFrom(programme) <= time)
    const due = late.filter(({ _id }) => !done.programmeIds.has(_id))
    for (const { _id } of due) await notice(_id, date)
    for (const part of new Set(due.map(partOf))) {
      const together = late.filter((programme) => partOf(programme) === part)
      await count(
        together.map(({ _id }) => _id),
        date,
        part,
      )
    }
    for (const { _id } of due) done.programmeIds.add(_id)
  }
}
