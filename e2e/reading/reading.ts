// What every check is given: the folder and its region, the job's files, and where to say what is wrong.
import type { Arc } from './best-placement.ts'
import type { Occupied } from './occupied.ts'
import type { Report } from './read-report.ts'
import type { Placement, Region, Student } from './region.ts'

export type Written = Readonly<Record<string, string>>

/** Who could go where in a placement programme, and where the plan sends them. */
export type PlacementTask = {
  readonly programme: Placement
  readonly participants: readonly Student[]
  /** Left at each opening. */
  readonly places: readonly number[]
  readonly arcs: readonly Arc[]
  /** Opening by student, both numbered as in `arcs`. */
  readonly placedAt: ReadonlyMap<number, number>
  /** Participants whom no company at their own door could take. */
  readonly hopeless: number
}

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
  /** Grows with every placement programme that is read. */
  readonly tasks: PlacementTask[]
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
