import { freshForm, inputOf, isReady } from './programme-form.ts'

const form = { ...freshForm('2026-08-31', '2027-07-09'), name: ' LOB ' }

describe('the form of a programme', () => {
  it('asks for a name, and for one weekday where there are rounds', () => {
    expect(isReady(form)).toBe(true)
    expect(isReady({ ...form, name: ' ' })).toBe(false)
    expect(isReady({ ...form, weekdays: ['MA', 'DO'] })).toBe(false)
    expect(isReady({ ...form, kind: 'placement', weekdays: ['MA', 'DO'] })).toBe(true)
  })
  it('says of a carousel its rounds, and of others their dates', () => {
    expect(inputOf(form)).toMatchObject({ kind: 'CAROUSEL', name: 'LOB', rounds: 6, firstRound: '2026-08-31' })
    expect(inputOf(form)).not.toHaveProperty('until')
    expect(inputOf({ ...form, kind: 'placement' })).toMatchObject({ kind: 'PLACEMENT', from: '2026-08-31' })
    expect(inputOf({ ...form, kind: 'atelier' })).toMatchObject({ pitch: '2026-08-31', finalPitch: '2027-07-09' })
  })
  it('leaves a limit that is not said away', () =>
    expect(inputOf({ ...form, maxTravelMinutes: '' })).not.toHaveProperty('maxTravelMinutes'))
})
