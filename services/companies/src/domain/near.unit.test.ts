import { isWithin } from './near.ts'

const travel = {
  detour: 1,
  means: { bus: { kmPerHour: 30, startMinutes: 5 }, fiets: { kmPerHour: 15, startMinutes: 0 } },
}
const centres = new Map([
  ['7100', { latitude: 52, longitude: 6.7 }],
  ['7008', { latitude: 52, longitude: 6.75 }],
])

describe('isWithin', () => {
  // A twentieth of a degree of longitude is 3.42 km here: 14 minutes by bicycle.
  it.each([
    [14, true],
    [13, false],
  ])('reckons %i minutes by the slowest means', (minutes, fits) =>
    expect(isWithin('7100 AB', minutes, travel, centres)({ postcode: '7008 VX' })).toBe(fits),
  )
  it('takes the own coordinates of a company before its area', () =>
    expect(
      isWithin('7100 AB', 1, travel, centres)({ postcode: '7008 VX', location: { latitude: 52, longitude: 6.7 } }),
    ).toBe(true))
  it('finds nothing off the map', () => {
    expect(isWithin('9999 AB', 600, travel, centres)({ postcode: '7008 VX' })).toBe(false)
    expect(isWithin('7100 AB', 600, travel, centres)({ postcode: '9999 VX' })).toBe(false)
  })
})
