import { type Broken, brokenStops, type Offered } from './broken-stops.ts'
import type { OpeningFacts } from './facts.ts'

const stop = (openingId: string, round?: number, from = '2026-12-03') => ({
  companyId: openingId.split('.')[0]!,
  openingId,
  ...(round === undefined ? {} : { round }),
  from,
  until: '2026-12-17',
  minutes: 10,
})
const rows = [
  { studentId: 'p1', stops: [stop('bos.o', 1), stop('kolk.o', 2)] },
  { studentId: 'p2', stops: [stop('bos.o', 1), stop('kolk.o', 3)] },
  { studentId: 'p3', stops: [] },
]
const opening = (companyId: string, more: Partial<OpeningFacts> = {}): OpeningFacts => ({
  companyId,
  openingId: `${companyId}.o`,
  kind: 'carousel',
  places: 2,
  weekdays: [],
  closedRounds: [],
  ...more,
})
const offered = (openings: readonly OpeningFacts[], more: Partial<Offered> = {}): Offered => ({
  programme: { kind: 'carousel', weekdays: ['do'] },
  companies: new Map([
    ['bos', {}],
    ['kolk', {}],
  ]),
  openings,
  cases: [],
  ...more,
})
const [bos, kolk] = [opening('bos'), opening('kolk')]

describe('the stops of a plan that offers carry no more', () => {
  it.each<[string, Offered, Broken[]]>([
    ['none when all is as it was', offered([bos, kolk]), []],
    ['all of a company that withdrew', offered([kolk]), [{ companyId: 'bos', cause: 'withdrawn', students: 2 }]],
    [
      'all of a company that closed',
      offered([bos], { companies: new Map([['bos', {}]]) }),
      [{ companyId: 'kolk', cause: 'closed', students: 2 }],
    ],
    [
      'those of a round that was closed',
      offered([bos, opening('kolk', { closedRounds: [3] })]),
      [{ companyId: 'kolk', cause: 'round', students: 1 }],
    ],
    [
      'those for whom there is no room in their round',
      offered([opening('bos', { places: 1 }), opening('kolk', { places: 1 })]),
      [{ companyId: 'bos', cause: 'places', students: 1 }],
    ],
    [
      'those on days that are not offered any more',
      offered([opening('bos', { weekdays: ['vr'] }), kolk]),
      [{ companyId: 'bos', cause: 'days', students: 2 }],
    ],
    [
      'those of an offer for another kind of programme',
      offered([opening('bos', { kind: 'placement' }), kolk]),
      [{ companyId: 'bos', cause: 'withdrawn', students: 2 }],
    ],
  ])('are %s', (_, now, expected) => expect(brokenStops(rows, now, '2026-12-01')).toEqual(expected))

  it('are those to come: a round that has begun stays, and a placement can be left until its last day', () => {
    expect(brokenStops(rows, offered([]), '2026-12-04')).toEqual([])
    const inPlacement = [{ studentId: 'p1', stops: [stop('bos.o')] }]
    const now = offered([], { programme: { kind: 'placement', weekdays: [] } })
    expect(brokenStops(inPlacement, now, '2026-12-04')).toHaveLength(1)
    expect(brokenStops(inPlacement, now, '2026-12-18')).toEqual([])
  })

  it('are those of a case that is gone, whatever the number of its students', () => {
    const team = ['p1', 'p2', 'p3'].map((studentId) => ({ studentId, stops: [stop('bos.o')] }))
    const atelier: Partial<Offered> = { programme: { kind: 'atelier', weekdays: [] } }
    const cases = [{ caseId: 'bos.o', companyId: 'bos', title: 'Brug', maxTeams: 1 }]
    expect(brokenStops(team, offered([], { ...atelier, cases }), '2026-12-01')).toEqual([])
    expect(brokenStops(team, offered([], atelier), '2026-12-01')).toMatchObject([{ cause: 'withdrawn', students: 3 }])
  })
})
