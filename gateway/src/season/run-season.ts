// Runs a whole season through the same commands as the graph does: set up, take in, ask once, answer, plan, publish.
import type { PlanView } from '@stagebureau/matching'
import type { ProgrammeView, SchoolView, SeasonView } from '@stagebureau/placements'
import { type Call, DomainError, type ImportReport, said } from '@stagebureau/shared'
import type { Bureau } from '../bureau.ts'
import { InputError } from './input-error.ts'
import type { Progress } from './progress.ts'
import type { NamedTable, SeasonFolder } from './read-folder.ts'
import type { SeasonFile } from './season-file.ts'

export type FileReport = { readonly file: string; readonly rows: number; readonly report: ImportReport }
export type SeasonOutcome = {
  readonly season: SeasonView
  readonly schools: readonly SchoolView[]
  readonly imports: readonly FileReport[]
  readonly plans: readonly { readonly programme: ProgrammeView; readonly plan: PlanView }[]
}

const planned = ['carousel', 'placement', 'atelier']

const fourWeeks = 28 * 24 * 3600 * 1000
/** Companies have until the season begins to answer, and four weeks at least. */
const deadlineOf = (seasonFrom: string, now: string): string => {
  const earliest = new Date(Date.parse(now) + fourWeeks).toISOString().slice(0, 10)
  return seasonFrom > earliest ? seasonFrom : earliest
}

const callText = ({ region, season }: SeasonFile, now: string) => ({
  subject: `Plekken voor leerlingen in ${region}: een vraag, namens alle scholen`,
  text:
    `De scholen van ${region} zoeken bedrijven waar leerlingen techniek kunnen leren kennen. ` +
    'Wij vragen het u namens alle scholen tegelijk: welke plekken, casussen of bezoeken zijn bij u mogelijk?',
  deadline: deadlineOf(season.from, now),
})

export const runSeason = async (
  bureau: Bureau,
  folder: SeasonFolder,
  call: Call,
  progress: Progress,
  seed: number | undefined,
): Promise<SeasonOutcome> => {
  const { companies, placements } = bureau
  const imports: FileReport[] = []
  const keep = async ({ file, table }: NamedTable, report: Promise<ImportReport>) => {
    try {
      imports.push({ file, rows: table.rows.length, report: await report })
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'invalid') throw new InputError(`${file}: ${error.message}`)
      throw error
    }
  }
  const asInput = <Result>(work: Promise<Result>): Promise<Result> =>
    work.catch((error: unknown) => {
      if (error instanceof DomainError) throw new InputError(`season.json: ${error.message}`)
      throw error
    })
  const lenient = ({ table }: NamedTable) => ({ table, dryRun: false, onError: 'validRowsOnly' as const })

  progress('opening the season')
  const season = await openSeason(bureau, folder.season, call, seed, asInput)
  await keep(folder.areas, placements.importAreas(lenient(folder.areas), call))
  await keep(folder.schools, placements.importSchools(lenient(folder.schools), call))
  const schools = await placements.schools({}, call)
  const programmes: ProgrammeView[] = []
  for (const programme of folder.season.programmes)
    programmes.push(await asInput(placements.openProgramme(programmeRequest(season.id, programme), call)))

  progress(`taking in ${folder.students.length} files of students`)
  for (const one of folder.students) {
    const school = schools.find(({ brin }) => brin === one.brin)
    if (school === undefined) imports.push(unknownSchool(one))
    else await keep(one, placements.importStudents({ ...lenient(one), seasonId: season.id, schoolId: school.id }, call))
  }
  progress(`taking in ${folder.companies.table.rows.length} rows of companies`)
  await keep(folder.companies, companies.importCompanies(lenient(folder.companies), call))
  await bureau.settled()

  progress('asking every company once')
  const text = callText(folder.season, bureau.clock.now())
  const [opened] = await companies.callOfSeason({ seasonId: season.id }, call)
  if (opened === undefined) await companies.openCall({ seasonId: season.id, ...text }, call)
  await bureau.settled()
  progress(`taking in ${folder.answers.table.rows.length} lines of answers`)
  await keep(folder.answers, companies.importAnswers({ ...lenient(folder.answers), seasonId: season.id }, call))
  await bureau.settled()

  const isNews = imports.some(({ report: { added, changed } }) => added + changed > 0)
  const plans: { programme: ProgrammeView; plan: PlanView }[] = []
  for (const programme of programmes) {
    if (!planned.includes(programme.kind)) continue
    plans.push({ programme, plan: await planOf(bureau, programme, isNews, call, progress) })
  }
  await bureau.settled()
  return { season, schools, imports, plans }
}

/** The plan that holds already, or a new one, published, when there is none or when files have brought something new. */
const planOf = async (
  { matching }: Bureau,
  programme: ProgrammeView,
  isNews: boolean,
  call: Call,
  progress: Progress,
): Promise<PlanView> => {
  const there = await matching.plansOfProgrammes({ programmeIds: [programme.id] }, call)
  const holds = there.find(({ state }) => state === 'published')
  if (holds !== undefined && !isNews) return holds
  progress(`planning "${programme.name}"`)
  const drafted = await matching.draftPlan({ programmeId: programme.id, name: programme.name, weights: [] }, call)
  // A season that is run from files asks companies and nobody else; later publications tell everyone whom they touch.
  return matching.publishPlan({ planId: drafted.id, quietly: true }, call)
}

const openSeason = async (
  { placements }: Bureau,
  { region, travel: { detour, ...means }, crebos, season }: SeasonFile,
  call: Call,
  seed: number | undefined,
  asInput: <Result>(work: Promise<Result>) => Promise<Result>,
): Promise<SeasonView> => {
  const known = (await placements.seasons({}, call)).find(({ from }) => from === season.from)
  if (known !== undefined && seed !== undefined && seed !== known.seed)
    throw new InputError(
      `The season was begun with seed ${known.seed}, and ties stay broken by it; leave --seed away or use another --data.`,
    )
  const holidays = season.holidays.map(([from, until]) => ({ from, until }))
  const facts = { region, from: season.from, until: season.until, holidays, travel: { detour, means }, crebos }
  return asInput(placements.openSeason({ ...facts, seed: known?.seed ?? seed ?? 1 }, call))
}

const programmeRequest = (seasonId: string, programme: SeasonFile['programmes'][number]) => {
  const { weekday, weekdays, profiles, needsRecognition, ...rest } = programme
  return {
    seasonId,
    ...rest,
    profiles: profiles ?? [],
    weekdays: weekdays ?? (weekday === undefined ? [] : [weekday]),
    needsRecognition: needsRecognition ?? false,
  }
}

/** A file of a school that was not registered: none of its rows can be taken. */
const unknownSchool = ({ file, table, brin }: SeasonFolder['students'][number]): FileReport => {
  const rows = table.rows.map(({ row }) => ({
    row,
    column: '',
    value: brin,
    outcome: 'rejected' as const,
    reasons: [{ column: '', value: brin, said: said('import/school-not-registered', { brin }) }],
  }))
  const counts = { added: 0, changed: 0, unchanged: 0, merged: 0, offered: 0, rejected: rows.length }
  return { file, rows: rows.length, report: { id: '', dryRun: false, applied: false, ...counts, rows, missing: [] } }
}
