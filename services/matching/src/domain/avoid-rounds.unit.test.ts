import { solveCarousel } from '../engine/carousel.ts'
import { checkCarousel } from '../engine/carousel-check.ts'
import type { Visit } from '../engine/carousel-options.ts'
import { type CarouselTask, contradictoryPin } from '../engine/carousel-task.ts'
import { randomCarousel } from '../engine/testing/random-carousel.ts'
import { forbiddenVisits, solveAvoiding } from './avoid-rounds.ts'

/** The visits that the best plan makes for the first students: forbidding them is a real restriction. */
const firstVisits = (task: CarouselTask, students: number): Visit[] => {
  const { plan } = solveCarousel(task)
  return Array.from({ length: students }, (_, student) => ({
    student,
    station: plan[student * task.rounds]!,
    round: 0,
  }))
    .filter(({ station }) => station !== -1)
    .filter(
      (visit) =>
        task.pins?.some(({ student, station }) => student === visit.student && station === visit.station) !== true,
    )
}

describe('a visit that is forbidden in one round', () => {
  it('goes to another round at no loss where rounds are alike', () => {
    const task = randomCarousel(5, { students: 40, stations: 15, rounds: 4, near: 10, places: 60 })
    const avoided = firstVisits(task, 3)
    expect(avoided).toHaveLength(3)
    const plan = solveAvoiding(task, avoided)
    expect(forbiddenVisits(task, plan, avoided)).toEqual([])
    expect(plan.objective).toBe(solveCarousel(task).objective)
    expect(plan.gap).toBe(0)
  })

  it('is not made in any carousel, and the bound stays proven', () => {
    for (let seed = 1; seed <= 12; seed++) {
      const task = randomCarousel(seed, {
        students: 12,
        stations: 8,
        rounds: 3,
        near: 6,
        closed: 4,
        companies: true,
        special: true,
      })
      const avoided = firstVisits(task, 4)
      const plan = solveAvoiding(task, avoided)
      expect(forbiddenVisits(task, plan, avoided)).toEqual([])
      expect(checkCarousel(task, plan)).toEqual([])
    }
  })

  it('is given up altogether when every round is forbidden', () => {
    const task = randomCarousel(2, { students: 10, stations: 8, rounds: 3, near: 6 })
    const [first] = firstVisits(task, 10)
    const avoided = [0, 1, 2].map((round) => ({ ...first!, round }))
    const { plan } = solveAvoiding(task, avoided)
    const { student, station } = first!
    expect([...plan.subarray(student * 3, student * 3 + 3)]).not.toContain(station)
    expect(contradictoryPin(task)).toBeUndefined()
  })
})
