// Checks a carousel plan in blocks from the task, the plan and its prices alone; shares nothing with the solvers.
import { checkCarousel } from './carousel-check.ts'
import type { CarouselTask } from './carousel-task.ts'

type ClaimedBlocks = {
  readonly plan: Int32Array
  readonly objective: number
  readonly bound: number
  readonly gap: number
  /** Per station and block, and per block. */
  readonly slotPrices: Float64Array
  readonly roundPrices: Float64Array
}

/**
 * What is wrong with a plan in blocks of `length` rounds, in words. A plan that keeps to its blocks is checked as one whose
 * rounds are the blocks: a student can be where he is allowed to be in all rounds of a block. For tasks in which everyone is
 * there from the first round on.
 */
export const checkBlocks = (task: CarouselTask, length: number, { plan, ...claim }: ClaimedBlocks): string[] => {
  const { flaws, asRounds, visits } = blocksOf(task, length, plan)
  return flaws.length > 0 ? flaws : checkCarousel(asRounds, { ...claim, plan: visits })
}

/** The task and the plan with blocks as their rounds, and how the plan does not keep to them, in words. */
export const blocksOf = (task: CarouselTask, length: number, plan: Int32Array) => {
  const { rounds } = task
  const stations = task.capacity.length / rounds
  const blocks = Math.ceil(rounds / length)
  const flaws: string[] = []
  if (rounds % length !== 0) flaws.push(`blocks of ${length} do not fill ${rounds} rounds`)
  const visits: number[] = []
  plan.forEach((j, cell) => {
    if (cell % length === 0) visits.push(j)
    else if (j !== visits.at(-1)) {
      flaws.push(`student ${Math.floor(cell / rounds)} moves within a block in round ${cell % rounds}`)
    }
  })
  const capacity = new Int32Array(stations * blocks)
  for (let j = 0; j < stations; j++) {
    for (let b = 0; b < blocks; b++) {
      const first = j * rounds + b * length
      capacity[j * blocks + b] = Math.min(...task.capacity.subarray(first, first + length))
    }
  }
  const pins = task.pins?.map(({ round, ...pin }) => ({
    ...pin,
    round: round < 0 ? -1 : (round - (round % length)) / length,
  }))
  const asRounds = { ...task, rounds: blocks, capacity, emptyCost: task.emptyCost * length, ...(pins ? { pins } : {}) }
  return { flaws, asRounds, visits: Int32Array.from(visits) }
}
