// Decides for every row of a school's file of students: new, changed, the same, merged or rejected.
import {
  type CellReader,
  type Day,
  equal,
  type FieldSpec,
  type ImportRow,
  type Mapping,
  type OpenRow,
  openRow,
  problem,
  readDay,
  readEmail,
  readLevel,
  readPostcode,
  readProfile,
  readText,
  readWorlds,
  said,
  squash,
  type Table,
} from '@stagebureau/shared'
import { ageOn } from './calendar.ts'
import type { AgeOn, Enrolment, StudentFacts } from './student.ts'

export const studentFields: readonly FieldSpec[] = [
  {
    field: 'number',
    required: true,
    headers: ['Leerlingnummer', 'Stamnummer', 'Studentnummer', 'Stamnr', 'Leerlingnr'],
  },
  { field: 'firstName', required: true, headers: ['Roepnaam', 'Voornaam'] },
  { field: 'prefix', required: false, headers: ['Tussenvoegsel', 'Voorvoegsel', 'Tussenvoegsels', 'Voorvoegsels'] },
  { field: 'lastName', required: true, headers: ['Achternaam', 'Familienaam'] },
  { field: 'group', required: true, headers: ['Klas', 'Groep', 'Stamgroep', 'Stamklas'] },
  { field: 'level', required: false, headers: ['Leerweg', 'Niveau'] },
  { field: 'profile', required: true, headers: ['Profiel', 'Profielvak'] },
  { field: 'birthDate', required: true, headers: ['Geboortedatum', 'Geb.datum', 'Geboren'] },
  { field: 'postcode', required: true, headers: ['Postcode', 'PC'] },
  { field: 'place', required: false, headers: ['Woonplaats', 'Plaats'] },
  { field: 'email', required: false, headers: ['E-mail', 'Mail', 'E-mailadres', 'E-mail leerling'] },
  {
    field: 'guardianEmail',
    required: false,
    headers: ['E-mail ouder', 'Mail verzorger', 'E-mail verzorger', 'E-mail ouders'],
  },
  { field: 'means', required: true, headers: ['Vervoer', 'Reist met', 'Vervoermiddel'] },
  { field: 'wishes', required: false, headers: ['Voorkeur werelden', 'Werelden', 'Voorkeuren'] },
]

export type StudentDecision =
  | {
      readonly kind: 'enrol'
      readonly studentId: string
      readonly enrolment: Enrolment
      readonly facts: StudentFacts
      readonly ages: readonly AgeOn[]
    }
  | {
      readonly kind: 'change'
      readonly studentId: string
      readonly facts: StudentFacts
      readonly ages: readonly AgeOn[]
    }
  | { readonly kind: 'unchanged' | 'merge' | 'reject' }

/** What an import of students has to know beside the file. */
export type StudentImport = {
  readonly seasonId: string
  readonly schoolId: string
  /** First day of the season: on it nobody is younger than 10 or older than 99. */
  readonly seasonFrom: Day
  /** The means of travel that the season knows. */
  readonly means: readonly string[]
  readonly knownAreas: ReadonlySet<string>
  /** First days of the placement programmes. */
  readonly startDays: readonly Day[]
  readonly known: readonly {
    readonly studentId: string
    readonly number: string
    readonly facts: StudentFacts
    readonly ages: readonly AgeOn[]
  }[]
  readonly newId: () => string
  readonly seal: (number: string, birthDate: Day) => string
  readonly lot: (number: string) => number
}

const readNumber: CellReader<string> = (cell) => {
  const value = cell.trim().replace(/\.0$/, '')
  if (!/^[A-Za-z0-9-]{1,20}$/.test(value)) return problem('cell/student-number')
  return value === cell.trim() ? { value } : { value, mended: said('cell/spelling', { value }) }
}
/** `3A`: its first character is the year, or T for mbo. */
const readGroup: CellReader<string> = (cell) => {
  const value = cell.trim().toUpperCase()
  if (!/^[A-Z0-9][A-Z0-9 ./-]{0,15}$/.test(value)) return problem('cell/group')
  return value === cell ? { value } : { value, mended: said('cell/spelling', { value }) }
}
const readMeans =
  (known: readonly string[]): CellReader<string> =>
  (cell) => {
    const found = known.find((one) => squash(one) === squash(cell))
    if (found === undefined) return problem('cell/means', { known: known.join(', ') })
    return found === cell ? { value: found } : { value: found, mended: said('cell/spelling', { value: found }) }
  }
