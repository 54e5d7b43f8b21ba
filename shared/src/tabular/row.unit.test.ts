import { said } from '../language/say.ts'
import { readText } from './cells.ts'
import { openRow } from './row.ts'

describe('a row', () => {
  it('names the field for which the file has no column', () => {
    const table = { columns: ['Naam'], rows: [{ row: 2, cells: ['Noor'] }] }
    const row = openRow(table, new Map([['name', 0]]), table.rows[0]!)
    row.wanted('wishes', readText)
    expect(row.line()).toMatchObject({
      column: 'wishes',
      outcome: 'warned',
      reasons: [{ column: 'wishes', said: said('cell/missing') }],
    })
  })
})
