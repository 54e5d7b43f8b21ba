// A placement programme from students and openings to rows: a company that a student chose by name, and why he is there.
import { draftPlan } from './draft-plan.ts'
import type { CompanyFacts, OpeningFacts, Situation, StudentFacts } from './facts.ts'

const worlds = ['Mens & Medisch'] as const
const company = (companyId: string): [string, CompanyFacts] => [
  companyId,
  {
    companyId,
    key: companyId,
    name: companyId,
    place: 'Baak',
    area: '7001',
    worlds,
    profiles: ['PIE'],
    recognitions: [],
  },
]
const opening = (companyId: string): OpeningFacts => ({
  companyId,
  openingId: `${companyId}.placement.PIE`,
  kind: 'placement',
  profile: 'PIE',
  places: 1,
  weekdays: [],
  closedRounds: [],
})
const student = (lot: number, companyIds?: readonly string[]): StudentFacts => ({
  studentId: `s${lot}`,
  schoolId: 'h',
  grade: '4',
  profile: 'PIE',
  area: '7001',
  means: 'fiets',
  wishes: worlds,
  ...(companyIds === undefined ? {} : { companyIds }),
  ages: [{ on: '2026-11-02', age: 16 }],
  lot,
})
const names = ['a', 'b', 'c', 'd']
const situation = (students: readonly StudentFacts[]): Situation => ({
  season: {
    seasonId: 's',
    from: '2026-08-31',
    until: '2027-07-09',
    travel: { detour: 1.3, means: { fiets: { kmPerHour: 15, startMinutes: 0 } } },
    crebos: {},
    seed: 1,
  },
  programme: {
    programmeId: 'p',
    seasonId: 's',
    kind: 'placement',
    name: 'Blokstage',
    order: 1,
    profiles: [],
    weekdays: [],
    rounds: [],
    needsRecognition: false,
    from: '2026-11-02',
    until: '2026-11-27',
  },
  students,
  schools: new Map(),
  companies: new Map(names.map(company)),
  openings: names.map(opening),
  cases: [],
  centres: new Map([['7001', { place: 'Baak', location: { latitude: 52, longitude: 6.3 } }]]),
  held: [],
})
const placed = (students: readonly StudentFacts[]) => draftPlan(situation(students), { weights: {} }).rows

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
