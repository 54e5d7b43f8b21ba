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
export type SeasonProgramme = {
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly from: string | null
  readonly until: string | null
  readonly offered: number
  readonly students: { readonly totalCount: number }
  readonly plans: readonly SeasonPlan[]
}
export type Season = {
  readonly id: string
  readonly region: string
  readonly from: string
  readonly until: string
  readonly call: { readonly openedAt: string; readonly deadline: string } | null
  readonly asking: readonly { readonly state: InvitationState; readonly companies: number }[]
  readonly programmes: readonly SeasonProgramme[]
}

export const seasonQuery = gql<
  { readonly season: Season | null; readonly companies: { readonly totalCount: number } },
  Record<string, never>
>`
  query SeasonAtAGlance {
    season {
      id region from until
      call { openedAt deadline }
      asking { state companies }
      programmes {
        id name kind from until offered
        students(first: 1) { totalCount }
        plans { id state draftedAt quality { placed unplaced } }
      }
    }
    companies(first: 1) { totalCount }
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
