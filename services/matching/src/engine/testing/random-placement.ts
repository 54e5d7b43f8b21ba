// Small random placements with every feature, for tests.
import type { Balance, Groups, Placement, SchoolCaps } from '../placement-network.ts'
import { below, seededRandom, shuffled } from '../random.ts'

export type Size = {
  readonly students: number
  readonly openings: number
  readonly arcs: number
  readonly plain?: boolean
}

/** The same placement for the same seed; `plain` leaves out everything but pairs and capacities. */
export const randomPlacement = (seed: number, { students, openings, arcs, plain = false }: Size): Placement => {
  const random = seededRandom(seed)
  const draw = (length: number, limit: number) => Int32Array.from({ length }, () => below(random, limit))
  const rows = Array.from({ length: students }, () =>
    shuffled(random, openings)
      .subarray(0, below(random, Math.min(arcs, openings) + 1))
      .toSorted(),
  )
  const offsets = new Int32Array(students + 1)
  rows.forEach((row, i) => {
    offsets[i + 1] = offsets[i] + row.length
  })
  const pairs = {
    offsets,
    openings: Int32Array.from(rows.flatMap((row) => [...row])),
    costs: draw(offsets[students], 20),
    capacity: draw(openings, 3),
  }
  if (plain) return pairs
  const schools = 1 + below(random, 3)
  const groups: Groups = {
    of: draw(openings, 4).map((g) => g - 1),
    parent: Int32Array.of(-1, 0, below(random, 3) - 1),
    capacity: draw(3, 5),
  }
  const couples = shuffled(random, openings * schools).subarray(0, 2)
  const schoolCaps: SchoolCaps = {
    opening: couples.map((c) => Math.floor(c / schools)),
    school: couples.map((c) => c % schools),
    capacity: draw(2, 2),
  }
  const balance: Balance = {
    offsets: Int32Array.from({ length: openings + 4 }, (_, row) => (row === 0 ? 0 : 3)),
    units: Int32Array.of(1, 1, 100),
    costs: Int32Array.of(0, 3, 4),
  }
  const has = () => below(random, 3) > 0
  return {
    ...pairs,
    school: draw(students, schools),
    ...(has() ? { priority: draw(students, 3) } : {}),
    ...(has() ? { groups } : {}),
    ...(has() ? { schoolCaps } : {}),
    ...(has() ? { balance: { ...balance, offsets: balance.offsets.slice(0, openings + 4) } } : {}),
    ...(has() ? { beyond: Uint8Array.from(pairs.costs, () => below(random, 2)) } : {}),
    lots: draw(offsets[students], 1 << 30),
  }
}
