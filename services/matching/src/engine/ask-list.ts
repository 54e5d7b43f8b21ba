// Chooses which companies to ask: the cheapest set with whose places as many students as possible can be placed.
import { type AskFlow, createAskFlow, WHOLE } from './ask-flow.ts'
import { type CoverQuestion, cheapestCover } from './cheapest-cover.ts'
import type { Need } from './cover-relaxation.ts'
import type { Checkpoint } from './flow-network.ts'
import { largestPlan } from './largest-plan.ts'
import type { Pairs } from './placement-network.ts'

/** Offer k: `places[k]` more places at `opening[k]` if `company[k]` is asked, of which a share `chance[k]` is expected. */
export type Offers = {
  readonly opening: Int32Array
  readonly places: Int32Array
  readonly company: Int32Array
  readonly chance?: Float64Array
}

/**
 * Whom to ask, what that costs, what any list that places as many costs at least, and how many students can then be placed
 * (expected places count with their chance, so this may be a fraction).
 */
export type AskList = {
  readonly ask: Int32Array
  readonly cost: number
  readonly bound: number
  readonly placedAfter: number
}

type Question = Omit<Pairs, 'costs'>

/** What all parts of one question share: `amount` is the room of each offer, `capacity` that of openings without offers. */
type Setting = {
  readonly question: Question
  readonly offers: Offers
  readonly amount: Float64Array
  readonly capacity: Float64Array
  readonly askCosts: Float64Array
  readonly patience: number
  readonly checkpoint: Checkpoint | undefined
}

type Part = { readonly students: number[]; readonly offers: number[] }

/**
 * The cheapest list of companies, one cost per company in `askCosts` (not negative).
 *
 * Only openings that the unplaced can reach by chains of moves matter. Students who stay unplaced even if everyone is asked
 * make every offer within their reach necessary; those companies are on the list and the rest is planned around them. What
 * is left falls into parts without common students or companies, each a covering problem: by max-flow min-cut, a choice is
 * enough exactly when every set of students that is short gets its missing places from offers within its reach. Sets that
 * a choice leaves short are found by a largest flow, and `cheapestCover` does the choosing, for about `patience` steps a part.
 */
export const askList = (
  question: Question,
  offers: Offers,
  askCosts: Float64Array,
  checkpoint?: Checkpoint,
  patience = 600_000_000,
): AskList => {
  const students = question.offsets.length - 1
  const expected = (places: number, chance: number) => Math.ceil(Math.min(places, students) * chance * WHOLE - 1e-3)
  const amount = Float64Array.from(offers.places, (places, k) => expected(places, offers.chance?.[k] ?? 1))
  const capacity = Float64Array.from(question.capacity, (places) => Math.min(places, students) * WHOLE)
  const { placed, assignment, reached } = largestPlan(question)
  const short = Array.from(assignment.keys()).filter((i) => assignment[i] === -1 || reached[assignment[i]] === 1)
  const useful = Array.from(amount.keys()).filter((k) => amount[k] > 0 && reached[offers.opening[k]] === 1)

  const all = createAskFlow(question, short, capacity)
  for (const k of useful) all.addRoom({ opening: offers.opening[k], units: amount[k] })
  all.send()
  const hopeless = all.waiting()
  const forced = new Set(useful.filter((k) => hopeless.openings.has(offers.opening[k])).map((k) => offers.company[k]))
  for (const k of useful) if (forced.has(offers.company[k])) capacity[offers.opening[k]] += amount[k]
  for (const j of hopeless.openings) capacity[j] = 0

  const rest = short.filter((i) => !hopeless.students.has(i))
  const choices = useful.filter((k) => !forced.has(offers.company[k]))
  const setting: Setting = { question, offers, amount, capacity, askCosts, patience, checkpoint }
  const ask = [...forced]
  let bound = ask.reduce((sum, c) => sum + askCosts[c], 0)
  for (const part of split(setting, rest, choices)) {
    const covered = coverPart(setting, part)
    ask.push(...covered.ask)
    bound += covered.bound
  }
  const before = short.reduce((count, i) => count + (assignment[i] === -1 ? 0 : 1), 0)
  return {
    ask: Int32Array.from(ask).toSorted(),
    cost: ask.reduce((sum, c) => sum + askCosts[c], 0),
    bound,
    placedAfter: placed - before + all.sent() / WHOLE,
  }
}

/** Parts that share no opening and no company; only those with both students and offers. */
const split = (
  { question: { offsets, openings, capacity }, offers }: Setting,
  students: readonly number[],
  choices: readonly number[],
): Part[] => {
  const companies = offers.company.reduce((most, c) => Math.max(most, c), -1) + 1
  const up = Int32Array.from({ length: capacity.length + companies }, (_, v) => v)
  const top = (v: number): number => {
    let at = v
    while (up[at] !== at) {
      up[at] = up[up[at]]
      at = up[at]
    }
    return at
  }
  for (const i of students) {
    for (let a = offsets[i] + 1; a < offsets[i + 1]; a++) up[top(openings[a])] = top(openings[offsets[i]])
  }
  for (const k of choices) up[top(offers.opening[k])] = top(capacity.length + offers.company[k])
  const parts = new Map<number, Part>()
  const partOf = (v: number) => {
    const found = parts.get(top(v)) ?? { students: [], offers: [] }
    parts.set(top(v), found)
    return found
  }
  for (const i of students) if (offsets[i] < offsets[i + 1]) partOf(openings[offsets[i]]).students.push(i)
  for (const k of choices) partOf(offers.opening[k]).offers.push(k)
  return [...parts.values()].filter((part) => part.students.length > 0 && part.offers.length > 0)
}

