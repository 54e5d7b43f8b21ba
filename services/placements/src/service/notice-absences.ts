// Notices, some time after a programme's start, who of the expected students has not registered.
import { type Aggregate, findMany, inParallel } from '@stagebureau/infra'
import { type Clock, localDay, localTime } from '@stagebureau/shared'
import { type AttendanceCommand, type AttendanceDay, dayIdOf } from '../domain/attendance.ts'
import { missedFrom } from '../domain/hours.ts'
import type { PlacementsStore } from '../store.ts'
import type { Expecting } from './expecting.ts'

type Parts = {
  readonly store: PlacementsStore
  readonly days: Aggregate<AttendanceDay, AttendanceCommand>
  readonly expecting: Expecting
  readonly clock: Clock
}
const atATime = 32

export const createNoticing = ({ store, days, expecting, clock }: Parts) => {
  /** What was looked at already; after a restart it is looked at once more, which changes nothing. */
  let done = { date: '', programmeIds: new Set<string>() }

  return async (): Promise<void> => {
    const now = clock.now()
    const [date, time] = [localDay(now), localTime(now)]
    if (done.date !== date) done = { date, programmeIds: new Set() }
    const running = await findMany(store.programmes, { from: { $lte: date }, until: { $gte: date } })
    const due = running.filter(({ _id, ...programme }) => !done.programmeIds.has(_id) && missedFrom(programme) <= time)
    for (const { _id: programmeId } of due) {
      const expected = await expecting.on(date, { programmeId })
      const seen = new Set(
        (await findMany(store.days, { programmeId, date }, { fields: ['_id'] })).map(({ _id }) => _id),
      )
      await inParallel(expected, atATime, async ({ studentId, companyId, schoolId }) => {
        const dayId = dayIdOf(studentId, companyId, date)
        if (seen.has(dayId)) return
        await days.execute(dayId, { do: 'noticeAbsence', dayId, studentId, schoolId, companyId, programmeId, date })
      })
      done.programmeIds.add(programmeId)
    }
  }
}
