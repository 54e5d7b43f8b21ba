// What the import page asks of the graph: the schools, what is in the file, and taking it in.
import { gql } from 'urql'

export type ImportKind = 'STUDENTS' | 'COMPANIES' | 'ANSWERS' | 'SCHOOLS' | 'AREAS'
export type Mapped = { readonly column: string; readonly field: string }
/** What is in a file, and which column would be read as what: remembered from last time, or known by its header. */
export type Proposal = {
  readonly columns: readonly string[]
  readonly rows: number
  readonly sample: readonly (readonly string[])[]
  readonly fields: readonly {
    readonly field: string
    readonly required: boolean
    readonly headers: readonly string[]
  }[]
  readonly mapping: readonly Mapped[]
}
export type ReportRow = {
  readonly row: number
  readonly column: string | null
  readonly value: string | null
  readonly outcome: string
  readonly reason: string
}
export type Report = {
  readonly dryRun: boolean
  readonly applied: boolean
  readonly added: number
  readonly changed: number
  readonly unchanged: number
  readonly merged: number
  readonly offered: number
  readonly rejected: number
  readonly missing: readonly string[]
  readonly rows: readonly ReportRow[]
}
export type School = { readonly id: string; readonly name: string }

export const schoolsQuery = gql<
  { readonly season: { readonly schools: readonly School[] } | null },
  Record<string, never>
>`
  query Schools { season { schools { id name } } }
`
type FileInput = { readonly kind: ImportKind; readonly schoolId: string | null; readonly uploadId: string }
export const proposalQuery = gql<{ readonly importProposal: Proposal }, { readonly input: FileInput }>`
  query ImportProposal($input: ImportInput!) {
    importProposal(input: $input) { columns rows sample fields { field required headers } mapping { column field } }
  }
`
export const importMutation = gql<
  { readonly importFile: Report },
  {
    readonly input: FileInput & {
      readonly dryRun: boolean
      readonly onError: 'ALL_OR_NOTHING' | 'VALID_ROWS_ONLY'
      readonly mapping: readonly Mapped[]
    }
  }
>`
  mutation ImportFile($input: ImportInput!) {
    importFile(input: $input) {
      dryRun applied added changed unchanged merged offered rejected missing rows { row column value outcome reason }
    }
  }
`
