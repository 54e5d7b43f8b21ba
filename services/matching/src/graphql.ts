// What the matching service brings to the graph.
import {
  batchById,
  batchByOwner,
  batchPer,
  connection,
  connectionTypes,
  type GraphModule,
  type Policy,
  present,
} from '@stagebureau/infra'
import { type Call, office, type Said, say, school, signedIn } from '@stagebureau/shared'
import type { DisruptionView, MoveView, OpeningView, PlanView, RowView, ShortageView } from './api.ts'
import type { MatchingClient } from './service.ts'

export type MatchingQuestions = ReturnType<typeof matchingQuestions>

/** The service as one request sees it: questions by id are batched. */
export const matchingQuestions = (matching: MatchingClient, call: Call) => ({
  client: matching,
  plan: batchById<PlanView>((ids) => matching.plansByIds({ ids: [...ids] }, call)),
  plansOfProgramme: batchByOwner<PlanView>(
    (programmeIds) => matching.plansOfProgrammes({ programmeIds: [...programmeIds] }, call),
    ({ programmeId }) => programmeId,
  ),
  disruptionsOf: batchByOwner<DisruptionView>(
    (programmeIds) => matching.disruptionsOfProgrammes({ programmeIds: [...programmeIds] }, call),
    ({ programmeId }) => programmeId,
  ),
  openingsOfProgramme: batchByOwner<OpeningView>(
    (programmeIds) => matching.openingsOfProgrammes({ programmeIds: [...programmeIds] }, call),
    ({ programmeId }) => programmeId,
  ),
  offersOf: batchPer((seasonId: string) =>
    batchByOwner<OpeningView>(
      (companyIds) => matching.openingsOfCompanies({ companyIds: [...companyIds], seasonId }, call),
      ({ companyId }) => companyId,
    ),
  ),
})

export type MatchingContext = {
  readonly call: Call
  readonly matching: MatchingQuestions
  readonly currentSeasonId: () => Promise<string | undefined>
  /** The name of an account, undefined when it is not there any more. */
  readonly nameOf: (personId: string) => Promise<string | undefined>
}
type PageArguments = { readonly first: number; readonly after?: string }

