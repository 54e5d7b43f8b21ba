// The kind `carousel`: every student visits a station in each round, with prices that prove how good the plan is.
import { PinsCannotBeMet, solveCarousel, stationProof } from '../engine/carousel.ts'
import { inBlocks, spread } from '../engine/carousel-blocks.ts'
import { blocksOf, checkBlocks } from '../engine/carousel-blocks-check.ts'
import { MOST_ROUNDS as MOST_LASTING, solveWithSwitches } from '../engine/carousel-switches.ts'
import { checkSwitches } from '../engine/carousel-switches-check.ts'
import { type CarouselPin, type CarouselTask, contradictoryPin, OWN } from '../engine/carousel-task.ts'
import { kindOf } from './kind.ts'
import { BadInput, field, forEach, LARGEST, list, number, optional, type Read, whole, wholes } from './reader.ts'

const MOST_ROUNDS = 60
/** More points, or more of them together, cannot be handled exactly. */
const MOST_POINTS = 50_000_000
const MOST_TOGETHER = 2 ** 38

type Station = { readonly world: number; readonly capacity: number; readonly closed: readonly number[] }
type Student = {
  readonly stations: readonly number[]
  readonly minutes: readonly number[]
  readonly worlds: readonly number[]
  readonly wished: readonly number[]
  readonly pins: readonly (readonly [station: number, round: number])[]
}

const points = whole(0, MOST_POINTS)
const anyWorld = whole(-LARGEST, LARGEST)

/**
 * `inBlocks` is the task with a block of `length` rounds as its unit; the same as `task` when that is one. With a
 * `switchCost` a visit may last several of these units.
 */
type Question = {
  readonly task: CarouselTask
  readonly length: number
  readonly inBlocks: CarouselTask
  readonly switchCost?: number
}

const readCarousel: Read<Question> = (input) => {
  const rounds = field(input, 'rounds', whole(1, MOST_ROUNDS))
  const length = field(input, 'blockLength', optional(dividing(rounds))) ?? 1
  const switchCost = field(input, 'switchCost', optional(switching(rounds / length)))
  const stations = field(input, 'stations', list(stationOf(rounds)))
  const worlds = new Map([...new Set(stations.map(({ world }) => world))].map((world, number) => [world, number]))
  const students = field(input, 'students', list(studentOf(rounds, stations, worlds)))
  const emptyCost = field(input, 'emptyCost', whole(0, Math.floor(MOST_POINTS / length)))
  const rewards = field(input, 'rewards', (value) => ({
    own: field(value, 'own', points),
    other: field(value, 'other', falling),
    wish: field(value, 'wish', optional(points)) ?? 0,
  }))
  const offsets = new Int32Array(students.length + 1)
  students.forEach(({ stations: within }, i) => {
    offsets[i + 1] = offsets[i] + within.length
  })
  const capacity = new Int32Array(stations.length * rounds)
  stations.forEach(({ capacity: places, closed }, j) => {
    // More places than students never count; they would only take room.
    capacity.fill(Math.min(places, students.length + 1), j * rounds, (j + 1) * rounds)
    for (const r of closed) capacity[j * rounds + r] = 0
  })
  const task = {
    rounds,
    offsets,
    stations: Int32Array.from(students.flatMap((student) => student.stations)),
    minutes: Int32Array.from(students.flatMap((student) => student.minutes)),
    worlds: Int32Array.from(students.flatMap((student) => student.worlds)),
    wished: Uint8Array.from(students.flatMap((student) => student.wished)),
    capacity,
    pins: students.flatMap(({ pins }, student) => pins.map(([station, round]) => ({ student, station, round }))),
    ownVisits: field(input, 'ownVisits', whole(0, LARGEST)),
    emptyCost,
    rewards,
  }
  const largest = task.minutes.reduce(
    (a, b) => Math.max(a, b),
    Math.max(emptyCost * length, switchCost ?? 0, rewards.own, ...rewards.other),
  )
  if (largest * (offsets[students.length] + 1) > MOST_TOGETHER) {
    throw new BadInput('students', `points as large as ${largest} are too many together for exact sums`)
  }
  const question = {
    task,
    length,
    inBlocks: length === 1 ? task : inBlocks(task, length),
    ...(switchCost === undefined ? {} : { switchCost }),
  }
  const wrong = contradictoryPin(question.inBlocks)
  if (wrong !== undefined) throw new BadInput(pathOfPin(task.pins, wrong.pin), wrong.why)
  return question
}

const dividing =
  (rounds: number): Read<number> =>
  (value) => {
    const length = whole(1, rounds)(value)
    if (rounds % length !== 0) throw new BadInput('', `${length} does not divide ${rounds} rounds`)
    return length
  }

const switching =
  (units: number): Read<number> =>
  (value) => {
    const cost = points(value)
    if (units > MOST_LASTING) throw new BadInput('', `for at most ${MOST_LASTING} rounds or blocks, not ${units}`)
    return cost
  }

const pathOfPin = (pins: readonly CarouselPin[], pin: number): string => {
  const { student } = pins[pin]
  return `students[${student}].pins[${pin - pins.findIndex((other) => other.student === student)}]`
}

const stationOf =
  (rounds: number): Read<Station> =>
  (value) => ({
    world: field(value, 'world', anyWorld),
    capacity: field(value, 'capacity', whole(0, LARGEST)),
    closed: field(value, 'closed', optional(list(whole(0, rounds - 1)))) ?? [],
  })

