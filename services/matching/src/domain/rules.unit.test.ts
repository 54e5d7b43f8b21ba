import type { ProgrammeFacts } from '@stagebureau/shared'
import type { HeldStop } from './facts.ts'
import { brokenRules, type Candidate, heldElsewhere, ruleNames } from './rules.ts'

const programme: ProgrammeFacts = {
  programmeId: 'p1',
  seasonId: 's1',
  kind: 'placement',
  name: 'Stage',
  order: 1,
  profiles: [],
  weekdays: ['ma', 'do'],
  from: '2027-03-01',
  until: '2027-03-19',
  rounds: [],
  maxTravelMinutes: 60,
  needsRecognition: true,
}
const good: Candidate = {
  season: {
    seasonId: 's1',
    from: '2026-08-31',
    until: '2027-07-09',
    travel: { detour: 1.3, means: { fiets: { kmPerHour: 15, startMinutes: 0 } } },
    crebos: { 25485: 'PIE', 25103: 'BWI' },
    seed: 1,
  },
  programme,
  student: {
    studentId: 'l1',
    schoolId: 'h1',
    grade: '4',
    profile: 'PIE',
    area: '7001',
    means: 'fiets',
    wishes: [],
    ages: [{ on: '2027-03-01', age: 14 }],
    lot: 1,
  },
  company: {
    companyId: 'c1',
    key: '1',
    name: 'Bos',
    place: 'Baak',
    area: '7001',
    worlds: [],
    profiles: [],
    recognitions: [{ crebo: '25485', until: '2027-03-01' }],
  },
  opening: {
    openingId: 'o1',
    companyId: 'c1',
    kind: 'placement',
    profile: 'PIE',
    places: 1,
    weekdays: ['ma', 'di', 'do'],
    closedRounds: [],
  },
  minutes: 60,
}
const broken = (candidate: Candidate) => ruleNames.filter((_, bit) => brokenRules(candidate) & (1 << bit))
const aged = (age: number): Candidate => ({
  ...good,
  student: { ...good.student, ages: [{ on: '2027-03-01', age }] },
})
const onDays = (candidate: Candidate, ...weekdays: ProgrammeFacts['weekdays']): Candidate => ({
  ...candidate,
  programme: { ...programme, weekdays },
})
const recognised = (...recognitions: Candidate['company']['recognitions']): Candidate => ({
  ...good,
  company: { ...good.company, recognitions },
})

describe('the hard rules', () => {
  it('let a student go where everything fits, at every limit', () => expect(broken(good)).toEqual([]))

  it.each<[string, Candidate, string[]]>([
    [
      'another profile',
      {
        ...good,
        opening: { ...good.opening, profile: 'BWI' },
        company: { ...good.company, recognitions: [{ crebo: '25103', until: '2030-01-01' }] },
      },
      ['profile'],
    ],
    ['a student of 13', aged(13), ['age']],
    ['an age that is not known', { ...good, student: { ...good.student, ages: [] } }, ['age']],
    [
      'a student of 15 on a Sunday',
      onDays({ ...aged(15), opening: { ...good.opening, weekdays: [] } }, 'zo'),
      ['sunday'],
    ],
    ['a place off the map', { ...good, minutes: undefined }, ['map']],
    ['a minute too far', { ...good, minutes: 61 }, ['travel']],
    ['a recognition that ended the day before', recognised({ crebo: '25485', until: '2027-02-28' }), ['recognition']],
    ['a recognition for another profile', recognised({ crebo: '25103', until: '2030-01-01' }), ['recognition']],
    ['a recognition nobody knows', recognised({ crebo: '99999', until: '2030-01-01' }), ['recognition']],
    ['a day on which the company is closed', onDays(good, 'ma', 'wo'), ['weekdays']],
  ])('keep a student from %s', (_, candidate, rules) => expect(broken(candidate)).toEqual(rules))

  it.each<[string, Candidate]>([
    ['without days is open every day', onDays({ ...good, opening: { ...good.opening, weekdays: [] } }, 'ma', 'vr')],
    [
      'with any valid recognition of several',
      recognised({ crebo: '25485', until: '2020-01-01' }, { crebo: '25485', until: '2027-06-01' }),
    ],
    ['may have students of 16 on a Sunday', onDays({ ...aged(16), opening: { ...good.opening, weekdays: [] } }, 'zo')],
  ])('a company %s', (_, candidate) => expect(broken(candidate)).toEqual([]))

  it('ask in a carousel for a recognition for the profile of the stop, not of the student', () => {
    const carousel: ProgrammeFacts = { ...programme, kind: 'carousel' }
    const stop = { ...good, programme: carousel, opening: { ...good.opening, profile: 'BWI' as const } }
    expect(broken(stop)).toEqual(['recognition'])
    const company = { ...good.company, recognitions: [{ crebo: '25103', until: '2030-01-01' }] }
    expect(broken({ ...stop, company })).toEqual([])
  })

  it('ask for no recognition, age or own profile where a programme does not', () => {
    const { needsRecognition: _, ...rest } = programme
    const carousel: ProgrammeFacts = { ...rest, kind: 'carousel', weekdays: ['zo'], needsRecognition: false }
    const candidate = { ...aged(12), programme: carousel, opening: { ...good.opening, profile: 'BWI', weekdays: [] } }
    expect(broken({ ...candidate, company: { ...good.company, recognitions: [] } } as Candidate)).toEqual([])
  })
})

describe('a student who is placed elsewhere', () => {
  const stop: Omit<HeldStop, 'from' | 'until'> = {
    studentId: 'l1',
    openingId: 'o',
    kind: 'placement',
    programmeId: 'p0',
    weekdays: ['vr'],
  }
  it('has no second placement in the same weeks, whatever its days', () =>
    expect([...heldElsewhere(programme, [{ ...stop, from: '2027-03-19', until: '2027-04-01' }])]).toEqual(['l1']))
  it('may have one that begins the day after', () =>
    expect([...heldElsewhere(programme, [{ ...stop, from: '2027-03-20', until: '2027-04-01' }])]).toEqual([]))
  it('may have a carousel beside it', () =>
    expect([
      ...heldElsewhere(programme, [{ ...stop, kind: 'carousel', from: '2027-03-01', until: '2027-03-19' }]),
    ]).toEqual([]))
})
