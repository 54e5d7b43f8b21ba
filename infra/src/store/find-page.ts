// Reads one page of a list in a fixed order, going on after a cursor.
import { DomainError, fromCursor, toCursor } from '@stagebureau/shared'
import type { Model } from 'mongoose'
import { trusted } from './filters.ts'
import { findMany } from './read.ts'

type PageOf = { readonly first: number; readonly after?: string | undefined }
export type FoundPage<Found> = {
  readonly items: readonly { readonly node: Found; readonly cursor: string }[]
  readonly hasNextPage: boolean
  readonly totalCount: number
}

const at = (document: object, path: string): unknown =>
  path.split('.').reduce<unknown>((value, step) => (value as Record<string, unknown> | undefined)?.[step], document)

/** Sorted by `order` (a path that holds text) and then by _id. Throws a refusal for a cursor that is none of ours. */
export const findPage = async <Found extends { readonly _id: string }>(
  model: Model<Found>,
  filter: Readonly<Record<string, unknown>>,
  order: string,
  { first, after }: PageOf,
): Promise<FoundPage<Found>> => {
  const position = after === undefined ? undefined : fromCursor(after)
  if (after !== undefined && position?.length !== 2) throw new DomainError('invalid', 'page/cursor')
  const beyond =
    position === undefined
      ? {}
      : {
          $or: [
            { [order]: trusted({ $gt: position[0] }) },
            { [order]: position[0], _id: trusted({ $gt: position[1] }) },
          ],
        }
  const [found, totalCount] = await Promise.all([
    findMany(model, { $and: [filter, beyond] }, { sort: { [order]: 1, _id: 1 }, limit: first + 1 }),
    model.countDocuments(filter as never),
  ])
  const items = found
    .slice(0, first)
    .map((node) => ({ node, cursor: toCursor([String(at(node, order) ?? ''), node._id]) }))
  return { items, hasNextPage: found.length > first, totalCount }
}
