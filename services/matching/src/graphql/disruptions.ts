// What the graph says of places that a published plan counts on and that are not offered any more.
import type { GraphModule, Policy } from '@stagebureau/infra'
import { office } from '@stagebureau/shared'
import type { MatchingContext } from '../graphql.ts'

const typeDefs = `
  enum DisruptionCause { COMPANY_CLOSED WITHDRAWN OTHER_DAYS ROUND_CLOSED FEWER_PLACES }
  "Students of the plan that holds for whom a company has no place any more: they are to go elsewhere. See \`repairOptions\`."
  type PlanDisruption { cause: DisruptionCause! students: Int! }
  extend type Programme {
    "Empty when the plan that holds can be carried out as it is, or when none holds."
    disruptions: [PlanDisruption!]!
  }
`

const resolvers = {
  DisruptionCause: {
    COMPANY_CLOSED: 'closed',
    WITHDRAWN: 'withdrawn',
    OTHER_DAYS: 'days',
    ROUND_CLOSED: 'round',
    FEWER_PLACES: 'places',
  },
  Programme: {
    disruptions: ({ id }: { id: string }, _: unknown, { matching }: MatchingContext) => matching.disruptionsOf.load(id),
  },
}

const policy = {
  PlanDisruption: [[office, 'cause students']],
  Programme: [[office, 'disruptions']],
} satisfies Policy

export const disruptionsGraph: GraphModule = { typeDefs, resolvers, policy }