const typeDefs = `
  enum PlanState { DRAFT PUBLISHED SUPERSEDED }
  enum AtelierRule { GENEROUS GREEDY RANKSUM STABLE }

  "One line of a company's offer, within one programme."
  type Opening {
    id: ID! profile: Profile period: Period weekdays: [Weekday!]! closedRounds: [Int!]! places: Int! filled: Int! condition: String
  }
  type PlanQuality {
    placed: Int! unplaced: Int! objective: Float! bound: Float! gap: Float! averageTravelMinutes: Float! coverage: Float!
    solveMilliseconds: Int!
  }
  "One goal of a plan in exact order, with what is proven to be the best possible."
  type ProvenGoal { goal: String! objective: Float! bound: Float! }
  type Certificate { goals: [ProvenGoal!]! }
  type Plan {
    id: ID! name: String! state: PlanState! draftedAt: DateTime! quality: PlanQuality! certificate: Certificate!
    assignments(first: Int!, after: String): AssignmentConnection!
  }
  "Why a student is where the plan says, in words and in the points that it weighs."
  type Reason { round: Int text: String! }
  type Assignment { id: ID! stops: [Stop!]! reasons: [Reason!]! pinned: Boolean! }
  ${connectionTypes('Assignment')}
  type Gap { round: Int! reason: String! }
  "What somebody decided about a student and an opening; without a round it is about all of them. No opening when it is gone."
  type ByHand { openingId: ID! opening: Opening round: Int by: String }
  type BoardRow {
    stops: [Stop!]! reasons: [Reason!]! gaps: [Gap!]! unplaced: String pinned: Boolean!
    "What holds in plans that are based on this one." pins: [ByHand!]! forbidden: [ByHand!]!
  }
  type Board { rounds: [Round!]! rows: [BoardRow!]! }
  "A group of students for whom there are too few openings, however one plans."
  type Shortage { profile: Profile places: Int! students: Int! openings: Int! towns: [String!]! text: String! }

  "What becomes of one student: the stops that were told, and those that would be."
  type RepairMove { from: [Stop!]! to: [Stop!]! }
  "A way to mend a plan after something has happened; the minutes are travel of those who move, more or less than before."
  type RepairOption { id: ID! changed: Int! unplaced: Int! objective: Float! extraMinutes: Int! moves: [RepairMove!]! }

  input PlacesLostInput { openingId: ID! places: Int! }
  "What has happened; \`from\` is the day from which stops may still be changed, today when it is left out."
  input DisruptionInput {
    companyClosed: ID placesLost: [PlacesLostInput!] studentLeft: ID studentJoined: ID from: Date
    "Companies took back places that the plan counts on: see \`Programme.disruptions\`." offersChanged: Boolean
  }
  "What it would cost to have a student at another opening; \`delta\` is in the points of the plan."
  type Counterfactual { possible: Boolean! reason: String! othersMoved: Int! extraMinutes: Int! delta: Float }

  input WeightInput { name: String! value: Int! }
  input DraftPlanInput { programmeId: ID! name: String weights: [WeightInput!] rule: AtelierRule basedOn: ID
    "A UUID of your own for the plan, to follow its progress from the start." planId: ID
  }

  extend type Query {
    plan(id: ID!): Plan
    whyNot(planId: ID!, studentId: ID!, openingId: ID!): Counterfactual!
    shortages(programmeId: ID!): [Shortage!]!
  }
  extend type Mutation {
    draftPlan(input: DraftPlanInput!): Plan!
    "Stops the making of a plan: draftPlan is refused and nothing is kept. False when it was not being made any more."
    cancelDraft(planId: ID!): Boolean!
    pinAssignment(planId: ID!, studentId: ID!, openingId: ID!, round: Int): Assignment!
    "Keeps a student away from an opening in plans that are based on this one: in a carousel in that round, or in none."
    forbidAssignment(planId: ID!, studentId: ID!, openingId: ID!, round: Int): BoardRow!
    "Takes back what was pinned or forbidden, in that round or in all."
    releaseAssignment(planId: ID!, studentId: ID!, openingId: ID!, round: Int): BoardRow!
    publishPlan(planId: ID!): Plan!
    repairOptions(programmeId: ID!, event: DisruptionInput!): [RepairOption!]!
    applyRepair(optionId: ID!): Plan!
  }
  extend type Programme {
    openings: [Opening!]! plans: [Plan!]!
    "Places in all openings together."
    offered: Int!
    "The plan that holds, or the one that is named."
    board(schoolId: ID, planId: ID): Board!
  }
  extend type Company { offers(seasonId: ID): [Opening!]! }
  extend type Stop { opening: Opening }
  extend type PlanProgress { plan: Plan }
`

export const sentence = (said: { text: string; values: Said['values'] }, { language }: Call) =>
  say(language, said.text as Said['text'], said.values)

export const openingFields = ({ id, companyId, programmeId, line, filled }: OpeningView) => ({
  id,
  companyId,
  programmeId,
  profile: line.profile ?? null,
  weekdays: line.weekdays,
  closedRounds: line.closedRounds,
  places: line.places,
  filled,
  condition: line.condition ?? null,
})
const reasonsOf = ({ reasons }: RowView, call: Call) =>
  reasons.map(({ round, reason }) => ({ round: round ?? null, text: sentence(reason, call) }))
/** Stops know their programme, so that their opening can be found. */
const stopsOf = (row: RowView, programmeId: string) => row.stops.map((stop) => ({ ...stop, programmeId }))

export const moveFields = ({ studentId, from, to }: MoveView, programmeId: string) => {
  const stopsIn = (stops: readonly object[]) => stops.map((stop) => ({ ...stop, programmeId }))
  return { studentId, from: stopsIn(from), to: stopsIn(to) }
}

export const planFields = (plan: PlanView, { matching, call }: MatchingContext) => ({
  ...plan,
  certificate: { goals: plan.levels },
  assignments: async (page: PageArguments) => {
    const found = await matching.client.rows({ ...present(page), planId: plan.id, placed: true } as never, call)
    const node = (row: RowView) => ({ ...row, stops: stopsOf(row, plan.programmeId), reasons: reasonsOf(row, call) })
    return connection({ ...found, items: found.items.map(({ node: row, cursor }) => ({ node: node(row), cursor })) })
  },
  unplacedRows: (page: PageArguments) =>
    matching.client.rows({ ...present(page), planId: plan.id, placed: false } as never, call),
})

/** Who decided something by hand, as the reader may be told: a colleague where no name is known. */
const decider = async (by: string, { nameOf, call }: MatchingContext): Promise<string> =>
  (await nameOf(by)) ?? say(call.language, 'by-hand/colleague')

