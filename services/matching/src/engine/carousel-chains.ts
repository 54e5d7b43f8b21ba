// Mends a carousel plan by chains of exchanges: one student gets a better visit, others make room, each losing very little.
import type { Market } from './carousel-market.ts'
import { responder } from './carousel-response.ts'
import { EMPTY, getUp, type Slots, sitDown, TAKEN } from './carousel-slots.ts'
import { createTally, reachTo, segmentOfReaches } from './carousel-tally.ts'
import type { Checkpoint } from './flow-network.ts'
import { createHeap } from './quaternary-heap.ts'

/** Prices of a visit per station and of being anywhere per round, from the flow that bounds the plan. */
export type Prices = { readonly stationPrices: Float64Array; readonly roundPrices: Float64Array }

const NONE = -1

/**
 * Raises the value of the plan in `slots` as long as a chain is found that does; returns by how much in all.
 *
 * What a plan lacks to the bound is the sum of three things, each at least zero at optimal prices: what each student would
 * gain by the visits best for him, the prices of places left empty, and the prices of rounds left empty by students. A chain
 * therefore starts with a student who lacks something and takes a place (a slot: a station in a round). If that is full, one
 * of those there goes elsewhere, to another station or in another round, or exchanges two of his rounds; and so on to a slot
 * with room, best of all to a dear one. Dijkstra's algorithm (1959) with slot prices as potentials finds the cheapest chain:
 * near an optimal plan hardly any step costs less than nothing, and one that does is counted as nothing. A chain is made
 * only if the value truly rises.
 *
 * One search costs O(rounds x reaches) at most. Steps that cost the one who moves more than `limit` are left out; the limit
 * rises when nothing more is found below it.
 */
export const improveByChains = (market: Market, slots: Slots, prices: Prices, checkpoint?: Checkpoint): number => {
  const { rounds } = market
  const { at, load, capacity } = slots
  const { stationPrices, roundPrices } = prices
  const search = chainSearch(market, slots, prices)
  const respond = responder(market)
  const tally = createTally(market, slots)
  const lacks = (i: number): number => {
    let value = tally.take(i)
    for (let r = 0; r < rounds; r++) if (at[i * rounds + r] >= 0) value -= stationPrices[at[i * rounds + r]]
    return respond(i, stationPrices).value - value
  }
  const hopeless = new Set<number>()
  let total = 0
  for (let limit = 0; ; ) {
    checkpoint?.({ stage: 'chains', done: total })
    const starts: Start[] = []
    let most = 0
    for (let i = 0; i < market.students; i++) {
      if (hopeless.has(i)) continue
      const lack = lacks(i)
      for (let r = 0; r < rounds; r++) {
        const j = at[i * rounds + r]
        if (j === TAKEN || (j !== EMPTY && lack === 0)) continue
        const hope = j === EMPTY ? lack + roundPrices[r] : lack - Math.max(0, stationPrices[j] - roundPrices[r])
        starts.push({ student: i, round: r, hope })
        most = Math.max(most, hope)
      }
    }
    let dearest = 0
    for (let slot = 0; slot < capacity.length; slot++) {
      if (load[slot] >= capacity[slot]) continue
      dearest = Math.max(dearest, stationPrices[Math.floor(slot / rounds)] - roundPrices[slot % rounds])
    }
    if (most + dearest <= 0) return total
    const { gained, vain } = search(starts, most, dearest, limit)
    total += gained
    if (gained > 0) continue
    if (vain.length > 0) {
      for (const i of vain) hopeless.add(i)
      continue
    }
    if (limit > most + dearest) return total
    hopeless.clear()
    limit = (limit + 1) * 4
  }
}

/** A student who could do better in a round, and by how much at most. */
type Start = { readonly student: number; readonly round: number; readonly hope: number }

