// Reads everything that the season job left behind as a stranger would, and says in words where it breaks the rules.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { checkAtelier } from './check-atelier.ts'
import { checkCarousel } from './check-carousel.ts'
import { checkCompanies } from './check-companies.ts'
import { checkImport, importColumns } from './check-import.ts'
import { checkLetters } from './check-letters.ts'
import { checkPlacement } from './check-placement.ts'
import { checkCounts, checkFigures } from './check-report.ts'
import { checkShortages } from './check-shortages.ts'
import { checkUnplaced } from './check-unplaced.ts'
import { readWritten } from './delimited.ts'
import type { Outcome } from './judging.ts'
import { occupiedDays } from './occupied.ts'
import { readRegion } from './read-region.ts'
import { type ProgrammeReport, readReport } from './read-report.ts'
import type { Reading, Written } from './reading.ts'
import type { Programme } from './region.ts'

const slug = (name: string) =>
  name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')

const checkPlan = (reading: Reading, programme: Programme, report: ProgrammeReport) => {
  switch (programme.kind) {
    case 'carousel':
      return checkCarousel(reading, programme, report)
    case 'placement':
      return checkPlacement(reading, programme, report)
    case 'atelier':
      return checkAtelier(reading, programme, report)
  }
}

/** Breaches in words; none when the files in `out` are a right season of the region in `folder`. */
export const readSeason = async (folder: string, out: string): Promise<string[]> => {
  const breaches: string[] = []
  const breach = (words: string) => {
    breaches.push(words)
  }
  const rows = (file: string, columns: readonly string[]): readonly Written[] => {
    if (existsSync(join(out, file))) return readWritten(join(out, file), columns, breach)
    breach(`${file} is missing`)
    return []
  }
  if (!existsSync(join(out, 'report.json'))) return ['report.json is missing']
  const report = readReport(join(out, 'report.json'))
  const imported = rows('import.csv', importColumns)
  const outcomes = new Map(imported.map((line) => [`${line.file} ${line.row}`, line.outcome as Outcome]))
  const { region, judgements } = readRegion(folder, (file, line) => outcomes.get(`${file} ${line}`) ?? 'taken')
  const unplaced = Map.groupBy(
    rows('unplaced.csv', ['programme', 'school', 'student', 'reason']),
    (line) => line.programme!,
  )
  const gaps = Map.groupBy(
    rows('gaps.csv', ['programme', 'school', 'student', 'round', 'reason']),
    (line) => line.programme!,
  )
  const reading: Reading = { region, report, rows, unplaced, gaps, occupied: occupiedDays(), tasks: [], breach }

  checkImport(imported, judgements, report.counts.rows, breach)
  checkCounts(reading)
  checkCompanies(reading)
  checkLetters(out, reading)
  const planned = region.settings.programmes
  const reported = report.programmes.map(({ name }) => name)
  if (reported.join() !== planned.map(({ name }) => name).join())
    breach(`report.json: the programmes are ${reported.join()}`)
  const names = new Set(planned.map(({ name }) => name))
  for (const name of [...unplaced.keys(), ...gaps.keys()]) if (!names.has(name)) breach(`there is no programme ${name}`)
  for (const programme of planned) {
    const own = report.programmes.find(({ name }) => name === programme.name)
    if (!own) continue
    const file = `plan-${slug(programme.name)}.csv`
    if (own.file !== file || own.kind !== programme.kind) breach(`report.json: ${own.kind} ${own.file} is not ${file}`)
    checkFigures(programme, own, await checkPlan(reading, programme, own), breach)
    if (existsSync(join(out, own.file))) {
      checkUnplaced(
        reading,
        programme,
        own,
        readWritten(join(out, own.file), planColumns(programme), () => undefined),
      )
    }
  }
  checkShortages(reading)
  const files = new Set(['import.csv', 'companies.csv', 'unplaced.csv', 'gaps.csv', 'shortages.csv', 'asklist.csv'])
  for (const { file } of report.programmes) files.add(file)
  for (const name of readdirSync(out)) {
    if (!files.has(name) && !['report.json', 'letters', '.bureau'].includes(name))
      breach(`${name} is no file of a season`)
  }
  return breaches
}

const planColumns = ({ kind }: Programme) =>
  kind === 'atelier'
    ? ['team', 'school', 'student', 'kvkNumber', 'establishmentNumber', 'case', 'rank', 'from', 'until']
    : ['school', 'student', 'kvkNumber', 'establishmentNumber', 'round', 'from', 'until', 'minutes']
