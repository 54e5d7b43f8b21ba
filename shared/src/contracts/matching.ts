// The events of the matching service: plans that were drafted and published, and who is to go where.
import { z } from 'zod'
import { contract } from '../kernel/contract.ts'
import { Day, Id, Profile, ProgrammeKind } from './words.ts'

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
  data: {
    planId: Id,
    programmeId: Id,
    /** True when nobody is to get a letter about it. */
    quietly: z.boolean().optional(),
  },
  example: { planId: 'l1', programmeId: 'r1' },
})
export const PlanCarriedOut = contract({
  type: 'PlanCarriedOut',
  owner: 'matching',
  sentence: 'Every student has been assigned as a published plan says; these companies and schools are touched by it.',
  data: {
    planId: Id,
    programmeId: Id,
    seasonId: Id,
    programme: z.string(),
    kind: ProgrammeKind,
    companies: z.array(
      z.object({
        companyId: Id,
        /** Students who were to come before the plan, and who are to come by it. */
        before: z.int(),
        students: z.int(),
        /** The first day on which one of them is to come. */
        from: Day.optional(),
      }),
    ),
    schools: z.array(
      z.object({
        schoolId: Id,
        placed: z.int(),
        moved: z.int(),
        dropped: z.int(),
        /** So many of these students have no address to write to. */
        unreachable: z.int(),
      }),
    ),
  },
  example: {
    planId: 'l1',
    programmeId: 'r1',
    seasonId: 's1',
    programme: 'LOB-carrousel',
    kind: 'carousel',
    companies: [{ companyId: 'c1', before: 0, students: 3, from: '2026-12-03' }],
    schools: [{ schoolId: 'h1', placed: 24, moved: 0, dropped: 0, unreachable: 2 }],
  },
})

/** What becomes of a student by a plan; absent when it is nothing that people would notice, or told quietly. */
export const Change = z.enum(['placed', 'moved', 'dropped'])
export type Change = z.infer<typeof Change>

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
    change: Change.optional(),
  },
  example: {
    studentId: 'p1',
    programmeId: 'r1',
    planId: 'l1',
    stops: [{ round: 1, companyId: 'c1', openingId: 'o1', from: '2026-12-03', until: '2026-12-17', minutes: 18 }],
    change: 'placed',
  },
})
export const AssignmentWithdrawn = contract({
  type: 'AssignmentWithdrawn',
  owner: 'matching',
  sentence: 'A student has no place in a programme any more.',
  data: { studentId: Id, programmeId: Id, planId: Id, change: Change.optional() },
  example: { studentId: 'p1', programmeId: 'r1', planId: 'l2', change: 'dropped' },
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
