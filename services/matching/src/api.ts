// What may be asked of the matching service.
import {
  type Api,
  AssignedStop,
  command,
  Day,
  Id,
  OfferedOpening,
  office,
  Profile,
  page,
  pageInput,
  query,
  school,
  signedIn,
} from '@stagebureau/shared'
import { z } from 'zod'

const SaidView = z.object({ text: z.string(), values: z.record(z.string(), z.union([z.string(), z.number()])) })

export const PlanState = z.enum(['draft', 'published', 'superseded'])
export const PlanView = z.object({
  id: Id,
  programmeId: Id,
  seasonId: Id,
  name: z.string(),
  state: PlanState,
  draftedAt: z.string(),
  seed: z.int(),
  weights: z.record(z.string(), z.union([z.number(), z.array(z.number())])),
  rule: z.string().optional(),
  quality: z.object({
    placed: z.int(),
    unplaced: z.int(),
    objective: z.number(),
    bound: z.number(),
    gap: z.number(),
    averageTravelMinutes: z.number(),
    coverage: z.number(),
    solveMilliseconds: z.int(),
  }),
  levels: z.array(z.object({ goal: z.string(), objective: z.number(), bound: z.number() })),
})
export type PlanView = z.infer<typeof PlanView>

/** How far the making of a plan is; `share` runs from 0 to 1 where it is known. */
export const ProgressView = z.object({
  state: z.enum(['queued', 'solving', 'checking', 'ready', 'failed']),
  share: z.number().min(0).max(1).optional(),
})
export type ProgressView = z.infer<typeof ProgressView>

/** What somebody decided about a student and an opening, for plans that are based on this one. */
export const ByHandView = z.object({ openingId: z.string(), round: z.int().optional(), by: Id.optional() })
export type ByHandView = z.infer<typeof ByHandView>

export const RowView = z.object({
  id: Id,
  planId: Id,
  studentId: Id,
  schoolId: Id,
  stops: z.array(AssignedStop),
  gaps: z.array(z.object({ round: z.int(), reason: SaidView })),
  reasons: z.array(z.object({ round: z.int().optional(), reason: SaidView })),
  unplaced: SaidView.optional(),
  pinned: z.boolean(),
  team: z.string().optional(),
  caseId: Id.optional(),
  rank: z.int().optional(),
  pins: z.array(ByHandView).optional(),
  forbidden: z.array(ByHandView).optional(),
})
export type RowView = z.infer<typeof RowView>

/** Places that no plan can fill from what is offered: a group of students who only reach these openings. */
export const ShortageView = z.object({
  programmeId: Id,
  profile: Profile.optional(),
  students: z.int(),
  openings: z.int(),
  /** So many of the students have no place however one plans. */
  short: z.int(),
  towns: z.array(z.string()),
  companyIds: z.array(Id),
})
export type ShortageView = z.infer<typeof ShortageView>

/** Whom to ask, or where to look, so that as many as possible get a place. */
export const AskView = z.object({
  programmeId: Id,
  companyId: Id.optional(),
  profile: Profile.optional(),
  place: z.string(),
  places: z.int(),
  reason: SaidView,
})
export type AskView = z.infer<typeof AskView>
export const AskListView = z.object({ shortages: z.array(ShortageView), asks: z.array(AskView) })
export type AskListView = z.infer<typeof AskListView>

/** What becomes of one student: the stops of one plan, and those of another. */
export const MoveView = z.object({ studentId: Id, from: z.array(AssignedStop), to: z.array(AssignedStop) })
export type MoveView = z.infer<typeof MoveView>

/** Two plans of a programme side by side. */
export const ComparisonView = z.object({
  plan: PlanView,
  withPlan: PlanView,
  /** Students whose stops differ, as far as the viewer may see them. */
  changed: z.int(),
  /** Travel of these students together in the second plan, less that in the first. */
  extraMinutes: z.int(),
})
export type ComparisonView = z.infer<typeof ComparisonView>

/** A way to mend a plan after something has happened. */
export const RepairOptionView = z.object({
  id: Id,
  programmeId: Id,
  /** Students who go elsewhere than they were told. */
  changed: z.int(),
  unplaced: z.int(),
  objective: z.number(),
  extraMinutes: z.int(),
  moves: z.array(MoveView),
})
export type RepairOptionView = z.infer<typeof RepairOptionView>

/** What it would cost to have a student at another opening. */
export const CounterfactualView = z.object({
  possible: z.boolean(),
  reason: SaidView,
  othersMoved: z.int(),
  extraMinutes: z.int(),
  delta: z.number().optional(),
})
export type CounterfactualView = z.infer<typeof CounterfactualView>

/** Another opening for a student, beside the one that the plan gives. */
export const AlternativeView = z.object({
  openingId: Id,
  minutes: z.int(),
  wish: z.int().optional(),
  /** Points that it is worse for this student; less than 0 when it is better. */
  worse: z.number().optional(),
  possible: z.boolean(),
  reason: SaidView,
})
export type AlternativeView = z.infer<typeof AlternativeView>

