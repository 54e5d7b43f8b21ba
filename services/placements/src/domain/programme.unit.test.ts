import { type ProgrammeRequest, programmeDecider, programmeFacts } from './programme.ts'

const season = { from: '2026-08-31', until: '2027-07-09', holidays: [] }
const carousel: ProgrammeRequest = {
  kind: 'carousel',
  name: 'LOB',
  grade: '3',
  weekdays: ['do'],
  profiles: [],
  rounds: 2,
  weeksPerRound: 3,
  firstRound: '2026-11-30',
  needsRecognition: false,
}
const placement: ProgrammeRequest = {
  kind: 'placement',
  name: 'Blok',
  grade: '4',
  weekdays: ['ma'],
  profiles: [],
  from: '2027-03-01',
  until: '2027-03-19',
  needsRecognition: false,
}
const facts = (request: ProgrammeRequest) => programmeFacts('r1', 's1', 0, request, season)

describe('a programme', () => {
  it('knows its rounds and when it begins and ends', () =>
    expect(facts(carousel)).toMatchObject({
      from: '2026-12-03',
      until: '2027-01-07',
      rounds: [{ number: 1, from: '2026-12-03', until: '2026-12-17' }, { number: 2 }],
    }))
  it('keeps the dates of a placement, and the pitches of an Atelier', () => {
    expect(facts(placement)).toMatchObject({ from: '2027-03-01', until: '2027-03-19', rounds: [] })
    const atelier: ProgrammeRequest = {
      kind: 'atelier',
      name: 'A',
      grade: '4',
      weekdays: [],
      profiles: ['PIE'],
      pitch: '2027-01-14',
      finalPitch: '2027-04-15',
      needsRecognition: false,
    }
    expect(facts(atelier)).toMatchObject({ from: '2027-01-14', until: '2027-04-15', teamSize: 2 })
  })
  it.each([
    ['programme/missing', { ...carousel, rounds: undefined }],
    ['programme/missing', { ...placement, from: undefined }],
    ['programme/one-weekday', { ...carousel, weekdays: ['do' as const, 'vr' as const] }],
    ['programme/ends-before', { ...placement, until: '2027-02-01' }],
    ['programme/outside-season', { ...placement, until: '2027-08-01' }],
    ['programme/season-too-short', { ...carousel, rounds: 20 }],
  ])('is refused with %s', (slug, request) => expect(() => facts(request)).toThrow(expect.objectContaining({ slug })))
  it('opens once, and changes when it is opened otherwise', () => {
    const state = programmeDecider.evolve(programmeDecider.initial, { type: 'ProgrammeOpened', data: facts(placement) })
    expect(programmeDecider.decide({ do: 'open', facts: facts(placement) }, state, '')).toEqual([])
    expect(
      programmeDecider.decide({ do: 'open', facts: facts({ ...placement, maxTravelMinutes: 30 }) }, state, ''),
    ).toMatchObject([{ type: 'ProgrammeChanged' }])
  })
})
