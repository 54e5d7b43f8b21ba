// Koenig's theorem holds: with the same places in every round nothing is left over.
import { emptySlots } from './carousel-slots.ts'
import { colourEdges } from './edge-colouring.ts'
import { below, seededRandom } from './random.ts'

describe('colourEdges', () => {
  it('seats every edge when all rounds have the same places, also when every seat is needed', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const random = seededRandom(seed)
      const rounds = 1 + below(random, 7)
      const students = 1 + below(random, 30)
      const chosen = Array.from({ length: students }, () => {
        const stations = new Set<number>()
        while (stations.size < rounds) stations.add(below(random, 12))
        return [...stations]
      })
      const load = new Int32Array(12)
      for (const j of chosen.flat()) load[j]++
      const capacity = Int32Array.from({ length: 12 * rounds }, (_, slot) =>
        Math.ceil(load[Math.floor(slot / rounds)] / rounds),
      )
      const slots = emptySlots(rounds, capacity, new Uint8Array(students * rounds).fill(1))
      const edges = {
        students: Int32Array.from(chosen.flatMap((stations, i) => stations.map(() => i))),
        stations: Int32Array.from(chosen.flat()),
      }
      expect(colourEdges(slots, edges)).toEqual([])
      chosen.forEach((stations, i) => {
        expect([...slots.at.subarray(i * rounds, (i + 1) * rounds)].sort()).toEqual(stations.sort())
      })
      expect(slots.load.every((there, slot) => there <= capacity[slot])).toBe(true)
    }
  })
})
