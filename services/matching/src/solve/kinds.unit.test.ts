// Questions in JSON against answers worked out by hand, and what is refused.
import { kindOfInput, kinds } from './kinds.ts'

const ask = (kind: string, input: unknown) => JSON.parse(JSON.stringify(kinds[kind].answer(input)))

const flawOf = (kind: string, input: unknown) => {
  try {
    kinds[kind].answer(input)
  } catch (error) {
    return (error as Error).message
  }
  return 'nothing'
}

/** Two students want the one place at opening 0; the third has nowhere to go. */
const short = {
  students: 3,
  openings: [1, 4],
  arcs: [
    [1, 0, -2],
    [0, 0, 7],
  ],
}

describe('placement', () => {
  it('without an unplaced cost places as many as it can and counts the arcs alone', () => {
    const answer = ask('placement', short)
    expect(answer).toMatchObject({ assignment: [-1, 0, -1], placed: 1, objective: -2, bound: -2, gap: 0 })
    expect(kinds.placement.check?.(short, answer)).toEqual([])
  })

  it('refuses two arcs for one pair, by the path of the second', () => {
    const arcs = [
      [0, 0, 7],
      [1, 0, 9],
      [0, 0, 8],
      [1, 0, 3],
    ]
    expect(() => ask('placement', { ...short, arcs })).toThrow('arcs[2]: student 0 and opening 0 are listed twice')
  })

  it('answers when there is nobody, or nowhere to go', () => {
    expect(ask('placement', { students: 0, openings: [], arcs: [] })).toMatchObject({
      assignment: [],
      placed: 0,
      gap: 0,
    })
    expect(ask('placement', { students: 2, openings: [], arcs: [], unplacedCost: 4 }).objective).toBe(8)
  })

  it('refuses what cannot be, by its path', () => {
    expect(flawOf('placement', { ...short, arcs: [[3, 0, 1]] })).toBe('arcs[0][0]: not between 0 and 2: 3')
    expect(flawOf('placement', { ...short, arcs: [[0, 0]] })).toBe(
      'arcs[0]: has 2 entries, not [student, opening, cost]',
    )
    expect(flawOf('placement', { ...short, openings: [1, -4] })).toMatch(/^openings\[1\]: not between 0 and /)
    expect(flawOf('placement', { ...short, unplacedCost: '9' })).toBe('unplacedCost: not an integer: "9"')
    expect(flawOf('placement', [short])).toBe('not an object: a list of 1')
    const large = { students: 90_000, openings: [1], arcs: [[0, 0, 2_000_000_000]] }
    expect(flawOf('placement', large)).toMatch(/^arcs: a cost of 2000000000 is too large/)
  })
})

describe('whynot', () => {
  it('tells the rise, 0 where the student is and null where he cannot be', () => {
    const question = { placement: { ...short, unplacedCost: 50 }, assignment: [-1, 0, -1] }
    const queries = [
      [0, 0],
      [1, 0],
      [2, 1],
    ]
    const { milliseconds: _, ...answer } = ask('whynot', { ...question, queries })
    expect(answer).toEqual({ deltas: [9, 0, null] })
    const { milliseconds: __, ...wary } = ask('whynot', { ...question, assignment: [0, -1, -1], queries })
    expect(wary).toEqual({ deltas: [9, 0, null], assignmentOptimal: false })
    expect(flawOf('whynot', { ...question, queries: [[0, 2]] })).toBe('queries[0][1]: not between 0 and 1: 2')
    expect(flawOf('whynot', { ...question, queries, assignment: [0] })).toBe('assignment: has 1 entries, not 3')
  })
})

describe('shortage', () => {
  it('groups those who are short', () => {
    expect(ask('shortage', short)).toMatchObject({
      unplaced: 2,
      groups: [
        { students: [0, 1], openings: [0], short: 1 },
        { students: [2], openings: [], short: 1 },
      ],
    })
  })
})

