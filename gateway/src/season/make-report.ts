// Sums a season up in the figures of report.json.
import { type ImportRow, outcomes } from '@stagebureau/shared'
import type { Collected } from './collect.ts'
import type { Report } from './report.ts'
import type { SeasonOutcome } from './run-season.ts'
import { planFile } from './tables.ts'

type Run = { readonly mailed: number; readonly seconds: number; readonly peakMegabytes: number }

export const makeReport = (
  { season, imports }: SeasonOutcome,
  { companies, invitations, schools, students, programmes }: Collected,
  run: Run,
): Report => {
  const said = imports.flatMap(({ report }) => report.rows)
  const countOf = (outcome: ImportRow['outcome']) => said.filter((row) => row.outcome === outcome).length
  const total = imports.reduce((sum, { rows }) => sum + rows, 0)
  const answers = [...invitations.values()]
  const inState = (state: string) => answers.filter((one) => one.state === state).length
  const lines = answers.flatMap(({ openings, cases }) => [
    ...openings.map(({ kind }) => kind),
    ...cases.map(() => 'case'),
  ])
  const offers = Object.fromEntries(
    [...Map.groupBy(lines, (kind) => kind)].map(([kind, all]) => [kind, all.length] as const).toSorted(),
  )
  return {
    region: season.region,
    season: { from: season.from, until: season.until },
    seed: season.seed,
    counts: {
      schools: schools.size,
      students: students.size,
      companies: companies.length,
      rows: {
        taken: total - said.length,
        ...(Object.fromEntries(outcomes.map((outcome) => [outcome, countOf(outcome)])) as Record<
          ImportRow['outcome'],
          number
        >),
      },
      asked: answers.length,
      answered: inState('answered'),
      declined: inState('declined'),
      later: inState('later'),
      silent: inState('silent'),
      bounced: inState('bounced'),
      offers,
    },
    programmes: programmes.map(({ programme, plan, rows }) => {
      const { placed, unplaced, objective, bound, gap, solveMilliseconds, averageTravelMinutes, coverage } =
        plan.quality
      return {
        name: programme.name,
        kind: programme.kind,
        file: planFile(programme.name),
        placed,
        unplaced,
        stops: rows.reduce((sum, { stops }) => sum + stops.length, 0),
        gaps: rows.reduce((sum, { gaps }) => sum + gaps.length, 0),
        objective,
        bound,
        gap,
        solveMilliseconds,
        averageTravelMinutes,
        coverage,
        weights: plan.weights,
        ...(plan.rule === undefined ? {} : { rule: plan.rule }),
        goals: [...plan.levels],
      }
    }),
    ...run,
  }
}