const readBirthDate =
  (seasonFrom: Day): CellReader<Day> =>
  (cell) => {
    const read = readDay(cell)
    if ('problem' in read) return read
    const age = ageOn(read.value, seasonFrom)
    return age >= 10 && age <= 99 ? read : problem('cell/birth-date', { age })
  }

const readFacts = (
  row: OpenRow,
  context: StudentImport,
): { number: string; facts: StudentFacts; ages: AgeOn[] } | undefined => {
  const number = row.required('number', readNumber)
  const birthDate = row.required('birthDate', readBirthDate(context.seasonFrom))
  const postcode = row.required('postcode', readPostcode)
  const read = {
    firstName: row.required('firstName', readText),
    prefix: row.optional('prefix', readText),
    lastName: row.required('lastName', readText),
    group: row.required('group', readGroup),
    level: row.optional('level', readLevel),
    profile: row.required('profile', readProfile),
    postcode,
    place: row.optional('place', readText),
    email: row.optional('email', readEmail),
    guardianEmail: row.optional('guardianEmail', readEmail),
    means: row.required('means', readMeans(context.means)),
    wishes: row.wanted('wishes', readWorlds) ?? [],
  }
  if (postcode !== undefined && !context.knownAreas.has(postcode.slice(0, 4)))
    row.note('warned', 'postcode', said('student/area-unknown', { area: postcode.slice(0, 4) }))
  if (row.rejected() || number === undefined || birthDate === undefined) return undefined
  const sealedBirthDate = context.seal(number, birthDate)
  const facts = { ...read, birthYear: Number(birthDate.slice(0, 4)), sealedBirthDate } as StudentFacts
  return { number, facts, ages: context.startDays.map((on) => ({ on, age: ageOn(birthDate, on) })) }
}

export const importStudents = (
  table: Table,
  mapping: Mapping,
  context: StudentImport,
): {
  readonly decisions: readonly StudentDecision[]
  readonly rows: readonly ImportRow[]
  readonly missing: readonly string[]
} => {
  const known = new Map(context.known.map((student) => [student.number, student]))
  const seen = new Map<string, OpenRow>()
  const rows: ImportRow[] = []
  /** Whose an address is: a link that is mailed to it may let in one person only. */
  const holders = new Map(context.known.map(({ number, facts }) => [facts.email, number]))
  const warnOfSharedAddress = (row: OpenRow, number: string, email: string | undefined) => {
    if (email === undefined) return
    const holder = holders.get(email)
    if (holder !== undefined && holder !== number) row.note('warned', 'email', said('student/shared-address'))
    holders.set(email, number)
  }

  const decide = (row: OpenRow): StudentDecision => {
    const read = readFacts(row, context)
    if (read === undefined) return { kind: 'reject' }
    const { number, facts, ages } = read
    const earlier = seen.get(number)
    if (earlier !== undefined) {
      row.merged(['number'], said('student/merged', { row: earlier.row }), earlier)
      return { kind: 'merge' }
    }
    seen.set(number, row)
    warnOfSharedAddress(row, number, facts.email)
    const there = known.get(number)
    if (there === undefined) {
      const { seasonId, schoolId } = context
      const enrolment = { seasonId, schoolId, number, lot: context.lot(number) }
      return { kind: 'enrol', studentId: context.newId(), enrolment, facts, ages }
    }
    if (equal(there.facts, facts) && equal(there.ages, ages)) return { kind: 'unchanged' }
    return { kind: 'change', studentId: there.studentId, facts, ages }
  }

  const decisions = table.rows.flatMap((line) => {
    const row = openRow(table, mapping, line)
    if (row.blank()) return []
    const decision = decide(row)
    const said = row.line()
    if (said !== undefined) rows.push(said)
    return [decision]
  })
  const missing = [...known.keys()].filter((number) => !seen.has(number)).toSorted()
  return { decisions, rows, missing }
}
