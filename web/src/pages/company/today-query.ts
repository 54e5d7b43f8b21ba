// What a company's page of one day asks of the graph, and how it confirms.
import { gql } from 'urql'
import type { DayFacts } from '../../attendance/day-state.tsx'

export type Guest = DayFacts & {
  readonly id: string
  readonly student: { readonly id: string; readonly displayName: string }
  readonly programme: { readonly name: string; readonly startsAt: string }
}

const guest = 'id state checkedInAt checkedOutAt student { id displayName } programme { name startsAt }'

export const guestsQuery = gql<
  { readonly attendance: readonly Guest[] },
  { readonly date: string; readonly companyId: string }
>`
  query Guests($date: Date!, $companyId: ID!) { attendance(date: $date, companyId: $companyId) { ${guest} } }
`
export const confirmMutation = gql<
  { readonly confirmAttendance: readonly Guest[] },
  {
    readonly input: {
      readonly companyId: string
      readonly date: string
      readonly present: readonly string[]
      readonly absent: readonly string[]
    }
  }
>`
  mutation Confirm($input: ConfirmAttendanceInput!) { confirmAttendance(input: $input) { ${guest} } }
`
/** Only that something changed; the page then asks for the list anew. */
export const guestsToday = gql<{ readonly attendanceToday: { readonly id: string } }, { readonly companyId: string }>`
  subscription GuestsToday($companyId: ID) { attendanceToday(companyId: $companyId) { id state } }
`