describe('asklist', () => {
  it('asks the cheapest companies that help', () => {
    const offers = [
      { opening: 0, places: 1, company: 0 },
      { opening: 0, places: 1, company: 1, chance: 1 },
      { opening: 1, places: 9, company: 2 },
    ]
    const question = { placement: short, offers, askCost: [5, 2.5, 0] }
    expect(ask('asklist', question)).toMatchObject({ ask: [1], cost: 2.5, bound: 2.5, placedAfter: 2 })
    expect(flawOf('asklist', { ...question, askCost: [1] })).toBe('offers[1].company: not between 0 and 0: 1')
    expect(flawOf('asklist', { ...question, offers: [{ ...offers[0], chance: 2 }] })).toBe(
      'offers[0].chance: not between 0 and 1: 2',
    )
  })
})

describe('fairness', () => {
  /** The near place goes to either school; the far one costs the lone student's school more than the pair's. */
  const question = {
    students: 3,
    openings: [1, 2],
    arcs: [
      [0, 0, 10],
      [0, 1, 20],
      [1, 0, 10],
      [1, 1, 19],
      [2, 1, 10],
    ],
    unplacedCost: 100,
    schools: [0, 1, 1],
  }

  it('spares the school that would be worst off, proves it, and is told from a placement by its answer', () => {
    const answer = ask('fairness', question)
    expect(answer).toMatchObject({ assignment: [0, 1, 1], objective: 82.5, means: [10, 14.5] })
    expect(answer.bound).toBeLessThanOrEqual(82.5)
    expect(kinds.fairness.check?.(question, answer)).toEqual([])
    expect(kinds.fairness.check?.(question, { ...answer, objective: 82 })).not.toEqual([])
    expect(kindOfInput(question, answer)).toBe('fairness')
    expect(kindOfInput(question, ask('placement', question))).toBe('placement')
  })

  it('refuses what cannot be, by its path', () => {
    expect(flawOf('fairness', { ...question, schools: [0, 1] })).toBe('schools: has 2 entries, not 3')
    expect(flawOf('fairness', { ...question, schools: [0, 1, -1] })).toBe('schools[2]: not between 0 and 99999: -1')
    const { unplacedCost, ...without } = question
    expect(flawOf('fairness', without)).toBe('unplacedCost: missing, expected an integer')
    expect(flawOf('fairness', { ...question, unplacedCost: 2 ** 50 })).toMatch(/^unplacedCost|arcs: /)
  })
})

describe('repair', () => {
  it('mends with the fewest changes, proves it and leaves the frozen where they are', () => {
    const placement = {
      students: 3,
      openings: [1, 0, 2],
      arcs: [
        [0, 0, 1],
        [0, 2, 9],
        [1, 0, 1],
        [1, 1, 1],
        [2, 0, 1],
        [2, 2, 1],
      ],
      unplacedCost: 100,
    }
    const question = { placement, previous: [0, 1, 2], frozen: [] as number[] }
    const answer = ask('repair', question)
    expect(answer).toMatchObject({ assignment: [2, 0, 2], placed: 3, changed: 2, objective: 11, gap: 0 })
    expect(kinds.repair.check?.(question, answer)).toEqual([])
    expect(kinds.repair.check?.(question, { ...answer, changed: 1 })).toEqual(['2 are changed, not 1'])
    const frozen = { ...question, frozen: [0] }
    const kept = ask('repair', frozen)
    expect(kept).toMatchObject({ assignment: [0, -1, 2], placed: 2, changed: 1, objective: 102 })
    expect(kinds.repair.check?.(frozen, kept)).toEqual([])
    expect(flawOf('repair', { ...question, frozen: [1] })).toBe(
      'frozen[0]: student 1 cannot stay at opening 1: it is full',
    )
    expect(flawOf('repair', { ...question, previous: [0] })).toBe('previous: has 1 entries, not 3')
  })
})
