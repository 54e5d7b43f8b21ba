// An Atelier from students and cases to rows: teams inside a school, lists by the rule, and a reason for who has no case.
import type { ProgrammeFacts, World } from '@stagebureau/shared'
import { atelierPlan } from './atelier-plan.ts'
import { atelierTask } from './atelier-task.ts'
import type { CaseFacts, CompanyFacts, Situation, StudentFacts } from './facts.ts'

const programme: ProgrammeFacts = {
  programmeId: 'r',
  seasonId: 's',
  kind: 'atelier',
  name: 'Atelier',
  order: 1,
  grade: '4',
  profiles: ['PIE', 'BWI'],
  weekdays: [],
  rounds: [],
  needsRecognition: false,
  teamSize: 2,
  pitch: '2027-01-14',
  finalPitch: '2027-04-15',
}
const [science, design, mobility, market]: readonly World[] = [
  'Science & Exploration',
  'Lifestyle & Design',
  'Mobiliteit & Ruimte',
  'Market & Money',
]
let lot = 0
const student = (schoolId: string, wishes: readonly World[], facts: Partial<StudentFacts> = {}): StudentFacts => {
  lot++
  const known = { grade: '4', profile: 'PIE', area: '7001', means: 'fiets', ages: [], lot } as const
  return { studentId: `${schoolId}.${lot}`, schoolId, wishes, ...known, ...facts }
}
const company = (key: string, area: string, world: World): [string, CompanyFacts] => [
  key,
  { companyId: key, key, name: key, place: area, area, worlds: [world], profiles: [], recognitions: [] },
]
const posed = (companyId: string, number: number, maxTeams: number): CaseFacts => ({
  caseId: `i.case.${number}`,
  companyId,
  title: `${companyId} ${number}`,
  maxTeams,
})
const situation = (students: readonly StudentFacts[], cases: readonly CaseFacts[]): Situation => ({
  season: {
    seasonId: 's',
    from: '2026-08-31',
    until: '2027-07-09',
    travel: { detour: 1.3, means: { fiets: { kmPerHour: 15, startMinutes: 0 } } },
    crebos: {},
    seed: 1,
  },
  programme,
  students,
  schools: new Map([
    ['h1', '11AA00'],
    ['h2', '22BB01'],
  ]),
  companies: new Map([
    company('1', '7001', science!),
    company('2', '7001', design!),
    company('3', '7002', design!),
    company('4', '9999', design!),
    company('5', '7001', mobility!),
  ]),
  openings: [],
  cases,
  centres: new Map([
    ['7001', { place: 'A', location: { latitude: 52, longitude: 6 } }],
    ['7002', { place: 'B', location: { latitude: 52.1, longitude: 6 } }],
  ]),
  held: [],
})

