// What a screen at a company needs to make codes by itself for a day, and the code for on paper.
import { gql } from 'urql'
import type { AttendanceKey } from '../../attendance/codes.ts'

export const codeQuery = gql<
  {
    readonly viewer: {
      readonly company: {
        readonly id: string
        readonly name: string
        readonly attendanceKey: AttendanceKey | null
        readonly poster: { readonly version: number; readonly url: string; readonly code: string } | null
      } | null
    }
  },
  { readonly date: string }
>`
  query CodeOfToday($date: Date!) {
    viewer { company { id name attendanceKey(date: $date) { site key stepSeconds notBefore notAfter } poster { version url code } } }
  }
`

export const replacePoster = gql<
  { readonly replacePoster: { readonly version: number } },
  { readonly companyId: string }
>`
  mutation ReplacePoster($companyId: ID!) { replacePoster(companyId: $companyId) { version } }
`
