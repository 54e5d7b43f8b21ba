// The shape of report.json: what a season amounted to, in figures.
import { outcomes } from '@stagebureau/shared'
import { z } from 'zod'

const count = z.int().min(0)

const ProgrammeReport = z.object({
  name: z.string(),
  kind: z.string(),
  /** The plan's file. */
  file: z.string(),
  placed: count.describe('students with at least one stop'),
  unplaced: count.describe('students without any stop; they are in unplaced.csv'),
  stops: count.describe('lines in the plan file'),
  gaps: count.describe('rounds that a placed student misses; they are in gaps.csv'),
  objective: z.number().describe('what the plan reaches at its last goal but the lots; see goals'),
  bound: z.number().describe('what is proven to be the best possible'),
  gap: z.number().describe('|bound - objective| / max(1, |bound|); 0 is proven optimal'),
  solveMilliseconds: count,
  averageTravelMinutes: z.number(),
  coverage: z.number().min(0).max(1).describe('share of all wished-for stops that are filled'),
  weights: z.record(z.string(), z.union([z.number(), z.array(z.number())])),
  rule: z.string().optional(),
  goals: z
    .array(z.object({ goal: z.string(), objective: z.number(), bound: z.number() }))
    .describe('every goal in exact order with its own proof'),
})

export const Report = z.object({
  region: z.string(),
  season: z.object({ from: z.iso.date(), until: z.iso.date() }),
  seed: z.int(),
  counts: z.object({
    schools: count,
    students: count,
    companies: count,
    rows: z
      .object({ taken: count, ...Object.fromEntries(outcomes.map((outcome) => [outcome, count])) } as Record<
        'taken' | (typeof outcomes)[number],
        typeof count
      >)
      .describe('rows of all files by outcome'),
    asked: count.describe('companies with an invitation'),
    answered: count.describe('companies that offered something'),
    declined: count,
    later: count,
    silent: count,
    bounced: count,
    offers: z.record(z.string(), count).describe('lines of offers by kind'),
  }),
  mailed: count.describe('letters that went out in this run'),
  programmes: z.array(ProgrammeReport),
  seconds: z.number().describe('wall clock time of this run'),
  peakMegabytes: z.number().describe('largest resident memory of this run'),
})
export type Report = z.infer<typeof Report>

/** The JSON schema of report.json, as it is printed in docs. */
export const reportSchema = () => z.toJSONSchema(Report, { target: 'draft-2020-12' })
