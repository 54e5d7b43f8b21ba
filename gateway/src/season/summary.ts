// Sums a season up in a few lines for whoever ran it.
import type { Report } from './report.ts'

export const summary = ({ region, counts, mailed, programmes, seconds, peakMegabytes }: Report): string => {
  const { rows, asked, answered, declined, later, silent, bounced } = counts
  const lines = [
    `${region}: ${counts.students} students of ${counts.schools} schools, ${counts.companies} companies`,
    `rows: ${Object.entries(rows)
      .map(([outcome, count]) => `${count} ${outcome}`)
      .join(', ')}`,
    `asked ${asked}: ${answered} answered, ${declined} declined, ${later} later, ${silent} silent, ${bounced} bounced; ${mailed} letters`,
    ...programmes.map(
      ({ name, placed, unplaced, gaps, objective, bound, gap, solveMilliseconds }) =>
        `${name}: ${placed} placed, ${unplaced} unplaced, ${gaps} gaps; ${objective} of ${bound}, gap ${gap}, ${solveMilliseconds} ms`,
    ),
    `${seconds} s, ${peakMegabytes} MB`,
  ]
  return `${lines.join('\n')}\n`
}
