// What the staff's page of one day asks of the graph, hears from it, and changes.
import { gql } from 'urql'
import type { AttendanceState } from '../../attendance/day-state.tsx'

export type Day = {
  readonly id: string
  readonly state: AttendanceState
  readonly checkedInAt: string | null
  readonly checkedOutAt: string | null
  readonly late: boolean
  readonly excuse: string | null
  /** hh:mm */
  readonly missedFrom: string
  readonly student: {
    readonly id: string
    readonly displayName: string
    readonly group: { readonly name: string } | null
  }
  readonly company: { readonly id: string; readonly name: string; readonly place: string }
  readonly programme: { readonly name: string; readonly startsAt: string }
}

const day = `
  id state checkedInAt checkedOutAt late excuse missedFrom
  student { id displayName group { name } } company { id name place } programme { name startsAt }
`

export const dayQuery = gql<
  { readonly attendance: readonly Day[] },
  { readonly date: string; readonly schoolId: string }
>`
  query DayOfSchool($date: Date!, $schoolId: ID) { attendance(date: $date, schoolId: $schoolId) { ${day} } }
`
export const changesQuery = gql<{ readonly attendanceToday: Day }, { readonly schoolId: string }>`
  subscription ChangesOfSchool($schoolId: ID) { attendanceToday(schoolId: $schoolId) { ${day} } }
`
export const schoolsQuery = gql<
  { readonly season: { readonly schools: readonly { readonly id: string; readonly name: string }[] } | null },
  Record<string, never>
>`
  query SchoolsOfSeason { season { schools { id name } } }
`

type Visit = { readonly studentId: string; readonly companyId: string; readonly date: string }
export const excuseMutation = gql<
  { readonly excuseAbsence: Day },
  { readonly input: Visit & { readonly reason: string } }
>`
  mutation Excuse($input: ExcuseAbsenceInput!) { excuseAbsence(input: $input) { ${day} } }
`
export const withdrawMutation = gql<{ readonly withdrawExcuse: Day }, { readonly input: Visit }>`
  mutation WithdrawExcuse($input: WithdrawExcuseInput!) { withdrawExcuse(input: $input) { ${day} } }
`
export const presentMutation = gql<
  { readonly confirmAttendance: readonly Day[] },
  { readonly input: { readonly companyId: string; readonly date: string; readonly present: readonly string[] } }
>`
  mutation ConfirmPresent($input: ConfirmAttendanceInput!) { confirmAttendance(input: $input) { ${day} } }
`