/** Companies are the columns 0, 1, ... of the covering problem; everyone in the part can be placed if all are asked. */
const coverPart = (setting: Setting, { students, offers: choices }: Part) => {
  const { question, offers, amount, capacity, askCosts, patience, checkpoint } = setting
  const flow = createAskFlow(question, students, capacity)
  const needed = students.length * WHOLE
  if (flow.send() === needed) return { ask: [], bound: 0 }
  const companies = [...new Set(choices.map((k) => offers.company[k]))].sort((a, b) => a - b)
  const columnOf = new Map(companies.map((c, column) => [c, column]))
  const offersOf = companies.map((): number[] => [])
  for (const k of choices) offersOf[columnOf.get(offers.company[k]) ?? -1].push(k)
  const start = flow.save()

  /** One need per connected set of students that the flow leaves short: what it misses without any offer. */
  const needs = (): Need[] =>
    split(setting, [...flow.waiting().students], choices).flatMap(({ students: set }) => {
      const within = new Set<number>()
      for (const i of set) {
        for (let a = question.offsets[i]; a < question.offsets[i + 1]; a++) within.add(question.openings[a])
      }
      const need = set.length * WHOLE - [...within].reduce((sum, j) => sum + capacity[j], 0)
      if (need <= 0) return []
      const weights = offersOf.map((own) =>
        own.reduce((sum, k) => sum + (within.has(offers.opening[k]) ? amount[k] : 0), 0),
      )
      const columns = Array.from(weights.keys()).filter((column) => weights[column] > 0)
      return [{ columns, weights: columns.map((c) => Math.min(weights[c], need) / WHOLE), need: need / WHOLE }]
    })
  const missed: CoverQuestion['missed'] = (value) => {
    flow.restore(start)
    offersOf.forEach((own, column) => {
      // A little more than rounding may have taken away, lest every need that is just met is found again.
      const share = value[column] === 0 ? 0 : Math.min(1, value[column] + 1e-7)
      for (const k of own) flow.addRoom({ opening: offers.opening[k], units: Math.floor(amount[k] * share) })
    })
    if (flow.send() === needed) return []
    return needs().filter(({ columns, weights, need }) => {
      const given = columns.reduce((sum, column, k) => sum + weights[k] * value[column], 0)
      return given < need - 1e-6 * (1 + need)
    })
  }
  const roomOf = offersOf.map((own) => own.map((k) => ({ opening: offers.opening[k], units: amount[k] })))
  const dearness = (column: number) => askCosts[companies[column]]
  const complete: CoverQuestion['complete'] = (order, sure) => {
    flow.restore(start)
    return withoutSuperfluous(flow, roomOf, openInOrder(flow, roomOf, order, sure, needed), dearness)
  }
  const covering: CoverQuestion = {
    costs: Float64Array.from(companies, (c) => askCosts[c]),
    needs: needs(),
    missed,
    complete,
    effort: 30 * flow.arcs,
  }
  const cover = cheapestCover(covering, patience, (done) => checkpoint?.({ stage: 'ask list', done }))
  return { ask: cover.chosen.map((column) => companies[column]), bound: cover.bound }
}

type RoomOf = readonly (readonly { readonly opening: number; readonly units: number }[])[]

/** The first `sure` columns, then each next one that lets more be sent, until all is. */
const openInOrder = (flow: AskFlow, roomOf: RoomOf, order: readonly number[], sure: number, needed: number) => {
  const chosen = order.slice(0, sure)
  for (const column of chosen) roomOf[column].forEach(flow.addRoom)
  flow.send()
  for (const column of order.slice(sure)) {
    const before = flow.sent()
    if (before === needed) break
    roomOf[column].forEach(flow.addRoom)
    if (flow.send() > before) chosen.push(column)
    else for (const { opening, units } of roomOf[column]) flow.addRoom({ opening, units: -units })
  }
  return chosen
}

/** The dearest are tried first, of equal ones the last chosen. */
const withoutSuperfluous = (
  flow: AskFlow,
  roomOf: RoomOf,
  chosen: readonly number[],
  dearness: (column: number) => number,
) => {
  const closed = new Uint8Array(flow.nodes)
  const kept = new Set(chosen)
  for (const column of chosen.toReversed().sort((a, b) => dearness(b) - dearness(a))) {
    if (flow.takeRoom(roomOf[column], closed)) kept.delete(column)
  }
  return [...kept]
}
