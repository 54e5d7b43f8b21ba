// What a solved task becomes: one row per student, and what the plan reaches and proves.
import type { AssignedStop, Said } from '@stagebureau/shared'
import type { PlanLevel, PlanQuality } from './plan.ts'

export type StopReason = { readonly round?: number | undefined; readonly reason: Said }

export type DraftedRow = {
  readonly studentId: string
  readonly schoolId: string
  readonly stops: readonly AssignedStop[]
  /** Why each stop is where it is; `round` in carousels. */
  readonly reasons: readonly StopReason[]
  readonly gaps: readonly { readonly round: number; readonly reason: Said }[]
  readonly unplaced?: Said | undefined
  readonly pinned: boolean
  readonly team?: string | undefined
  readonly caseId?: string | undefined
  readonly rank?: number | undefined
}
export type Drafted = {
  readonly rows: readonly DraftedRow[]
  readonly quality: PlanQuality
  readonly levels: readonly PlanLevel[]
  readonly weights: Readonly<Record<string, number | readonly number[]>>
  readonly rule?: string | undefined
  readonly prices: readonly Float64Array[]
}

type Reached = {
  readonly objective: number
  readonly bound: number
  readonly milliseconds: number
  readonly wanted: number
}

/** What the rows amount to. `wanted` is how many stops there would be if nobody missed any. */
export const qualityOf = (
  rows: readonly DraftedRow[],
  { objective, bound, milliseconds, wanted }: Reached,
): PlanQuality => {
  const stops = rows.flatMap((row) => row.stops)
  const minutes = stops.reduce((sum, stop) => sum + stop.minutes, 0)
  const placed = rows.filter((row) => row.stops.length > 0).length
  return {
    placed,
    unplaced: rows.length - placed,
    objective,
    bound,
    gap: Math.abs(bound - objective) / Math.max(1, Math.abs(bound)),
    averageTravelMinutes: stops.length === 0 ? 0 : Math.round((minutes / stops.length) * 10) / 10,
    coverage: wanted === 0 ? 1 : stops.length / wanted,
    solveMilliseconds: Math.round(milliseconds),
  }
}
