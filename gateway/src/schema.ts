// The one graph: what every service brings, put together.
import { makeExecutableSchema } from '@graphql-tools/schema'
import { companiesGraph } from '@stagebureau/companies'
import type { GraphModule } from '@stagebureau/infra'
import { matchingGraph } from '@stagebureau/matching'
import { placementsGraph } from '@stagebureau/placements'
import type { GraphQLSchema } from 'graphql'
import type { GraphContext } from './context.ts'
import { importingGraph } from './importing.ts'
import { scalars } from './scalars.ts'

const root: GraphModule = {
  typeDefs: `
    scalar Date
    scalar DateTime
    scalar Postcode
    "A world of technology, spelled as in the files of schools."
    scalar World
    "A profile of vmbo, spelled as in the files of schools."
    scalar Profile
    type PageInfo { hasNextPage: Boolean! endCursor: String }
    "Who is asking, and what they may do."
    type Viewer { role: String! }
    type Query { viewer: Viewer! }
    type Mutation { _: Boolean }
  `,
  resolvers: {
    ...scalars,
    Query: { viewer: (_: unknown, __: unknown, { call }: GraphContext) => ({ role: call.viewer.role }) },
  },
}

export const createSchema = (): GraphQLSchema => {
  const modules = [root, companiesGraph, placementsGraph, matchingGraph, importingGraph]
  return makeExecutableSchema({
    typeDefs: modules.map(({ typeDefs }) => typeDefs),
    resolvers: modules.map(({ resolvers }) => resolvers),
    resolverValidationOptions: { requireResolversToMatchSchema: 'error' },
  })
}
