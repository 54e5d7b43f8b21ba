// What can happen after a plan holds, and the situation that is left.
import type { Day } from '@stagebureau/shared'
import type { Situation } from './facts.ts'

export type Disruption = {
  /** The company takes nobody any more. */
  readonly companyClosed?: string | undefined
  readonly placesLost?: readonly { readonly openingId: string; readonly places: number }[] | undefined
  readonly studentLeft?: string | undefined
  /** The student is in the season by now; the plan does not know him yet. */
  readonly studentJoined?: string | undefined
  /** Companies took back places that the plan counts on; what they offer is known already. */
  readonly offersChanged?: boolean | undefined
  /** What has begun before this day stays as it is, unless it has become impossible. */
  readonly from?: Day | undefined
}

/** What an event can take away. */
type Hit = Pick<Situation, 'students' | 'openings' | 'cases'>

const disruptedBy = <Of extends Hit>(
  situation: Of,
  { companyClosed, placesLost = [], studentLeft }: Disruption,
): Of => {
  const lost = new Map(placesLost.map(({ openingId, places }) => [openingId, places]))
  return {
    ...situation,
    students: situation.students.filter(({ studentId }) => studentId !== studentLeft),
    openings: situation.openings
      .filter(({ companyId }) => companyId !== companyClosed)
      .map((opening) => ({ ...opening, places: Math.max(0, opening.places - (lost.get(opening.openingId) ?? 0)) })),
    cases: situation.cases.filter(({ companyId }) => companyId !== companyClosed),
  }
}

export const disrupted = <Of extends Hit>(situation: Of, disruptions: readonly Disruption[]): Of =>
  disruptions.reduce<Of>(disruptedBy, situation)
