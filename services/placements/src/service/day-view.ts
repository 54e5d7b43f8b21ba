// A day of attendance as it is shown.
import { school, type Viewer } from '@stagebureau/shared'
import { type AttendanceDay, minutesOf } from '../domain/attendance.ts'

type Known = AttendanceDay & {
  readonly schoolId: string
  readonly studentId: string
  readonly companyId: string
  readonly programmeId: string
  readonly date: string
}

/** Why somebody is excused is between the student and the school. */
export const dayView = ({ role }: Viewer, id: string, day: Known) => ({
  id,
  date: day.date,
  studentId: day.studentId,
  schoolId: day.schoolId,
  companyId: day.companyId,
  programmeId: day.programmeId,
  state: day.situation,
  evidence: day.evidence,
  checkedInAt: day.checkedInAt,
  checkedOutAt: day.checkedOutAt,
  excuse: (school as readonly string[]).includes(role) ? day.excuse : undefined,
  late: day.scans.some(({ late }) => late),
  minutes: minutesOf(day),
})
