// What the graph says of two plans side by side.
import { connection, connectionTypes, type GraphModule, type Policy, present } from '@stagebureau/infra'
import { school } from '@stagebureau/shared'
import type { ComparisonView } from '../api.ts'
import { type MatchingContext, moveFields, planFields } from '../graphql.ts'

const typeDefs = `
  "Two plans of one programme. Staff see the students of their own school."
  type PlanComparison {
    plan: Plan! withPlan: Plan!
    "Students whose stops differ." changed: Int!
    "Travel of these students together in the second plan, less that in the first." extraMinutes: Int!
    moves(first: Int!, after: String): RepairMoveConnection!
  }
  ${connectionTypes('RepairMove')}
  extend type Query { comparePlans(planId: ID!, withPlanId: ID!): PlanComparison! }
`

const resolvers = {
  Query: {
    comparePlans: (_: unknown, args: { planId: string; withPlanId: string }, { matching, call }: MatchingContext) =>
      matching.client.comparePlans(args, call),
  },
  PlanComparison: {
    plan: ({ plan }: ComparisonView, _: unknown, context: MatchingContext) => planFields(plan, context),
    withPlan: ({ withPlan }: ComparisonView, _: unknown, context: MatchingContext) => planFields(withPlan, context),
    moves: async ({ plan, withPlan }: ComparisonView, args: object, { matching, call }: MatchingContext) => {
      const input = { ...present(args), planId: plan.id, withPlanId: withPlan.id }
      const found = await matching.client.movesBetween(input as never, call)
      const items = found.items.map(({ node, cursor }) => ({ node: moveFields(node, plan.programmeId), cursor }))
      return connection({ ...found, items })
    },
  },
}

const policy = {
  Query: [[school, 'comparePlans']],
  PlanComparison: [[school, 'plan withPlan changed extraMinutes moves']],
  RepairMoveConnection: [[school, 'edges pageInfo totalCount']],
  RepairMoveEdge: [[school, 'node cursor']],
} satisfies Policy

export const comparisonGraph: GraphModule = { typeDefs, resolvers, policy }
