// Finds the stops of a plan that offers carry no more: places that were taken back since the plan was made.
import type { AssignedStop, Day, ProgrammeFacts } from '@stagebureau/shared'
import type { CaseFacts, OpeningFacts } from './facts.ts'
import type { Whereabouts } from './moves.ts'
import { openOnTheDays } from './rules.ts'

/** The company is closed or merged; offers nothing of the kind; has days, rounds or a number of places that do not fit. */
export type BrokenCause = 'closed' | 'withdrawn' | 'days' | 'round' | 'places'
export type Broken = {
  readonly companyId: string
  readonly cause: BrokenCause
  /** So many students are to go elsewhere; which of them is open where there are fewer places. */
  readonly students: number
}

/** What is offered now; openings and cases of active companies only. */
export type Offered = {
  readonly programme: Pick<ProgrammeFacts, 'kind' | 'weekdays'>
  readonly companies: ReadonlyMap<string, unknown>
  readonly openings: readonly OpeningFacts[]
  readonly cases: readonly CaseFacts[]
}

/** A round that has begun is as it is; from a placement that has begun students can still be moved. */
const canChange = ({ round, from, until }: AssignedStop, today: Day) => (round === undefined ? until : from) >= today

/** Why this many students cannot be at an opening in one round, and how many of them. */
const wrongAt = (
  { programme }: Offered,
  opening: OpeningFacts,
  round: number | undefined,
  count: number,
): readonly [BrokenCause, number] | undefined => {
  if (!openOnTheDays({ programme, opening })) return ['days', count]
  if (round !== undefined && opening.closedRounds.includes(round)) return ['round', count]
  return count > opening.places ? ['places', count - opening.places] : undefined
}

/**
 * Per company and cause, the most students first. `today`: the day from which stops may still be changed. A student is
 * at a company once in a plan, so stops are students.
 */
export const brokenStops = (rows: readonly Whereabouts[], offered: Offered, today: Day): Broken[] => {
  const { programme, companies, cases } = offered
  const openings = new Map(
    offered.openings.filter(({ kind }) => kind === programme.kind).map((opening) => [opening.openingId, opening]),
  )
  const known = new Set(cases.map(({ caseId }) => caseId))
  const stops = rows.flatMap((row) => row.stops.filter((stop) => canChange(stop, today)))
  const found = new Map<string, Broken>()
  for (const there of Map.groupBy(stops, ({ openingId, round }) => `${openingId} ${round ?? ''}`).values()) {
    const { companyId, openingId, round } = there[0]!
    const opening = openings.get(openingId)
    if (opening === undefined && companies.has(companyId) && known.has(openingId)) continue
    const wrong =
      opening === undefined
        ? ([companies.has(companyId) ? 'withdrawn' : 'closed', there.length] as const)
        : wrongAt(offered, opening, round, there.length)
    if (wrong === undefined) continue
    const [cause, students] = wrong
    const name = `${companyId} ${cause}`
    found.set(name, { companyId, cause, students: students + (found.get(name)?.students ?? 0) })
  }
  return [...found.values()].toSorted((a, b) => b.students - a.students || (a.companyId < b.companyId ? -1 : 1))
}
