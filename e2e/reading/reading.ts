// What every check is given: the folder and its region, the job's files, and where to say what is wrong.
import type { Occupied } from './occupied.ts'
import type { Report } from './read-report.ts'
import type { Region } from './region.ts'

export type Written = Readonly<Record<string, string>>

export type Reading = {
  readonly region: Region
  readonly report: Report
  /** Rows of a file of the job; a file that is absent is a breach and has no rows. */
  readonly rows: (file: string, columns: readonly string[]) => readonly Written[]
  /** `unplaced.csv` by programme. */
  readonly unplaced: ReadonlyMap<string, readonly Written[]>
  readonly gaps: ReadonlyMap<string, readonly Written[]>
  /** Grows with every placement programme that is read, in the order of season.json. */
  readonly occupied: Occupied
  readonly breach: (words: string) => void
}

/** The figures that a programme's own check found; they have to be those of the report. */
export type Figures = {
  readonly placed: number
  readonly unplaced: number
  readonly stops: number
  readonly gaps: number
  readonly minutes: readonly number[]
}
