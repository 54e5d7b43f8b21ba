// The CSV files of a season, from what the bureau knows.
import { type Language, reasonOf, type Said, say } from '@stagebureau/shared'
import type { Collected, PlannedProgramme } from './collect.ts'
import { slug, toCsv } from './csv.ts'
import type { FileReport } from './run-season.ts'

const language: Language = 'nl'
export const sentence = ({ text, values }: { text: string; values: Said['values'] }): string =>
  say(language, text as Said['text'], values)

export const importTable = (imports: readonly FileReport[]): string =>
  toCsv(
    ['file', 'row', 'column', 'value', 'outcome', 'reason'],
    imports.flatMap(({ file, report }) =>
      report.rows.map((line) => ({ file, ...line, reason: reasonOf(language, line) })),
    ),
  )

export const companiesTable = ({ companies, invitations }: Collected): string =>
  toCsv(
    ['kvkNumber', 'establishmentNumber', 'name', 'place', 'invitation'],
    companies.map(({ id, kvkNumber, establishmentNumber, name, place }) => ({
      kvkNumber,
      establishmentNumber,
      name,
      place,
      invitation: invitations.get(id)?.state,
    })),
  )

type Lookup = Pick<Collected, 'companies' | 'schools' | 'students' | 'invitations'>
const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

export const planFile = (name: string): string => `plan-${slug(name)}.csv`

/** One line per stop, by school, student and round. */
export const planTable = (lookup: Lookup, { programme, rows }: PlannedProgramme): string => {
  const companies = new Map(lookup.companies.map((company) => [company.id, company]))
  const cases = new Map(
    [...lookup.invitations.values()].flatMap((one) => one.cases.map((posed) => [posed.id, posed.title])),
  )
  const lines = rows.flatMap(({ studentId, stops, team, caseId, rank }) => {
    const student = lookup.students.get(studentId)!
    return stops.map(({ companyId, round, from, until, minutes }) => {
      const { kvkNumber, establishmentNumber } = companies.get(companyId)!
      return {
        team,
        school: lookup.schools.get(student.schoolId)!.brin,
        student: student.number,
        kvkNumber,
        establishmentNumber,
        case: caseId === undefined ? undefined : cases.get(caseId),
        rank,
        round,
        from,
        until,
        minutes,
      }
    })
  })
  const sorted = lines.toSorted(
    (a, b) =>
      byText(a.team ?? '', b.team ?? '') ||
      byText(a.school, b.school) ||
      byText(a.student, b.student) ||
      (a.round ?? 0) - (b.round ?? 0),
  )
  if (programme.kind === 'atelier')
    return toCsv(
      ['team', 'school', 'student', 'kvkNumber', 'establishmentNumber', 'case', 'rank', 'from', 'until'],
      sorted,
    )
  return toCsv(['school', 'student', 'kvkNumber', 'establishmentNumber', 'round', 'from', 'until', 'minutes'], sorted)
}

type Missed = {
  readonly programme: string
  readonly school: string
  readonly student: string
  readonly round?: number
  readonly reason: string
}

const missed = (lookup: Lookup, programmes: readonly PlannedProgramme[]) => {
  const unplaced: Missed[] = []
  const gaps: Missed[] = []
  for (const { programme, rows } of programmes) {
    const lines = rows.map((row) => {
      const student = lookup.students.get(row.studentId)!
      return { row, school: lookup.schools.get(student.schoolId)!.brin, student: student.number }
    })
    for (const { row, school, student } of lines.toSorted(
      (a, b) => byText(a.school, b.school) || byText(a.student, b.student),
    )) {
      const who = { programme: programme.name, school, student }
      if (row.unplaced !== undefined) unplaced.push({ ...who, reason: sentence(row.unplaced) })
      for (const { round, reason } of row.gaps) gaps.push({ ...who, round, reason: sentence(reason) })
    }
  }
  return { unplaced, gaps }
}

export const missedTables = (
  lookup: Lookup,
  programmes: readonly PlannedProgramme[],
): { unplaced: string; gaps: string } => {
  const { unplaced, gaps } = missed(lookup, programmes)
  return {
    unplaced: toCsv(['programme', 'school', 'student', 'reason'], unplaced),
    gaps: toCsv(['programme', 'school', 'student', 'round', 'reason'], gaps as (Missed & { round: number })[]),
  }
}

const shortageText = (kind: string, openings: number) => {
  if (kind === 'atelier') return 'shortage/teams'
  return openings === 0 ? 'shortage/no-openings' : 'shortage/too-few'
}

export const shortagesTable = (programmes: readonly PlannedProgramme[]): string =>
  toCsv(
    ['programme', 'profile', 'students', 'openings', 'short', 'towns', 'companies', 'reason'],
    programmes.flatMap(({ programme, shortages }) =>
      shortages.map(({ profile, students, openings, short, towns, companyIds }) => ({
        programme: programme.name,
        profile,
        students,
        openings,
        short,
        towns: towns.join(' | '),
        companies: companyIds.length,
        reason: say(language, shortageText(programme.kind, openings), {
          short,
          students,
          openings,
          profile: profile ?? '',
          towns: towns.slice(0, 5).join(', '),
        }),
      })),
    ),
  )

export const askTable = (lookup: Lookup, programmes: readonly PlannedProgramme[]): string => {
  const companies = new Map(lookup.companies.map((company) => [company.id, company]))
  return toCsv(
    ['programme', 'kvkNumber', 'establishmentNumber', 'name', 'place', 'profile', 'places', 'reason'],
    programmes.flatMap(({ programme, asks }) =>
      asks.map(({ companyId, profile, place, places, reason }) => {
        const company = companyId === undefined ? undefined : companies.get(companyId)
        return {
          programme: programme.name,
          kvkNumber: company?.kvkNumber,
          establishmentNumber: company?.establishmentNumber,
          name: company?.name,
          place,
          profile,
          places,
          reason: sentence(reason),
        }
      }),
    ),
  )
}
