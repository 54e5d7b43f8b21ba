// Writes the files of a season: all of them beside their places first, then each into its place, so that none is half there.
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Bureau } from '../bureau.ts'
import type { Collected } from './collect.ts'
import { Report } from './report.ts'
import type { SeasonOutcome } from './run-season.ts'
import { askTable, companiesTable, importTable, missedTables, planFile, planTable, shortagesTable } from './tables.ts'

const partial = '.partial'

/** `<invitation-01234567-000012345678-…@…>` becomes `invitation-01234567-000012345678.eml`. */
const letterFile = (messageId: string, seasonId: string): string =>
  `${messageId.slice(1).split('.companies@')[0]!.replace(`-${seasonId}`, '')}.eml`

/** Of a programme that the season may not have any more. */
const isPlan = (name: string): boolean => /^plan-[a-z0-9-]+\.csv$/.test(name)

/** The text of every file but report.json, by name. */
export const seasonTables = ({ imports }: SeasonOutcome, collected: Collected): ReadonlyMap<string, string> => {
  const { programmes } = collected
  const { unplaced, gaps } = missedTables(collected, programmes)
  return new Map([
    ['import.csv', importTable(imports)],
    ['companies.csv', companiesTable(collected)],
    ...programmes.map((one) => [planFile(one.programme.name), planTable(collected, one)] as const),
    ['unplaced.csv', unplaced],
    ['gaps.csv', gaps],
    ['shortages.csv', shortagesTable(programmes)],
    ['asklist.csv', askTable(collected, programmes)],
  ])
}

export const writeSeason = async (
  out: string,
  { keptMail }: Pick<Bureau, 'keptMail'>,
  outcome: SeasonOutcome,
  tables: ReadonlyMap<string, string>,
  report: Report,
): Promise<void> => {
  const workshop = join(out, partial)
  rmSync(workshop, { recursive: true, force: true })
  try {
    mkdirSync(join(workshop, 'letters'), { recursive: true })
    for (const [name, text] of tables) writeFileSync(join(workshop, name), text)
    writeFileSync(join(workshop, 'report.json'), `${JSON.stringify(Report.parse(report), null, 2)}\n`)
    if (keptMail !== undefined)
      for await (const { messageId, raw } of keptMail.each())
        writeFileSync(join(workshop, 'letters', letterFile(messageId, outcome.season.id)), raw)
    for (const name of readdirSync(out)) if (isPlan(name) && !tables.has(name)) rmSync(join(out, name))
    for (const name of readdirSync(workshop)) {
      rmSync(join(out, name), { recursive: true, force: true })
      renameSync(join(workshop, name), join(out, name))
    }
  } finally {
    rmSync(workshop, { recursive: true, force: true })
  }
}
