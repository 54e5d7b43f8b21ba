// Reads where postcodes lie and which schools there are.
import { join } from 'node:path'
import { brin, degrees, digits, oneOf, postcode, required, type State } from './cells.ts'
import { readDelimited } from './delimited.ts'
import type { Judge } from './judging.ts'
import type { Point } from './travel.ts'

/** Centre of every postcode area, by its four digits. */
export type Places = ReadonlyMap<string, Point>

const filled = (cell: { readonly value: number | undefined; readonly state: State }): State =>
  cell.value === undefined ? 'bad' : cell.state

export const readPlaces = (folder: string, judge: Judge): Places => {
  const places = new Map<string, Point>()
  for (const line of readDelimited(join(folder, 'postcodes.csv')).lines) {
    const code = digits(line.cells.Postcode4 ?? '', 4)
    const real = code.state === 'fine' && !code.value.startsWith('0')
    const latitude = degrees(line.cells.Breedtegraad ?? '', 90)
    const longitude = degrees(line.cells.Lengtegraad ?? '', 180)
    const again = real && places.has(code.value)
    const counts = judge.row(
      'postcodes.csv',
      line,
      {
        Postcode4: real ? 'fine' : 'bad',
        Plaats: required(line.cells.Plaats ?? '').state,
        Breedtegraad: filled(latitude),
        Lengtegraad: filled(longitude),
      },
      again ? { outcomes: ['merged', 'rejected'], column: 'Postcode4' } : undefined,
    )
    if (counts && latitude.value !== undefined && longitude.value !== undefined) {
      places.set(code.value, { latitude: latitude.value, longitude: longitude.value })
    }
  }
  return places
}

export const readSchools = (folder: string, judge: Judge): readonly string[] => {
  const schools: string[] = []
  for (const line of readDelimited(join(folder, 'schools.csv')).lines) {
    const code = brin(line.cells.BRIN ?? '')
    const again = schools.includes(code.value)
    const states = {
      BRIN: code.state,
      Soort: oneOf(line.cells.Soort ?? '', ['vmbo', 'mbo', 'po', 'vso', 'pro']).state,
      Vestigingsnaam: required(line.cells.Vestigingsnaam ?? '').state,
      Plaatsnaam: required(line.cells.Plaatsnaam ?? '').state,
      Postcode: postcode(line.cells.Postcode ?? '').state,
    }
    const instead = again ? ({ outcomes: ['merged', 'rejected'], column: 'BRIN' } as const) : undefined
    if (judge.row('schools.csv', line, states, instead)) schools.push(code.value)
  }
  return schools
}