/** The sentence, with the name of whoever decided it where somebody did. */
export const withDecider = async (
  reason: { text: string; values: Said['values'] },
  context: MatchingContext,
): Promise<string> => {
  const { by } = reason.values
  const values = by === undefined ? reason.values : { ...reason.values, by: await decider(String(by), context) }
  return sentence({ ...reason, values }, context.call)
}

const boardRow = (row: RowView, programmeId: string, { call }: MatchingContext) => {
  const byHand = (decisions: RowView['pins']) => (decisions ?? []).map((one) => ({ ...one, programmeId }))
  return {
    studentId: row.studentId,
    stops: stopsOf(row, programmeId),
    pinned: row.pinned,
    reasons: reasonsOf(row, call),
    gaps: row.gaps.map(({ round, reason }) => ({ round, reason: sentence(reason, call) })),
    unplaced: row.unplaced === undefined ? null : sentence(row.unplaced, call),
    pins: byHand(row.pins),
    forbidden: byHand(row.forbidden),
  }
}
/** A row of whatever plan it is of. */
export const boardRowOf = async (row: RowView, context: MatchingContext) =>
  boardRow(row, (await context.matching.plan.load(row.planId))!.programmeId, context)

const resolvers = {
  PlanState: { DRAFT: 'draft', PUBLISHED: 'published', SUPERSEDED: 'superseded' },
  AtelierRule: { GENEROUS: 'generous', GREEDY: 'greedy', RANKSUM: 'ranksum', STABLE: 'stable' },
  Query: {
    plan: async (_: unknown, { id }: { id: string }, context: MatchingContext) => {
      const plan = await context.matching.plan.load(id)
      return plan === null ? null : planFields(plan, context)
    },
    whyNot: async (
      _: unknown,
      args: { planId: string; studentId: string; openingId: string },
      context: MatchingContext,
    ) => {
      const { matching, call } = context
      const { reason, delta, ...rest } = await matching.client.whyNot(args, call)
      return { ...rest, delta: delta ?? null, reason: await withDecider(reason, context) }
    },
    shortages: async (_: unknown, args: { programmeId: string }, { matching, call }: MatchingContext) =>
      (await matching.client.shortages(args, call)).map((shortage) => shortageFields(shortage, call)),
  },
  Mutation: {
    draftPlan: async (_: unknown, { input }: { input: object }, context: MatchingContext) =>
      planFields(await context.matching.client.draftPlan(present(input) as never, context.call), context),
    cancelDraft: (_: unknown, { planId }: { planId: string }, { matching, call }: MatchingContext) =>
      matching.client.cancelDraft({ planId }, call),
    pinAssignment: async (_: unknown, args: { planId: string }, { matching, call }: MatchingContext) => {
      const row = await matching.client.pinAssignment(present(args) as never, call)
      const plan = (await matching.plan.load(args.planId))!
      return { ...row, stops: stopsOf(row, plan.programmeId), reasons: reasonsOf(row, call) }
    },
    forbidAssignment: async (_: unknown, args: { planId: string }, context: MatchingContext) =>
      boardRowOf(await context.matching.client.forbidAssignment(present(args) as never, context.call), context),
    releaseAssignment: async (_: unknown, args: { planId: string }, context: MatchingContext) =>
      boardRowOf(await context.matching.client.releaseAssignment(present(args) as never, context.call), context),
    publishPlan: async (_: unknown, { planId }: { planId: string }, context: MatchingContext) =>
      planFields(await context.matching.client.publishPlan({ planId, quietly: false }, context.call), context),
    repairOptions: async (
      _: unknown,
      args: { programmeId: string; event: object },
      { matching, call }: MatchingContext,
    ) => {
      const { programmeId } = args
      const options = await matching.client.repairOptions({ programmeId, event: present(args.event) } as never, call)
      return options.map((option) => ({ ...option, moves: option.moves.map((move) => moveFields(move, programmeId)) }))
    },
    applyRepair: async (_: unknown, { optionId }: { optionId: string }, context: MatchingContext) =>
      planFields(await context.matching.client.applyRepair({ optionId }, context.call), context),
  },
  PlanProgress: {
    plan: async ({ planId, state }: { planId: string; state: string }, _: unknown, context: MatchingContext) => {
      const plan = state === 'ready' ? await context.matching.plan.load(planId) : null
      return plan === null ? null : planFields(plan, context)
    },
  },
  Programme: {
    openings: async ({ id }: { id: string }, _: unknown, { matching }: MatchingContext) =>
      (await matching.openingsOfProgramme.load(id)).map(openingFields),
    offered: async ({ id }: { id: string }, _: unknown, { matching }: MatchingContext) =>
      (await matching.openingsOfProgramme.load(id)).reduce((sum, { line }) => sum + line.places, 0),
    plans: async ({ id }: { id: string }, _: unknown, context: MatchingContext) =>
      (await context.matching.plansOfProgramme.load(id)).map((plan) => planFields(plan, context)),
    board: async (
      { id, rounds }: { id: string; rounds: unknown },
      args: { schoolId?: string; planId?: string },
      context: MatchingContext,
    ) => {
      const rows = await context.matching.client.board(present({ ...args, programmeId: id }) as never, context.call)
      return {
        rounds,
        rows: rows.map((row) => boardRow(row, id, context)),
      }
    },
  },
  Company: {
    offers: async ({ id }: { id: string }, { seasonId }: { seasonId?: string }, context: MatchingContext) => {
      const season = seasonId ?? (await context.currentSeasonId())
      return season === undefined ? [] : (await context.matching.offersOf(season).load(id)).map(openingFields)
    },
  },
  ByHand: {
    opening: async (
      { programmeId, openingId }: { programmeId: string; openingId: string },
      _: unknown,
      { matching }: MatchingContext,
    ) => {
      const opening = (await matching.openingsOfProgramme.load(programmeId)).find(({ id }) => id === openingId)
      return opening === undefined ? null : openingFields(opening)
    },
    by: ({ by }: { by?: string }, _: unknown, context: MatchingContext) =>
      by === undefined ? null : decider(by, context),
  },
  Stop: {
    opening: async (
      { programmeId, openingId }: { programmeId?: string; openingId: string },
      _: unknown,
      { matching }: MatchingContext,
    ) => {
      if (programmeId === undefined) return null
      const opening = (await matching.openingsOfProgramme.load(programmeId)).find(
        ({ line }) => line.openingId === openingId,
      )
      return opening === undefined ? null : openingFields(opening)
    },
  },
}

