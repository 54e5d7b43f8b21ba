// Cost scaling against the network simplex: the same costs, and prices that prove them.
import { costScaling } from './cost-scaling.ts'
import { type FlowNetwork, reducedCost } from './flow-network.ts'
import { networkSimplex } from './network-simplex.ts'
import { below, seededRandom } from './random.ts'

/** A random network; most have a feasible flow, some do not. */
const randomNetwork = (seed: number): FlowNetwork => {
  const random = seededRandom(seed)
  const nodes = 3 + below(random, 30)
  const arcs = 4 * nodes
  const draw = (limit: number) => Int32Array.from({ length: arcs }, () => below(random, limit))
  const supply = new Int32Array(nodes)
  for (let k = 0; k < nodes / 2; k++) {
    const units = below(random, 4)
    supply[below(random, nodes)] += units
    supply[below(random, nodes)] -= units
  }
  const tail = draw(nodes)
  // Costs that never make a cycle cheaper than nothing would be too easy: some are negative.
  const cost = draw(100).map((c) => c - 20)
  const head = tail.map((v) => (v + 1 + below(random, nodes - 1)) % nodes)
  return { nodes, tail, head, capacity: draw(6), cost, supply }
}

describe('costScaling', () => {
  it('agrees with the network simplex and proves its flow', () => {
    let feasible = 0
    for (let seed = 1; seed <= 300; seed++) {
      const network = randomNetwork(seed)
      const expected = networkSimplex(network)
      const { flow, prices, ...found } = costScaling(network)
      expect(found.feasible).toBe(expected.feasible)
      if (!expected.feasible) continue
      feasible++
      expect(found.cost).toBe(expected.cost)
      const excess = network.supply.slice()
      flow.forEach((units, a) => {
        excess[network.tail[a]] -= units
        excess[network.head[a]] += units
        const reduced = reducedCost(network, prices, a)
        if (units < network.capacity[a] && reduced < 0) throw new Error(`seed ${seed}: arc ${a} should carry more`)
        if (units > 0 && reduced > 0) throw new Error(`seed ${seed}: arc ${a} should carry less`)
      })
      expect(excess.every((units) => units === 0)).toBe(true)
    }
    expect(feasible).toBeGreaterThan(100)
  })

  it('ends at the same cost from any guess at the prices', () => {
    for (let seed = 1; seed <= 50; seed++) {
      const network = randomNetwork(seed)
      const random = seededRandom(seed)
      const prices = Float64Array.from({ length: network.nodes }, () => below(random, 200))
      expect(costScaling(network, { prices, tolerance: 4 }).cost).toBe(networkSimplex(network).cost)
    }
  })

  it('can be cancelled', () => {
    const cancelled = () => {
      throw new Error('cancelled')
    }
    expect(() => costScaling(randomNetwork(1), undefined, cancelled)).toThrow('cancelled')
  })
})
