// Small random Ateliers, for tests.
import { below, seededRandom, shuffled } from '../random.ts'
import type { Atelier } from '../teams-and-cases.ts'

export type AtelierSize = {
  readonly teams: number
  readonly cases: number
  readonly companies: number
  readonly list: number
}

/** The same Atelier for the same seed; lists and company lists have random lengths, and caps are often tight. */
export const randomAtelier = (
  seed: number,
  { teams, cases, companies, list }: AtelierSize,
): Required<Omit<Atelier, 'minimum'>> => {
  const random = seededRandom(seed)
  const draw = (length: number, limit: number) => Int32Array.from({ length }, () => below(random, limit))
  const room = 2 + below(random, 2)
  const rows = Array.from({ length: teams }, () => shuffled(random, cases).subarray(0, below(random, list + 1)))
  const offsets = new Int32Array(teams + 1)
  rows.forEach((row, i) => {
    offsets[i + 1] = offsets[i] + row.length
  })
  return {
    offsets,
    cases: Int32Array.from(rows.flatMap((row) => [...row])),
    capacity: draw(cases, room + 1),
    company: draw(cases, companies),
    companyCapacity: draw(companies, 2 * room),
    lots: draw(offsets[teams], 1 << 20),
    companyLists: Array.from({ length: companies }, () =>
      below(random, 4) === 0 ? undefined : shuffled(random, teams).subarray(0, 1 + below(random, teams)),
    ),
  }
}
