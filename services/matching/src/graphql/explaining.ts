// What the graph says to explain a plan: the other openings of a student, and what would give more students a place.
import { type GraphModule, type Policy, present } from '@stagebureau/infra'
import { DomainError, school } from '@stagebureau/shared'
import { boardRowOf, type MatchingContext, openingFields, sentence, withDecider } from '../graphql.ts'

const typeDefs = `
  "Another opening for a student, beside the one that the plan gives."
  type Alternative {
    opening: Opening! minutes: Int!
    "1 for the first wish." wish: Int
    "How many points worse it is for this student than the plan; less than 0 when it is better." worse: Float
    "Whether the rules allow it." possible: Boolean!
    "What stands in the way." reason: String!
  }
  enum HelpKind { TRAVEL WEEKDAYS RECOGNITION PLACE }
  "One thing that would give so many more students a place, however one plans."
  type Help { kind: HelpKind! places: Int! text: String! }
  extend type Query {
    "One student's row of a plan." boardRow(planId: ID!, studentId: ID!): BoardRow!
    "The best other openings for one student, at most five; in a carousel those for one round. None for an Atelier."
    alternatives(planId: ID!, studentId: ID!, round: Int): [Alternative!]!
    "Empty when nobody is without a place."
    whatWouldHelp(programmeId: ID!): [Help!]!
  }
`

type OneStudent = { readonly planId: string; readonly studentId: string }

const resolvers = {
  HelpKind: { TRAVEL: 'travel', WEEKDAYS: 'weekdays', RECOGNITION: 'recognition', PLACE: 'place' },
  Query: {
    boardRow: async (_: unknown, { planId, studentId }: OneStudent, context: MatchingContext) => {
      const { matching, call } = context
      const { items } = await matching.client.rows({ planId, studentIds: [studentId], first: 1 }, call)
      if (items[0] === undefined) throw new DomainError('missing', 'student/unknown')
      return boardRowOf(items[0].node, context)
    },
    alternatives: async (_: unknown, args: OneStudent, context: MatchingContext) => {
      const { matching, call } = context
      const found = await matching.client.alternatives(present(args) as never, call)
      const { programmeId } = (await matching.plan.load(args.planId))!
      const openings = new Map((await matching.openingsOfProgramme.load(programmeId)).map((one) => [one.id, one]))
      return Promise.all(
        found
          .filter(({ openingId }) => openings.has(openingId))
          .map(async ({ openingId, wish, worse, reason, ...rest }) => ({
            ...rest,
            opening: openingFields(openings.get(openingId)!),
            wish: wish ?? null,
            worse: worse ?? null,
            reason: await withDecider(reason, context),
          })),
      )
    },
    whatWouldHelp: async (_: unknown, args: { programmeId: string }, { matching, call }: MatchingContext) =>
      (await matching.client.whatWouldHelp(args, call)).map(({ text, ...rest }) => ({
        ...rest,
        text: sentence(text, call),
      })),
  },
}

const policy = {
  Query: [[school, 'boardRow alternatives whatWouldHelp']],
  Alternative: [[school, 'opening minutes wish worse possible reason']],
  Help: [[school, 'kind places text']],
} satisfies Policy

export const explainingGraph: GraphModule = { typeDefs, resolvers, policy }
