// Reads a folder with a region's season: season.json and the files of schools, students, companies, answers and areas.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { readCsv } from '@stagebureau/infra'
import { Day, DomainError, Profile, ProgrammeKind, type Table, Weekday } from '@stagebureau/shared'
import { z } from 'zod'
import { InputError } from './input-error.ts'

const Means = z.object({ kmPerHour: z.number().positive(), startMinutes: z.number().min(0) })

/** `season.json`; unknown fields are left alone. */
export const SeasonFile = z.object({
  region: z.string().min(1),
  travel: z.object({ detour: z.number().min(1) }).catchall(Means),
  crebos: z.record(z.string().regex(/^\d{5}$/), Profile),
  season: z.object({ from: Day, until: Day, holidays: z.array(z.tuple([Day, Day])).default([]) }),
  programmes: z
    .array(
      z.object({
        kind: ProgrammeKind,
        name: z.string().min(1),
        grade: z.string().length(1).optional(),
        profiles: z.array(Profile).optional(),
        weekday: Weekday.optional(),
        weekdays: z.array(Weekday).optional(),
        daypart: z.enum(['morning', 'afternoon', 'day']).optional(),
        from: Day.optional(),
        until: Day.optional(),
        rounds: z.int().min(1).optional(),
        weeksPerRound: z.int().min(1).optional(),
        firstRound: Day.optional(),
        ownProfileAtLeast: z.int().min(0).optional(),
        maxTravelMinutes: z.int().min(0).optional(),
        needsRecognition: z.boolean().optional(),
        teamSize: z.int().min(2).optional(),
        pitch: Day.optional(),
        finalPitch: Day.optional(),
      }),
    )
    .min(1, 'there is no programme; put at least one in "programmes"'),
})
export type SeasonFile = z.infer<typeof SeasonFile>

export type NamedTable = { readonly file: string; readonly table: Table }
export type SeasonFolder = {
  readonly season: SeasonFile
  readonly areas: NamedTable
  readonly schools: NamedTable
  readonly companies: NamedTable
  readonly answers: NamedTable
  /** In the order of their names; the school's BRIN and site are in the name. */
  readonly students: readonly (NamedTable & { readonly brin: string })[]
}

const readSeason = (text: string): SeasonFile => {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    throw new InputError(`season.json is not JSON (${(error as Error).message}); mend it or export it again.`)
  }
  const parsed = SeasonFile.safeParse(json)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'the file'}: ${message}`)
  throw new InputError(`season.json cannot be used: ${problems.join('; ')}.`)
}

/** The name and bytes of every file of a region; from a folder, or made on the spot. */
export type Files = ReadonlyMap<string, Uint8Array>

export const readFiles = (folder: string): Files => {
  if (!existsSync(folder)) throw new InputError(`There is no folder ${folder}; give the folder that holds season.json.`)
  if (!statSync(folder).isDirectory())
    throw new InputError(`${folder} is a file; give the folder that holds season.json.`)
  const names = readdirSync(folder).filter((name) => name === 'season.json' || name.endsWith('.csv'))
  return new Map(names.toSorted().map((name) => [name, readFileSync(join(folder, name))]))
}

/** Throws an InputError that names the file and what to do about it. */
export const readSeasonFiles = (files: Files, folder: string): SeasonFolder => {
  const bytesOf = (file: string): Uint8Array => {
    const bytes = files.get(file)
    if (bytes === undefined) throw new InputError(`${folder} has no ${file}; put it there and start again.`)
    return bytes
  }
  const tableOf = (file: string): NamedTable => {
    try {
      return { file, table: readCsv(bytesOf(file)) }
    } catch (error) {
      if (error instanceof DomainError) throw new InputError(`${file}: ${error.message}`)
      throw error
    }
  }
  const season = readSeason(new TextDecoder().decode(bytesOf('season.json')).replace(/^\ufeff/, ''))
  const studentFiles = [...files.keys()].flatMap((file) => {
    const brin = /^students-(.+)\.csv$/i.exec(file)?.[1]
    return brin === undefined ? [] : [{ file, brin: brin.toUpperCase() }]
  })
  if (studentFiles.length === 0)
    throw new InputError(
      `${folder} has no file of students; name them students-<BRIN and site>.csv, like students-28WS03.csv.`,
    )
  return {
    season,
    areas: tableOf('postcodes.csv'),
    schools: tableOf('schools.csv'),
    companies: tableOf('companies.csv'),
    answers: tableOf('answers.csv'),
    students: studentFiles.map(({ file, brin }) => ({ brin, ...tableOf(file) })),
  }
}
