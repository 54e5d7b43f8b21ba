// Plans a carousel: the best visits by flow, rounds by edge colouring, and prices that prove how good the plan is.
import { chooseApart, type VisitsApart, visitsDoubled } from './carousel-apart.ts'
import { type ChosenVisits, chooseVisits } from './carousel-flow.ts'
import { carouselMarket, type Market } from './carousel-market.ts'
import { missesPin, settledPins } from './carousel-pins.ts'
import { seatVisits } from './carousel-seats.ts'
import type { Slots } from './carousel-slots.ts'
import { type CarouselTask, contradictoryPin } from './carousel-task.ts'
import { planValue } from './carousel-value.ts'
import type { Checkpoint } from './flow-network.ts'
import { below, seededRandom } from './random.ts'

/**
 * `plan[i * rounds + r]` is the station of student i in round r or -1. No plan is worth more than `bound`; `gap` is
 * (bound - objective) / |bound|, `pointsPerStudent` the same difference per student. `slotPrices[j * rounds + r]` is the price
 * of a place at station j in round r and `roundPrices[r]` that of being anywhere in round r; they prove the bound (see
 * carousel-check.ts). `stationPrices[j]` is the price of one visit in whatever round, which bounds the plan too.
 */
export type CarouselPlan = {
  readonly plan: Int32Array
  readonly objective: number
  readonly bound: number
  readonly gap: number
  readonly pointsPerStudent: number
  readonly stationPrices: Float64Array
  readonly slotPrices: Float64Array
  readonly roundPrices: Float64Array
}

/** Pins that contradict each other or the task; `pin` is the first one that cannot be met, -1 when they fail together. */
export class PinsCannotBeMet extends Error {
  readonly pin: number
  constructor(pin: number, why: string) {
    super(pin === -1 ? why : `pins[${pin}]: ${why}`)
    this.name = 'PinsCannotBeMet'
    this.pin = pin
  }
}

/**
 * A proven plan. When all rounds have the same places and nothing else tells rounds apart, every chosen visit finds a round
 * and the gap is 0 (with the rare exception of companies that are several worlds at once, see carousel-apart.ts). Otherwise
 * visits may be left over, and the gap says what is not proven. Equally good choices of visits can be easy or hard to seat,
 * so a choice that falls short is drawn again, with the minutes of visits a trifle different.
 */
export const solveCarousel = (task: CarouselTask, checkpoint?: Checkpoint): CarouselPlan => {
  const wrong = contradictoryPin(task)
  if (wrong !== undefined) throw new PinsCannotBeMet(wrong.pin, wrong.why)
  const market = carouselMarket(task)
  const choice = chooseApart(market, checkpoint)
  if (choice === undefined) throw new PinsCannotBeMet(-1, 'the pins leave no room for each other')
  const bound = choice.bound + fixedValue(task, market)
  const { plan, objective } = bestSeated(task, market, choice, bound, checkpoint)
  const proof = { bound, ...givenPrices(market, choice) }
  if (!missesPin(task, plan)) return proven(task, plan, objective, proof)
  const pins = settledPins(task)
  if (pins === undefined) throw new PinsCannotBeMet(-1, 'the pins leave no room for each other')
  const settled = solveCarousel({ ...task, pins }, checkpoint)
  return proven(task, settled.plan, settled.objective, proof)
}

const proven = <Proof extends { bound: number }>(
  task: CarouselTask,
  plan: Int32Array,
  objective: number,
  proof: Proof,
) => ({
  plan,
  objective,
  ...proof,
  gap: (proof.bound - objective) / Math.max(1, Math.abs(proof.bound)),
  pointsPerStudent: (proof.bound - objective) / Math.max(1, task.offsets.length - 1),
})

