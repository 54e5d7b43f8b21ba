// A thousand broken questions of every kind: each is answered or refused by the path of what is wrong, never worse.

import { below, seededRandom } from '../engine/random.ts'
import { kinds } from './kinds.ts'
import { BadInput } from './reader.ts'

const placement = {
  students: 4,
  openings: [1, 2, 0],
  arcs: [
    [0, 0, 5],
    [1, 0, 3],
    [1, 1, -9],
    [2, 1, 4],
    [3, 2, 4],
  ],
  unplacedCost: 20,
}
const sound: Readonly<Record<string, unknown>> = {
  placement,
  shortage: placement,
  fairness: { ...placement, schools: [0, 2, 0, 2] },
  whynot: { placement, assignment: [0, 1, 1, -1], queries: [[1, 0]] },
  repair: { placement, previous: [0, 0, 1, -1], frozen: [2] },
  asklist: { placement, offers: [{ opening: 2, places: 1, company: 0, chance: 0.5 }], askCost: [2] },
}

const junk = [
  null,
  true,
  '',
  'x',
  -1,
  0,
  1,
  2.5,
  1e300,
  -2147483648,
  2147483647,
  [],
  [0],
  {},
  [[]],
  Number.MAX_SAFE_INTEGER,
]

/** A copy in which one value, anywhere inside, is something else, missing, or there twice. */
const broken = (value: unknown, random: () => number): unknown => {
  if (typeof value !== 'object' || value === null || below(random, 6) === 0) return junk[below(random, junk.length)]
  const entries = Object.entries(value)
  if (entries.length === 0) return junk[below(random, junk.length)]
  const at = below(random, entries.length)
  const [key, inner] = entries[at]
  if (Array.isArray(value)) {
    if (below(random, 8) === 0) return [...value, inner]
    return below(random, 8) === 0 ? value.toSpliced(at, 1) : value.with(at, broken(inner, random))
  }
  const { [key]: _, ...rest } = value as Record<string, unknown>
  return below(random, 8) === 0 ? rest : { ...rest, [key]: broken(inner, random) }
}

describe('the command line', () => {
  it('answers the sound questions', () => {
    for (const [kind, question] of Object.entries(sound)) {
      expect(kinds[kind].answer(question)).toMatchObject({ milliseconds: expect.any(Number) })
    }
  })

  it('answers or refuses a thousand broken ones, and its own check finds the answers right', () => {
    const random = seededRandom(41)
    let refused = 0
    for (let k = 0; k < 1000; k++) {
      for (const [kind, question] of Object.entries(sound)) {
        const mutant = broken(question, random)
        // Millions of students are allowed, but not wanted in a test.
        if (JSON.stringify(mutant).includes('"students":2147483647')) continue
        try {
          const answer = JSON.parse(JSON.stringify(kinds[kind].answer(mutant)))
          expect(kinds[kind].check?.(mutant, answer) ?? []).toEqual([])
        } catch (error) {
          if (!(error instanceof BadInput)) throw new Error(`${kind} ${JSON.stringify(mutant)}`, { cause: error })
          expect(error.message).not.toBe('')
          refused++
        }
      }
    }
    expect(refused).toBeGreaterThan(1000)
  })
})
