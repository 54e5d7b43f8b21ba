// Finds prices at which everyone's best visits have a place: raises them by exact steps while students change over.
import { bestHoldings, IMPOSSIBLE } from './carousel-holdings.ts'
import type { Market } from './carousel-market.ts'
import { OWN } from './carousel-task.ts'
import type { Checkpoint } from './flow-network.ts'
import { createHeap } from './quaternary-heap.ts'

/** The best visits as `chosen[e]` per reach, and the prices of a visit per station and of being anywhere per round. */
export type Cleared = {
  readonly chosen: Uint8Array
  readonly stationPrices: Float64Array
  readonly roundPrices: Float64Array
}

const NONE = -1
/** So far ways are sought at first; when there are none in so many points, there are none at all. */
const NEAR = 1
const FARTHEST = 2 ** 31

/**
 * The best visits, among the reaches with 1 in `only`, and the lowest prices that prove it; undefined when pinned visits
 * exceed what stations can take. With `leveled` a station's visits go through its places in each round, and a round takes as
 * many as it has students.
 *
 * Every student starts with the visits he likes best. As long as a station has more visitors than places, the cheapest chain
 * of exchanges is sought from there to a free place (Dijkstra, 1959): one student goes elsewhere, in his place another, and so
 * on. Prices rise by how much nearer than that place each station is, so that everybody's visits stay best for him, and then
 * many chains that cost nothing more are made at once, each with as few steps as can be (Dinic, 1970). That chains of fewest
 * steps can be made although one student may occur twice in them is Murota, "Valuated matroid intersection" (1996); seen
 * from the prices it is the ascending auction of Ausubel (2006), with exact steps instead of ticks of one point.
 *
 * Chosen above a general flow because there are few stations and all prices follow from theirs: a search has as many nodes
 * as there are stations, not reaches. One search costs O(stations^2); there are about as many as there are distinct prices.
 */
