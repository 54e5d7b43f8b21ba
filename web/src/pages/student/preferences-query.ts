// What the page of preferences asks of the graph, and what it keeps there.
import { gql } from 'urql'

export type Wished = { readonly id: string; readonly name: string; readonly more?: string | undefined }
type Company = { readonly id: string; readonly name: string; readonly place: string }
type Case = { readonly id: string; readonly title: string; readonly company: { readonly name: string } }
export type Preference = {
  readonly rank: number
  readonly world: string | null
  readonly company: Company | null
  readonly case: Case | null
}

export const preferencesQuery = gql<
  {
    readonly viewer: { readonly student: { readonly id: string; readonly preferences: readonly Preference[] } | null }
    readonly season: {
      readonly programmes: readonly { readonly id: string; readonly kind: string }[]
      readonly cases: readonly Case[]
    } | null
  },
  Record<string, never>
>`
  query MyPreferences {
    viewer { student { id preferences {
      rank world company { id name place } case { id title company { id name } }
    } } }
    season { id programmes { id kind } cases { id title company { id name } } }
  }
`
export const companiesQuery = gql<
  { readonly companies: { readonly edges: readonly { readonly node: Company }[] } },
  { readonly search: string }
>`
  query CompaniesToWishFor($search: String) {
    companies(first: 20, search: $search) { edges { node { id name place } } }
  }
`
export const givePreferences = gql<
  { readonly givePreferences: { readonly id: string } },
  {
    readonly input: {
      readonly worlds: readonly string[]
      readonly companyIds: readonly string[]
      readonly caseIds: readonly string[]
    }
  }
>`
  mutation GivePreferences($input: PreferencesInput!) { givePreferences(input: $input) { id preferences { rank world } } }
`

export const wishedCompany = ({ id, name, place }: Company): Wished => ({ id, name, more: place })
export const wishedCase = ({ id, title, company }: Case): Wished => ({ id, name: title, more: company.name })
