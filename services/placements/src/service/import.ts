// Takes in files of areas, schools and students: decides about every row first, and then does all of it or nothing.
import { randomUUID } from 'node:crypto'
import { type Aggregate, findMany, findOne, type ImportJournal, inParallel, isDuplicate } from '@stagebureau/infra'
import {
  type Call,
  DomainError,
  type FieldSpec,
  type ImportInput,
  type ImportReport,
  resolveMapping,
} from '@stagebureau/shared'
import { type AreaSheet, type AreaSheetCommand, sheetOf } from '../domain/area-sheet.ts'
import { areaFields, importAreas } from '../domain/import-areas.ts'
import { importSchools, type SchoolDecision, schoolFields } from '../domain/import-schools.ts'
import { importStudents, type StudentDecision, studentFields } from '../domain/import-students.ts'
import type { School, SchoolCommand } from '../domain/school.ts'
import type { Student, StudentCommand } from '../domain/student.ts'
import type { PlacementsStore } from '../store.ts'
import { drawLot, personOf, seal } from './seal.ts'

type Parts = {
  readonly store: PlacementsStore
  readonly areaSheets: Aggregate<AreaSheet, AreaSheetCommand>
  readonly schools: Aggregate<School, SchoolCommand>
  readonly students: Aggregate<Student, StudentCommand>
  readonly journal: ImportJournal
  readonly startDays: (seasonId: string) => Promise<string[]>
  readonly secret: string
}

const atATime = 64
/** Somebody else enrolled or registered the same one since the rows were looked at. */
const unlessThere = async (work: Promise<unknown>) => {
  try {
    await work
  } catch (error) {
    if (!isDuplicate(error)) throw error
  }
}
const counted = (decisions: readonly { readonly kind: string }[], ...kinds: readonly string[]) =>
  decisions.filter(({ kind }) => kinds.includes(kind)).length

const fieldsOf = (fields: readonly FieldSpec[]) => fields.map((one) => ({ ...one, headers: [...one.headers] }))

export const createImports = ({ store, areaSheets, schools, students, journal, startDays, secret }: Parts) => {
  const applySchools = async (decisions: readonly SchoolDecision[]) => {
    await inParallel(decisions, atATime, async (decision) => {
      if (decision.kind !== 'register' && decision.kind !== 'change') return
      const { schoolId, facts } = decision
      await unlessThere(schools.execute(schoolId, { do: 'register', schoolId, facts }))
    })
  }
  const applyStudents = async (decisions: readonly StudentDecision[]) => {
    await inParallel(decisions, atATime, async (decision) => {
      if (decision.kind === 'enrol') {
        const { studentId, enrolment, facts, ages } = decision
        await unlessThere(students.execute(studentId, { do: 'enrol', studentId, enrolment, facts, ages }))
      } else if (decision.kind === 'change') {
        const { studentId, facts, ages } = decision
        await students.execute(studentId, { do: 'change', studentId, facts, ages })
      }
    })
  }
  const willApply = ({ dryRun, onError }: ImportInput, rejected: number) =>
    !dryRun && (rejected === 0 || onError === 'validRowsOnly')

  return {
    /** Finishes what a process that died left undone. */
    resume: async () => {
      await journal.finish<SchoolDecision>('schools', applySchools)
      await journal.finish<StudentDecision>('students', applyStudents)
    },

    importFields: async ({ kind }: { kind: 'students' | 'schools' | 'areas' }, _: Call) =>
      fieldsOf({ students: studentFields, schools: schoolFields, areas: areaFields }[kind]),

    importAreas: async (input: ImportInput, call: Call): Promise<ImportReport> => {
      const { areas, rows, rejected, merged } = importAreas(
        input.table,
        resolveMapping(input.table, areaFields, input.mapping),
      )
      const applied = willApply(input, rejected)
      let added = areas.length
      if (applied) {
        const sheets = [...Map.groupBy(areas, ({ area }) => sheetOf(area))]
        const changed = await inParallel(sheets, atATime, async ([sheetId, all]) =>
          (await areaSheets.execute(sheetId, { do: 'chart', sheetId, areas: all }, call)).changed ? all.length : 0,
        )
        added = changed.reduce((sum, count) => sum + count, 0)
      }
      const counts = { added, changed: 0, unchanged: areas.length - added, merged, offered: 0, rejected }
      return { id: randomUUID(), dryRun: input.dryRun, applied, ...counts, rows: [...rows], missing: [] }
    },

    importSchools: async (input: ImportInput, _: Call): Promise<ImportReport> => {
      const found = await findMany(store.schools, {})
      const known = found.map(({ _id, brin, name, kind, postcode, place }) => ({
        schoolId: _id,
        facts: { brin, name, kind, postcode, place },
      }))
      const mapping = resolveMapping(input.table, schoolFields, input.mapping)
      const { decisions, rows } = importSchools(input.table, mapping, known, randomUUID)
      const rejected = counted(decisions, 'reject')
      const applied = willApply(input, rejected)
      const id = randomUUID()
      const toDo = decisions.filter(({ kind }) => kind === 'register' || kind === 'change')
      if (applied) await journal.run(id, 'schools', toDo, applySchools)
      return {
        id,
        dryRun: input.dryRun,
        applied,
        added: counted(decisions, 'register'),
        changed: counted(decisions, 'change'),
        unchanged: counted(decisions, 'unchanged'),
        merged: counted(decisions, 'merge'),
        offered: 0,
        rejected,
        rows: [...rows],
        missing: [],
      }
    },

    importStudents: async (
      input: ImportInput & { seasonId: string; schoolId: string },
      { viewer }: Call,
    ): Promise<ImportReport> => {
      const { seasonId, schoolId } = input
      if (viewer.role === 'staff' && viewer.schoolId !== schoolId)
        throw new DomainError('forbidden', 'import/other-school')
      const [season, school] = [
        await findOne(store.seasons, { _id: seasonId }),
        await findOne(store.schools, { _id: schoolId }),
      ]
      if (season === null) throw new DomainError('missing', 'season/unknown')
      if (school === null) throw new DomainError('missing', 'school/unknown')
      const enrolled = await findMany(store.students, { seasonId, schoolId, situation: 'enrolled' })
      const sheets = await findMany(store.areaSheets, {})
      const mapping = resolveMapping(input.table, studentFields, input.mapping)
      const { decisions, rows, missing } = importStudents(input.table, mapping, {
        seasonId,
        schoolId,
        seasonFrom: season.from,
        means: Object.keys(season.travel.means),
        knownAreas: new Set(sheets.flatMap(({ areas }) => areas.map(({ area }) => area))),
        startDays: await startDays(seasonId),
        known: enrolled.map(({ _id, number, facts, ages }) => ({ studentId: _id, number, facts, ages })),
        newId: randomUUID,
        seal: (number, birthDate) => seal(secret, personOf(schoolId, number), birthDate),
        lot: (number) => drawLot(season.seed, school.brin, number),
      })
      const rejected = counted(decisions, 'reject')
      const applied = willApply(input, rejected)
      const id = randomUUID()
      const toDo = decisions.filter(({ kind }) => kind === 'enrol' || kind === 'change')
      if (applied) await journal.run(id, 'students', toDo, applyStudents)
      return {
        id,
        dryRun: input.dryRun,
        applied,
        added: counted(decisions, 'enrol'),
        changed: counted(decisions, 'change'),
        unchanged: counted(decisions, 'unchanged'),
        merged: counted(decisions, 'merge'),
        offered: 0,
        rejected,
        rows: [...rows],
        missing: [...missing],
      }
    },
  }
}
