// "Why not there?" of a standing placement plan, against two plans made anew, in made-up regions while things change.
import { below, seededRandom } from '../engine/random.ts'
import type { Situation } from './facts.ts'
import { keepSituations } from './kept-situations.ts'
import type { Pin } from './pins.ts'
import { randomSituation } from './testing/random-situation.ts'
import { byPlanningAgain, type Counterfactual, whyNot } from './why-not.ts'

/** A company gone, fewer places, a student gone, something forbidden, a student who is somewhere else already. */
const changed = (situation: Situation, random: () => number): Situation => {
  const { openings, students } = situation
  const opening = openings[below(random, openings.length)]!
  const student = students[below(random, students.length)]!
  const { studentId } = student
  const stop = { openingId: opening.openingId, from: '2026-11-01', until: '2026-12-01', weekdays: [] }
  const forbid = { studentId, openingId: opening.openingId }
  const ways: Partial<Situation>[] = [
    { openings: openings.filter((one) => one !== opening) },
    { openings: openings.map((one) => (one === opening ? { ...one, places: one.places - 1 } : one)) },
    { students: students.filter((one) => one !== student) },
    { forbids: [...(situation.forbids ?? []), forbid] },
    { held: [...situation.held, { ...stop, studentId, kind: 'placement', programmeId: 'q' }] },
  ]
  return { ...situation, ...ways[below(random, ways.length)] }
}

describe('why not, in a placement', () => {
  it('is answered from the standing plan just as by planning twice, whatever has happened in between', () => {
    const seen = new Map<string, number>()
    for (let seed = 1; seed <= 4; seed++) {
      const random = seededRandom(seed)
      let situation = randomSituation(seed, { students: 60, companies: 40, places: 2 })
      let pins: Pin[] = []
      for (let event = 0; event < 5; event++) {
        const weights: Record<string, number> = event === 3 ? { wish: 7 } : {}
        for (let k = 0; k < 12; k++) {
          const { studentId, profile } = situation.students[below(random, situation.students.length)]!
          const fitting = situation.openings.filter((one) => one.profile === profile)
          if (fitting.length === 0) continue
          const wish = { studentId, openingId: fitting[below(random, fitting.length)]!.openingId }
          const answer = whyNot(situation, { weights, pins }, wish) as Counterfactual
          seen.set(answer.reason.text, 1 + (seen.get(answer.reason.text) ?? 0))
          if (['why-not/travel', 'why-not/forbidden'].includes(answer.reason.text)) continue
          expect(answer).toEqual(byPlanningAgain(situation, { weights, pins }, wish))
          if (answer.possible && k === 0) pins = [...pins.filter((pin) => pin.studentId !== studentId), wish]
        }
        situation = changed(situation, random)
      }
    }
    expect([...seen.keys()].toSorted()).toEqual(
      expect.arrayContaining(['why-not/already', 'why-not/costs', 'why-not/costs-a-place', 'why-not/travel']),
    )
  })

  it('knows neither students nor openings that are not there', () => {
    const situation = randomSituation(1, { students: 5, companies: 5, places: 1 })
    const [{ studentId }, { openingId }] = [situation.students[0]!, situation.openings[0]!]
    expect(whyNot(situation, { weights: {} }, { studentId: 'nobody', openingId })).toEqual({ unknown: 'student' })
    expect(whyNot(situation, { weights: {} }, { studentId, openingId: 'nowhere' })).toEqual({ unknown: 'opening' })
  })
})

describe('kept situations', () => {
  const small = () => randomSituation(1, { students: 5, companies: 5, places: 1 })
  it('are the ones used last', () => {
    const { get, keep } = keepSituations(2)
    const [a, b, c] = [small(), small(), small()]
    keep('a', a)
    keep('b', b)
    expect(get('a')).toBe(a)
    keep('c', c)
    expect([get('a'), get('b'), get('c')]).toEqual([a, undefined, c])
  })

  it('are few when they are large, but always one', () => {
    const { get, keep } = keepSituations(8)
    const large = { ...small(), students: new Array(30_000_000).fill(0) as never }
    keep('a', small())
    keep('b', large)
    expect([get('a'), get('b')]).toEqual([undefined, large])
  })
})
