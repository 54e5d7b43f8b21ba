// Prices that clear the market against the same question asked as a flow.
import { assert, integer, property } from 'fast-check'
import { chosenValue, clearMarket } from './carousel-clearing.ts'
import { cheapestFlow } from './carousel-flow.ts'
import { carouselMarket, type Market } from './carousel-market.ts'
import { responder } from './carousel-response.ts'
import { randomCarousel } from './testing/random-carousel.ts'

/** What no choice of visits can exceed at these prices: what places and rounds bring in and everyone's best response. */
const dual = (market: Market, leveled: boolean, stationPrices: Float64Array, roundPrices: Float64Array): number => {
  const { rounds, students, capacity, free } = market
  const respond = responder(market).freely
  let bound = 0
  for (let i = 0; i < students; i++) bound += respond(i, stationPrices).value
  capacity.forEach((places, slot) => {
    bound += places * Math.max(0, stationPrices[Math.floor(slot / rounds)] - roundPrices[slot % rounds])
  })
  free.forEach((here, cell) => {
    bound += leveled ? here * roundPrices[cell % rounds] : 0
  })
  return bound
}

describe('clearMarket', () => {
  it.each([false, true])(
    'finds visits worth as much as the cheapest flow, proven by its prices (leveled: %s)',
    (leveled) => {
      assert(
        property(integer({ min: 1, max: 1e6 }), (seed) => {
          const students = 20 + (seed % 40)
          const market = carouselMarket(
            randomCarousel(seed, {
              students,
              stations: 6 + (seed % 9),
              rounds: 3 + (seed % 4),
              near: 4 + (seed % 6),
              places: seed % 5 === 0 ? Math.floor(students * 0.8) : undefined,
              closed: seed % 7,
              companies: seed % 2 === 0,
              special: seed % 3 !== 0,
            }),
          )
          const flow = cheapestFlow(market, leveled)
          const found = clearMarket(market, leveled)
          expect(found === undefined).toBe(flow === undefined)
          if (found === undefined || flow === undefined) return
          const value = chosenValue(market, found.chosen)
          expect(value).toBe(chosenValue(market, flow.chosen))
          expect(dual(market, leveled, found.stationPrices, found.roundPrices)).toBe(value)
        }),
        { seed: 7, numRuns: 60 },
      )
    },
  )

  describe('given more pinned visits than a station can take', () => {
    it('finds nothing', () => {
      const task = randomCarousel(2, { students: 6, stations: 4, rounds: 2, near: 4, places: 4 })
      const market = carouselMarket({
        ...task,
        pins: Array.from({ length: 6 }, (_, student) => ({ student, station: 0, round: -1 })),
      })
      expect(clearMarket(market, false)).toBeUndefined()
    })
  })
})