describe('an Atelier', () => {
  it('forms teams inside a school: of two, one of three where the number is odd, none of one', () => {
    const students = [
      ...Array.from({ length: 5 }, () => student('h1', [science!])),
      student('h2', [science!]),
      student('h2', [science!], { grade: '3' }),
      student('h2', [science!], { profile: 'Groen' }),
    ]
    const { teams, alone } = atelierTask(situation(students, []))
    expect(teams.map(({ name, members }) => [name, members.length])).toEqual([
      ['11AA00-1', expect.any(Number)],
      ['11AA00-2', expect.any(Number)],
    ])
    expect(teams.map(({ members }) => members.length).toSorted()).toEqual([2, 3])
    expect(teams.flatMap(({ members }) => members.map(({ schoolId }) => schoolId))).not.toContain('h2')
    expect(alone).toEqual([students[5]])
  })

  it('brings students of other profiles and the same wishes together', () => {
    const students = [
      student('h1', [science!, design!, mobility!]),
      student('h1', [market!]),
      student('h1', [science!, design!, mobility!], { profile: 'BWI' }),
      student('h1', [market!], { profile: 'BWI' }),
    ]
    const { teams } = atelierTask(situation(students, []))
    expect(teams.map(({ members }) => members)).toEqual([
      [students[0], students[2]],
      [students[1], students[3]],
    ])
  })

  it('ranks cases by summed wishes, then by the longer way, then by the numbers of company and case', () => {
    const students = [student('h1', [design!, science!]), student('h1', [science!, mobility!, design!])]
    const cases = [
      posed('5', 1, 1),
      posed('4', 1, 1),
      posed('3', 1, 1),
      posed('2', 10, 1),
      posed('2', 2, 1),
      posed('1', 1, 1),
    ]
    const { input, cases: inOrder } = atelierTask(situation(students, cases))
    // Science 1 + 0, design 0 + 2 (near, near, far, nobody knows how far), mobility 3 + 1.
    expect([...input.cases].map((p) => inOrder[p]!.title)).toEqual(['1 1', '2 2', '2 10', '3 1', '4 1', '5 1'])
  })

  it('puts cases that members ranked themselves before all others, and says so to who chose', () => {
    const chooser = student('h1', [design!, science!], { caseIds: ['i.case.5', 'i.case.3'] })
    const students = [chooser, student('h1', [design!, science!])]
    const cases = [posed('1', 1, 1), posed('2', 2, 1), posed('3', 3, 1), posed('5', 5, 1)]
    const { input, cases: inOrder } = atelierTask(situation(students, cases))
    expect([...input.cases].map((p) => inOrder[p]!.title)).toEqual(['5 5', '3 3', '2 2', '1 1'])
    const { rows } = atelierPlan(situation(students, cases))
    expect(rows.find(({ studentId }) => studentId === chooser.studentId)!.reasons[0]!.reason).toMatchObject({
      text: 'reason/chosen-case',
      values: { rank: 1, choice: 1 },
    })
  })

  describe('given more teams than the cases take', () => {
    const students = [...Array.from({ length: 4 }, () => student('h1', [science!, design!])), student('h2', [design!])]
    const plan = atelierPlan(situation(students, [posed('1', 1, 1)]))
    const placed = plan.rows.filter(({ stops }) => stops.length > 0)

    it('writes a row for everyone, with team, case, rank and dates, or the reason why not', () => {
      expect(placed).toHaveLength(2)
      for (const row of placed)
        expect(row).toMatchObject({
          team: expect.stringMatching(/^11AA00-[12]$/),
          caseId: 'i.case.1',
          rank: 1,
          stops: [{ companyId: '1', openingId: 'i.case.1', from: '2027-01-14', until: '2027-04-15', minutes: 0 }],
        })
      const reasons = plan.rows.flatMap(({ unplaced }) => (unplaced === undefined ? [] : [unplaced]))
      expect(reasons.map(({ text }) => text).toSorted()).toEqual([
        'unplaced/alone',
        'unplaced/no-case',
        'unplaced/no-case',
      ])
      expect(reasons).toContainEqual({ text: 'unplaced/no-case', values: { teams: 2, places: 1 } })
    })

    it('tells every goal with what is proven', () => {
      expect(plan.levels.slice(0, -1)).toEqual([{ goal: 'placed', objective: 1, bound: 1 }])
      expect(plan.quality).toMatchObject({ placed: 2, unplaced: 3, objective: 1 + 2, bound: 1 + 2, gap: 0 })
      expect(plan.rule).toBe('generous')
    })
  })

  it('is most generous: nobody is pushed far down for the firsts of others', () => {
    const wishes = [
      [science!, design!, mobility!],
      [science!, mobility!, market!],
      [science!, mobility!, market!],
    ] as const
    // Each team alone at its school, so that teams are what the test says.
    const students = wishes.flatMap((own, k) => [student(`h${k + 3}`, own), student(`h${k + 3}`, own)])
    const plan = atelierPlan(situation(students, [posed('1', 1, 1), posed('2', 1, 1), posed('5', 1, 1)]))
    expect(plan.levels.map(({ goal, objective }) => [goal, objective]).slice(0, 3)).toEqual([
      ['placed', 0],
      ['rank 3', 0],
      ['rank 2', 2],
    ])
  })
})