/** Returns one search from many starts: what it gained, and whose chains led to nothing. */
export const chainSearch = (market: Market, slots: Slots, { stationPrices, roundPrices }: Prices) => {
  const { rounds, segments, reaches, station, minutes, pinned, emptyCost } = market
  const { capacity, at, load, first, member } = slots
  const size = capacity.length
  const segmentOf = segmentOfReaches(market)
  const nearFirst = byCost(market, stationPrices)
  const tally = createTally(market, slots)
  const priceOf = Float64Array.from({ length: size + 1 }, (_, slot) =>
    slot === size ? 0 : Math.max(0, stationPrices[Math.floor(slot / rounds)] - roundPrices[slot % rounds]),
  )

  // A state is a slot someone must leave, with the round in which its station lost a visit on the way (its own for none):
  // slot * rounds + that round. Per state the cheapest step into it: who takes the place, from which state the chain came, his
  // new stations in one or two rounds, and the room elsewhere that this uses up. The last state is "nowhere": he stays away.
  const nowhere = size * rounds
  const key = new Float64Array(nowhere + 1)
  const found = new Int32Array(nowhere + 1)
  const settled = new Int32Array(nowhere + 1)
  const who = new Int32Array(nowhere + 1)
  const cameFrom = new Int32Array(nowhere + 1)
  const roundA = new Int32Array(nowhere + 1)
  const stationA = new Int32Array(nowhere + 1)
  const roundB = new Int32Array(nowhere + 1)
  const stationB = new Int32Array(nowhere + 1)
  const uses = new Int32Array(nowhere + 1)
  const movedIn = new Int32Array(market.students)
  const heap = createHeap()
  let run = 0
  let dearest = 0
  let limit = 0
  let cheapest = 0

  const offer = (slot: number, cost: number, i: number, from: number, step: Step, room = NONE) => {
    const state = slot === size ? nowhere : slot * rounds + (step.vacates === NONE ? slot % rounds : step.vacates)
    const total = Math.max(0, cost + priceOf[slot])
    if (total > cheapest || settled[state] === run || (found[state] === run && key[state] <= total)) return
    const ends = slot === size || load[slot] < capacity[slot]
    if (ends || room !== NONE) {
      for (let link = from; link !== NONE; link = cameFrom[link]) {
        if (uses[link] !== NONE && (uses[link] === room || uses[link] === slot)) return
      }
    }
    found[state] = run
    key[state] = total
    who[state] = i
    cameFrom[state] = from
    roundA[state] = step.a
    stationA[state] = step.atA
    roundB[state] = step.b
    stationB[state] = step.atB
    uses[state] = room
    // A slot with room ends the chain, and filling a dear one is worth its price.
    heap.push(ends ? total + dearest - priceOf[slot] : total, state)
  }

  /** Offers every way in which student i can do without what he has in round a, after a chain that has cost `before`. */
  const spread = (i: number, a: number, before: number, from: number, floor: number) => {
    const row = i * rounds
    const y = at[row + a]
    const vacant = from === NONE || from % rounds === a ? NONE : y * rounds + (from % rounds)
    const hasRoom = (slot: number) => load[slot] < capacity[slot] || slot === vacant
    tally.take(i)
    let cost = before
    let bound = false
    if (y === EMPTY) cost -= emptyCost
    else {
      const e = reachTo(market, i, y)
      bound = pinned[e] === 1
      cost += tally.less(segmentOf[e]) - minutes[e]
      tally.forget(y)
      if (!bound) offer(size, cost + emptyCost, i, from, { a, atA: EMPTY, b: NONE, atB: NONE, vacates: NONE })
    }
    for (let s = bound ? segments[i + 1] : segments[i]; s < segments[i + 1]; s++) {
      const base = cost - tally.next(s)
      for (let k = reaches[s]; k < reaches[s + 1]; k++) {
        const x = station[nearFirst[k]]
        const each = base + minutes[nearFirst[k]]
        if (each + stationPrices[x] - roundPrices[a] > floor + limit) break
        if (x === y || tally.knows(x)) continue
        const there = x * rounds
        if (capacity[there + a] > 0) offer(there + a, each, i, from, { a, atA: x, b: NONE, atB: NONE, vacates: NONE })
        for (let c = 0; c < rounds; c++) {
          const z = at[row + c]
          if (c === a || z === TAKEN || capacity[there + c] === 0) continue
          if (z === EMPTY && y !== EMPTY)
            offer(there + c, each, i, from, { a, atA: EMPTY, b: c, atB: x, vacates: NONE })
          if (z < 0 || y !== EMPTY || capacity[z * rounds + a] === 0) continue
          // What he does in round c moves to round a, where he has nothing, and x takes its place.
          const step = { a, atA: z, b: c, atB: x, vacates: NONE }
          if (hasRoom(z * rounds + a)) offer(there + c, each, i, from, step, z * rounds + a)
          else if (hasRoom(there + c)) offer(z * rounds + a, each, i, from, { ...step, vacates: c }, there + c)
        }
      }
    }
    if (y === EMPTY) return
    for (let c = 0; c < rounds; c++) {
      const z = at[row + c]
      if (c === a || z === TAKEN || capacity[y * rounds + c] === 0) continue
      const step = { a, atA: z, b: c, atB: y, vacates: NONE }
      if (z === EMPTY) offer(y * rounds + c, before, i, from, step)
      else if (capacity[z * rounds + a] > 0) {
        if (hasRoom(y * rounds + c)) offer(z * rounds + a, before, i, from, { ...step, vacates: c }, y * rounds + c)
        else if (hasRoom(z * rounds + a)) offer(y * rounds + c, before, i, from, step, z * rounds + a)
      }
    }
  }

  const isOnChain = (slot: number, i: number): boolean => {
    for (let link = slot; link !== NONE; link = cameFrom[link]) if (who[link] === i) return true
    return false
  }
  const getUpFrom = (i: number, row: Int32Array) => {
    for (let r = 0; r < rounds; r++) if (at[i * rounds + r] >= 0 && at[i * rounds + r] !== row[r]) getUp(slots, i, r)
  }
  const sitDownAt = (i: number, row: Int32Array): boolean => {
    for (let r = 0; r < rounds; r++) {
      if (row[r] < 0 || at[i * rounds + r] === row[r]) continue
      if (load[row[r] * rounds + r] === capacity[row[r] * rounds + r]) return false
      sitDown(slots, i, r, row[r])
    }
    return true
  }

  /** Makes the chain that ends in a slot if it can be made and gains; returns what it gains. */
  const make = (end: number): number => {
    const links: number[] = []
    for (let slot = end; slot !== NONE; slot = cameFrom[slot]) links.push(slot)
    const people = links.map((slot) => who[slot])
    if (people.some((i) => movedIn[i] === run)) return 0
    const before = people.map((i) => at.slice(i * rounds, (i + 1) * rounds))
    const after = links.map((slot, k) => {
      const row = before[k].slice()
      row[roundA[slot]] = stationA[slot]
      if (roundB[slot] !== NONE) row[roundB[slot]] = stationB[slot]
      return row
    })
    const value = () => people.reduce((sum, i) => sum + tally.take(i), 0)
    const old = value()
    people.forEach((i, k) => {
      getUpFrom(i, after[k])
    })
    const gain = people.every((i, k) => sitDownAt(i, after[k])) ? value() - old : 0
    if (gain > 0) {
      for (const i of people) movedIn[i] = run
      return gain
    }
    people.forEach((i, k) => {
      getUpFrom(i, before[k])
    })
    people.forEach((i, k) => {
      sitDownAt(i, before[k])
    })
    return 0
  }

  return (
    starts: readonly Start[],
    most: number,
    dearestRoom: number,
    stepLimit: number,
    cheap = Number.POSITIVE_INFINITY,
  ) => {
    run++
    dearest = dearestRoom
    limit = stepLimit
    cheapest = cheap
    heap.clear()
    for (const { student, round, hope } of starts) spread(student, round, most, NONE, most - hope)
    const vain = new Set<number>()
    let gained = 0
    while (heap.size() > 0 && heap.smallest() < Math.min(most + dearest, cheap + 0.5)) {
      const state = heap.pop()
      if (settled[state] === run) continue
      settled[state] = run
      const slot = Math.floor(state / rounds)
      if (state === nowhere || load[slot] < capacity[slot]) {
        const gain = make(state)
        if (gain > 0 && cheap < Number.POSITIVE_INFINITY) return { gained: gain, vain: [] }
        gained += gain
        let root = state
        while (cameFrom[root] !== NONE) root = cameFrom[root]
        if (gain === 0 && movedIn[who[root]] !== run) vain.add(who[root])
        continue
      }
      for (let place = first[slot]; place < first[slot] + load[slot]; place++) {
        const i = member[place]
        if (!isOnChain(state, i)) spread(i, slot % rounds, key[state] - priceOf[slot], state, key[state])
      }
    }
    return { gained, vain: [...vain] }
  }
}

