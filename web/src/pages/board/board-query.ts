// What the rotation board asks of the graph, and what it can change there.
import { gql } from 'urql'

export type BoardPlan = {
  readonly id: string
  readonly name: string
  readonly state: 'DRAFT' | 'PUBLISHED' | 'SUPERSEDED'
  readonly draftedAt: string
  readonly quality: {
    readonly placed: number
    readonly unplaced: number
    readonly gap: number
    readonly averageTravelMinutes: number
    readonly coverage: number
  }
}
export type BoardProgramme = {
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly plans: readonly BoardPlan[]
}
export const programmesQuery = gql<
  { readonly season: { readonly programmes: readonly BoardProgramme[] } | null },
  Record<string, never>
>`
  query BoardProgrammes {
    season { programmes { id name kind plans { id name state draftedAt quality { placed unplaced gap averageTravelMinutes coverage } } } }
  }
`

export type Round = { readonly number: number; readonly from: string; readonly until: string }
export type BoardStop = {
  readonly round: number | null
  readonly minutes: number
  readonly company: { readonly id: string; readonly name: string }
  readonly opening: { readonly id: string } | null
}
export type Row = {
  readonly student: {
    readonly id: string
    readonly displayName: string
    readonly profile: string | null
    readonly group: { readonly name: string } | null
    readonly school: { readonly name: string }
  }
  readonly stops: readonly BoardStop[]
  readonly gaps: readonly { readonly round: number; readonly reason: string }[]
  readonly unplaced: string | null
  readonly pinned: boolean
  readonly pins: readonly ByHand[]
  readonly forbidden: readonly ByHand[]
}
/** What somebody decided about a student and an opening; round null is about all rounds. */
export type ByHand = {
  readonly openingId: string
  readonly round: number | null
  readonly by: string | null
  readonly opening: { readonly company: { readonly name: string } } | null
}
export type Opening = {
  readonly id: string
  readonly company: { readonly id: string; readonly name: string; readonly place: string }
  readonly profile: string | null
  readonly places: number
  readonly closedRounds: readonly number[]
  readonly condition: string | null
}
export type Board = {
  readonly id: string
  readonly name: string
  readonly from: string | null
  readonly until: string | null
  readonly openings: readonly Opening[]
  readonly board: { readonly rounds: readonly Round[]; readonly rows: readonly Row[] }
}
export const boardQuery = gql<{ readonly programme: Board | null }, { readonly id: string; readonly planId: string }>`
  query Board($id: ID!, $planId: ID!) {
    programme(id: $id) {
      id name from until
      openings { id company { id name place } profile places closedRounds condition }
      board(planId: $planId) {
        rounds { number from until }
        rows {
          student { id displayName profile group { name } school { name } }
          stops { round minutes company { id name } opening { id } }
          gaps { round reason } unplaced pinned
          pins { openingId round by opening { company { name } } }
          forbidden { openingId round by opening { company { name } } }
        }
      }
    }
  }
`

type Visit = {
  readonly planId: string
  readonly studentId: string
  readonly openingId: string
  readonly round: number | null
}
export const forbidMutation = gql<{ readonly forbidAssignment: { readonly pinned: boolean } }, Visit>`
  mutation ForbidAssignment($planId: ID!, $studentId: ID!, $openingId: ID!, $round: Int) {
    forbidAssignment(planId: $planId, studentId: $studentId, openingId: $openingId, round: $round) { pinned forbidden { round } }
  }
`
export const releaseMutation = gql<{ readonly releaseAssignment: { readonly pinned: boolean } }, Visit>`
  mutation ReleaseAssignment($planId: ID!, $studentId: ID!, $openingId: ID!, $round: Int) {
    releaseAssignment(planId: $planId, studentId: $studentId, openingId: $openingId, round: $round) { pinned pins { round } }
  }
`
