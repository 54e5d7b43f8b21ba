// Says in one sentence why a student has no place, from the rules that turned openings away and the places that are taken.
import { type Said, said, type Text } from '@stagebureau/shared'
import type { OpeningFacts, Situation, StudentFacts } from './facts.ts'
import { ageAtStart, type Rule, ruleNames } from './rules.ts'

type Parts = {
  readonly programme: Situation['programme']
  readonly student: StudentFacts
  readonly openings: readonly OpeningFacts[]
  /** The rules that each opening breaks for this student. */
  readonly masks: Uint8Array
  /** The student has another placement at the same time. */
  readonly held: boolean
}

const has = (mask: number, rule: Rule) => (mask & (1 << ruleNames.indexOf(rule))) !== 0
const only = (mask: number, rule: Rule) => mask === 1 << ruleNames.indexOf(rule)

/** The first thing that, once mended, would give the student a chance. */
export const whyUnplaced = ({ programme, student, openings, masks, held }: Parts): Said => {
  const { profile } = student
  const limit = programme.maxTravelMinutes ?? 0
  const say = (text: Text, values = {}) => said(text, { profile, limit, means: student.means, ...values })
  if (held) return say('unplaced/has-another')
  if (openings.length > 0 && masks.every((mask) => has(mask, 'age')))
    return say('unplaced/too-young', { age: ageAtStart({ programme, student }) ?? '?' })
  if (openings.length > 0 && masks.every((mask) => has(mask, 'sunday')))
    return say('unplaced/sunday', { age: ageAtStart({ programme, student }) ?? '?' })
  const mine = openings.flatMap((opening, j) => (has(masks[j]!, 'profile') ? [] : [{ opening, mask: masks[j]! }]))
  if (mine.length === 0) return say(programme.kind === 'placement' ? 'unplaced/no-profile' : 'unplaced/no-openings')
  if (mine.every(({ mask }) => has(mask, 'map'))) return say('unplaced/off-the-map', { area: student.area })
  const count = (rule: Rule) => mine.filter(({ mask }) => has(mask, rule)).length
  const open = mine.filter(({ mask }) => mask === 0)
  if (open.length > 0)
    return say('unplaced/full', {
      openings: open.length,
      places: open.reduce((sum, { opening }) => sum + opening.places, 0),
    })
  const nearest = (['travel', 'recognition', 'weekdays', 'map', 'forbidden'] as const)
    .map((rule) => ({ rule, alone: mine.filter(({ mask }) => only(mask, rule)).length }))
    .toSorted((a, b) => b.alone - a.alone)[0]!
  const values = {
    openings: mine.length,
    far: count('travel'),
    unrecognised: count('recognition'),
    days: count('weekdays'),
  }
  if (nearest.alone === 0) return say('unplaced/several', values)
  if (nearest.rule === 'travel') return say('unplaced/too-far', values)
  if (nearest.rule === 'recognition') return say('unplaced/not-recognised', values)
  if (nearest.rule === 'forbidden') return say('unplaced/forbidden', { openings: nearest.alone })
  return say('unplaced/other-days', values)
}
