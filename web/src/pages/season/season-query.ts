// What the coordinator's first page asks of the graph.
import { gql } from 'urql'

export type InvitationState = 'ASKED' | 'ANSWERED' | 'DECLINED' | 'LATER' | 'SILENT' | 'BOUNCED' | 'WITHDRAWN'
export type PlanState = 'DRAFT' | 'PUBLISHED' | 'SUPERSEDED'
export type SeasonPlan = {
  readonly id: string
  readonly state: PlanState
  readonly draftedAt: string
  readonly quality: { readonly placed: number; readonly unplaced: number }
}
export type DisruptionCause = 'COMPANY_CLOSED' | 'WITHDRAWN' | 'OTHER_DAYS' | 'ROUND_CLOSED' | 'FEWER_PLACES'
export type SeasonDisruption = {
  readonly cause: DisruptionCause
  readonly students: number
  readonly company: { readonly id: string; readonly name: string }
}
export type SeasonProgramme = {
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly from: string | null
  readonly until: string | null
  readonly offered: number
  readonly students: { readonly totalCount: number }
  readonly plans: readonly SeasonPlan[]
  readonly disruptions: readonly SeasonDisruption[]
}
export type Season = {
  readonly id: string
  readonly region: string
  readonly from: string
  readonly until: string
  readonly call: { readonly openedAt: string; readonly deadline: string } | null
  readonly asking: readonly { readonly state: InvitationState; readonly companies: number }[]
  readonly areas: number
  readonly schools: readonly { readonly id: string }[]
  readonly programmes: readonly SeasonProgramme[]
}
/** What there is of everything, beside the season. */
export type Counts = {
  readonly companies: number
  readonly students: number
  readonly staff: number
  /** Questions of imports that wait for a person. */
  readonly duplicates: number
}

export const seasonQuery = gql<
  {
    readonly season: Season | null
    readonly companies: { readonly totalCount: number }
    readonly students: { readonly totalCount: number }
    readonly people: readonly { readonly id: string; readonly role: string }[]
    readonly duplicates: readonly { readonly id: string }[]
  },
  Record<string, never>
>`
  query SeasonAtAGlance {
    season {
      id region from until areas
      schools { id }
      call { openedAt deadline }
      asking { state companies }
      programmes {
        id name kind from until offered
        students(first: 1) { totalCount }
        plans { id state draftedAt quality { placed unplaced } }
        disruptions { cause students company { id name } }
      }
    }
    companies(first: 1) { totalCount }
    students(first: 1) { totalCount }
    people { id role }
    duplicates { id }
  }
`

export type Shortage = {
  readonly profile: string | null
  readonly places: number
  readonly students: number
  readonly openings: number
  readonly text: string
}
export const shortagesQuery = gql<{ readonly shortages: readonly Shortage[] }, { readonly programmeId: string }>`
  query Shortages($programmeId: ID!) {
    shortages(programmeId: $programmeId) { profile places students openings text }
  }
`

export const helpQuery = gql<
  { readonly whatWouldHelp: readonly { readonly text: string }[] },
  { readonly programmeId: string }
>`
  query Help($programmeId: ID!) { whatWouldHelp(programmeId: $programmeId) { text } }
`
