// What the page asks that lays two plans side by side.
import { gql } from 'urql'

export type PlanFigures = {
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
export type MovedStop = {
  readonly round: number | null
  readonly minutes: number
  readonly company: { readonly id: string; readonly name: string }
}
export type Move = {
  readonly student: {
    readonly id: string
    readonly displayName: string
    readonly group: { readonly name: string } | null
    readonly school: { readonly name: string }
  }
  readonly from: readonly MovedStop[]
  readonly to: readonly MovedStop[]
}
const stopFields = 'round minutes company { id name }'

const planFields = 'id name state draftedAt quality { placed unplaced gap averageTravelMinutes coverage }'
export const plansQuery = gql<
  {
    readonly plan: {
      readonly programme: { readonly id: string; readonly name: string; readonly plans: readonly PlanFigures[] }
    } | null
  },
  { readonly planId: string }
>`
  query PlansBeside($planId: ID!) { plan(id: $planId) { programme { id name plans { ${planFields} } } } }
`

export type Comparison = {
  readonly changed: number
  readonly extraMinutes: number
  readonly moves: {
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
    readonly edges: readonly { readonly node: Move }[]
  }
}
export const comparisonQuery = gql<
  { readonly comparePlans: Comparison },
  { readonly planId: string; readonly withPlanId: string; readonly after: string | null }
>`
  query ComparePlans($planId: ID!, $withPlanId: ID!, $after: String) {
    comparePlans(planId: $planId, withPlanId: $withPlanId) {
      changed extraMinutes
      moves(first: 50, after: $after) { pageInfo { hasNextPage endCursor } edges { node {
        student { id displayName group { name } school { name } } from { ${stopFields} } to { ${stopFields} }
      } } }
    }
  }
`
