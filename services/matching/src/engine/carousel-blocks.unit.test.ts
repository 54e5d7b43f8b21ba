// Plans in blocks against every possible plan, and their proof against plans that leave their blocks.
import { assert, integer, property } from 'fast-check'
import { solveInBlocks } from './carousel-blocks.ts'
import { checkBlocks } from './carousel-blocks-check.ts'
import { type CarouselTask, OWN } from './carousel-task.ts'
import { randomCarousel } from './testing/random-carousel.ts'

const anySeed = (numRuns: number, check: (seed: number) => void) =>
  assert(property(integer(), check), { seed: 5, numRuns })

const tiny = { students: 3, stations: 4, rounds: 4, near: 3, places: 4 }
const small = { students: 30, stations: 12, rounds: 6, near: 8 }

/** What one student's rounds are worth: each stay once, each empty round by itself. */
const worthOf = (task: CarouselTask, i: number, row: readonly number[]): number => {
  const { offsets, stations, minutes, worlds, rewards, ownVisits, emptyCost } = task
  let value = 0
  let own = 0
  const others = new Set<number>()
  row.forEach((j, r) => {
    if (j === -1) value -= emptyCost
    if (j === -1 || j === row[r - 1]) return
    const e = offsets[i] + stations.subarray(offsets[i], offsets[i + 1]).indexOf(j)
    value -= minutes[e]
    if (worlds[e] === OWN) value += own++ < ownVisits ? rewards.own : 0
    else if (!others.has(worlds[e])) {
      value += rewards.other[others.size] ?? 0
      others.add(worlds[e])
    }
  })
  return value
}

/** The best of all plans in which everyone stays where he is for two rounds at a time and never comes back. */
const bestInTwos = (task: CarouselTask): number => {
  const { rounds, offsets, stations } = task
  const room = task.capacity.slice()
  const students = offsets.length - 1
  const rows = Array.from({ length: students }, () => new Array<number>(rounds).fill(-1))
  let best = Number.NEGATIVE_INFINITY
  const choose = (i: number, r: number) => {
    if (i === students) {
      best = Math.max(
        best,
        rows.reduce((sum, row, k) => sum + worthOf(task, k, row), 0),
      )
      return
    }
    const next = () => (r + 2 === rounds ? choose(i + 1, 0) : choose(i, r + 2))
    next()
    for (const j of stations.subarray(offsets[i], offsets[i + 1])) {
      const slot = j * rounds + r
      if (rows[i].includes(j) || room[slot] === 0 || room[slot + 1] === 0) continue
      rows[i][r] = rows[i][r + 1] = j
      room[slot]--
      room[slot + 1]--
      next()
      room[slot]++
      room[slot + 1]++
      rows[i][r] = rows[i][r + 1] = -1
    }
  }
  choose(0, 0)
  return best
}

const flawsOf = (task: CarouselTask, length: number, found: ReturnType<typeof solveInBlocks>) => {
  const { plan, objective, bound, inBlocks } = found
  return checkBlocks(task, length, { ...inBlocks, plan, objective, bound })
}

describe('solveInBlocks', () => {
  it('finds the best of all plans in blocks and proves it, where all rounds have the same places', () => {
    anySeed(25, (seed) => {
      const task = randomCarousel(seed, tiny)
      const found = solveInBlocks(task, 2)
      expect(flawsOf(task, 2, found)).toEqual([])
      expect([found.objective, found.bound]).toEqual([bestInTwos(task), found.objective])
    })
  })

  it('bounds the best of all plans where stations are closed in some rounds', () => {
    anySeed(25, (seed) => {
      const task = randomCarousel(seed, { ...tiny, closed: 3 })
      const found = solveInBlocks(task, 2)
      const best = bestInTwos(task)
      expect(flawsOf(task, 2, found)).toEqual([])
      expect(found.bound).toBeGreaterThanOrEqual(best)
      expect(found.objective).toBeLessThanOrEqual(best)
    })
  })

  it('keeps everyone where he is for as many rounds as asked', () => {
    for (const length of [1, 2, 3, 6]) {
      const task = randomCarousel(length, { ...small, closed: 5 })
      const found = solveInBlocks(task, length)
      expect(flawsOf(task, length, found)).toEqual([])
      found.plan.forEach((j, cell) => {
        expect(j).toBe(found.plan[cell - (cell % length)])
      })
    }
  })

  it('leaves rounds empty of a block that began before a student came, and counts them', () => {
    const task = randomCarousel(4, small)
    const present = new Uint8Array(30 * 6).fill(1).fill(0, 0, 1)
    const late = solveInBlocks({ ...task, present }, 2)
    expect(late.plan.subarray(0, 2)).toEqual(Int32Array.of(-1, -1))
    const later = solveInBlocks({ ...task, present: present.with(1, 0) }, 2)
    expect(late.objective).toBe(later.objective - task.emptyCost)
    expect(late.bound).toBe(later.bound - task.emptyCost)
  })

  it('refuses blocks that do not fill the rounds', () => {
    expect(() => solveInBlocks(randomCarousel(1, small), 4)).toThrow('blocks of 4 do not fill 6 rounds')
  })
})

describe('checkBlocks', () => {
  it('refuses a plan that leaves its blocks, uses a closed round or claims too much', () => {
    const task = randomCarousel(2, { ...small, closed: 12 })
    const found = solveInBlocks(task, 2)
    const { plan, objective, bound } = found
    plan.forEach((j, cell) => {
      const moved = { ...found, plan: plan.with(cell, j === -1 ? task.stations[0] : -1) }
      expect(flawsOf(task, 2, moved)).not.toEqual([])
    })
    expect(flawsOf(task, 2, { ...found, objective: objective + 1 })).not.toEqual([])
    expect(flawsOf(task, 2, { ...found, bound: objective - 1 })).not.toEqual([])
    expect(flawsOf(task, 3, found)).not.toEqual([])
    expect(bound).toBeGreaterThanOrEqual(objective)
    const used = plan.findIndex((j) => j !== -1)
    const slot = plan[used] * 6 + ((used + 1) % 6)
    const shut = { ...task, capacity: task.capacity.with(slot, 0) }
    expect(flawsOf(shut, 2, found)).not.toEqual([])
  })
})
