// What a service brings to the graph: its types, its resolvers and what a request needs to answer through it.

import type { Role } from '@stagebureau/shared'

// biome-ignore lint/suspicious/noExplicitAny: resolvers of all shapes; graphql checks what they return against the schema
export type Resolvers = Readonly<Record<string, any>>

/** Per type who may see which fields, the names between spaces. A field that is not named is for nobody. */
export type Policy = Readonly<Record<string, readonly (readonly [roles: readonly Role[], fields: string])[]>>

export type GraphModule = { readonly typeDefs: string; readonly resolvers: Resolvers; readonly policy: Policy }