/** What would give more students of a programme a place. */
export const HelpView = z.object({
  kind: z.enum(['travel', 'weekdays', 'recognition', 'place']),
  places: z.int(),
  text: SaidView,
})
export type HelpView = z.infer<typeof HelpView>

/** Students of the plan that holds whose places were taken back. */
export const DisruptionView = z.object({
  programmeId: Id,
  companyId: Id,
  cause: z.enum(['closed', 'withdrawn', 'days', 'round', 'places']),
  students: z.int(),
})
export type DisruptionView = z.infer<typeof DisruptionView>

export const OpeningView = z.object({
  id: Id,
  companyId: Id,
  programmeId: Id,
  line: OfferedOpening,
  filled: z.int(),
})
export type OpeningView = z.infer<typeof OpeningView>

/** A student at an opening; the round is for carousels. */
const AtOpening = z.object({ planId: Id, studentId: Id, openingId: z.string(), round: z.int().min(1).optional() })
export type AtOpening = z.infer<typeof AtOpening>

const TwoPlans = z.object({ planId: Id, withPlanId: Id })

export const matchingApi = {
  draftPlan: command(
    school,
    z.object({
      programmeId: Id,
      name: z.string().min(1).max(100).optional(),
      weights: z.array(z.object({ name: z.string(), value: z.int().min(0).max(100_000) })).default([]),
      rule: z.enum(['generous', 'greedy', 'ranksum', 'stable']).optional(),
      basedOn: Id.optional(),
      /** The id that the plan is to have, so that its progress can be followed from the start. */
      planId: z.uuid().optional(),
    }),
    PlanView,
  ),
  /** Stops the making of a plan, so that its draft is refused; false when none is under way or it is being kept by now. */
  cancelDraft: command(school, z.object({ planId: Id }), z.boolean()),
  /** `quietly`: nobody gets a letter about it. */
  publishPlan: command(office, z.object({ planId: Id, quietly: z.boolean().default(false) }), PlanView),
  /** What can be done when something has happened to the plan that holds, the fewest changes first. */
  repairOptions: command(
    office,
    z.object({
      programmeId: Id,
      event: z.object({
        companyClosed: Id.optional(),
        placesLost: z.array(z.object({ openingId: z.string(), places: z.int().min(1) })).optional(),
        studentLeft: Id.optional(),
        studentJoined: Id.optional(),
        offersChanged: z.boolean().optional(),
        from: Day.optional(),
      }),
    }),
    z.array(RepairOptionView),
  ),
  applyRepair: command(office, z.object({ optionId: Id }), PlanView),

  /** Empty for a plan that nobody has begun. */
  planProgress: query(school, z.object({ planId: Id }), z.array(ProgressView).max(1)),
  pinAssignment: command(school, AtOpening, RowView),
  /** Keeps a student away from an opening: in one round of a carousel, or in all of them. */
  forbidAssignment: command(school, AtOpening, RowView),
  /** Takes back what was pinned or forbidden, in one round or in all. */
  releaseAssignment: command(school, AtOpening, RowView),

  comparePlans: query(school, TwoPlans, ComparisonView),
  movesBetween: query(school, pageInput(TwoPlans.shape), page(MoveView)),

  plansByIds: query(school, z.object({ ids: z.array(Id) }), z.array(PlanView)),
  plansOfProgrammes: query(school, z.object({ programmeIds: z.array(Id) }), z.array(PlanView)),
  rows: query(
    school,
    pageInput({ planId: Id, placed: z.boolean().optional(), studentIds: z.array(Id).optional() }),
    page(RowView),
  ),
  /** The rows of a plan, or of the one that holds when none is named; of one school or of all. */
  board: query(school, z.object({ programmeId: Id, planId: Id.optional(), schoolId: Id.optional() }), z.array(RowView)),
  rowsOfStudents: query(
    [...school, 'student'],
    z.object({ programmeId: Id, studentIds: z.array(Id) }),
    z.array(RowView),
  ),
  openingsOfProgrammes: query(signedIn, z.object({ programmeIds: z.array(Id) }), z.array(OpeningView)),
  openingsOfCompanies: query(signedIn, z.object({ companyIds: z.array(Id), seasonId: Id }), z.array(OpeningView)),
  whyNot: query(school, z.object({ planId: Id, studentId: Id, openingId: z.string() }), CounterfactualView),
  /** The best other openings for one student, at most five; in a carousel for one round. */
  alternatives: query(
    school,
    z.object({ planId: Id, studentId: Id, round: z.int().min(1).optional() }),
    z.array(AlternativeView),
  ),
  shortages: query(school, z.object({ programmeId: Id }), z.array(ShortageView)),
  whatWouldHelp: query(school, z.object({ programmeId: Id }), z.array(HelpView)),
  /** Where the plans that hold count on places that companies took back. */
  disruptionsOfProgrammes: query(office, z.object({ programmeIds: z.array(Id) }), z.array(DisruptionView)),
  /** Whom to ask, and what for. */
  askList: query(school, z.object({ programmeId: Id }), AskListView),
} satisfies Api
