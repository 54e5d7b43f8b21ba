// Reads a folder with a region's season: season.json and the files of schools, students, companies, answers and areas.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { answerFields, companyFields } from '@stagebureau/companies'
import { readCsv } from '@stagebureau/infra'
import { areaFields, schoolFields, studentFields } from '@stagebureau/placements'
import { DomainError, type FieldSpec, resolveMapping, type Table } from '@stagebureau/shared'
import { InputError } from './input-error.ts'
import { readSeason, type SeasonFile } from './season-file.ts'

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

/** The name and bytes of every file of a region; from a folder, or made on the spot. */
export type Files = ReadonlyMap<string, Uint8Array>

export const readFiles = (folder: string): Files => {
  if (!existsSync(folder)) throw new InputError(`There is no folder ${folder}; give the folder that holds season.json.`)
  if (!statSync(folder).isDirectory())
    throw new InputError(`${folder} is a file; give the folder that holds season.json.`)
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !entry.isDirectory() && (entry.name === 'season.json' || entry.name.endsWith('.csv')))
    .map(({ name }) => name)
  return new Map(names.toSorted().map((name) => [name, readFileSync(join(folder, name))]))
}

/** Throws an InputError that names the file and what to do about it. */
export const readSeasonFiles = (files: Files, folder: string): SeasonFolder => {
  const bytesOf = (file: string): Uint8Array => {
    const bytes = files.get(file)
    if (bytes === undefined) throw new InputError(`${folder} has no ${file}; put it there and start again.`)
    return bytes
  }
  /** Also looks whether every column is there that the import will need, before anything is taken in. */
  const tableOf = (file: string, fields: readonly FieldSpec[]): NamedTable => {
    const bytes = bytesOf(file)
    try {
      const table = readCsv(bytes)
      resolveMapping(table, fields)
      return { file, table }
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      const { slug, values, message } = error
      if (slug !== 'import/no-column-for') throw new InputError(`${file}: ${message}`)
      throw new InputError(
        `${file} has no column ${values.fields}; its columns are ${values.columns}. Rename its headers and start again.`,
      )
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
  const twice = studentFiles.find(({ brin }, i) => studentFiles.findIndex((other) => other.brin === brin) !== i)
  if (twice !== undefined)
    throw new InputError(`${folder} has two files of students of ${twice.brin}; make them one and start again.`)
  return {
    season,
    areas: tableOf('postcodes.csv', areaFields),
    schools: tableOf('schools.csv', schoolFields),
    companies: tableOf('companies.csv', companyFields),
    answers: tableOf('answers.csv', answerFields),
    students: studentFiles.map(({ file, brin }) => ({ brin, ...tableOf(file, studentFields) })),
  }
}
