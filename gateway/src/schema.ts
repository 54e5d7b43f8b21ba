// The one graph: what every service brings, put together.
import { makeExecutableSchema } from '@graphql-tools/schema'
import { companiesGraph } from '@stagebureau/companies'
import type { GraphModule } from '@stagebureau/infra'
import { comparisonGraph, disruptionsGraph, explainingGraph, matchingGraph } from '@stagebureau/matching'
import { attendanceGraph, placementsGraph } from '@stagebureau/placements'
import type { Role } from '@stagebureau/shared'
import type { GraphQLSchema } from 'graphql'
import { importingGraph } from './importing.ts'
import { listeningGraph } from './listening.ts'
import { type FieldRoles, fieldRoles, guarded, policyFlaws } from './policy.ts'
import { scalars } from './scalars.ts'
import { signingInGraph } from './signing-in.ts'

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
    type Query
    type Mutation
    type Subscription
  `,
  resolvers: scalars,
  policy: {},
}

const modules = [
  root,
  signingInGraph,
  companiesGraph,
  placementsGraph,
  attendanceGraph,
  matchingGraph,
  comparisonGraph,
  disruptionsGraph,
  explainingGraph,
  importingGraph,
  listeningGraph,
]

/** Who may see which field of the graph. */
export const graphRoles: FieldRoles = fieldRoles(modules.map(({ policy }) => policy))

/** The schema without guards, for printing and for tests. */
export const bareSchema = (): GraphQLSchema =>
  makeExecutableSchema({
    typeDefs: modules.map(({ typeDefs }) => typeDefs),
    resolvers: modules.map(({ resolvers }) => resolvers),
    resolverValidationOptions: { requireResolversToMatchSchema: 'error' },
  })

/** Throws when a field has no policy: nothing is shown by accident. */
export const createSchema = (): GraphQLSchema => {
  const schema = bareSchema()
  const flaws = policyFlaws(schema, graphRoles)
  if (flaws.length > 0) throw new Error(`the graph is not guarded: ${flaws.join('; ')}`)
  return guarded(schema, graphRoles)
}

/** The mutations that a role may send. */
export const mutationsFor = (role: Role): string[] =>
  [...graphRoles].flatMap(([field, roles]) =>
    field.startsWith('Mutation.') && roles.includes(role) ? [field.slice(9)] : [],
  )
