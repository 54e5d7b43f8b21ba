// The menu of repairs of a placement: nothing happens without reason, and its end is the best plan there is.
import { draftPlan } from './draft-plan.ts'
import type { Situation } from './facts.ts'
import { repairPlan } from './repair.ts'
import { alongTheRoad, studentBy } from './testing/situation.ts'

const choices = { weights: {} }
const today = '2026-10-01'
/** Twelve students of three schools, with too few places; who lives where and wishes what differs. */
const short: Situation = alongTheRoad(
  Array.from({ length: 12 }, (_, k) => ({
    ...studentBy(100 + ((k * 37) % 50), [`c${k % 5}`, `c${(k * 3) % 7}`]),
    studentId: `s${k}`,
    schoolId: `h${k % 3 === 0 ? 0 : k % 2}`,
    wishes: k % 4 === 0 ? [] : studentBy(1).wishes,
  })),
  Array.from({ length: 7 }, (_, k) => ({ name: `c${k}`, minutes: 4 + 8 * k, places: k % 3 === 0 ? 2 : 1 })),
)
const placedIn = (rows: readonly { readonly studentId: string; readonly stops: readonly unknown[] }[]) =>
  new Set(rows.filter(({ stops }) => stops.length > 0).map(({ studentId }) => studentId))
const perSchool = (rows: readonly { readonly schoolId: string; readonly stops: readonly unknown[] }[]) =>
  Object.fromEntries(
    [...Map.groupBy(rows, ({ schoolId }) => schoolId)].map(([school, mine]) => [school, placedIn(mine as never).size]),
  )

describe('the menu of repairs', () => {
  const before = draftPlan(short, choices)

  it('is nothing but the plan itself when nothing has happened', () => {
    const options = repairPlan(short, [], before.rows, today)
    expect(options.map(({ changed }) => changed.length)).toEqual([0])
  })

  it.each(['c0', 'c2', 'c5'])('ends with the best plan, as fair between schools, when %s is out', (companyId) => {
    const after = { ...short, openings: short.openings.filter((opening) => opening.companyId !== companyId) }
    const options = repairPlan(after, [], before.rows, today)
    const best = draftPlan(after, choices)
    const last = options.at(-1)!.drafted
    expect(last.quality).toMatchObject({ unplaced: best.quality.unplaced, objective: best.quality.objective })
    expect(perSchool(last.rows)).toEqual(perSchool(best.rows))
    expect(last.levels).toEqual(best.levels)
  })

  it.each(['c0', 'c2', 'c5'])('takes nobody else out for points when %s is out, but for the best plan', (companyId) => {
    const after = { ...short, openings: short.openings.filter((opening) => opening.companyId !== companyId) }
    const hit = new Set(
      before.rows.filter(({ stops }) => stops[0]?.companyId === companyId).map(({ studentId }) => studentId),
    )
    const options = repairPlan(after, [], before.rows, today)
    const safe = [...placedIn(before.rows)].filter((studentId) => !hit.has(studentId))
    for (const { drafted } of options.slice(0, -1)) {
      const placed = placedIn(drafted.rows)
      expect(safe.filter((studentId) => !placed.has(studentId)).length).toBeLessThanOrEqual(hit.size)
      const cost = drafted.levels.find(({ goal }) => goal === 'cost')!
      expect(drafted.quality).toMatchObject({ objective: cost.objective, bound: cost.bound })
    }
  })
})