export const clearMarket = (
  market: Market,
  leveled: boolean,
  checkpoint?: Checkpoint,
  only?: Uint8Array,
): Cleared | undefined => {
  const { rounds, stations } = market
  const { held, visitors, width, points, isStale, freshen, exchange } = bestHoldings(market, only)
  // Nodes: the stations, away, and doors that lead from the stations into the rounds (or one that leads into all of them).
  const doors = leveled ? rounds : 1
  const away = stations
  const nodes = stations + 1 + doors
  const { places, used, room } = doorsOf(market, leveled)
  const excess = visitors.slice()
  let waiting = 0
  for (let j = 0; j < stations; j++) {
    for (let r = 0; r < doors; r++) {
      const units = Math.min(excess[j], places[j * doors + r], room[r])
      used[j * doors + r] = units
      room[r] -= units
      excess[j] -= units
    }
    waiting += excess[j]
  }
  const price = new Float64Array(nodes)
  const isEnd = (node: number) => node === away || (node > away && room[node - away - 1] > 0)
  /** Whether a way leads to a door, where the station has places left, or back from it, where the station uses some. */
  const hasWay = (from: number, to: number): boolean => {
    if (to <= away) return to < away && used[to * doors + from - away - 1] > 0
    const slot = from * doors + to - away - 1
    return from < away && used[slot] < places[slot]
  }

  // How far a node is from the nearest station with too many visitors, in points and then in steps: points * nodes + steps.
  const key = new Float64Array(nodes)
  const heap = createHeap()
  let limit = 0
  const offer = (node: number, distance: number, steps: number) => {
    if (distance > limit || distance * nodes + steps >= key[node]) return
    key[node] = distance * nodes + steps
    if (isEnd(node)) limit = distance
    else heap.push(key[node], node)
  }
  const spread = (node: number) => {
    const distance = Math.floor(key[node] / nodes)
    const steps = key[node] - distance * nodes + 1
    const base = distance - price[node]
    if (node > away) {
      for (let j = 0; j < stations; j++) if (hasWay(node, j)) offer(j, base + price[j], steps)
      return
    }
    for (let door = away + 1; door < nodes; door++) if (hasWay(node, door)) offer(door, base + price[door], steps)
    const row = node * width
    for (let k = 0; k < width; k++) {
      let there = base + points[row + k] + price[k]
      if (there > limit || there * nodes + steps >= key[k]) continue
      if (isStale(node, k)) {
        freshen(node, k)
        there = base + points[row + k] + price[k]
      }
      if (points[row + k] !== IMPOSSIBLE) offer(k, there, steps)
    }
  }
  /** Finds the distances up to `farthest` or the nearest free place, whichever is less; says whether there is one. */
  const search = (farthest: number): boolean => {
    limit = farthest
    key.fill(Number.POSITIVE_INFINITY)
    heap.clear()
    for (let j = 0; j < stations; j++) {
      if (excess[j] === 0) continue
      key[j] = 0
      heap.push(0, j)
    }
    while (heap.size() > 0 && heap.smallest() < (limit + 1) * nodes) {
      const least = heap.smallest()
      const node = heap.pop()
      if (least === key[node]) spread(node)
    }
    let found = false
    for (let node = 0; node < nodes; node++) {
      if (key[node] >= (limit + 1) * nodes) key[node] = Number.POSITIVE_INFINITY
      else if (isEnd(node)) found = true
    }
    return found
  }

  // The nodes found in the order of their steps, those of n steps up to layers[n]. Each node tries those a step further once.
  const order = new Int32Array(nodes)
  const layers = new Int32Array(nodes + 2)
  const cursor = new Int32Array(nodes)
  const layOut = () => {
    const stepsOf = (node: number) => key[node] % nodes
    layers.fill(0)
    for (let node = 0; node < nodes; node++) if (key[node] < Number.POSITIVE_INFINITY) layers[stepsOf(node) + 1]++
    for (let n = 0; n <= nodes; n++) layers[n + 1] += layers[n]
    for (let node = 0; node < nodes; node++)
      if (key[node] < Number.POSITIVE_INFINITY) order[layers[stepsOf(node)]++] = node
    for (let node = 0; node < nodes; node++)
      if (key[node] < Number.POSITIVE_INFINITY) cursor[node] = layers[stepsOf(node)]
  }
  const isNext = (node: number, to: number): boolean => {
    const distance = Math.floor(key[node] / nodes)
    const steps = key[node] - distance * nodes + 1
    const base = distance - price[node] + price[to]
    if (node > away || to > away) return hasWay(node, to) && key[to] === base * nodes + steps
    const at = node * width + to
    if (key[to] !== (base + points[at]) * nodes + steps) return false
    if (isStale(node, to)) freshen(node, to)
    return points[at] !== IMPOSSIBLE && key[to] === (base + points[at]) * nodes + steps
  }
  const onward = (node: number): number => {
    const end = layers[(key[node] % nodes) + 1]
    for (; cursor[node] < end; cursor[node]++) if (isNext(node, order[cursor[node]])) return order[cursor[node]]
    return NONE
  }
  const way = new Int32Array(nodes)
  /** Makes one chain from a station with too many visitors to a free place; says whether there was one. */
  const send = (source: number): boolean => {
    let length = 0
    way[0] = source
    while (!isEnd(way[length])) {
      const to = onward(way[length])
      if (to !== NONE) way[++length] = to
      else if (length === 0) return false
      else cursor[way[--length]]++
    }
    for (let step = 0; step < length; step++) {
      const from = way[step]
      const to = way[step + 1]
      if (from > away) used[to * doors + from - away - 1]--
      else if (to > away) used[from * doors + to - away - 1]++
      else exchange(from, to)
    }
    if (way[length] > away) room[way[length] - away - 1]--
    excess[source]--
    waiting--
    return true
  }

  for (let farthest = NEAR; waiting > 0; ) {
    checkpoint?.({ stage: 'prices', done: waiting })
    if (search(farthest)) {
      layOut()
      for (let j = 0; j < stations; j++) while (excess[j] > 0 && send(j)) {}
      farthest = NEAR
    } else {
      if (limit > FARTHEST) return undefined
      limit++
      farthest = limit * 8
    }
    for (let node = 0; node < nodes; node++) price[node] += Math.max(0, limit - Math.floor(key[node] / nodes))
  }
  return {
    chosen: held,
    stationPrices: price.slice(0, stations),
    roundPrices: leveled ? price.slice(away + 1) : new Float64Array(rounds),
  }
}

/** The places of each station at each door, of which none are used yet, and how many may come through each door. */
const doorsOf = ({ rounds, students, stations, capacity, free }: Market, leveled: boolean) => {
  const doors = leveled ? rounds : 1
  const places = new Int32Array(stations * doors)
  const room = new Int32Array(doors)
  for (let slot = 0; slot < capacity.length; slot++)
    places[leveled ? slot : Math.floor(slot / rounds)] += capacity[slot]
  for (let cell = 0; cell < free.length; cell++) room[leveled ? cell % rounds : 0] += free[cell]
  if (!leveled) room[0] = students * rounds
  return { places, used: new Int32Array(stations * doors), room }
}

/** What chosen visits are worth, together with the rounds that stay empty. */
export const chosenValue = (market: Market, chosen: Uint8Array): number => {
  const { segments, reaches, world, wish, earned, minutes, ownLeft, ownReward, otherRewards, emptyCost } = market
  let value = 0
  for (let i = 0; i < market.students; i++) {
    let others = market.others[i]
    let empty = market.visits[i]
    for (let s = segments[i]; s < segments[i + 1]; s++) {
      let visits = 0
      for (let e = reaches[s]; e < reaches[s + 1]; e++) {
        if (chosen[e] === 0) continue
        visits++
        value -= minutes[e]
      }
      empty -= visits
      if (world[s] === OWN) value += ownReward * Math.min(visits, ownLeft[i])
      else if (visits > 0 && earned[s] === 0) value += otherRewards[others++] + wish[s]
    }
    value -= emptyCost * empty
  }
  return value
}
