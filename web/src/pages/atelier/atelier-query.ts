// What the Atelier page asks of the graph: the cases of companies, and the teams with the pitches that they held.
import { gql } from 'urql'

export type PitchKind = 'OPENING' | 'FINAL'
export type Team = {
  readonly id: string
  readonly name: string
  readonly students: readonly { readonly id: string; readonly displayName: string }[]
  readonly case: { readonly id: string; readonly title: string } | null
  readonly company: { readonly id: string; readonly name: string }
  readonly pitches: readonly { readonly kind: PitchKind; readonly heldOn: string; readonly word: string | null }[]
}
export type Atelier = {
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly pitch: string | null
  readonly finalPitch: string | null
  readonly teams: readonly Team[]
}
export type Case = {
  readonly id: string
  readonly title: string
  readonly problem: string
  readonly world: string | null
  readonly maxTeams: number
  readonly company: { readonly id: string; readonly name: string }
}

const team = 'id name students { id displayName } case { id title } company { id name } pitches { kind heldOn word }'

export const atelierQuery = gql<
  { readonly season: { readonly programmes: readonly Atelier[]; readonly cases: readonly Case[] } | null },
  Record<string, never>
>`
  query Ateliers {
    season {
      programmes { id name kind pitch finalPitch teams { ${team} } }
      cases { id title problem world maxTeams company { id name } }
    }
  }
`
export const pitchMutation = gql<
  { readonly recordPitch: { readonly id: string } },
  {
    readonly input: {
      readonly teamId: string
      readonly kind: PitchKind
      readonly heldOn: string
      readonly word: string | null
    }
  }
>`
  mutation RecordPitch($input: PitchInput!) { recordPitch(input: $input) { ${team} } }
`
