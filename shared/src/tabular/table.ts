// A file of rows as the bureau sees it, and what can be said of each row after an import.
import { z } from 'zod'
import type { Said } from '../language/say.ts'

/** `row` counts as a spreadsheet does: the header is row 1. */
export const Table = z.object({
  columns: z.array(z.string()),
  rows: z.array(z.object({ row: z.int().min(2), cells: z.array(z.string()) })),
})
export type Table = z.infer<typeof Table>

/** Worst first: of several things to say about a row the worst decides its outcome. */
export const outcomes = ['rejected', 'offered', 'merged', 'normalised', 'warned'] as const
export type Outcome = (typeof outcomes)[number]

const SaidOfCell = z.object({
  column: z.string(),
  value: z.string(),
  said: z.custom<Said>((said) => typeof said === 'object' && said !== null && 'text' in said),
})

/** What is said of one row; a row that was simply taken has none. The first of the reasons decided the outcome. */
export const ImportRow = z.object({
  row: z.int(),
  column: z.string(),
  value: z.string(),
  outcome: z.enum(outcomes),
  reasons: z.array(SaidOfCell),
})
export type ImportRow = z.infer<typeof ImportRow>

export const ImportReport = z.object({
  id: z.string(),
  dryRun: z.boolean(),
  /** False when a dry run was asked, or when rows were rejected and it was all or nothing. */
  applied: z.boolean(),
  added: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  merged: z.int(),
  offered: z.int(),
  rejected: z.int(),
  rows: z.array(ImportRow),
  /** Known to the bureau from this source, and not in this file. */
  missing: z.array(z.string()),
})
export type ImportReport = z.infer<typeof ImportReport>

export const ColumnMapping = z.object({ column: z.string(), field: z.string() })
export type ColumnMapping = z.infer<typeof ColumnMapping>

/** What every import of a table is asked with. */
export const ImportInput = z.object({
  table: Table,
  mapping: z.array(ColumnMapping).optional(),
  dryRun: z.boolean().default(false),
  onError: z.enum(['allOrNothing', 'validRowsOnly']).default('allOrNothing'),
})
export type ImportInput = z.infer<typeof ImportInput>
