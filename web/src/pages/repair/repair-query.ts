// What the page of repairs asks of the graph, and what it can change.
import { gql } from 'urql'
import type { Move } from '../compare/compare-query.ts'

export type RepairProgramme = {
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly plans: readonly { readonly id: string; readonly state: string }[]
}
export const programmesQuery = gql<
  { readonly season: { readonly programmes: readonly RepairProgramme[] } | null },
  Record<string, never>
>`
  query RepairProgrammes { season { programmes { id name kind plans { id state } } } }
`

export type RepairOpening = {
  readonly id: string
  readonly places: number
  readonly filled: number
  readonly profile: string | null
  readonly company: { readonly id: string; readonly name: string; readonly place: string }
}
/** Students for whom a company has no place any more. */
export type RepairDisruption = {
  readonly cause: string
  readonly students: number
  readonly company: RepairOpening['company']
}
export const openingsQuery = gql<
  {
    readonly programme: {
      readonly openings: readonly RepairOpening[]
      readonly disruptions: readonly RepairDisruption[]
    } | null
  },
  { readonly id: string }
>`
  query RepairOpenings($id: ID!) {
    programme(id: $id) {
      openings { id places filled profile company { id name place } }
      disruptions { cause students company { id name place } }
    }
  }
`

export type Student = {
  readonly id: string
  readonly displayName: string
  readonly group: { readonly name: string } | null
  readonly school: { readonly name: string }
}
export const studentsQuery = gql<
  { readonly students: { readonly edges: readonly { readonly node: Student }[] } },
  { readonly programmeId: string; readonly search: string }
>`
  query RepairStudents($programmeId: ID!, $search: String) {
    students(first: 20, programmeId: $programmeId, search: $search) {
      edges { node { id displayName group { name } school { name } } }
    }
  }
`

export type Event = {
  readonly companyClosed?: string
  readonly placesLost?: readonly { readonly openingId: string; readonly places: number }[]
  readonly offersChanged?: true
  readonly studentLeft?: string
  readonly studentJoined?: string
  readonly from?: string
}
export type Option = {
  readonly id: string
  readonly changed: number
  readonly unplaced: number
  readonly extraMinutes: number
  readonly moves: readonly Move[]
}
const stopFields = 'round minutes company { id name }'
export const optionsMutation = gql<
  { readonly repairOptions: readonly Option[] },
  { readonly programmeId: string; readonly event: Event }
>`
  mutation RepairOptions($programmeId: ID!, $event: DisruptionInput!) {
    repairOptions(programmeId: $programmeId, event: $event) {
      id changed unplaced extraMinutes
      moves { student { id displayName group { name } school { name } } from { ${stopFields} } to { ${stopFields} } }
    }
  }
`
export const applyMutation = gql<{ readonly applyRepair: { readonly id: string } }, { readonly optionId: string }>`
  mutation ApplyRepair($optionId: ID!) { applyRepair(optionId: $optionId) { id state } }
`
