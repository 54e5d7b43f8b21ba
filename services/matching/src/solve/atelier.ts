// The kind `atelier`: teams to cases by the rule that was chosen.
import { solveAtelier } from '../engine/atelier.ts'
import { blockingPairs, misassigned } from '../engine/atelier-check.ts'
import { improvingCycle } from '../engine/improving-cycle.ts'
import type { Atelier, Rule } from '../engine/teams-and-cases.ts'
import { kindOf } from './kind.ts'
import { BadInput, field, forEach, LARGEST, list, oneOf, optional, type Read, whole, wholes } from './reader.ts'

type Question = { readonly task: Atelier; readonly rule: Rule }

const MOST_TEAMS = 1_000_000

/** Entries that all differ, each an index below `limit`. */
const ranking =
  (limit: number): Read<Int32Array> =>
  (value) => {
    const entries = wholes(0, limit - 1)(value)
    const seen = new Set<number>()
    forEach(value, (entry) => {
      if (seen.has(entry as number)) throw new BadInput('', `${entry} is listed twice`)
      seen.add(entry as number)
    })
    return entries
  }

const sized = <T>(entries: T[], length: number): T[] => {
  if (entries.length !== length) throw new BadInput('', `has ${entries.length} entries, not ${length}`)
  return entries
}

const readAtelier: Read<Question> = (input) => {
  const teams = field(input, 'teams', whole(0, MOST_TEAMS))
  const rule = field(input, 'rule', oneOf('generous', 'greedy', 'ranksum', 'stable'))
  const companyCapacity = field(input, 'companies', wholes(0, LARGEST))
  const cases = field(
    input,
    'cases',
    list((one) => ({
      company: field(one, 'company', whole(0, companyCapacity.length - 1)),
      // No case or company ever holds more than all teams; larger caps would only overflow.
      capacity: Math.min(teams, field(one, 'capacity', whole(0, LARGEST))),
      minimum: field(one, 'minimum', optional(minimumFor(rule))) ?? 0,
    })),
  )
  const lists = field(input, 'lists', (value) => sized(list(ranking(cases.length))(value), teams))
  const companyLists = field(
    input,
    'companyLists',
    optional((value) => sized(list(ranking(teams))(value), companyCapacity.length)),
  )
  const offsets = new Int32Array(teams + 1)
  lists.forEach((row, i) => {
    offsets[i + 1] = offsets[i] + row.length
  })
  const entries = new Int32Array(offsets[teams])
  lists.forEach((row, i) => {
    entries.set(row, offsets[i])
  })
  const task = {
    offsets,
    cases: entries,
    capacity: Int32Array.from(cases, ({ capacity }) => capacity),
    company: Int32Array.from(cases, ({ company }) => company),
    companyCapacity: companyCapacity.map((room) => Math.min(room, teams)),
    minimum: Int32Array.from(cases, ({ minimum }) => minimum),
    ...(companyLists === undefined ? {} : { companyLists }),
  }
  return { task, rule }
}

const minimumFor =
  (rule: Rule): Read<number> =>
  (value) => {
    const minimum = whole(0, LARGEST)(value)
    if (rule === 'stable' && minimum > 1) throw new BadInput('', `${minimum} is more than the rule stable can keep to`)
    return minimum
  }

/** `gap` is there only where cases need more than one team; it is 0 when no choice of running cases is better. */
export const atelier = kindOf<Question, ReturnType<typeof solveAtelier>>({
  read: readAtelier,
  solve: ({ task, rule }) => solveAtelier(task, rule),
  write: ({ assignment, profile, unassigned, gap }, { task }) => ({
    assignment: Array.from(assignment),
    profile: Array.from(profile),
    unassigned,
    ...(task.minimum?.some((least) => least > 1) ? { gap } : {}),
  }),
  check: ({ task, rule }, answer) => {
    const claim = {
      assignment: field(answer, 'assignment', wholes(-1, task.capacity.length - 1)),
      profile: field(answer, 'profile', wholes(0, LARGEST)),
      unassigned: field(answer, 'unassigned', whole(0, LARGEST)),
    }
    const flaws = misassigned(task, claim)
    if (flaws.length > 0) return flaws
    if (rule === 'stable')
      return blockingPairs(task, claim.assignment).map(
        ([team, p]) => `team ${team} and case ${p} would rather have each other`,
      )
    const ring = improvingCycle(task, rule, claim.assignment)
    return ring === undefined ? [] : [`another plan is better by the rule ${rule}`]
  },
})