/** The best plan among those that equally good choices of visits lead to, drawn until one is near the bound. */
const bestSeated = (
  task: CarouselTask,
  market: Market,
  choice: VisitsApart,
  bound: number,
  checkpoint?: Checkpoint,
): { readonly plan: Int32Array; readonly objective: number } => {
  let plan = planOf(market, seatVisits(market, choice.chosen, choice, checkpoint))
  let objective = planValue(task, plan)
  const draws = Math.min(MOST_DRAWS, Math.floor(WORTHWHILE_REACHES / market.station.length))
  for (let draw = 1; draw <= draws && bound - objective > NEARLY * market.students; draw++) {
    const other = chooseVisits(redrawn(market, draw), checkpoint, choice.only)
    if (other === undefined) break
    for (const { reach } of visitsDoubled(market, other.chosen)) other.chosen[reach] = 0
    const drawn = planOf(market, seatVisits(market, other.chosen, choice, checkpoint))
    const value = planValue(task, drawn)
    if (value <= objective) continue
    plan = drawn
    objective = value
  }
  return { plan, objective }
}

/**
 * The best bound that prices per visit prove by themselves, for tasks without companies of several stations. It is higher
 * than the bound of a plan where rounds have prices of their own.
 */
export const stationProof = (task: CarouselTask): { bound: number; stationPrices: Float64Array } => {
  const market = carouselMarket(task)
  const choice = chooseVisits(market, undefined, undefined, false)
  if (choice === undefined) throw new PinsCannotBeMet(-1, 'the pins leave no room for each other')
  const { stationPrices } = givenPrices(market, choice)
  return { bound: choice.value + fixedValue(task, market), stationPrices }
}

/** Drawing again stops at so many points per student below the bound, and sooner the larger the task. */
const NEARLY = 0.05
const MOST_DRAWS = 20
const WORTHWHILE_REACHES = 150_000

/** The same market with rewards in quarter points and up to 8 of these added to the minutes at random. */
const redrawn = (market: Market, seed: number): Market => {
  const random = seededRandom(seed)
  const spread = 1 << (seed % 4)
  const fine = (points: Int32Array) => points.map((n) => 4 * n)
  return {
    ...market,
    minutes: market.minutes.map((n) => 4 * n + below(random, spread + 1)),
    wish: fine(market.wish),
    otherRewards: fine(market.otherRewards),
    ownReward: 4 * market.ownReward,
    emptyCost: 4 * market.emptyCost,
  }
}

const planOf = ({ rounds, students, studentOf, stationOf, fixed }: Market, { at }: Slots): Int32Array => {
  const plan = new Int32Array(students * rounds)
  for (let cell = 0; cell < plan.length; cell++) {
    const j = fixed[cell] >= 0 ? fixed[cell] : at[cell]
    plan[studentOf[Math.floor(cell / rounds)] * rounds + (cell % rounds)] = j < 0 ? -1 : stationOf[j]
  }
  return plan
}

/** What the visits pinned to a round are worth by themselves. */
const fixedValue = (task: CarouselTask, { rounds, students, studentOf, stationOf, fixed }: Market): number => {
  const plan = new Int32Array(students * rounds).fill(-1)
  let empty = 0
  fixed.forEach((j, cell) => {
    const place = studentOf[Math.floor(cell / rounds)] * rounds + (cell % rounds)
    if (j >= 0) plan[place] = stationOf[j]
    else if (task.present?.[place] !== 0) empty++
  })
  return planValue(task, plan) + empty * task.emptyCost
}

/** A station whose places are all pinned is not in the flow; at its price no visit there is worth anything to anyone else. */
const givenPrices = (market: Market, proof: ChosenVisits) => {
  const { rounds, stations, stationOf, capacity } = market
  const { roundPrices } = proof
  const most = mostWorth(market)
  const stationPrices = new Float64Array(stations)
  const slotPrices = new Float64Array(stations * rounds)
  for (let j = 0; j < stations; j++) {
    const places = capacity.subarray(j * rounds, (j + 1) * rounds)
    const price = places.every((left) => left === 0) ? most : proof.stationPrices[j]
    stationPrices[stationOf[j]] = price
    for (let r = 0; r < rounds; r++) {
      slotPrices[stationOf[j] * rounds + r] = Math.max(0, price - roundPrices[r])
    }
  }
  return { stationPrices, slotPrices, roundPrices }
}

const mostWorth = ({ ownReward, otherRewards, wish, emptyCost }: Market): number =>
  ownReward + otherRewards[0] + wish.reduce((most, points) => Math.max(most, points), 0) + Math.max(0, emptyCost)
