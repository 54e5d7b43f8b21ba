// What planning knows: the projections of students, companies, offers and programmes, as plain facts.
import type {
  Day,
  Location,
  OfferedOpening,
  Profile,
  ProgrammeFacts,
  Recognition,
  Travel,
  World,
} from '@stagebureau/shared'

export type StudentFacts = {
  readonly studentId: string
  readonly schoolId: string
  readonly grade: string
  readonly profile: Profile
  readonly area: string
  readonly means: string
  readonly wishes: readonly World[]
  /** Companies and cases by the student's own choice, most wanted first; absent when nobody asked. */
  readonly companyIds?: readonly string[] | undefined
  readonly caseIds?: readonly string[] | undefined
  readonly ages: readonly { readonly on: Day; readonly age: number }[]
  readonly lot: number
}
export type CompanyFacts = {
  readonly companyId: string
  /** KvK and establishment number as one text: orders companies where nothing else may. */
  readonly key: string
  readonly name: string
  readonly place: string
  readonly area: string
  readonly location?: Location | undefined
  readonly worlds: readonly World[]
  readonly profiles: readonly Profile[]
  readonly recognitions: readonly Recognition[]
}
export type OpeningFacts = OfferedOpening & { readonly companyId: string }
export type CaseFacts = {
  readonly caseId: string
  readonly companyId: string
  readonly title: string
  readonly maxTeams: number
}
export type SeasonFacts = {
  readonly seasonId: string
  readonly from: Day
  readonly until: Day
  readonly travel: Travel
  readonly crebos: Readonly<Record<string, Profile>>
  readonly seed: number
}
export type Centre = { readonly place: string; readonly location: Location }
export type ChartedArea = Centre & { readonly area: string }

/** A student who is not to be at an opening: in a carousel in that round, or in none of them when it names no round. */
export type Forbid = {
  readonly studentId: string
  readonly openingId: string
  readonly round?: number | undefined
  /** The account of who decided it. */
  readonly by?: string | undefined
}

/** Everything that a plan for one programme is made from. */
export type Situation = {
  readonly season: SeasonFacts
  readonly programme: ProgrammeFacts
  /** In the order of their lots. */
  readonly students: readonly StudentFacts[]
  /** BRIN and site number by the id of a school. */
  readonly schools: ReadonlyMap<string, string>
  readonly companies: ReadonlyMap<string, CompanyFacts>
  /** Of active companies, in the order of their keys. */
  readonly openings: readonly OpeningFacts[]
  readonly cases: readonly CaseFacts[]
  readonly centres: ReadonlyMap<string, Centre>
  /** What published plans of other programmes hold already. */
  readonly held: readonly HeldStop[]
  /** What people decided for this plan that is not to be. */
  readonly forbids?: readonly Forbid[] | undefined
}

/** A stop in a published plan of another programme, with the days on which it takes place. */
export type HeldStop = {
  readonly studentId: string
  readonly openingId: string
  readonly kind: ProgrammeFacts['kind']
  readonly programmeId: string
  readonly from: Day
  readonly until: Day
  readonly weekdays: ProgrammeFacts['weekdays']
  readonly daypart?: ProgrammeFacts['daypart']
}
