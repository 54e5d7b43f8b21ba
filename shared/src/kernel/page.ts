// Lists come in pages: the first so many after a cursor, with the count of all.
import { z } from 'zod'

export const pageSize = z.int().min(1).max(100)

export const page = <Item extends z.ZodType>(item: Item) =>
  z.object({
    items: z.array(z.object({ node: item, cursor: z.string() })),
    hasNextPage: z.boolean(),
    totalCount: z.int(),
  })

export type Page<Item> = {
  readonly items: readonly { readonly node: Item; readonly cursor: string }[]
  readonly hasNextPage: boolean
  readonly totalCount: number
}

/** The input of a paged query: its own fields and which page. */
export const pageInput = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.object({ ...shape, first: pageSize, after: z.string().max(500).optional() })

/** A cursor is where in its order an item stands; clients do not read it. */
export const toCursor = (position: readonly string[]): string => btoa(encodeURIComponent(JSON.stringify(position)))
export const fromCursor = (cursor: string): readonly string[] | undefined => {
  try {
    const position: unknown = JSON.parse(decodeURIComponent(atob(cursor)))
    return Array.isArray(position) && position.every((part) => typeof part === 'string') ? position : undefined
  } catch {
    return undefined
  }
}
