// Any network, feasible or not, cold or warm: the simplex's own prices must prove its flow.
import { assert, integer, property } from 'fast-check'
import type { FlowNetwork, FlowSolution } from './flow-network.ts'
import { networkSimplex } from './network-simplex.ts'
import { below, seededRandom } from './random.ts'

const randomNetwork = (seed: number): FlowNetwork => {
  const random = seededRandom(seed)
  const nodes = 2 + below(random, 12)
  const arcs = below(random, 50)
  const draw = (length: number, make: () => number) => Int32Array.from({ length }, make)
  const supply = draw(nodes, () => below(random, 9) - 4)
  supply[0] -= supply.reduce((a, b) => a + b, 0)
  return {
    nodes,
    tail: draw(arcs, () => below(random, nodes)),
    head: draw(arcs, () => below(random, nodes)),
    capacity: draw(arcs, () => below(random, 12)),
    cost: draw(arcs, () => below(random, 41) - 15),
    supply,
  }
}

const withRoomForAll = (network: FlowNetwork): FlowNetwork => {
  const widen = (array: Int32Array, make: (v: number) => number) =>
    Int32Array.from([...array, ...Int32Array.from({ length: 2 * network.nodes }, (_, k) => make(k))])
  const { nodes } = network
  return {
    ...network,
    nodes: nodes + 1,
    tail: widen(network.tail, (k) => Math.min(k, nodes)),
    head: widen(network.head, (k) => (k < nodes ? nodes : k - nodes)),
    capacity: widen(network.capacity, () => 1000),
    cost: widen(network.cost as Int32Array, () => 100),
    supply: Int32Array.from([...network.supply, 0]),
  }
}

const flaws = (network: FlowNetwork, { flow, prices, cost }: FlowSolution) => {
  const balance = network.supply.slice()
  const found: string[] = []
  let sum = 0
  flow.forEach((units, a) => {
    if (units < 0 || units > network.capacity[a]) found.push(`arc ${a} carries ${units}`)
    balance[network.tail[a]] -= units
    balance[network.head[a]] += units
    sum += units * network.cost[a]
    const reduced = network.cost[a] + prices[network.tail[a]] - prices[network.head[a]]
    if (units < network.capacity[a] && reduced < 0) found.push(`arc ${a} should carry more`)
    if (units > 0 && reduced > 0) found.push(`arc ${a} should carry less`)
  })
  if (balance.some((left) => left !== 0)) found.push('units are lost')
  if (sum !== cost) found.push(`cost is ${sum}, not ${cost}`)
  return found
}

const anySeed = (check: (seed: number) => void) => assert(property(integer(), check), { seed: 5, numRuns: 300 })

describe('networkSimplex', () => {
  it('proves its flow on any network that has room for all', () => {
    anySeed((seed) => {
      const network = withRoomForAll(randomNetwork(seed))
      const solution = networkSimplex(network)
      expect(solution.feasible).toBe(true)
      expect(flaws(network, solution)).toEqual([])
    })
  })

  it('says when supplies cannot be sent, and only then', () => {
    const line = (capacity: number): FlowNetwork => ({
      nodes: 2,
      tail: Int32Array.of(0),
      head: Int32Array.of(1),
      capacity: Int32Array.of(capacity),
      cost: Int32Array.of(7),
      supply: Int32Array.of(3, -3),
    })
    expect(networkSimplex(line(2)).feasible).toBe(false)
    expect(networkSimplex(line(2)).flow).toEqual(Int32Array.of(2))
    expect(networkSimplex(line(3))).toMatchObject({ feasible: true, cost: 21 })
  })

  describe('given the solution under other costs to start from', () => {
    it('reaches the same cost as from nothing', () => {
      anySeed((seed) => {
        const network = withRoomForAll(randomNetwork(seed))
        const other = { ...network, cost: withRoomForAll(randomNetwork(seed + 1)).cost.slice(0, network.cost.length) }
        if (other.cost.length < network.cost.length) return
        const warm = networkSimplex(other, networkSimplex(network))
        expect(flaws(other, warm)).toEqual([])
        expect(warm.cost).toBe(networkSimplex(other).cost)
      })
    })

    it('stays where it was on barred arcs', () => {
      anySeed((seed) => {
        const network = withRoomForAll(randomNetwork(seed))
        const first = networkSimplex(network)
        const reduced = (a: number) => network.cost[a] + first.prices[network.tail[a]] - first.prices[network.head[a]]
        const barred = Uint8Array.from(network.cost, (_, a) => (reduced(a) === 0 ? 0 : 1))
        const cost = Int32Array.from(network.cost, (_, a) => ((a * 7919 + seed) % 13) - 6)
        const second = networkSimplex({ ...network, cost }, { ...first, barred })
        const before = first.flow.reduce((sum, units, a) => sum + units * network.cost[a], 0)
        const after = second.flow.reduce((sum, units, a) => sum + units * network.cost[a], 0)
        expect(after).toBe(before)
        barred.forEach((bar, a) => {
          if (bar === 1) expect(second.flow[a]).toBe(first.flow[a])
        })
      })
    })
  })

  it('can be cancelled from its checkpoint', () => {
    const network = withRoomForAll(randomNetwork(1))
    const cancel = () =>
      networkSimplex(network, undefined, () => {
        throw new Error('cancelled')
      })
    expect(cancel).toThrow('cancelled')
  })
})
