// The shape of every list in the graph: edges with cursors, where the page ends, and the count of all.
import type { Page } from '@stagebureau/shared'

export type Connection<Node> = {
  readonly edges: readonly { readonly node: Node; readonly cursor: string }[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
  readonly totalCount: number
}

export const connection = <Node>({ items, hasNextPage, totalCount }: Page<Node>): Connection<Node> => ({
  edges: items,
  pageInfo: { hasNextPage, endCursor: items.at(-1)?.cursor ?? null },
  totalCount,
})

/** The types of a connection to a node type, for a schema. */
export const connectionTypes = (node: string): string => `
  type ${node}Connection { edges: [${node}Edge!]! pageInfo: PageInfo! totalCount: Int! }
  type ${node}Edge { node: ${node}! cursor: String! }
`
