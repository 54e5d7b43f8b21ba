// Ateliers in JSON against answers worked out by hand, what is refused, and answers that verification must not pass.
import { below, seededRandom, shuffled } from '../engine/random.ts'
import { kinds } from './kinds.ts'

const ask = (input: unknown) => JSON.parse(JSON.stringify(kinds.atelier.answer(input)))
const flawsIn = (input: unknown, answer: unknown) => kinds.atelier.check?.(input, answer)
const flawOf = (input: unknown) => {
  try {
    kinds.atelier.answer(input)
  } catch (error) {
    return (error as Error).message
  }
  return 'nothing'
}

/** Whoever of the first two teams gives way for the third goes to a second wish. */
const three = {
  teams: 3,
  cases: [
    { company: 0, capacity: 1, minimum: 0 },
    { company: 0, capacity: 1, minimum: 0 },
    { company: 1, capacity: 2, minimum: 0 },
  ],
  companies: [2, 1],
  lists: [
    [0, 1, 2],
    [0, 1],
    [0, 1, 2],
  ],
  rule: 'generous',
}

const random = (seed: number, rule: string) => {
  const chance = seededRandom(seed)
  const cases = Array.from({ length: 12 }, () => ({
    company: below(chance, 6),
    capacity: below(chance, 4),
    minimum: 0,
  }))
  return {
    teams: 20,
    cases,
    companies: Array.from({ length: 6 }, () => below(chance, 6)),
    lists: Array.from({ length: 20 }, () => Array.from(shuffled(chance, 12).subarray(0, below(chance, 7)))),
    rule,
    companyLists: Array.from({ length: 6 }, () => Array.from(shuffled(chance, 20).subarray(0, 15))),
  }
}

describe('atelier', () => {
  it('gives as many teams as possible a case, and tells how many are at which rank', () => {
    for (const rule of ['generous', 'greedy', 'ranksum']) {
      const answer = ask({ ...three, rule })
      expect(answer).toEqual({
        assignment: expect.any(Array),
        profile: [1, 1, 1],
        unassigned: 0,
        milliseconds: expect.any(Number),
      })
      expect(flawsIn({ ...three, rule }, answer)).toEqual([])
    }
  })

  it('keeps to the lists of companies by the rule stable; a company without them takes teams in their order', () => {
    const stable = { ...three, rule: 'stable' }
    expect(ask(stable).assignment).toEqual([0, 1, 2])
    expect(ask({ ...stable, companyLists: [[2, 1], [0]] }).assignment).toEqual([2, 1, 0])
  })

  it('runs a case with its minimum or not at all, and tells the gap', () => {
    const cases = three.cases.map((one) => ({ ...one, minimum: 2 }))
    const answer = ask({ ...three, cases, companies: [2, 2] })
    expect(answer).toMatchObject({ assignment: [2, -1, 2], profile: [0, 0, 2], unassigned: 1, gap: 0 })
    expect(flawsIn({ ...three, cases, companies: [2, 2] }, answer)).toEqual([])
  })

  it('answers when there is nobody or nothing', () => {
    expect(ask({ ...three, teams: 0, lists: [] })).toMatchObject({ assignment: [], profile: [], unassigned: 0 })
    const nothing = { teams: 2, cases: [], companies: [], lists: [[], []], rule: 'greedy' }
    expect(ask(nothing)).toMatchObject({ assignment: [-1, -1], profile: [], unassigned: 2 })
  })

  it('refuses what cannot be, by its path', () => {
    const { teams, ...without } = three
    expect(flawOf(without)).toBe('teams: missing, expected an integer')
    expect(flawOf({ ...three, teams: 4 })).toBe('lists: has 3 entries, not 4')
    expect(flawOf({ ...three, lists: [[0], [1, 1], []] })).toBe('lists[1][1]: 1 is listed twice')
    expect(flawOf({ ...three, lists: [[0], [3], []] })).toBe('lists[1][0]: not between 0 and 2: 3')
    expect(flawOf({ ...three, cases: [{ company: 2, capacity: 1 }] })).toBe('cases[0].company: not between 0 and 1: 2')
    expect(flawOf({ ...three, cases: [{ company: 0 }] })).toBe('cases[0].capacity: missing, expected an integer')
    expect(flawOf({ ...three, rule: 'fair' })).toBe('rule: not one of generous, greedy, ranksum, stable: "fair"')
    expect(flawOf({ ...three, companyLists: [[0]] })).toBe('companyLists: has 1 entries, not 2')
    const demanding = three.cases.map((one) => ({ ...one, minimum: 2 }))
    expect(flawOf({ ...three, cases: demanding, rule: 'stable' })).toBe(
      'cases[0].minimum: 2 is more than the rule stable can keep to',
    )
  })
})

describe('verification of an Atelier', () => {
  it.each(['generous', 'greedy', 'ranksum', 'stable'])('passes plans by the rule %s and no other plan', (rule) => {
    let refused = 0
    for (let seed = 0; seed < 12; seed++) {
      const question = random(seed, rule)
      const answer = ask(question)
      expect(flawsIn(question, answer)).toEqual([])
      question.lists.forEach((list, i) => {
        for (const p of [-1, ...list]) {
          if (p === answer.assignment[i]) continue
          const assignment = answer.assignment.with(i, p)
          const profile = answer.profile.map(
            (_: number, rank: number) =>
              assignment.filter((q: number, team: number) => q !== -1 && question.lists[team].indexOf(q) === rank)
                .length,
          )
          const unassigned = assignment.filter((q: number) => q === -1).length
          if (profile.join() === answer.profile.join()) continue
          expect(flawsIn(question, { ...answer, assignment, profile, unassigned })).not.toEqual([])
          refused++
        }
      })
    }
    expect(refused).toBeGreaterThan(200)
  })

  it('does not pass false figures', () => {
    const answer = ask(three)
    expect(flawsIn(three, { ...answer, unassigned: 1 })).not.toEqual([])
    expect(flawsIn(three, { ...answer, profile: [2, 1, 0] })).not.toEqual([])
    expect(flawsIn(three, { ...answer, assignment: [0, 1] })).not.toEqual([])
    expect(flawsIn(three, { ...answer, assignment: 'x' })).not.toEqual([])
  })
})