/** One or two rounds of a student and what he does in them from now on; b is NONE when it is just one. */
type Step = {
  readonly a: number
  readonly atA: number
  readonly b: number
  readonly atB: number
  readonly vacates: number
}

/** Per segment its reaches in order of minutes plus price. */
const byCost = ({ reaches, station, minutes, world }: Market, stationPrices: Float64Array): Int32Array => {
  const order = Int32Array.from(station, (_, e) => e)
  const cost = (e: number) => minutes[e] + stationPrices[station[e]]
  for (let s = 0; s < world.length; s++) order.subarray(reaches[s], reaches[s + 1]).sort((e, f) => cost(e) - cost(f))
  return order
}

export const rescuer = (market: Market, slots: Slots, prices: Prices) => {
  const { rounds } = market
  const { at } = slots
  const search = chainSearch(market, slots, prices)
  const respond = responder(market)
  const tally = createTally(market, slots)
  const { capacity, load } = slots
  const segmentOf = segmentOfReaches(market)
  return (i: number, j: number, tol: number): boolean => {
    let value = tally.take(i)
    for (let r = 0; r < rounds; r++) if (at[i * rounds + r] >= 0) value -= prices.stationPrices[at[i * rounds + r]]
    const e = reachTo(market, i, j)
    const worth = tally.next(segmentOf[e]) - market.minutes[e] + market.emptyCost
    const lack = respond(i, prices.stationPrices).value - value
    const starts: Start[] = []
    let most = 0
    for (let r = 0; r < rounds; r++) {
      if (at[i * rounds + r] !== EMPTY) continue
      const hope = lack + prices.roundPrices[r]
      starts.push({ student: i, round: r, hope })
      most = Math.max(most, hope)
    }
    let dearest = 0
    for (let slot = 0; slot < capacity.length; slot++) {
      if (load[slot] >= capacity[slot]) continue
      dearest = Math.max(dearest, prices.stationPrices[Math.floor(slot / rounds)] - prices.roundPrices[slot % rounds])
    }
    return search(starts, most, dearest, tol, most + dearest - worth + tol).gained > 0
  }
}
