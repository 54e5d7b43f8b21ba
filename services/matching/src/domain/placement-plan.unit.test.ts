// A placement programme from students and openings to rows: a company that a student chose by name, and why he is there.
import { draftPlan } from './draft-plan.ts'
import type { StudentFacts } from './facts.ts'
import { alongTheRoad, studentBy as student } from './testing/situation.ts'

const names = ['a', 'b', 'c', 'd']
const placed = (students: readonly StudentFacts[]) =>
  draftPlan(
    alongTheRoad(
      students,
      names.map((name) => ({ name })),
    ),
    { weights: {} },
  ).rows

describe('a student who chose a company', () => {
  it.each(names)('gets %s when all else is equal, and reads that it was the first choice', (name) => {
    const [row] = placed([student(5, [name])])
    expect(row!.stops[0]!.companyId).toBe(name)
    expect(row!.reasons[0]!.reason).toMatchObject({ text: 'reason/best-chosen', values: { choice: 1 } })
  })

  it('comes before one to whom it is all the same, without taking a place away', () => {
    const rows = placed([student(1), student(2, ['c']), student(3), student(4)])
    expect(rows[1]!.stops[0]!.companyId).toBe('c')
    expect(rows.every(({ stops }) => stops.length === 1)).toBe(true)
  })

  it('changes nothing by an empty list', () => {
    const all = [1, 2, 3, 4]
    const plain = placed(all.map((lot) => student(lot)))
    expect(placed(all.map((lot) => student(lot, [])))).toEqual(plain)
  })
})
