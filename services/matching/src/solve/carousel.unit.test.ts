// Carousels in JSON against answers worked out by hand, what is refused, and answers that verification must not pass.
import { below, seededRandom, shuffled } from '../engine/random.ts'
import { kinds } from './kinds.ts'
import { BadInput } from './reader.ts'

const ask = (input: unknown) => JSON.parse(JSON.stringify(kinds.carousel.answer(input)))
const flawsIn = (input: unknown, answer: unknown) => kinds.carousel.check?.(input, answer).join('; ')
const flawOf = (input: unknown) => {
  try {
    kinds.carousel.answer(input)
  } catch (error) {
    if (error instanceof BadInput) return error.message
    throw error
  }
  return 'nothing'
}

/** Two students, two rounds; station 2 is the second world, closed in round 1. */
const two = {
  rounds: 2,
  students: [
    {
      world: 0,
      travel: [
        [0, 10],
        [1, 20],
        [2, 5],
      ],
    },
    {
      world: 1,
      travel: [
        [0, 10],
        [2, 30],
      ],
    },
  ],
  stations: [
    { world: 0, capacity: 1, closed: [] as number[] },
    { world: 0, capacity: 1, closed: [] },
    { world: 1, capacity: 1, closed: [1] },
  ],
  ownVisits: 1,
  emptyCost: 1000,
  rewards: { own: 500, other: [300, 100] },
}
const without = (field: string) => Object.fromEntries(Object.entries(two).filter(([name]) => name !== field))
const withStudent = (change: object) => ({ ...two, students: [two.students[0], { ...two.students[1], ...change }] })

/** A small random carousel with everything that the format knows. */
const random = (seed: number) => {
  const chance = seededRandom(seed)
  const draw = (limit: number) => below(chance, limit)
  const rounds = 2 + draw(4)
  const stations = Array.from({ length: 3 + draw(8) }, () => ({
    world: 10 * draw(4),
    capacity: draw(5),
    closed: Array.from({ length: rounds }, (_, r) => r).filter(() => draw(8) === 0),
  }))
  const students = Array.from({ length: draw(12) }, () => {
    const within = shuffled(chance, stations.length).subarray(0, draw(stations.length + 1))
    return {
      world: 10 * draw(5),
      travel: Array.from(within, (j) => [j, draw(50)]),
      ...(draw(3) === 0 ? { own: [draw(stations.length)] } : {}),
      ...(draw(3) === 0 ? { wishes: [10 * draw(5)] } : {}),
      ...(draw(6) === 0 && within.length > 0 ? { pins: [[within[0], draw(rounds + 1) - 1]] } : {}),
    }
  })
  const rewards = { own: 500, other: [300, 200, 100], wish: 50 }
  const blocks = rounds % 2 === 0 && draw(3) === 0 ? { blockLength: 2 } : {}
  const switches = draw(3) === 0 ? { switchCost: 100 * draw(5) } : {}
  return { rounds, students, stations, ownVisits: draw(3), emptyCost: 1000, rewards, ...blocks, ...switches }
}

