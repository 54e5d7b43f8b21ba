// Finds who cannot be placed however one plans, and where one place more would help.
import { openingParts } from './connected-components.ts'
import { largestPlan } from './largest-plan.ts'
import type { Pairs } from './placement-network.ts'

/** Students who can only go to these openings, which are full and `short` places too few for them. */
export type ShortGroup = { readonly students: Int32Array; readonly openings: Int32Array; readonly short: number }

export type Shortage = { readonly unplaced: number; readonly groups: readonly ShortGroup[] }

type Question = Omit<Pairs, 'costs'>

/**
 * The groups that are short of places, the largest shortage first. Their shortages add up to the number that stays unplaced
 * in the best plan, and one more place at any opening of a group places one student more.
 *
 * Why: the students whom chains of moves reach from the unplaced of a largest plan, with all openings they can go to, form the
 * smallest set of students with the greatest shortage (Dulmage and Mendelsohn, 1958), the same for every largest plan. Its
 * connected parts are the groups; a part with a proper subset short by as many would make a smaller set with the greatest
 * shortage, so there is none. A student who can go nowhere is a group by himself. O(arcs) after the plan.
 */
export const shortages = (question: Question): Shortage => {
  const { offsets, openings, capacity } = question
  const students = offsets.length - 1
  const { assignment, placed, reached } = largestPlan(question)
  const isShort = (i: number) => assignment[i] === -1 || reached[assignment[i]] === 1
  const members: number[] = []
  for (let i = 0; i < students; i++) if (isShort(i)) members.push(i)
  const rows = rowsOf(question, members)
  const { part, count } = openingParts(rows.offsets, rows.openings, capacity.length)
  const parts = Array.from({ length: count }, () => ({ students: [] as number[], openings: [] as number[], places: 0 }))
  const alone: ShortGroup[] = []
  for (const i of members) {
    if (offsets[i] === offsets[i + 1]) alone.push({ students: Int32Array.of(i), openings: new Int32Array(0), short: 1 })
    else parts[part[openings[offsets[i]]]].students.push(i)
  }
  for (let j = 0; j < capacity.length; j++) {
    if (reached[j] === 0) continue
    parts[part[j]].openings.push(j)
    parts[part[j]].places += capacity[j]
  }
  const groups = parts
    .filter((group) => group.students.length > 0)
    .map((group) => ({
      students: Int32Array.from(group.students),
      openings: Int32Array.from(group.openings),
      short: group.students.length - group.places,
    }))
    .sort((a, b) => b.short - a.short)
  return { unplaced: students - placed, groups: [...groups, ...alone] }
}

/** How many more students each relaxed question could place, if it were allowed; each must allow all that the first does. */
export const whatWouldHelp = (question: Question, relaxed: readonly Question[]): number[] => {
  const { assignment, placed } = largestPlan(question)
  return relaxed.map((other) => largestPlan(other, assignment).placed - placed)
}

const rowsOf = ({ offsets, openings }: Question, students: readonly number[]) => {
  const starts = new Int32Array(students.length + 1)
  students.forEach((i, k) => {
    starts[k + 1] = starts[k] + offsets[i + 1] - offsets[i]
  })
  const kept = new Int32Array(starts[students.length])
  students.forEach((i, k) => {
    kept.set(openings.subarray(offsets[i], offsets[i + 1]), starts[k])
  })
  return { offsets: starts, openings: kept }
}