const shortageFields = (shortage: ShortageView, { language }: Call) => {
  const { short, students, openings, profile, towns } = shortage
  const text = openings === 0 ? 'shortage/no-openings' : 'shortage/too-few'
  const values = { short, students, openings, profile: profile ?? '', towns: towns.slice(0, 5).join(', ') }
  return { ...shortage, places: short, text: say(language, text, values) }
}

const policy = {
  Query: [[school, 'plan whyNot shortages']],
  Mutation: [
    [school, 'draftPlan cancelDraft pinAssignment forbidAssignment releaseAssignment'],
    [office, 'publishPlan repairOptions applyRepair'],
  ],
  Opening: [[signedIn, 'id profile period weekdays closedRounds places filled condition']],
  PlanQuality: [[school, 'placed unplaced objective bound gap averageTravelMinutes coverage solveMilliseconds']],
  ProvenGoal: [[school, 'goal objective bound']],
  Certificate: [[school, 'goals']],
  Plan: [[school, 'id name state draftedAt quality certificate assignments']],
  Reason: [[school, 'round text']],
  Assignment: [[school, 'id stops reasons pinned']],
  AssignmentConnection: [[school, 'edges pageInfo totalCount']],
  AssignmentEdge: [[school, 'node cursor']],
  Gap: [[school, 'round reason']],
  ByHand: [[school, 'openingId opening round by']],
  BoardRow: [[school, 'stops reasons gaps unplaced pinned pins forbidden']],
  Board: [[school, 'rounds rows']],
  Counterfactual: [[school, 'possible reason othersMoved extraMinutes delta']],
  RepairMove: [[school, 'from to']],
  RepairOption: [[office, 'id changed unplaced objective extraMinutes moves']],
  Shortage: [[school, 'profile places students openings towns text']],
  Programme: [
    [signedIn, 'openings offered'],
    [school, 'plans board'],
  ],
  Company: [[signedIn, 'offers']],
  Stop: [[signedIn, 'opening']],
  PlanProgress: [[school, 'plan']],
} satisfies Policy

export const matchingGraph: GraphModule = { typeDefs, resolvers, policy }
