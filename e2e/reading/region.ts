// The words in which the reading speaks of a region: who takes part, who offers what, and what is planned.
import type { SchoolYear } from './calendar.ts'
import type { Means, Point } from './travel.ts'

export type Student = {
  readonly school: string
  readonly number: string
  readonly grade: string
  readonly profile: string
  readonly born: string
  readonly at: Point | undefined
  readonly means: Means | undefined
  readonly wishes: readonly string[]
}

export type Company = {
  readonly kvkNumber: string
  readonly establishmentNumber: string
  readonly name: string
  readonly place: string
  readonly world: string
  readonly email: string
  readonly recognitions: readonly { readonly crebo: string; readonly until: string }[]
  readonly at: Point | undefined
  /** How the call may have ended for it, by the answers that were taken. */
  readonly invitations: readonly string[]
}

/** One line of an answer: so many places (teams, for a case) for one profile. */
export type Opening = {
  readonly company: Company
  readonly kind: 'carousel' | 'placement' | 'case'
  readonly profile: string
  readonly places: number
  /** Empty = every day. */
  readonly weekdays: readonly string[]
  readonly closedRounds: readonly number[]
  readonly text: string
}

type Named = { readonly name: string; readonly grade: string }
export type Carousel = Named & {
  readonly kind: 'carousel'
  readonly weekday: string
  readonly rounds: number
  readonly weeksPerRound: number
  readonly firstRound: string
  readonly ownProfileAtLeast: number
  readonly maxTravelMinutes: number
  readonly needsRecognition?: boolean
}
export type Placement = Named & {
  readonly kind: 'placement'
  readonly from: string
  readonly until: string
  readonly weekdays: readonly string[]
  readonly maxTravelMinutes: number
  readonly needsRecognition?: boolean
}
export type Atelier = Named & {
  readonly kind: 'atelier'
  readonly profiles: readonly string[]
  readonly teamSize: number
  readonly pitch: string
  readonly finalPitch: string
}
export type Programme = Carousel | Placement | Atelier

export type Settings = {
  readonly region: string
  readonly travel: { readonly detour: number } & Readonly<Record<string, Means | number>>
  readonly crebos: Readonly<Record<string, string>>
  readonly season: SchoolYear
  readonly programmes: readonly Programme[]
}

export type Region = {
  readonly settings: Settings
  readonly schools: readonly string[]
  readonly students: readonly Student[]
  readonly companies: readonly Company[]
  readonly openings: readonly Opening[]
}

export const companyId = (company: { readonly kvkNumber: string; readonly establishmentNumber: string }) =>
  `${company.kvkNumber}-${company.establishmentNumber}`

export const studentId = (student: { readonly school: string; readonly number: string }) =>
  `${student.school} ${student.number}`
