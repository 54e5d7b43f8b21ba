// How much one request may ask: refused with the limit named, before anything is done.
import { costLimitPlugin } from '@escape.tech/graphql-armor-cost-limit'
import { maxAliasesPlugin } from '@escape.tech/graphql-armor-max-aliases'
import { maxDepthPlugin } from '@escape.tech/graphql-armor-max-depth'
import { maxTokensPlugin } from '@escape.tech/graphql-armor-max-tokens'

export const limits = { depth: 12, aliases: 15, tokens: 2000, cost: 20_000, bodyMegabytes: 24 } as const

/** Plugins for the server; every refusal says which limit was passed. */
export const limitPlugins = () => [
  maxTokensPlugin({ n: limits.tokens, exposeLimits: true }),
  maxDepthPlugin({ n: limits.depth, exposeLimits: true, ignoreIntrospection: true }),
  maxAliasesPlugin({ n: limits.aliases, exposeLimits: true }),
  costLimitPlugin({ maxCost: limits.cost, exposeLimits: true, ignoreIntrospection: true }),
]
