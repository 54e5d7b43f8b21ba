// What setting up a bureau asks of the graph, and what it opens, declares and invites there.
import { gql } from 'urql'

export const seasonFrameQuery = gql<
  {
    readonly season: { readonly id: string; readonly from: string; readonly until: string } | null
  },
  Record<string, never>
>`
  query SeasonFrame { season { id from until } }
`
export type SeasonInput = {
  readonly region: string
  readonly from: string
  readonly until: string
  readonly holidays: readonly { readonly from: string; readonly until: string }[]
  readonly detour: number
  readonly means: readonly { readonly name: string; readonly kmPerHour: number; readonly startMinutes: number }[]
  readonly crebos: readonly { readonly crebo: string; readonly profile: string }[]
}
export const openSeason = gql<{ readonly openSeason: { readonly id: string } }, { readonly input: SeasonInput }>`
  mutation OpenSeason($input: OpenSeasonInput!) { openSeason(input: $input) { id } }
`
export type ProgrammeInput = {
  readonly kind: string
  readonly name: string
  readonly grade: string
  readonly profiles: readonly string[]
  readonly weekdays?: readonly string[]
  readonly daypart?: string
  readonly from?: string
  readonly until?: string
  readonly rounds?: number
  readonly weeksPerRound?: number
  readonly firstRound?: string
  readonly ownProfileAtLeast?: number
  readonly maxTravelMinutes?: number
  readonly needsRecognition?: boolean
  readonly pitch?: string
  readonly finalPitch?: string
}
export const openProgramme = gql<
  { readonly openProgramme: { readonly id: string } },
  { readonly input: ProgrammeInput }
>`
  mutation OpenProgramme($input: OpenProgrammeInput!) { openProgramme(input: $input) { id name } }
`

export type School = { readonly id: string; readonly name: string; readonly place: string }
export type Need = {
  readonly id: string
  readonly profile: string | null
  readonly students: number
  readonly school: School
}
export type NeedProgramme = {
  readonly id: string
  readonly name: string
  readonly profiles: readonly string[]
  readonly offered: number
  readonly needs: readonly Need[]
}
export const needsQuery = gql<
  {
    readonly season: {
      readonly schools: readonly School[]
      readonly programmes: readonly NeedProgramme[]
    } | null
  },
  Record<string, never>
>`
  query Needs {
    season {
      id
      schools { id name place }
      programmes { id name profiles offered needs { id profile students school { id name place } } }
    }
  }
`
export const declareNeed = gql<
  { readonly declareNeed: { readonly id: string } },
  {
    readonly input: {
      readonly programmeId: string
      readonly schoolId?: string
      readonly profile?: string
      readonly students: number
    }
  }
>`
  mutation DeclareNeed($input: DeclareNeedInput!) { declareNeed(input: $input) { id students } }
`

export type Person = {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly role: 'COORDINATOR' | 'STAFF'
  readonly school: { readonly name: string } | null
}
export const peopleQuery = gql<
  { readonly people: readonly Person[]; readonly season: { readonly schools: readonly School[] } | null },
  Record<string, never>
>`
  query People { people { id email name role school { id name } } season { id schools { id name place } } }
`
export const invitePerson = gql<
  { readonly invitePerson: { readonly id: string } },
  {
    readonly input: {
      readonly email: string
      readonly name: string
      readonly role: 'COORDINATOR' | 'STAFF'
      readonly schoolId?: string
    }
  }
>`
  mutation InvitePerson($input: InvitePersonInput!) { invitePerson(input: $input) { id } }
`
