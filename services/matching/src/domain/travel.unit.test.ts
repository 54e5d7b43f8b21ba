import { kilometres, minutesFor } from './travel.ts'

describe('kilometres', () => {
  it('is a quarter of a great circle from the equator to the pole', () => {
    const quarter = kilometres({ latitude: 0, longitude: 0 }, { latitude: 90, longitude: 0 })
    expect(quarter).toBeCloseTo((Math.PI / 2) * 6371, 6)
  })

  it('knows a distance that can be looked up: Utrecht to Zwolle is about 80 km', () => {
    const km = kilometres({ latitude: 52.0907, longitude: 5.1214 }, { latitude: 52.5168, longitude: 6.083 })
    expect(km).toBeGreaterThan(78)
    expect(km).toBeLessThan(82)
  })

  it('is nothing from a place to itself', () => {
    const here = { latitude: 51.9, longitude: 6.3 }
    expect(kilometres(here, here)).toBe(0)
  })
})

describe('minutesFor', () => {
  const travel = {
    detour: 1.3,
    means: { fiets: { kmPerHour: 15, startMinutes: 0 }, ov: { kmPerHour: 30, startMinutes: 12 } },
  }

  it.each([
    ['fiets', 0, 0],
    ['fiets', 5, 26],
    ['fiets', 5.001, 27],
    ['ov', 0, 12],
    ['ov', 10, 38],
  ])('takes by %s for %d km %i minutes', (means, km, minutes) => expect(minutesFor(travel, means, km)).toBe(minutes))
})
