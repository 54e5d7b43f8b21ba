// Reads a file of postcode areas with their centres.
import {
  type CellReader,
  type FieldSpec,
  type ImportRow,
  type Mapping,
  type OpenRow,
  openRow,
  problem,
  readDegrees,
  readText,
  said,
  type Table,
} from '@stagebureau/shared'
import type { ChartedArea } from './area-sheet.ts'

export const areaFields: readonly FieldSpec[] = [
  { field: 'area', required: true, headers: ['Postcode4', 'PC4', 'Postcode'] },
  { field: 'place', required: true, headers: ['Plaats', 'Plaatsnaam', 'Woonplaats'] },
  { field: 'latitude', required: true, headers: ['Breedtegraad', 'Lat'] },
  { field: 'longitude', required: true, headers: ['Lengtegraad', 'Lon', 'Lng'] },
]

const readArea: CellReader<string> = (cell) => {
  const value = cell.trim()
  return /^[1-9]\d{3}$/.test(value) ? { value } : problem('cell/area')
}

export const importAreas = (
  table: Table,
  mapping: Mapping,
): {
  readonly areas: readonly ChartedArea[]
  readonly rows: readonly ImportRow[]
  readonly rejected: number
  readonly merged: number
} => {
  const areas = new Map<string, ChartedArea>()
  const seen = new Map<string, OpenRow>()
  const rows: ImportRow[] = []
  let rejected = 0
  let merged = 0
  for (const line of table.rows) {
    const row = openRow(table, mapping, line)
    if (row.blank()) continue
    const area = row.required('area', readArea)
    const place = row.wanted('place', readText) ?? ''
    const latitude = row.required('latitude', readDegrees(90))
    const longitude = row.required('longitude', readDegrees(180))
    if (area === undefined || latitude === undefined || longitude === undefined) rejected++
    else {
      const earlier = seen.get(area)
      if (earlier === undefined) {
        seen.set(area, row)
        areas.set(area, { area, place, location: { latitude, longitude } })
      } else {
        merged++
        row.merged(['area'], said('area/merged', { area }), earlier)
      }
    }
    const lineSaid = row.line()
    if (lineSaid !== undefined) rows.push(lineSaid)
  }
  return { areas: [...areas.values()], rows, rejected, merged }
}