const studentOf = (
  rounds: number,
  stations: readonly Station[],
  worldNumbers: ReadonlyMap<number, number>,
): Read<Student> => {
  const station: Read<number> = (value) => {
    const j = whole(-LARGEST, LARGEST)(value)
    if (j >= 0 && j < stations.length) return j
    throw new BadInput(
      '',
      stations.length === 0 ? 'there are no stations' : `${j} is not a station (0 to ${stations.length - 1})`,
    )
  }
  return (value) => {
    const travel = field(value, 'travel', list(couple('[station, minutes]', station, points)))
    const own = field(value, 'own', optional(list(station)))
    const world = field(value, 'world', own === undefined ? anyWorld : optional(anyWorld))
    const wishes = new Set(field(value, 'wishes', optional(list(anyWorld))) ?? [])
    const owns = new Set(own ?? stations.keys().filter((j) => stations[j].world === world))
    const within = travel.map(([j]) => j)
    within.forEach((j, k) => {
      if (within.indexOf(j) < k) throw new BadInput(`travel[${k}][0]`, `${j} is listed twice`)
    })
    return {
      stations: within,
      minutes: travel.map(([, minutes]) => minutes),
      worlds: within.map((j) => (owns.has(j) ? OWN : (worldNumbers.get(stations[j].world) ?? 0))),
      wished: within.map((j) => (!owns.has(j) && wishes.has(stations[j].world) ? 1 : 0)),
      pins: field(value, 'pins', optional(list(couple('[station, round]', station, whole(-1, rounds - 1))))) ?? [],
    }
  }
}

const couple =
  (name: string, first: Read<number>, second: Read<number>): Read<readonly [number, number]> =>
  (value) => {
    const entries: number[] = []
    forEach(value, (entry, k) => entries.push(k === 0 ? first(entry) : k === 1 ? second(entry) : Number.NaN))
    if (entries.length !== 2) throw new BadInput('', `has ${entries.length} entries, not ${name}`)
    return [entries[0], entries[1]]
  }

/** Rewards that never rise: if they did, no flow could say what the best plan is. */
const falling: Read<number[]> = (value) => {
  let most = MOST_POINTS
  return list((entry) => {
    most = whole(0, most)(entry)
    return most
  })(value)
}

/** A plan, and a proof of its bound: prices of a visit at each station, or with a `switchCost` of a place in each unit. */
type Found = {
  readonly plan: Int32Array
  readonly objective: number
  readonly bound: number
  readonly stationPrices?: Float64Array
  readonly slotPrices?: Float64Array
}

const solved = ({ inBlocks: task, switchCost }: Question): Found => {
  if (switchCost !== undefined) return solveWithSwitches(task, switchCost)
  const { plan, objective, bound, stationPrices, roundPrices } = solveCarousel(task)
  const proof = roundPrices.some((price) => price > 0) ? stationProof(task) : { bound, stationPrices }
  return { plan, objective, ...proof }
}

/**
 * The bound is the one that prices per visit prove, whatever the round. With `blockLength` a visit lasts so many rounds; with
 * `switchCost` it may last several of these blocks, and the prices are per station and block.
 */
export const carousel = kindOf({
  read: readCarousel,
  solve: (question) => {
    try {
      return solved(question)
    } catch (error) {
      if (error instanceof PinsCannotBeMet) throw new BadInput('students', error.message)
      throw error
    }
  },
  write: ({ plan, objective, bound, stationPrices, slotPrices }, { task: { rounds, offsets }, length }) => {
    const cells = spread(plan, length)
    return {
      plan: Array.from({ length: offsets.length - 1 }, (_, i) =>
        Array.from(cells.subarray(i * rounds, (i + 1) * rounds)),
      ),
      objective,
      bound,
      gap: gapOf(objective, bound),
      pointsPerStudent: (bound - objective) / Math.max(1, offsets.length - 1),
      ...(stationPrices === undefined ? {} : { stationPrices: Array.from(stationPrices) }),
      ...(slotPrices === undefined ? {} : { slotPrices: inRows(slotPrices, rounds / length) }),
    }
  },
  check: ({ task, length, switchCost }, answer) => {
    const blocks = task.rounds / length
    const stations = task.capacity.length / task.rounds
    const plan = field(answer, 'plan', list(wholes(-1, stations - 1, task.rounds)))
    const anything = number(-Number.MAX_VALUE, Number.MAX_VALUE)
    const claim = {
      plan: Int32Array.from(plan.flatMap((row) => Array.from(row))),
      objective: field(answer, 'objective', anything),
      bound: field(answer, 'bound', anything),
      gap: field(answer, 'gap', anything),
    }
    const price = number(0, LARGEST)
    if (switchCost !== undefined) {
      const slotPrices = field(answer, 'slotPrices', list(list(price)))
      const { flaws, asRounds, visits } = blocksOf(task, length, claim.plan)
      if (flaws.length > 0) return flaws
      return checkSwitches(asRounds, switchCost, {
        ...claim,
        plan: visits,
        slotPrices: Float64Array.from(slotPrices.flat()),
      })
    }
    const prices = field(answer, 'stationPrices', list(price))
    const flaws = checkBlocks(task, length, {
      ...claim,
      slotPrices: Float64Array.from(prices.flatMap((price) => Array.from({ length: blocks }, () => price))),
      roundPrices: new Float64Array(blocks),
    })
    const each = (claim.bound - claim.objective) / Math.max(1, task.offsets.length - 1)
    return field(answer, 'pointsPerStudent', anything) === each ? flaws : [...flaws, `pointsPerStudent is ${each}`]
  },
})

const inRows = (numbers: Float64Array, width: number): number[][] =>
  Array.from({ length: numbers.length / width }, (_, row) =>
    Array.from(numbers.subarray(row * width, (row + 1) * width)),
  )

const gapOf = (objective: number, bound: number) => (bound - objective) / Math.max(1, Math.abs(bound))
