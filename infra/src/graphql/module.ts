// What a service brings to the graph: its types, its resolvers and what a request needs to answer through it.

// biome-ignore lint/suspicious/noExplicitAny: resolvers of all shapes; graphql checks what they return against the schema
export type Resolvers = Readonly<Record<string, any>>

export type GraphModule = { readonly typeDefs: string; readonly resolvers: Resolvers }
