// The events of the matching service: plans that were drafted and published, and who is to go where.
import { z } from 'zod'
import { contract } from '../kernel/contract.ts'
import { Day, Id, Profile } from './words.ts'

export const PlanDrafted = contract({
  type: 'PlanDrafted',
  owner: 'matching',
  sentence: 'A plan for a programme was made, with its proof.',
  data: { planId: Id, programmeId: Id, placed: z.int(), unplaced: z.int() },
  example: { planId: 'l1', programmeId: 'r1', placed: 280, unplaced: 5 },
})
export const PlanPublished = contract({
  type: 'PlanPublished',
  owner: 'matching',
  sentence: 'A plan holds from now on.',
  data: { planId: Id, programmeId: Id },
  example: { planId: 'l1', programmeId: 'r1' },
})

export const AssignedStop = z.object({
  /** Round of a carousel, counted from 1. */
  round: z.int().min(1).optional(),
  companyId: Id,
  openingId: Id,
  from: Day,
  until: Day,
  minutes: z.int().min(0),
})
export type AssignedStop = z.infer<typeof AssignedStop>

export const StudentAssigned = contract({
  type: 'StudentAssigned',
  owner: 'matching',
  sentence: 'A student is to go to these companies in a programme; what was said before holds no longer.',
  data: {
    studentId: Id,
    programmeId: Id,
    planId: Id,
    stops: z.array(AssignedStop),
    team: z.string().optional(),
    caseId: Id.optional(),
  },
  example: {
    studentId: 'p1',
    programmeId: 'r1',
    planId: 'l1',
    stops: [{ round: 1, companyId: 'c1', openingId: 'o1', from: '2026-12-03', until: '2026-12-17', minutes: 18 }],
  },
})
export const AssignmentWithdrawn = contract({
  type: 'AssignmentWithdrawn',
  owner: 'matching',
  sentence: 'A student has no place in a programme any more.',
  data: { studentId: Id, programmeId: Id, planId: Id },
  example: { studentId: 'p1', programmeId: 'r1', planId: 'l2' },
})
export const ShortageFound = contract({
  type: 'ShortageFound',
  owner: 'matching',
  sentence: 'However one plans, so many of these students cannot be placed.',
  data: {
    planId: Id,
    programmeId: Id,
    groups: z.array(z.object({ profile: Profile.optional(), students: z.int(), openings: z.int(), short: z.int() })),
  },
  example: { planId: 'l1', programmeId: 'r1', groups: [{ profile: 'PIE', students: 30, openings: 6, short: 9 }] },
})