describe('carousel', () => {
  it('answers with a proven plan', () => {
    const answer = ask(two)
    expect(answer).toMatchObject({ objective: 1230, bound: 1230, gap: 0, pointsPerStudent: 0 })
    expect(answer.plan[1]).toEqual([2, 0])
    expect(answer.plan[0][1]).toBe(1)
    expect(flawsIn(two, answer)).toBe('')
  })

  it('answers when there is nobody, or nowhere to go', () => {
    expect(ask({ ...two, students: [] })).toMatchObject({ plan: [], objective: 0, gap: 0, pointsPerStudent: 0 })
    const nowhere = { ...two, stations: [], students: [{ world: 0, travel: [] }] }
    expect(ask(nowhere)).toMatchObject({ plan: [[-1, -1]], objective: -2000, gap: 0, stationPrices: [] })
  })

  it('takes wishes, own stations and pins', () => {
    expect(ask({ ...withStudent({ wishes: [0] }), rewards: { ...two.rewards, wish: 50 } }).objective).toBe(1280)
    expect(ask(withStudent({ world: undefined, own: [0] })).objective).toBe(1230)
    const { plan } = ask(withStudent({ pins: [[0, 0]] }))
    expect(plan[1]).toEqual([0, -1])
  })

  it('proves the bound by prices where pins take every place of a station that others would like as well', () => {
    const full = {
      rounds: 1,
      students: [
        { world: 1, travel: [[0, 14]], pins: [[0, 0]] },
        {
          world: 1,
          travel: [
            [0, 0],
            [1, 28],
            [2, 57],
          ],
          own: [],
        },
        {
          world: 2,
          travel: [
            [0, 35],
            [1, 13],
            [2, 32],
          ],
        },
      ],
      stations: [2, 1, 0].map((world) => ({ world, capacity: 1 })),
      ownVisits: 2,
      emptyCost: 0,
      rewards: { own: 2000, other: [1000, 900, 800] },
    }
    const answer = ask(full)
    expect(answer.gap).toBe(0)
    expect(flawsIn(full, answer)).toBe('')
  })

  it('is right and verified for whatever the format can say', () => {
    let answered = 0
    for (let seed = 1; seed <= 120; seed++) {
      const input = random(seed)
      const flaw = flawOf(input)
      if (flaw !== 'nothing') {
        expect(flaw).toMatch(/pins/)
        continue
      }
      answered++
      expect(flawsIn(input, ask(input))).toBe('')
    }
    expect(answered).toBeGreaterThan(80)
  })

  it('keeps everyone where he is for a block, which is one visit, and verifies that', () => {
    const stations = two.stations.map(({ world }) => ({ world, capacity: 1 }))
    const four = { ...two, rounds: 4, stations, blockLength: 2 }
    const answer = ask(four)
    const { objective } = ask({ ...two, stations })
    expect(answer).toMatchObject({ objective, bound: objective, gap: 0 })
    for (const row of answer.plan) expect([row[0], row[2]]).toEqual([row[1], row[3]])
    expect(flawsIn(four, answer)).toBe('')
    const [a, b, c, d] = answer.plan[0]
    expect(flawsIn(four, { ...answer, plan: [[b, c, d, a], answer.plan[1]] })).toContain('moves within a block')
    expect(flawOf({ ...four, blockLength: 3 })).toBe('blockLength: 3 does not divide 4 rounds')
    expect(flawOf({ ...four, blockLength: 0 })).toBe('blockLength: not between 1 and 4: 0')
    expect(flawOf({ ...four, emptyCost: 30_000_000 })).toMatch(/^emptyCost: not between/)
  })

  it('lets a visit last where every change of station costs, and verifies that', () => {
    const stations = two.stations.map(({ world }) => ({ world, capacity: 1 }))
    const dear = { ...two, stations, switchCost: 2000 }
    const answer = ask(dear)
    // Both stay in the own profile: 500 - 10 and 500 - 30; moving earns 300 more at most.
    expect(answer).toMatchObject({
      plan: [
        [0, 0],
        [2, 2],
      ],
      objective: 960,
      bound: 960,
      gap: 0,
    })
    expect(flawsIn(dear, answer)).toBe('')
    expect(
      flawsIn(dear, {
        ...answer,
        plan: [
          [0, 1],
          [2, 2],
        ],
      }),
    ).toContain('is worth')
    expect(flawsIn({ ...dear, switchCost: 0 }, answer)).toContain('the prices prove')
    expect(flawsIn(dear, { ...answer, slotPrices: undefined })).toContain('slotPrices: missing')
    expect(ask({ ...dear, rounds: 4, blockLength: 2 }).plan).toEqual([
      [0, 0, 0, 0],
      [2, 2, 2, 2],
    ])
    expect(flawOf({ ...dear, switchCost: -1 })).toMatch(/^switchCost: not between/)
    expect(flawOf({ ...dear, rounds: 9 })).toBe('switchCost: for at most 8 rounds or blocks, not 9')
  })

  it('refuses what cannot be, by its path', () => {
    const moved = (travel: unknown) => flawOf(withStudent({ travel }))
    expect(
      moved([
        [0, 1],
        [9, 1],
      ]),
    ).toBe('students[1].travel[1][0]: 9 is not a station (0 to 2)')
    expect(
      moved([
        [0, 1],
        [0, 2],
      ]),
    ).toBe('students[1].travel[1][0]: 0 is listed twice')
    expect(moved([[0, 1.5]])).toBe('students[1].travel[0][1]: not an integer: 1.5')
    expect(moved([[0]])).toBe('students[1].travel[0]: has 1 entries, not [station, minutes]')
    expect(moved('far')).toBe('students[1].travel: not a list: "far"')
    expect(flawOf(withStudent({ world: undefined }))).toBe('students[1].world: missing, expected an integer')
    expect(flawOf(withStudent({ pins: [[1, 0]] }))).toBe('students[1].pins[0]: out of reach')
    expect(
      flawOf(
        withStudent({
          pins: [
            [0, 0],
            [2, 0],
          ],
        }),
      ),
    ).toBe('students[1].pins[1]: two visits in one round')
    expect(flawOf(withStudent({ pins: [[0, 2]] }))).toBe('students[1].pins[0][1]: not between -1 and 1: 2')
    expect(flawOf({ ...two, stations: [{ world: 0, capacity: -1 }] })).toMatch(/^stations\[0\]\.capacity: not between/)
    expect(flawOf({ ...two, rewards: { own: 1, other: [1, 2] } })).toBe('rewards.other[1]: not between 0 and 1: 2')
    expect(flawOf({ ...two, rounds: 0 })).toBe('rounds: not between 1 and 60: 0')
    expect(flawOf({ ...two, emptyCost: 1e12 })).toMatch(/^emptyCost: not between/)
    for (const field of Object.keys(two)) expect(flawOf(without(field))).toContain(`${field}: missing`)
    for (const input of [null, 7, [], 'x']) expect(flawOf(input)).toMatch(/^not an object/)
  })

  it('never crashes on damaged input', () => {
    const chance = seededRandom(9)
    const damages = [null, -1, 1.5, 1e9, 'x', [], {}, true, undefined]
    const damage = (value: unknown): unknown => {
      if (typeof value !== 'object' || value === null || below(chance, 6) === 0)
        return damages[below(chance, damages.length)]
      const keys = Object.keys(value)
      if (keys.length === 0) return damages[below(chance, damages.length)]
      const key = keys[below(chance, keys.length)]
      const copy = (Array.isArray(value) ? [...value] : { ...value }) as Record<string, unknown>
      copy[key] = damage(copy[key])
      return copy
    }
    for (let run = 0; run < 600; run++) {
      const input = damage(random(run))
      // Throws what is not BadInput.
      if (flawOf(input) === 'nothing') expect(flawsIn(input, ask(input))).toBe('')
    }
  })

  it('does not verify what is not so', () => {
    const answer = ask(two)
    expect(flawsIn(two, { ...answer, objective: 1231 })).toContain('worth 1230')
    expect(flawsIn(two, { ...answer, stationPrices: [0, 0, 0] })).toContain('the prices prove')
    expect(flawsIn(two, { ...answer, plan: [answer.plan[0], answer.plan[0]] })).toContain('holds 2 of 1')
    expect(
      flawsIn(two, {
        ...answer,
        plan: [
          [2, 2],
          [0, -1],
        ],
      }),
    ).toContain('twice')
    expect(
      flawsIn(two, {
        ...answer,
        plan: [
          [0, 2],
          [-1, 0],
        ],
      }),
    ).toContain('station 2 holds 1 of 0 in round 1')
    expect(flawsIn(two, { ...answer, plan: 7 })).toContain('plan: not a list')
    expect(flawsIn(two, { ...answer, pointsPerStudent: 7 })).toContain('pointsPerStudent is 0')
  })
})
