// Plans a carousel in blocks: a student stays at a station for several rounds in a row, which is one visit.
import { type CarouselPlan, solveCarousel } from './carousel.ts'
import type { CarouselTask } from './carousel-task.ts'
import type { Checkpoint } from './flow-network.ts'

/**
 * `plan[i * rounds + r]` as in any carousel; `inBlocks` is the plan by blocks, with the prices that prove its bound. What a
 * plan is worth is the value of its visits, each counted once however long it lasts, less `emptyCost` per empty round.
 */
export type BlockPlan = {
  readonly plan: Int32Array
  readonly objective: number
  readonly bound: number
  readonly inBlocks: CarouselPlan
}

/**
 * The same question with a block as its unit; `length` divides the rounds. A station takes in a block what it takes in each
 * of its rounds; an empty block costs what its rounds do. A block is a student's if all its rounds are.
 */
export const inBlocks = (task: CarouselTask, length: number): CarouselTask => {
  const { rounds, capacity, present, pins } = task
  if (length < 1 || rounds % length !== 0) throw new RangeError(`blocks of ${length} do not fill ${rounds} rounds`)
  const blocks = rounds / length
  return {
    ...task,
    rounds: blocks,
    capacity: leastOfEach(capacity, length),
    emptyCost: task.emptyCost * length,
    ...(present === undefined ? {} : { present: leastOfEach(present, length) }),
    ...(pins === undefined
      ? {}
      : { pins: pins.map((pin) => ({ ...pin, round: pin.round === -1 ? -1 : Math.floor(pin.round / length) })) }),
  }
}

/**
 * The best plan in blocks of `length` rounds, with a bound. Nothing is lost by planning blocks as if they were rounds, so the
 * gap is exactly 0 wherever it is for rounds: with the same places in every block. Rounds that a student who comes late
 * has of a block begun without him stay empty.
 */
export const solveInBlocks = (task: CarouselTask, length: number, checkpoint?: Checkpoint): BlockPlan => {
  const solved = solveCarousel(inBlocks(task, length), checkpoint)
  const lost = task.emptyCost * lostRounds(task, length)
  return {
    plan: spread(solved.plan, length),
    objective: solved.objective - lost,
    bound: solved.bound - lost,
    inBlocks: solved,
  }
}

/** Repeats each entry `length` times. */
export const spread = (plan: Int32Array, length: number): Int32Array =>
  Int32Array.from({ length: plan.length * length }, (_, cell) => plan[Math.floor(cell / length)])

/** Rounds that are a student's in blocks that are not. */
const lostRounds = ({ present }: CarouselTask, length: number): number => {
  if (present === undefined) return 0
  const whole = leastOfEach(present, length)
  return present.reduce((sum, here, cell) => sum + (here !== 0 && whole[Math.floor(cell / length)] === 0 ? 1 : 0), 0)
}

const leastOfEach = <Numbers extends Int32Array | Uint8Array>(numbers: Numbers, length: number): Numbers => {
  const least = numbers.slice(0, numbers.length / length) as Numbers
  for (let k = 0; k < least.length; k++) least[k] = Math.min(...numbers.subarray(k * length, (k + 1) * length))
  return least
}
