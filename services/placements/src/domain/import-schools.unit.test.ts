import { resolveMapping, type Table } from '@stagebureau/shared'
import { areaFields, importAreas } from './import-areas.ts'
import { importSchools, schoolFields } from './import-schools.ts'

const asTable = (columns: readonly string[], rows: readonly (readonly string[])[]): Table => ({
  columns: [...columns],
  rows: rows.map((cells, i) => ({ row: i + 2, cells: [...cells] })),
})
const schools = (...rows: readonly (readonly string[])[]) => {
  const table = asTable(['BRIN', 'Vestigingsnaam', 'Soort', 'Postcode', 'Plaatsnaam'], rows)
  return importSchools(table, resolveMapping(table, schoolFields), [], () => 'h1')
}
const good = ['28WS03', 'Vmbo De Brug', 'vmbo', '7008 VX', 'Doetinchem']

describe('importing schools', () => {
  it('lets the first row of a school win, and tells what the later one says otherwise', () => {
    const { decisions, rows } = schools(good, ['28ws03', 'De Brug', ...good.slice(2)])
    expect(decisions.map(({ kind }) => kind)).toEqual(['register', 'merge'])
    expect(rows).toMatchObject([{ row: 3, column: 'BRIN', value: '28ws03', outcome: 'merged' }])
    expect(rows[0]?.reasons.map(({ said }) => said.values)).toContainEqual({
      different: 'Vestigingsnaam De Brug (Vmbo De Brug)',
    })
  })
  it('takes a school without a place, and says so', () =>
    expect(schools([...good.slice(0, 4), ''])).toMatchObject({
      decisions: [{ kind: 'register' }],
      rows: [{ column: 'Plaatsnaam', outcome: 'warned' }],
    }))
  it.each([
    ['BRIN', 0, '28W03'],
    ['Vestigingsnaam', 1, ''],
    ['Soort', 2, 'hbo'],
    ['Postcode', 3, '7008'],
  ])('rejects a wrong %s', (column, at, value) =>
    expect(schools(good.with(at, value))).toMatchObject({
      decisions: [{ kind: 'reject' }],
      rows: [{ column, value, outcome: 'rejected' }],
    }),
  )
})

describe('importing areas', () => {
  const areas = (...rows: readonly (readonly string[])[]) => {
    const table = asTable(['Postcode4', 'Plaats', 'Breedtegraad', 'Lengtegraad'], rows)
    return importAreas(table, resolveMapping(table, areaFields))
  }
  const area = ['6941', 'Didam', '51.95', '6.12']

  it('lets the first row of an area win, and tells what the later one says otherwise', () => {
    const read = areas(area, area.with(2, '52'))
    expect(read).toMatchObject({ areas: [{ location: { latitude: 51.95 } }], merged: 1, rejected: 0 })
    expect(read.rows[0]?.reasons[1]?.said.values).toEqual({ different: 'Breedtegraad 52 (51.95)' })
  })
  it('takes the later row when the first one is wrong', () =>
    expect(areas(area.with(2, 'x'), area)).toMatchObject({ areas: [{ area: '6941' }], merged: 0, rejected: 1 }))
})
