// The carousel as a minimum-cost flow: visits flow from students through worlds to stations, and on to rounds.
import type { Market } from './carousel-market.ts'
import { OWN } from './carousel-task.ts'
import type { FlowNetwork } from './flow-network.ts'

/**
 * Nodes: stations from 0, then one per round when `leveled`, the sink, then those of the students. `arcOf[e]` is the arc of
 * reach e, -1 for a pinned one (which always flows) and for one left out.
 */
export type CarouselNetwork = {
  readonly network: FlowNetwork
  readonly arcOf: Int32Array
  readonly sink: number
  readonly leveled: boolean
}

/**
 * Visits of a student leave his node with his rounds as supply. Own visits go through a node with `ownLeft` rewarded units;
 * the first visit to another world comes through a node that pays the falling rewards, later ones come for nothing; an empty
 * round goes straight to the sink. Rewards fall, so the cheapest flow uses them in the right order. The own world earns no
 * reward for a distinct world: together the two would not be concave, and the flow would promise what no plan can keep.
 *
 * A station passes on what it can take in all rounds together. Where rounds differ this forgets that nobody is in two
 * places at once: then (`leveled`) visits go on through the station's places of each round to that round, which takes as
 * many as it has students.
 *
 * Flow cost = -(value of the visits that are not fixed), so its optimum bounds every plan from above; with equal capacity
 * in all rounds some plan reaches it (edge-colouring.ts). With `only`, other reaches than those marked 1 are left out.
 */
export const carouselNetwork = (market: Market, leveled: boolean, only?: Uint8Array): CarouselNetwork => {
  const { rounds, students, stations, segments, reaches } = market
  const size =
    stations * rounds + rounds + students * (rounds + 2) + 3 * market.world.length + 2 * market.station.length
  const tail = new Int32Array(size)
  const head = new Int32Array(size)
  const capacity = new Int32Array(size)
  const cost = new Int32Array(size)
  const sink = stations + (leveled ? rounds : 0)
  const supply = new Int32Array(sink + 1 + 2 * students + market.world.length + market.station.length)
  const arcOf = new Int32Array(market.station.length).fill(-1)
  let arcs = 0
  let nodes = sink + 1
  const arc = (from: number, to: number, units: number, each: number) => {
    tail[arcs] = from
    head[arcs] = to
    capacity[arcs] = units
    cost[arcs] = each
    return arcs++
  }
  for (let i = 0; i < students; i++) {
    const visits = market.visits[i]
    if (visits === 0) continue
    const student = nodes++
    supply[student] = visits
    supply[sink] -= visits
    arc(student, sink, visits, market.emptyCost)
    const others = segments[i] < segments[i + 1] ? nodes++ : -1
    if (others !== -1) {
      for (let m = 0; m < visits; m++) arc(student, others, 1, -market.otherRewards[market.others[i] + m])
    }
    for (let s = segments[i]; s < segments[i + 1]; s++) {
      const node = nodes
      const before = arcs
      let count = 0
      const companies = new Map<number, number>()
      nodes++
      for (let e = reaches[s]; e < reaches[s + 1]; e++) {
        if (only !== undefined && only[e] === 0) continue
        count++
        let from = node
        if (market.shared[s] === 1) {
          const company = market.company[market.station[e]]
          from = companies.get(company) ?? nodes
          if (from === nodes) {
            companies.set(company, nodes++)
            arc(node, from, 1, 0)
          }
        }
        if (market.pinned[e] === 0) arcOf[e] = arc(from, market.station[e], 1, market.minutes[e])
        else {
          supply[from]--
          supply[market.station[e]]++
        }
      }
      if (count === 0) {
        nodes--
        continue
      }
      const rest = Math.min(visits, count)
      if (market.world[s] === OWN) {
        const rewarded = Math.min(rest, market.ownLeft[i])
        if (rewarded > 0) arc(student, node, rewarded, -market.ownReward)
        if (rest > rewarded) arc(student, node, rest - rewarded, 0)
      } else {
        if (market.earned[s] === 0) arc(others, node, 1, -market.wish[s])
        if (rest > 1 || market.earned[s] === 1) arc(student, node, rest, 0)
      }
      if (before === arcs) continue
    }
  }
  for (let j = 0; j < stations; j++) {
    let total = 0
    for (let r = 0; r < rounds; r++) {
      const places = market.capacity[j * rounds + r]
      if (leveled && places > 0) arc(j, stations + r, places, 0)
      total += places
    }
    if (!leveled) arc(j, sink, total, 0)
  }
  if (leveled) {
    for (let r = 0; r < rounds; r++) {
      let there = 0
      for (let i = 0; i < students; i++) there += market.free[i * rounds + r]
      arc(stations + r, sink, there, 0)
    }
  }
  return {
    network: {
      nodes,
      tail: tail.subarray(0, arcs),
      head: head.subarray(0, arcs),
      capacity: capacity.subarray(0, arcs),
      cost: cost.subarray(0, arcs),
      supply: supply.subarray(0, nodes),
    },
    arcOf,
    sink,
    leveled,
  }
}
