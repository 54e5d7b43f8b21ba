import type { Counts, Season, SeasonPlan, SeasonProgramme } from './season-query.ts'
import { workList } from './work-list.ts'

const plan = (state: SeasonPlan['state'], draftedAt: string, unplaced = 0): SeasonPlan => ({
  id: `${state} ${draftedAt}`,
  state,
  draftedAt,
  quality: { placed: 30, unplaced },
})
const programme = (plans: readonly SeasonPlan[], more: Partial<SeasonProgramme> = {}): SeasonProgramme => ({
  id: 'p',
  name: 'Blokstage',
  kind: 'PLACEMENT',
  from: null,
  until: null,
  offered: 40,
  students: { totalCount: 36 },
  plans,
  disruptions: [],
  ...more,
})
const season = (more: Partial<Season> = {}): Season => ({
  id: 's',
  region: 'Lindervoort',
  from: '2026-08-31',
  until: '2027-07-09',
  call: { openedAt: '2026-06-08T08:00:00Z', deadline: '2026-08-31' },
  asking: [],
  areas: 9,
  schools: [{ id: 'h' }],
  programmes: [programme([], { kind: 'VISIT' })],
  ...more,
})
const told = (of: Season, counts: Partial<Counts> = {}) =>
  workList(of, { companies: 30, students: 36, staff: 2, duplicates: 0, ...counts }).map(({ text }) => text)

describe('the work list', () => {
  it('leads a new bureau from schools and a map to programmes, students and companies', () => {
    const bare = season({ call: null, schools: [], areas: 0, programmes: [] })
    const steps = ['work/no-schools', 'work/no-areas', 'work/no-programmes', 'work/no-companies']
    expect(told(bare, { companies: 0, students: 0, staff: 0 })).toEqual(steps)
    const filled = season({ programmes: [programme([], { students: { totalCount: 0 } })] })
    expect(told(filled, { students: 0, staff: 0 })).toEqual(['work/no-students', 'work/no-staff'])
  })
  it('is empty when all is well', () =>
    expect(told(season({ programmes: [programme([plan('PUBLISHED', '2026-06-09')])] }))).toEqual([]))
  it('begins with companies', () =>
    expect(told(season({ call: null }), { companies: 0 })).toEqual(['work/no-companies']))
  it('goes on with asking them', () => expect(told(season({ call: null }))).toEqual(['work/not-asked']))
  it('names letters that came back', () =>
    expect(told(season({ asking: [{ state: 'BOUNCED', companies: 2 }] }))).toEqual(['work/bounced']))
  it('names companies of which somebody must say whether they are the same', () =>
    expect(told(season(), { duplicates: 2 })).toEqual(['work/duplicates']))
  it('names programmes without a plan, when there are students for them', () => {
    expect(told(season({ programmes: [programme([])] }))).toEqual(['work/not-planned'])
    expect(told(season({ programmes: [programme([], { students: { totalCount: 0 } })] }))).toEqual([])
    expect(told(season({ programmes: [programme([], { kind: 'VISIT' })] }))).toEqual([])
  })
  it('names a draft that is newer than the plan that holds, and no older one', () => {
    const drafts = (draftedAt: string) => [plan('PUBLISHED', '2026-06-09'), plan('DRAFT', draftedAt)]
    expect(told(season({ programmes: [programme(drafts('2026-06-10'))] }))).toEqual(['work/draft-waits'])
    expect(told(season({ programmes: [programme(drafts('2026-06-08'))] }))).toEqual([])
  })
  it('begins with places that were taken back, company by company, and where that is mended', () => {
    const taken = (cause: 'WITHDRAWN' | 'FEWER_PLACES' | 'ROUND_CLOSED', id: string, students: number) => ({
      cause,
      students,
      company: { id, name: `Bedrijf ${id}` },
    })
    const disruptions = [
      taken('WITHDRAWN', 'bos', 6),
      taken('FEWER_PLACES', 'kolk', 2),
      taken('ROUND_CLOSED', 'kolk', 1),
    ]
    const hit = programme([plan('PUBLISHED', '2026-06-09', 6)], { disruptions })
    const tasks = workList(season({ call: null, programmes: [hit] }), {
      companies: 30,
      students: 36,
      staff: 2,
      duplicates: 0,
    })
    expect(tasks.map(({ text }) => text).slice(0, 3)).toEqual([
      'work/offer-withdrawn',
      'work/fewer-places',
      'work/not-asked',
    ])
    expect(tasks[0]).toMatchObject({
      values: { name: 'Bedrijf bos', count: 6 },
      href: '/herplan?programma=p&bedrijf=bos',
    })
    expect(tasks[1]!.values).toEqual({ name: 'Bedrijf kolk', count: 3 })
  })
  it('names students without a place', () =>
    expect(told(season({ programmes: [programme([plan('PUBLISHED', '2026-06-09', 6)])] }))).toEqual(['work/unplaced']))
})
