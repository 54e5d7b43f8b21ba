// What stands in the way of putting a student at a company in a round: said before it is done, not after.
import type { ScreenText, Values } from '@stagebureau/shared/screens'
import type { Opening, Row } from './board-query.ts'

export type Conflict = {
  /** `stops`: it cannot be; `warns`: it can, and somebody loses by it. */
  readonly weight: 'stops' | 'warns'
  readonly text: ScreenText
  readonly values: Values
}

/** How many students of the board are at this opening in this round; round null is a programme without rounds. */
export const filledAt = (rows: readonly Row[], openingId: string, round: number | null): number =>
  rows.filter(({ stops }) => stops.some((stop) => stop.opening?.id === openingId && stop.round === round)).length

export const conflictsOf = (row: Row, opening: Opening, round: number | null, filled: number): Conflict[] => {
  const conflicts: (Conflict | false)[] = []
  const here = row.stops.find((stop) => stop.round === round)
  const already = here?.opening?.id === opening.id
  const earlier = row.stops.find((stop) => stop.round !== round && stop.company.id === opening.company.id)
  const { name } = opening.company
  conflicts.push(
    already && { weight: 'stops', text: 'conflict/already', values: { name } },
    round !== null &&
      opening.closedRounds.includes(round) && { weight: 'stops', text: 'conflict/closed', values: { name, round } },
    row.forbidden.some((one) => one.openingId === opening.id && (one.round ?? round) === round) && {
      weight: 'stops',
      text: 'conflict/forbidden',
      values: { name },
    },
    earlier !== undefined && {
      weight: 'stops',
      text: 'conflict/visited',
      values: { name, round: earlier.round ?? '' },
    },
    !already &&
      filled >= opening.places && { weight: 'warns', text: 'conflict/full', values: { name, places: opening.places } },
    opening.profile !== null &&
      row.student.profile !== null &&
      opening.profile !== row.student.profile && {
        weight: 'warns',
        text: 'conflict/other-profile',
        values: { profile: opening.profile, own: row.student.profile },
      },
  )
  return conflicts.filter((conflict) => conflict !== false)
}
