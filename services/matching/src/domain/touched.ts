// Whom a published plan touches: students who are to go elsewhere or at another time, and their companies and schools.
import type { AssignedStop, Change, DataOf, Day, PlanCarriedOut } from '@stagebureau/shared'

/** A student's stops by the plan that holds, and what a publication made of them. */
export type Told = {
  readonly studentId: string
  readonly stops: readonly AssignedStop[]
  /** Absent for students whom it did not touch. */
  readonly change?: Change | undefined
  readonly before?: readonly AssignedStop[] | undefined
}
export type Known = { readonly schoolId: string; readonly reachable?: boolean | undefined }
export type Touched = Pick<DataOf<typeof PlanCarriedOut>, 'companies' | 'schools'>

/** What is over cannot change any more. */
const toCome = (stops: readonly AssignedStop[], today: Day) => stops.filter(({ until }) => until >= today)
/** What people notice of a stop: where and when. */
const visit = ({ companyId, from, until }: AssignedStop): string => `${companyId} ${from} ${until}`
const without = (stops: readonly AssignedStop[], others: readonly AssignedStop[]): AssignedStop[] => {
  const known = new Set(others.map(visit))
  return stops.filter((stop) => !known.has(visit(stop)))
}

/** Undefined when the student is to go to the same places on the same days from `today` on. */
export const changeOf = (
  before: readonly AssignedStop[],
  after: readonly AssignedStop[],
  sameCase: boolean,
  today: Day,
): Change | undefined => {
  const [was, is] = [toCome(before, today), toCome(after, today)]
  if (was.length === 0 && is.length === 0) return undefined
  if (is.length === 0) return 'dropped'
  if (was.length === 0) return 'placed'
  return sameCase && without(was, is).length + without(is, was).length === 0 ? undefined : 'moved'
}

type Guests = ReadonlyMap<string, { readonly students: number; readonly from: Day }>
/** By company how many different students are to come, and from when. */
const guestsOf = (stopsOf: readonly (readonly AssignedStop[])[]): Guests => {
  const visits = stopsOf.flatMap((stops, student) => stops.map(({ companyId, from }) => ({ companyId, from, student })))
  const guests = ([companyId, there]: [string, typeof visits]) => {
    const students = new Set(there.map(({ student }) => student)).size
    return [companyId, { students, from: there.map(({ from }) => from).toSorted()[0]! }] as const
  }
  return new Map([...Map.groupBy(visits, ({ companyId }) => companyId)].map(guests))
}

/** `all`: every student of the programme, those without stops as well; `known` by student. */
export const touchedBy = (all: readonly Told[], known: ReadonlyMap<string, Known>, today: Day): Touched => {
  const changed = all
    .filter(({ change }) => change !== undefined)
    .map(({ stops, before = [], ...told }) => ({
      ...told,
      was: toCome(before, today),
      is: toCome(stops, today),
    }))
  const moved = new Set(
    changed.flatMap(({ was, is }) => [...without(was, is), ...without(is, was)].map(({ companyId }) => companyId)),
  )
  const is = guestsOf(all.map(({ stops }) => toCome(stops, today)))
  const was = guestsOf(
    all.map(({ stops, change, before }) => toCome(change === undefined ? stops : (before ?? []), today)),
  )
  const companies = [...moved].toSorted().map((companyId) => {
    const now = is.get(companyId)
    const before = was.get(companyId)?.students ?? 0
    return { companyId, before, students: now?.students ?? 0, ...(now === undefined ? {} : { from: now.from }) }
  })
  const bySchool = Map.groupBy(
    changed.filter(({ studentId }) => known.has(studentId)),
    ({ studentId }) => known.get(studentId)!.schoolId,
  )
  const schools = [...bySchool].toSorted().map(([schoolId, students]) => {
    const count = (wanted: Change) => students.filter(({ change }) => change === wanted).length
    const unreachable = students.filter(({ studentId }) => known.get(studentId)!.reachable === false).length
    return { schoolId, placed: count('placed'), moved: count('moved'), dropped: count('dropped'), unreachable }
  })
  return { companies, schools }
}
