// Reads the folder that the job was given, by itself, and judges every row of it.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Judgement, judging, type Reported } from './judging.ts'
import { readCompanies } from './read-companies.ts'
import { readPlaces, readSchools } from './read-places.ts'
import { readStudents } from './read-students.ts'
import type { Region, Settings } from './region.ts'

/** Where the rules leave room for more than one outcome of a row, `reported` decides. */
export const readRegion = (
  folder: string,
  reported: Reported,
): { readonly region: Region; readonly judgements: readonly Judgement[] } => {
  const settings: Settings = JSON.parse(readFileSync(join(folder, 'season.json'), 'utf8').replace(/^\uFEFF/, ''))
  const programmes = settings.programmes.map((one) =>
    one.kind === 'placement' ? { ...one, weekdays: one.weekdays ?? [] } : one,
  )
  const judge = judging(reported)
  const places = readPlaces(folder, judge)
  const schools = readSchools(folder, judge)
  const students = readStudents(folder, judge, places, schools, settings)
  const offers = readCompanies(folder, judge, places)
  return {
    region: { settings: { ...settings, programmes }, schools, students, ...offers },
    judgements: judge.judgements,
  }
}
