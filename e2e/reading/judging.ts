// Keeps the judgement of every input row: what may become of it, and which of its columns are not simply as they should be.

import { type State, worst } from './cells.ts'
import type { Line } from './delimited.ts'

export type Outcome = 'taken' | 'normalised' | 'warned' | 'merged' | 'offered' | 'rejected'

export type Judgement = {
  readonly file: string
  readonly line: number
  readonly cells: Readonly<Record<string, string>>
  readonly stray: string | undefined
  readonly outcomes: readonly Outcome[]
  /** Columns that call for a word; empty when the row is as it should be. */
  readonly columns: readonly string[]
  /** What a word about a merged row has to name: the values that are lost by it. */
  readonly lost: readonly string[]
}

const outcomesOf: Readonly<Record<State, readonly Outcome[]>> = {
  fine: ['taken'],
  soft: ['taken', 'normalised', 'warned'],
  mended: ['normalised', 'warned'],
  odd: ['normalised', 'warned', 'rejected'],
  bad: ['rejected'],
}

/** What import.csv says became of a row; a row that it does not name was taken. */
export type Reported = (file: string, line: number) => Outcome

export type Judge = {
  readonly judgements: readonly Judgement[]
  /**
   * Judges one row by the states of its cells, and says whether its contents count.
   * `instead`: outcomes that are right because of other rows. What is reported decides where more than one is right.
   */
  readonly row: (
    file: string,
    line: Line,
    states: Readonly<Record<string, State>>,
    instead?: { readonly outcomes: readonly Outcome[]; readonly column: string; readonly lost?: readonly string[] },
  ) => boolean
}

export const judging = (reported: Reported): Judge => {
  const judgements: Judgement[] = []
  return {
    judgements,
    row: (file, line, states, instead) => {
      const layout = line.stray !== undefined ? 'bad' : line.whole ? 'fine' : 'soft'
      const state = worst([...Object.values(states), layout])
      const own = outcomesOf[state]
      const spoilt = state === 'bad' || state === 'odd'
      const outcomes =
        instead === undefined ? own : spoilt ? [...instead.outcomes, 'rejected' as const] : instead.outcomes
      const columns = Object.keys(states).filter((column) => states[column] !== 'fine')
      if (instead !== undefined) columns.push(instead.column)
      judgements.push({
        file,
        line: line.line,
        cells: line.cells,
        stray: line.stray,
        outcomes,
        columns,
        lost: instead?.lost ?? [],
      })
      const said = reported(file, line.line)
      const outcome = outcomes.includes(said) ? said : outcomes[0]!
      return outcome === 'taken' || outcome === 'normalised' || outcome === 'warned'
    },
  }
}
