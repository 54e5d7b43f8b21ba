// What a student's first page asks of the graph.
import { gql } from 'urql'
import type { DayFacts } from '../../attendance/day-state.tsx'
import type { Period } from './planning.ts'

export type Where = {
  readonly id: string
  readonly name: string
  readonly address: string
  readonly postcode: string
  readonly place: string
}
export type Day = DayFacts & {
  readonly id: string
  readonly company: Where
  readonly programme: { readonly name: string; readonly startsAt: string }
}
export type Stop = Period & { readonly round: number | null; readonly company: Where }
export type Placement = {
  readonly id: string
  readonly state: 'OPENED' | 'CANCELLED'
  readonly programme: { readonly name: string; readonly weekdays: readonly string[]; readonly startsAt: string }
  readonly stops: readonly Stop[]
}

const where = 'company { id name address postcode place }'

export const todayQuery = gql<
  {
    readonly attendance: readonly Day[]
    readonly season: { readonly holidays: readonly Period[] } | null
    readonly viewer: { readonly student: { readonly placements: readonly Placement[] } | null }
  },
  { readonly date: string }
>`
  query WhereAndWhen($date: Date!) {
    attendance(date: $date) { id state checkedInAt checkedOutAt ${where} programme { name startsAt } }
    season { holidays { from until } }
    viewer { student { placements { id state programme { name weekdays startsAt } stops { round from until ${where} } } } }
  }
`
