// What is said to give more students a place does give so many more a place.
import { draftPlan } from './draft-plan.ts'
import type { Situation } from './facts.ts'
import { alongTheRoad, studentBy } from './testing/situation.ts'
import { whatWouldHelp } from './what-would-help.ts'

const students = [1, 2, 3, 4].map((lot) => studentBy(lot))
const companies = [
  { name: 'near', minutes: 8, places: 1 },
  { name: 'beyond', minutes: 36, places: 2 },
  { name: 'far', minutes: 90, places: 5 },
]
const limited = (situation: Situation, maxTravelMinutes: number): Situation => ({
  ...situation,
  programme: { ...situation.programme, maxTravelMinutes },
})
const helps = (situation: Situation) =>
  whatWouldHelp(situation).map(({ kind, places, text }) => ({ kind, places, text: text.text }))

describe('what would help', () => {
  const short = limited(alongTheRoad(students, companies), 30)

  it('is nothing where everyone has a place', () => {
    expect(helps(limited(alongTheRoad(students, companies), 90))).toEqual([])
  })

  it('tells how many more have a place with ten minutes more, and that a place more helps where they come', () => {
    expect(helps(short)).toEqual([
      { kind: 'travel', places: 2, text: 'help/travel' },
      { kind: 'place', places: 1, text: 'help/place' },
    ])
    const placed = (situation: Situation) => draftPlan(situation, { weights: {} }).quality.placed
    expect(placed(limited(short, 40)) - placed(short)).toBe(2)
  })

  it('tells of other days and of recognition, the most helpful first', () => {
    const { programme, openings } = short
    const strict: Situation = {
      ...short,
      programme: { ...programme, weekdays: ['ma'], needsRecognition: false },
      openings: openings.map((one) => (one.companyId === 'near' ? { ...one, places: 3, weekdays: ['di'] } : one)),
    }
    expect(helps(strict)).toEqual([
      { kind: 'weekdays', places: 3, text: 'help/weekdays' },
      { kind: 'travel', places: 2, text: 'help/travel' },
    ])
    expect(helps({ ...short, programme: { ...programme, needsRecognition: true } })).toEqual([
      { kind: 'recognition', places: 1, text: 'help/recognition' },
    ])
  })
})
